"""Passages for a question, ranked by all that is known of it: for search, not for an answer.

Fused nearness (knowledge.retrieval) comes first; what the question is taken to ask weighs more:
the item it means, the element it asks for, and what answers it. A question of several parts has
the first passage of each part, then the second of each, and so on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest
from typing import TYPE_CHECKING

from knowledge.answering import Answerer
from knowledge.best_rows import best
from knowledge.catalogue import Catalogue
from knowledge.elements import BY_TERM, FAQ_TERM
from knowledge.model import Before
from knowledge.parts import Part
from knowledge.passages import Passage
from knowledge.proposing import Choice
from knowledge.question import Question
from knowledge.retrieval import Retriever
from knowledge.wording import Section

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_ENGLISH_LETTERS = 0.2
"""What letters count for an English question, of which the guides know the service's name alone."""
_CHOSEN = 2.0
"""What being of the item that is meant adds to a fused score of at most 2 …"""
_CANDIDATE = 1.0
"""… or of one that may be meant …"""
_NAMED = 1.0
"""… or of one whose names meet all of the question; less where they meet less."""
_ASKED = 0.6
"""What being the element that is asked for adds …"""
_INSTEAD = 0.3
"""… or one that answers the same where that one is missing."""
_TOLD = 2.0
"""What being what answers the question adds."""
_MOST = 2 + _CHOSEN + _ASKED + _TOLD


@dataclass(frozen=True, slots=True)
class Using:
    """What a ranking goes by; less than all of it shows what a part is worth."""

    letters: bool = True
    meaning: bool = True
    cues: bool = True
    """The elements that a question asks for, and what of the guide answers."""
    focus: bool = True
    """The item in focus, and the question before."""
    catalogue: bool = True
    """The item that a question means by the names of items."""


ALL = Using()


@dataclass(frozen=True, slots=True)
class Ranker:
    """Ranks the passages of one library."""

    catalogue: Catalogue
    retriever: Retriever
    answerer: Answerer

    def rank(
        self,
        text: str,
        limit: int,
        *,
        item: str | None = None,
        before: Before | None = None,
        using: Using = ALL,
    ) -> list[tuple[Passage, float]]:
        """The passages that fit a question best, with scores from 0 to 1, best first."""
        if not using.catalogue:
            parts = [(Part(self.catalogue.read(text), Choice()), list[Section]())]
        else:
            parts = self.answerer.told(
                text, item if using.focus else None, before if using.focus else None
            )
        ranked = [self._ranked(part, sections, limit, using) for part, sections in parts]
        found: dict[int, float] = {}
        lowest = 1.0
        for row, score in filter(None, chain.from_iterable(zip_longest(*ranked))):
            lowest = min(lowest, score)  # the next part's first may be surer than this one's
            found.setdefault(row, lowest)
        return [(self.retriever.passages[row], score) for row, score in [*found.items()][:limit]]

    def _ranked(
        self, part: Part, told: Sequence[Section], limit: int, using: Using
    ) -> list[tuple[int, float]]:
        """The rows that fit one part best, with scores from 0 to 1."""
        asked = part.carried if part.carried else part.question
        letters = _ENGLISH_LETTERS if asked.english and using.meaning else 1.0
        scores = self.retriever.scores(
            asked, letters=letters if using.letters else 0.0, meaning=using.meaning
        )
        if using.catalogue:
            self._add_items(scores, part)
        if using.cues:
            self._add_asked(scores, asked)
            self._add_told(scores, told)
        return [(row, float(scores[row]) / _MOST) for row in best(scores, limit)]

    def _add_items(self, scores: NDArray[np.float32], part: Part) -> None:
        meant = dict.fromkeys(part.choice.candidates, _CANDIDATE)
        if part.choice.chosen:
            meant = {part.choice.chosen: _CHOSEN}
        if not meant:
            fits = self.catalogue.fits(part.question)
            meant = {fit.id: _NAMED * fit.covered for fit in fits if not fit.excluded}
        for id_, worth in meant.items():
            rows = self.retriever.of_guide(id_)
            scores[rows.start : rows.stop] += worth

    def _add_asked(self, scores: NDArray[np.float32], question: Question) -> None:
        terms = {intent.term for intent in question.intents}
        instead = {other for term in terms if (row := BY_TERM.get(term)) for other in row.else_}
        scores[self.retriever.of_elements(terms)] += _ASKED
        scores[self.retriever.of_elements(instead - terms)] += _INSTEAD

    def _add_told(self, scores: NDArray[np.float32], told: Sequence[Section]) -> None:
        """What answers comes first, the nearest passage of each thing before more of the same."""
        for section in told:
            source = section.source
            rows = [
                row
                for row in self.retriever.of_guide(source.guide)
                if self.retriever.passages[row].element == source.element
                and _is_of(self.retriever.passages[row], source.passage)
            ]
            if rows:
                scores[rows] += _TOLD / 2
                scores[max(rows, key=lambda row: scores[row])] += _TOLD / 2


def _is_of(passage: Passage, cited: str) -> bool:
    """True if a passage stands in what is cited, or what is cited in it."""
    return passage.shown in cited or cited in passage.shown or passage.element != FAQ_TERM
