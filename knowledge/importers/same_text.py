"""Whether two files have the same guide: a Word file and the PDF that was made of it.

What the parsers of two forms give differs in where lines end, in what a table's rows are
joined by, and in a line more or less. It is the same text only where no value differs: a
number, a phone, a place, or a sentence that stands in both in other words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from knowledge.elements import kind_of
from knowledge.model import Guide
from knowledge.text import fold

_VALUES = frozenset({"limit", "count", "flag", "phone", "place"})
"""Kinds of elements that are told in short; their values are compared as wholes."""
_END = re.compile(r"[\n。；;，,、（）()]")
_ALIKE = 0.5
"""How much of two clauses is the same where one is the other in other words."""
_MOST = 60
"""Clauses of either that the other has not; with more of them they are two texts."""
_MORE = 0.15
"""How much of a text the other may leave out."""
TOLD = 40


@dataclass(frozen=True, slots=True)
class Compared:
    """What one guide says otherwise than another, and what it says beyond it."""

    differs: tuple[tuple[str, str], ...]
    """What is said differently, first as in the one, then as in the other."""
    more: tuple[str, ...]
    """What only the second says."""
    apart: bool
    """So much stands in one only that they are two texts."""

    @property
    def same(self) -> bool:
        """Whether it is the same text."""
        return not self.differs and not self.apart


def compared(one: Guide, other: Guide) -> Compared:
    """Two guides of one id."""
    differs = [*_heads(one, other), *_values(one, other)]
    texts = [fold("".join(_texts(guide))) for guide in (one, other)]
    clauses = [[*_clauses(guide)] for guide in (one, other)]
    lacks = [
        [each for each in mine if not _stands_in(each, text)]
        for mine, text in zip(clauses, reversed(texts), strict=True)
    ]
    if max(map(len, lacks)) > _MOST:
        return Compared(tuple(differs[:3]), (), apart=True)
    for clause in lacks[0]:
        match = next((each for each in clauses[1] if _is_other_wording(clause, each)), "")
        if match and (clause, match) not in differs:
            differs.append((clause, match))
    changed = {after for _, after in differs}
    for clause in lacks[1]:
        match = next((each for each in clauses[0] if _is_other_wording(clause, each)), "")
        if match and clause not in changed:
            differs.append((match, clause))
    lengths = (sum(map(len, each)) for each in lacks)
    apart = any(length > _MORE * len(text) for length, text in zip(lengths, texts, strict=True))
    return Compared(tuple(differs), tuple(lacks[1]), apart)


def _heads(one: Guide, other: Guide) -> Iterator[tuple[str, str]]:
    for mine, its in (
        (one.name, other.name),
        (one.published, other.published),
        (one.effective, other.effective),
        (one.expires, other.expires),
    ):
        if mine and its and mine != its:
            yield str(mine), str(its)


def _values(one: Guide, other: Guide) -> Iterator[tuple[str, str]]:
    for term, mine in one.elements.items():
        its = other.elements.get(term, "")
        short = len(mine) <= TOLD and len(its) <= TOLD
        if not its or kind_of(term) not in _VALUES or not short:
            continue
        if not (_stands_in(mine, fold(its)) or _stands_in(its, fold(mine))):
            yield mine, its


def _texts(guide: Guide) -> Iterator[str]:
    yield from (f"{text}\n" for text in guide.elements.values())
    yield from (f"{faq.question}\n{faq.answer}\n" for faq in guide.faqs)


def _clauses(guide: Guide) -> Iterator[str]:
    yield from filter(None, map(str.strip, _END.split("".join(_texts(guide)))))


def _stands_in(clause: str, text: str) -> bool:
    """Whether a folded text has this clause; "5 days" does not stand in "15 days"."""
    folded = fold(clause)
    at = text.find(folded)
    while at >= 0 and folded:
        end = at + len(folded)
        cut = (folded[0].isdigit() and text[:at][-1:].isdigit()) or (
            folded[-1].isdigit() and text[end : end + 1].isdigit()
        )
        if not cut:
            return True
        at = text.find(folded, at + 1)
    return not folded


def _is_other_wording(one: str, other: str) -> bool:
    """Whether two clauses are one in two wordings, and not one a piece of the other."""
    mine, its = fold(one), fold(other)
    if mine == its or min(len(mine), len(its)) < 2 or max(len(mine), len(its)) > 400:
        return False
    matcher = SequenceMatcher(None, mine, its, autojunk=False)
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE
