"""Rules of the two time limits: units, and a promise that is longer than the law allows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.elements import kind_of
from knowledge.linting.page import Flaw, Page
from knowledge.remarks import element_name, remark
from knowledge.time_limits import NUMBER, has_unit, limit_of

PROMISED, LEGAL = "承诺办结时限", "法定办结时限"
AT_ONCE = re.compile(
    "(?:即(?:时|来|到|收)?即?办|即时|立等可?取?|随[到来]随办|现场(?=办[结完好])|当场|当[天日]|立即|立刻|马上|当即)"
    "(?:就|即|可以?|能|出|办)*(?:办[结理完好]?|办理完毕|取证?|出?证|好)?(?:[。；;]|$)"
)
"""A text, or its first sentence, that says nothing but that it is done at once."""


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
    if AT_ONCE.match(legal) and not other and mine and mine.days[0] >= 2:
        return "above_legal"
    if mine and other:
        return "above_legal" if mine.longer(other) else ""
    numbers = [NUMBER.match(text) for text in (promised, legal)]
    mine_bare, other_bare = (int(found[0]) if found else None for found in numbers)
    if mine_bare is None or other_bare is None or mine_bare <= other_bare:
        return ""
    return "above_legal_bare"
