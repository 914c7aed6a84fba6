"""Rules of the two time limits: units, and a promise that is longer than the law allows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.elements import kind_of
from knowledge.linting.page import Flaw, Page
from knowledge.remarks import element_name, remark
from knowledge.time_limits import NUMBER, days_of, has_unit, limit_days

PROMISED, LEGAL = "承诺办结时限", "法定办结时限"
_AT_ONCE = re.compile("(?:即时|当场|当天|当日|立即|马上)(?:办结|办理|办完)?$")


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
    if _AT_ONCE.match(legal) and (mine := limit_days(promised)) and days_of(*mine)[0] >= 2:
        return "above_legal"
    if (mine := limit_days(promised)) and (other := limit_days(legal)):
        shortest, longest = days_of(*mine)[0], days_of(*other)[1]
        longer = mine[0] > other[0] if mine[1] == other[1] else shortest > longest
        return "above_legal" if longer else ""
    numbers = [NUMBER.match(text) for text in (promised, legal)]
    mine_bare, other_bare = (int(found[0]) if found else None for found in numbers)
    if mine_bare is None or other_bare is None or mine_bare <= other_bare:
        return ""
    return "above_legal_bare"
