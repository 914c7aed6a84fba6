"""Passages for a question, ranked by all that is known of it: for search, not for an answer.

What the question is taken to ask counts (knowledge.scoring), and most what answers it. A question
of several parts has the first passage of each part, then the second of each, and so on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest
from typing import TYPE_CHECKING

from knowledge.answering import Answerer
from knowledge.best_rows import best
from knowledge.catalogue import Catalogue
from knowledge.elements import FAQ_TERM
from knowledge.model import Before
from knowledge.parts import Part
from knowledge.passages import Passage
from knowledge.proposing import Choice
from knowledge.retrieval import Retriever
from knowledge.scoring import ALL, MOST, Scorer, Using
from knowledge.wording import Section

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_TOLD = 2.0
"""What being what answers the question adds to a score."""


@dataclass(frozen=True, slots=True)
class Ranker:
    """Ranks the passages of one library."""

    catalogue: Catalogue
    retriever: Retriever
    scorer: Scorer
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
        scores = self.scorer.scores(asked, part.choice, using)
        if using.cues:
            self._add_told(scores, told)
        return [(row, float(scores[row]) / (MOST + _TOLD)) for row in best(scores, limit)]

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
