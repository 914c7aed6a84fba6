"""The clauses of a passage, each in its place: what a text may be made of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from knowledge.composing.side_by_side import (
    IF,
    MAY,
    MUST,
    NO,
    STRICTLY,
    YES,
    Clause,
    clauses,
    folded,
)

_STOP = re.compile(r"[。!?\n]")
_BINDS = re.compile(r"(?:的|时|后|前|者|外|内)$|^(?:如|若|因|除|凡|只|仅|经|对)|[只仅才]")
_CONDITION = re.compile("[的时后前因如若凡需]")
"""What a clause has that may be told with "如果"."""
_TURNED = re.compile(r"[不未只除]")
_JOINT = re.compile(r"[和与及或同并交带凭携]|提供|出示")
"""In a list: its things may be needed all together."""


@dataclass(frozen=True, slots=True)
class Given:
    """A passage that a text may rest on: what it is about, and what it says of it."""

    head: str
    """An element's name, or the question of a FAQ. It states nothing."""
    body: str


@dataclass(frozen=True, slots=True)
class Part:
    """A clause of a passage, in its place."""

    passage: int
    sentence: int
    unit: int
    at: int
    clause: Clause
    tells: tuple[Clause, ...] = ()
    """The clauses that are told with it; where none stands here, its own."""

    @property
    def bare(self) -> bool:
        """Whether it is a yes or no alone."""
        return self.clause.letters in (YES, *NO)

    @property
    def binds(self) -> bool:
        """Whether what follows it in its sentence hangs on it."""
        return _BINDS.search(self.clause.raw) is not None

    def bears(self, marks: set[str], *, offers: bool) -> bool:
        """Whether may, must and if of a text are those of this clause."""
        mine = {mark for _, mark in self.clause.marks}
        duty = mine & {MUST, STRICTLY}
        if (STRICTLY in marks and not duty) or (MUST in marks and not duty and MAY in mine):
            return False
        if IF in marks and not (IF in mine or _CONDITION.search(self.clause.raw)):
            return False
        if MAY in marks and MAY not in mine:
            return offers and not duty and not _TURNED.search(self.clause.letters)
        return MAY in marks or MAY not in mine


def parts_of(number: int, given: Given) -> Iterator[Part]:
    """The clauses of the passage of a number, and what may be said for one or two of them."""
    unit = 0
    for at_sentence, sentence in enumerate(filter(None, _STOP.split(folded(given.body)))):
        for each in filter(None, sentence.split(";")):
            unit += 1
            found = [*clauses(each)]
            for at, clause in enumerate(found):
                yield Part(number, at_sentence, unit, at, clause)
            for at, clause in enumerate(found):
                if other := _any_of(clause):
                    yield Part(number, at_sentence, unit, at, other, (clause,))
            for at, (host, bracketed) in enumerate(pairwise(found)):
                if f"{host.raw}({bracketed.raw})" in each and host.letters not in (YES, *NO):
                    turned = bracketed.before(host)
                    yield Part(number, at_sentence, unit, at, turned, (host, bracketed))


def _any_of(clause: Clause) -> Clause | None:
    """A clause that permits several things, each of which is enough, with "或" between them."""
    if {mark for _, mark in clause.marks} != {MAY} or _JOINT.search(clause.raw):
        return None
    first, *_ = clauses(clause.raw.replace("、", "或"))
    return first if first.letters != clause.letters else None
