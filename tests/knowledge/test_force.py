"""Exactly one version of a guide answers on each day, whatever was imported first."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.force import change_days, chosen, coming, counted, early, lapsed
from knowledge.library import Library
from knowledge.model import Guide
from knowledge.versions import named
from tests.knowledge.shelf import JsonShelf

Write = Callable[[str, str], Path]
START = date(2026, 1, 1)
DAYS = st.integers(0, 40).map(lambda number: START + timedelta(days=number))


def guide(version: str, **fields: Any) -> Guide:
    return named(Guide(id="1", name="甲", version=version, **fields))


@st.composite
def versions(draw: st.DrawFn) -> list[Guide]:
    """Some versions with any dates; each takes effect on a day of its own, which orders them."""
    begins = draw(st.lists(DAYS, min_size=1, max_size=5, unique=True))
    ends = [
        draw(st.none() | st.just(day + timedelta(days=draw(st.integers(0, 30))))) for day in begins
    ]
    rows = enumerate(zip(begins, ends, strict=True))
    return [guide(chr(ord("甲") + at), effective=a, expires=b) for at, (a, b) in rows]


@given(versions(), DAYS, st.randoms())
def test_the_order_of_import_is_no_matter_where_dates_tell(
    kept: list[Guide], day: date, chance: Any
) -> None:
    now = chosen(kept, day)
    others = kept[:]
    chance.shuffle(others)
    assert chosen(others, day) is now
    valid = [each for each in kept if not (early(each, day) or lapsed(each, day))]
    assert now in valid or not valid, "what is in force goes before what is not"
    assert all(each.effective <= now.effective for each in valid), "the one that began last"  # type: ignore[operator]


def test_after_all_have_expired_the_one_that_expired_last_answers() -> None:
    long = guide("甲", effective=START, expires=START + timedelta(days=30))
    short = guide("乙", effective=START + timedelta(days=5), expires=START + timedelta(days=20))
    day = START + timedelta(days=40)
    assert chosen([long, short], day) is chosen([short, long], day) is long


@given(versions(), DAYS)
def test_another_version_answers_only_from_a_known_day_on(kept: list[Guide], day: date) -> None:
    after = [each for each in change_days(kept) if each > day]
    until = min(after, default=day + timedelta(days=30))
    steps = range((until - day).days)
    assert len({chosen(kept, day + timedelta(days=step)).version for step in steps}) == 1
    later = {chosen(kept, each).version for each in after} - {chosen(kept, day).version}
    assert {each.version for each in coming(kept, day)} == later


ROWS = st.tuples(st.sampled_from("甲乙丙"), st.none() | DAYS, st.none() | DAYS)


@settings(deadline=None)
@given(st.lists(ROWS, min_size=1, max_size=8))
def test_there_is_an_answer_on_any_day_whatever_the_dates(rows: list[tuple[str, Any, Any]]) -> None:
    kept = [
        guide(name, effective=begin, expires=end, elements={"备注": str(at)})
        for at, (name, begin, end) in enumerate(rows)
    ]
    days = [START + timedelta(days=step) for step in range(0, 60, 7)]
    assert all(chosen(kept, day) in counted(kept) for day in days)


HEAD = "{id: V-1, name: 热力管道接入, version: "
OLD = HEAD + "2026-1, 承诺办结时限: 5 个工作日, expires: 2026-06-30}"
NEW = HEAD + "2026-2, 承诺办结时限: 3 个工作日, effective: 2026-07-01}"


@pytest.fixture
def today() -> date:
    return date(2026, 5, 10)


@pytest.fixture
def library(tmp_path: Path, today: date) -> Library:
    shelf = JsonShelf(tmp_path / "shelf.json")
    return Library(tmp_path / "index", shelf, embedder="none", today=lambda: today)


def told(library: Library, day: date) -> str:
    return library.ask("热力管道接入多久办好", on=day).text


@pytest.mark.parametrize("order", [*itertools.permutations([OLD, NEW])])
def test_the_new_version_answers_from_its_day_on_with_no_import_between(
    library: Library, write: Write, order: tuple[str, str]
) -> None:
    for text in order:
        library.add([write("a.yaml", text)])
    assert "5 个工作日" in told(library, date(2026, 6, 15))
    assert "⚠" not in told(library, date(2026, 6, 30))
    assert "3 个工作日" in told(library, date(2026, 7, 1))
    assert "⚠" not in told(library, date(2026, 7, 2))
    assert "5 个工作日" in told(library, date(2026, 6, 15)), "also after another day was asked for"


def test_an_import_says_what_will_answer_later(library: Library, write: Write, today: date) -> None:
    library.add([write("a.yaml", OLD)], on=today)
    for _ in range(2):
        (report,) = library.add([write("b.yaml", NEW)], on=today).guides
        assert report.outcome == "upcoming"
        assert report.odd[-1] == (
            "2026-07-01 起才生效，到时自动启用（版本 2026-2）；在那之前用的是版本 2026-1"
        )
        assert "承诺办结时限：5 → 3 个工作日" in [change.text for change in report.changes]
    (report,) = library.add([write("a.yaml", OLD)], on=today).guides
    assert (report.outcome, report.odd) == ("unchanged", ())
    assert [each.state for each in library.states("V-1")] == ["in_force", "not_yet"]


def test_what_is_not_yet_or_no_longer_in_force_answers_with_its_date(
    library: Library, write: Write
) -> None:
    library.add([write("a.yaml", NEW)])
    assert "2026-07-01 起才生效" in told(library, date(2026, 6, 15))
    library.add([write("a.yaml", OLD.replace("06-30", "05-31"))])
    text = told(library, date(2026, 6, 15))
    assert "5 个工作日" in text
    assert "已于 2026-05-31 失效" in text


def test_a_correction_under_the_same_name_takes_the_place_of_what_it_corrects(
    library: Library, write: Write
) -> None:
    library.add([write("a.yaml", OLD.replace("06-30", "12-31"))])
    library.add([write("a.yaml", OLD)])
    assert "已于 2026-06-30 失效" in told(library, date(2026, 9, 1)), (
        "not the text with the wrong day"
    )
    assert [each.state for each in library.states("V-1")] == ["behind", "in_force"]


def test_spaces_and_full_width_forms_make_no_version(library: Library, write: Write) -> None:
    library.add([write("a.yaml", OLD)])
    (report,) = library.add([write("a.yaml", OLD.replace("5 个", "\uff15个"))]).guides
    assert report.outcome == "unchanged"
    assert len(library.states("V-1")) == 1
    (report,) = library.add([write("a.yaml", OLD.replace("5 个", "1.5 个"))]).guides
    (report,) = library.add([write("a.yaml", OLD.replace("5 个", "15 个"))]).guides
    assert report.outcome == "updated", "marks are no spaces"


def test_a_removed_guide_answers_no_more_and_comes_back(library: Library, write: Write) -> None:
    library.add([write("a.yaml", OLD), write("b.yaml", NEW)])
    assert library.remove("V-1") == 2
    assert library.guides() == []
    assert library.find_items("热力管道接入") == []
    assert library.search("热力管道") == []
    assert library.ask("热力管道接入多久办好", on=date(2026, 6, 1)).status != "answered"
    assert library.guide("V-1") is None
    kept = library.guide("V-1", "2026-1")
    assert kept is not None, "walks that began with it go on"
    source = library.element("V-1", "承诺办结时限", "2026-1")
    assert source is not None
    assert source.passage == "5 个工作日"
    (report, _) = library.add([write("a.yaml", OLD), write("b.yaml", NEW)]).guides
    assert report.outcome == "removed"
    assert "guides restore V-1" in report.odd[-1]
    assert library.guides() == [], "an import brings back nothing that was removed"
    assert library.restore("V-1", "2026-2") == 1
    assert "3 个工作日" in told(library, date(2026, 6, 1))
    assert library.restore("V-1") == 1
    assert "5 个工作日" in told(library, date(2026, 6, 1))
    assert (library.restore("V-1"), library.remove("V-9")) == (0, 0)


def test_one_version_is_removed_alone(library: Library, write: Write) -> None:
    library.add([write("a.yaml", OLD), write("b.yaml", NEW)])
    digest = library.states("V-1")[1].digest
    assert library.remove("V-1", digest[:10]) == 1
    assert [each.state for each in library.states("V-1")] == ["in_force", "removed"]
    assert "失效" in told(library, date(2026, 7, 2))


def test_asking_for_a_day_reads_the_shelf_once(
    library: Library, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.add([write("a.yaml", OLD), write("b.yaml", NEW)])
    told(library, date(2026, 6, 1))
    told(library, date(2026, 8, 1))
    monkeypatch.setattr(JsonShelf, "all", lambda _: pytest.fail("read again"))
    for day in (date(2026, 1, 1), date(2026, 6, 30), date(2026, 7, 1), date(2030, 1, 1)):
        told(library, day)
