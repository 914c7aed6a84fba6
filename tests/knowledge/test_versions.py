"""An older version does not take a newer one's place unseen, and nobody loses content unseen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from knowledge.library import Library
from knowledge.model import Guide, GuideReport
from knowledge.versions import is_older, named
from tests.knowledge.shelf import JsonShelf

Write = Callable[[str, str], Path]
NINE = """{id: V-1, name: 热力管道接入, version: '9', 受理条件: 有房产证, 收费标准: 60 元,
faqs: [{question: 老房子能接吗, answer: 能}]}"""
EIGHT = "{id: V-1, name: 热力管道接入, version: '8', 受理条件: 有产权}"
TEN = "{id: V-1, name: 热力管道接入, version: '10', 受理条件: 有房产证}"


def guide(**fields: Any) -> Guide:
    return named(Guide(id="1", name="甲", **fields))


EARLY, LATE = date(2025, 1, 1), date(2026, 1, 1)


@pytest.mark.parametrize(
    ("new", "held", "older"),
    [
        ({"version": "8"}, {"version": "9"}, True),
        ({"version": "10"}, {"version": "9"}, False),
        ({"version": "2025-12"}, {"version": "2026-1"}, True),
        ({"version": "V1.9"}, {"version": "V1.10"}, True),
        ({"version": "9"}, {"version": "9"}, False),
        ({"version": "9", "published": EARLY}, {"version": "9", "published": LATE}, True),
        ({"version": "甲"}, {"version": "乙"}, False),
        ({"version": "2026-A"}, {"version": "7"}, False),
        ({"version": "2026-A", "published": EARLY}, {"version": "7", "published": LATE}, True),
        ({"effective": EARLY}, {"effective": LATE}, True),
        ({"effective": LATE}, {"effective": EARLY}, False),
        ({"published": EARLY}, {"effective": LATE}, False),
        ({"version": "8" * 5_000}, {"version": "9"}, False),
    ],
)
def test_older_is_by_number_then_by_date(
    new: dict[str, Any], held: dict[str, Any], older: bool
) -> None:
    assert is_older(guide(**new), guide(**held)) is older


def test_versions_named_by_their_content_have_no_order() -> None:
    texts = [guide(elements={"受理条件": f"第{number}版"}) for number in range(40)]
    assert sum(each.version.isdigit() for each in texts) > 0
    assert not any(is_older(new, held) for new in texts for held in texts)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "index", JsonShelf(tmp_path / "shelf.json"), embedder="none")


@pytest.fixture
def put(library: Library, write: Write) -> Callable[..., GuideReport]:
    """Imports a text as the one guide of a file: what became of it."""

    def _put(text: str, *, replace: bool = False) -> GuideReport:
        (report,) = library.add([write("a.yaml", text)], replace=replace).guides
        return report

    return _put


def current(library: Library) -> str:
    found = library.guide("V-1")
    assert found is not None
    return found.version


def test_an_older_version_is_kept_and_does_not_become_current(
    library: Library, put: Callable[..., GuideReport]
) -> None:
    put(NINE)
    for _ in range(2):  # told every time, kept once
        report = put(EIGHT)
        assert report.outcome == "older"
        assert "是旧版本：版本 8，现用的是版本 9；" in report.odd[-1]
        assert current(library) == "9"
    assert [each.version for each in library.versions("V-1")] == ["9", "8"]
    old = library.guide("V-1", "8")
    assert old is not None
    assert old.elements == {"受理条件": "有产权"}
    assert put(NINE).outcome == "unchanged"


def test_an_older_version_becomes_current_when_asked(
    library: Library, put: Callable[..., GuideReport]
) -> None:
    put(NINE)
    report = put(EIGHT, replace=True)
    assert (report.outcome, current(library)) == ("updated", "8")
    assert "换成了旧版本：版本 8，原来是版本 9" in report.odd[0]
    assert put(NINE).outcome == "removed", "what was set aside stays so until it is wanted again"
    assert current(library) == "8"
    assert put(NINE, replace=True).outcome == "updated"
    assert current(library) == "9"


def test_what_a_newer_version_lacks_is_told(put: Callable[..., GuideReport]) -> None:
    put(NINE)
    report = put(TEN)
    assert report.outcome == "updated"
    assert report.odd == ("比原来少了：收费标准、常见问题“老房子能接吗”",)


def test_changed_text_under_the_same_version_is_told(put: Callable[..., GuideReport]) -> None:
    put(NINE)
    report = put(NINE.replace("60", "70"))
    assert (report.outcome, report.odd) == ("updated", ("版本号没变（9），内容变了",))


def test_a_guide_without_a_version_changes_without_a_word(put: Callable[..., GuideReport]) -> None:
    put("{id: V-1, name: 甲, 受理条件: 一}")
    report = put("{id: V-1, name: 甲, 受理条件: 二}")
    assert (report.outcome, report.odd) == ("updated", ())


def test_a_new_guide_beside_one_of_the_same_name_is_told(
    library: Library, put: Callable[..., GuideReport]
) -> None:
    """A bureau that is written in makes another guide, unless both have one 实施编码."""
    first = put("{name: 热力管道接入, 受理条件: 有房产证}")
    assert not any("同名" in odd for odd in first.odd)
    second = put("{name: 热力管道接入, bureau: 住建局, 受理条件: 有房产证}")
    assert second.id != first.id
    assert f"guides remove {first.id}" in second.odd[-1]
    assert "guides remove" not in "".join(put("{name: 热力管道接入, 受理条件: 有产权}").odd)
