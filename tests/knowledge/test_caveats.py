"""What another version says otherwise is told with the answer, if it is what was asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from knowledge.library import Library
from tests.knowledge.shelf import JsonShelf

Write = Callable[[str, str], Path]
HEAD = "id: V-1, name: 热力管道接入, 收费标准: 60 元, "
FAQ = "faqs: [{question: 老房子能接吗, answer: %s}]"
OLD = f"{{{HEAD} version: 2026-1, 承诺办结时限: 5 个工作日, {FAQ % '能'}}}"
NEW = f"{{{HEAD} version: 2026-2, 承诺办结时限: 3 个工作日, effective: 2026-07-01, {FAQ % '不能'}}}"
BEFORE, AFTER = date(2026, 6, 1), date(2026, 7, 1)


@pytest.fixture
def library(tmp_path: Path, write: Write) -> Library:
    shelf = JsonShelf(tmp_path / "shelf.json")
    library = Library(tmp_path / "index", shelf, embedder="none", today=lambda: AFTER)
    library.add([write("a.yaml", OLD)])
    library.add([write("a.yaml", NEW)])
    return library


@pytest.mark.parametrize(
    ("question", "note"),
    [
        ("多久办好", "提示：2026-07-01 起启用版本 2026-2，承诺办结时限：5 → 3 个工作日。"),
        ("老房子能接吗", "提示：2026-07-01 起启用版本 2026-2，常见问题“老房子能接吗”：能 → 不能。"),
        ("多少钱", ""),
    ],
)
def test_what_a_coming_version_changes_of_it_is_told(
    library: Library, question: str, note: str
) -> None:
    text = library.ask(question, item="V-1", on=BEFORE).text
    assert text.startswith(note or "【收费标准】")


@pytest.mark.parametrize(
    ("began", "question", "note"),
    [
        ("2026-1", "多久办好", "版本 2026-1，之后指南有变：承诺办结时限：5 → 3 个工作日"),
        ("2026-1", "多少钱", ""),
        ("2026-2", "多久办好", ""),
        ("1999", "多久办好", ""),
        ("", "多久办好", ""),
    ],
)
def test_what_changed_since_the_walk_began_is_told(
    library: Library, began: str, question: str, note: str
) -> None:
    text = library.ask(question, item="V-1", on=AFTER, began=began).text
    assert note in text
    assert ("提示" in text) is bool(note)


def test_it_is_told_in_english(library: Library) -> None:
    text = library.ask("how long does it take", item="V-1", on=BEFORE, locale="en").text
    assert text.startswith("Note: from 2026-07-01 on, by version 2026-2: Promised time limit")


def test_a_version_that_took_the_place_and_expired_is_told(library: Library, write: Write) -> None:
    late = NEW.replace("effective: 2026-07-01", "effective: 2026-07-01, expires: 2026-08-31")
    library.add([write("b.yaml", late)])
    text = library.ask("多久办好", item="V-1", on=date(2026, 9, 1)).text
    assert "版本 2026-1 之后有过版本 2026-2，已于 2026-08-31 失效" in text
    assert "5 个工作日" in text


def test_what_follows_an_expired_version_is_told(library: Library, write: Write) -> None:
    library.add([write("b.yaml", OLD.replace("2026-1,", "2026-1, expires: 2026-05-31,"))])
    text = library.ask("多少钱", item="V-1", on=BEFORE).text
    assert "提示：2026-07-01 起启用版本 2026-2。" in text
    assert "已于 2026-05-31 失效" in text
