"""A score for each passage by what is known of a question before anything answers it.

Fused nearness (knowledge.retrieval) comes first; the item that the question means and the element
it asks for weigh more. Search shows the order (knowledge.ranking); what is asked back about has
the first of it (knowledge.offering, knowledge.across).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.best_rows import best
from knowledge.catalogue import Catalogue
from knowledge.elements import BY_TERM
from knowledge.passages import Passage
from knowledge.proposing import Choice
from knowledge.question import Question
from knowledge.retrieval import Retriever

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
MOST = 2 + _CHOSEN + _ASKED
"""The highest score."""


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
class Scorer:
    """Scores the passages of one library."""

    catalogue: Catalogue
    retriever: Retriever

    def scores(self, question: Question, choice: Choice, using: Using = ALL) -> NDArray[np.float32]:
        """A score from 0 to `MOST` for each row of the retriever's passages.

        Args:
            question: What is asked.
            choice: The items that it means.
            using: What to go by.
        """
        letters = _ENGLISH_LETTERS if question.english and using.meaning else 1.0
        scores = self.retriever.scores(
            question, letters=letters if using.letters else 0.0, meaning=using.meaning
        )
        if using.catalogue:
            self._add_items(scores, question, choice)
        if using.cues:
            self._add_asked(scores, question)
        return scores

    def first(self, question: Question, choice: Choice) -> Passage | None:
        """The passage that stands first, of the item that is chosen if one is."""
        scores = self.scores(question, choice)
        if choice.chosen:
            rows = self.retriever.of_guide(choice.chosen)
            scores[: rows.start] = scores[rows.stop :] = 0
        return next((self.retriever.passages[row] for row in best(scores, 1)), None)

    def _add_items(self, scores: NDArray[np.float32], question: Question, choice: Choice) -> None:
        meant = dict.fromkeys(choice.candidates, _CANDIDATE)
        if choice.chosen:
            meant = {choice.chosen: _CHOSEN}
        if not meant:
            fits = self.catalogue.fits(question)
            meant = {fit.id: _NAMED * fit.covered for fit in fits if not fit.excluded}
        for id_, worth in meant.items():
            rows = self.retriever.of_guide(id_)
            scores[rows.start : rows.stop] += worth

    def _add_asked(self, scores: NDArray[np.float32], question: Question) -> None:
        terms = {intent.term for intent in question.intents}
        instead = {other for term in terms if (row := BY_TERM.get(term)) for other in row.else_}
        scores[self.retriever.of_elements(terms)] += _ASKED
        scores[self.retriever.of_elements(instead - terms)] += _INSTEAD
