"""What an office says of classes of problems, and what only sounds like it."""

from __future__ import annotations

import pytest

from bot.reading.class_words import ClassSaid, read
from flows.problem_classes import Called

ONE = Called(1)


def said(text: str, *, of_shown: bool = False) -> tuple[ClassSaid | None, str]:
    found = read(text, of_shown=of_shown)
    return found, text[found.start : found.end] if found is not None else ""


@pytest.mark.parametrize(
    ("text", "deed", "of", "words"),
    [
        ("同类问题", "list", None, ""),
        ("有哪些同类问题？", "list", None, ""),
        ("/classes", "list", None, ""),
        ("classes", "list", None, ""),
        ("TL-1", "card", ONE, ""),
        ("看ＴＬ－１怎么样了？", "card", ONE, ""),
        ("TL-2026-0001", "card", Called(1, 2026), ""),
        ("TL-1 责任人是谁？", "card", ONE, ""),
        ("TL-1有哪些问题", "issues", ONE, ""),
        ("issues of TL-1", "issues", ONE, ""),
        ("TL-1 地点", "places", ONE, ""),
        ("places of TL-1", "places", ONE, ""),
        ("建一类：中午窗口没人", "make", None, "中午窗口没人"),
        ("new class: no one at noon", "make", None, "no one at noon"),
        ("TL-1 加地点：云溪镇中心、青禾镇中心", "add", ONE, "云溪镇中心、青禾镇中心"),
        ("TL-1 add place: North Hall", "add", ONE, "North Hall"),
        ("TL-1 措施：午间排班", "set", ONE, "措施：午间排班"),
        ("TL-1 整改完成：有人，佐证：表", "fix", ONE, "有人，佐证：表"),
        ("TL-1 fixed: someone is there", "fix", ONE, "someone is there"),
        ("TL-1 销号", "close", ONE, ""),
        ("TL-1重新打开，又没人", "reopen", ONE, "又没人"),
    ],
)
def test_what_is_wanted(text: str, deed: str, of: Called | None, words: str) -> None:
    found, own = said(text)
    assert found is not None
    assert (found.deed, found.of, own) == (deed, of, words)


@pytest.mark.parametrize(
    ("text", "where", "met", "note"),
    [
        ("云溪镇中心查过了，也有", "云溪镇中心", True, ""),
        ("云溪镇中心查过了，没有", "云溪镇中心", False, ""),
        ("TL-1 云溪镇中心查过了，也有，中午没人", "云溪镇中心", True, "中午没人"),
        ("第2处没有", "2", False, ""),
        ("第2处也有，没人", "2", True, "没人"),
        ("place 2 checked: also", "2", True, ""),
        ("North Hall was checked, not found", "north hall", False, ""),
    ],
)
def test_a_place_that_was_looked_at(text: str, where: str, met: bool, note: str) -> None:
    found, own = said(text, of_shown=True)
    assert found is not None
    assert (found.deed, found.where.lower(), found.found, own) == ("look", where, met, note)


def test_issues_and_states_are_named() -> None:
    found, _ = said("把12号、WT-2025-0015建成一类：系统繁忙")
    assert found is not None
    assert found.issues == ((None, 12), (2025, 15))
    found, _ = said("整改中的同类问题")
    assert found is not None
    assert found.state == "fixing"


@pytest.mark.parametrize(
    "text",
    [
        "把12号归入TL-1", "12号整改好了", "措施：排班", "云溪镇中心查过了，也有", "责任人是张科长",
        "这类问题怎么办", "补身份证要带什么", "同类问题怎么整改才算完成，有没有什么文件依据",
        "TL-1" * 300,
    ],
)  # fmt: skip
def test_what_is_said_of_something_else(text: str) -> None:
    """Without a class that was shown, "措施：…" and a place are of none."""
    assert said(text) == (None, "")


def test_a_question_changes_nothing() -> None:
    assert said("责任人是谁？", of_shown=True) == (None, "")
