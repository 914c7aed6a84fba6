"""Rules of the two time limits: units, and a promise that is longer than the law allows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.elements import kind_of
from knowledge.linting.page import Flaw, Page
from knowledge.remarks import element_name, remark
from knowledge.time_limits import NUMBER, Limit, has_unit, limit_of

PROMISED, LEGAL = "承诺办结时限", "法定办结时限"
AT_ONCE = re.compile("(?:即时|即办|当场|当天|当日|立即|马上)(?:办结|办理|办完)?$")
SHIFTED = 2
"""Days of weekends that are worked on for a holiday (调休)."""


def no_unit(page: Page) -> Iterator[Flaw]:
    """A limit that is a number alone: days or working days?"""
    for piece in page.elements():
        if kind_of(piece.element) == "limit" and not has_unit(piece.text):
            what = remark("no_unit", element_name(piece.element), piece.text)
            yield Flaw("no-unit", what, (piece.cite(),))


def above_legal(page: Page) -> Iterator[Flaw]:
    """A promised limit that is longer than the legal one for sure, or by its number."""
    promised, legal = page.element(PROMISED), page.element(LEGAL)
    if key := _longer(promised.text, legal.text):
        what = remark(key, promised.text[:40], legal.text[:40])
        yield Flaw("above-legal", what, (promised.cite(), legal.cite()))


def _longer(promised: str, legal: str) -> str:
    mine, other = limit_of(promised), limit_of(legal)
    if AT_ONCE.match(legal) and mine and mine.days[0] >= 2:
        return "above_legal"
    if mine and other:
        return "above_legal" if mine.longer(other) or _over_weeks(mine, other) else ""
    numbers = [NUMBER.match(text) for text in (promised, legal)]
    mine_bare, other_bare = (int(found[0]) if found else None for found in numbers)
    if mine_bare is None or other_bare is None or mine_bare <= other_bare:
        return ""
    return "above_legal_bare"


def _over_weeks(mine: Limit, other: Limit) -> bool:
    """Working days, with the weekends among them, against what counts every day.

    日 alone is left out: the licensing law means working days by it.
    """
    if mine.unit != "工作日" or other.unit not in (
        "自然日",
        "日历日",
        "日历天",
        "月",
        "星期",
        "周",
    ):
        return False
    weekends = (int(mine.low) - 1) // 5
    return mine.low + 2 * weekends - SHIFTED > other.days[1]
