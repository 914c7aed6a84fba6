"""Items that a question may mean where their names do not say: by a FAQ, a passage, meaning.

Guards against a guess: a FAQ or passage decides only where the item's name is there
in part; else items are proposed, to be asked back about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from knowledge.catalogue import WHOLLY, Catalogue, Fit
from knowledge.known import Known
from knowledge.model import Guide
from knowledge.passages import faq_number
from knowledge.question import Question
from knowledge.retrieval import Retriever
from knowledge.text import fold
from knowledge.vocabulary import Vocabulary, marks, share
from knowledge.words import ACTIONS, asks, excluded, silent

FAQ_ITEM_COVER = 0.8
"""Share of a question that a FAQ's question and the item's names must meet to decide it."""
NAMED_IN_PART = 0.15
"""Share of the content that an item's names must meet for a passage to decide it."""
FAQ_SAID = 0.4
"""Share of what such a FAQ asks beside the item's names that the question must say in turn."""
FAQ_POOL = 10
"""Passages looked through for such a FAQ."""
MAX_PROPOSED = 4
"""Items asked back about where none of them is meant for sure."""
PROPOSE_COVER = 0.4
"""Share of the content that a guide's text must meet for its name's meaning to propose it."""
PASSAGE_COVER = 0.7
"""Share of what a question is about that the nearest passage must meet to propose its item."""
_WONDERS = re.compile(
    "听(?:人|别人|他们|邻居|同事)?(?:家)?说|(?:^|[我就只，,])(?:怕|担心)(?=.{4})|想(?![法办起到哭睡吃死你他她念])"
)
"""How one asks without a word that asks: "怕迁了户口老家的地没了"."""


@dataclass(frozen=True, slots=True)
class Choice:
    """`chosen` is the item meant; else `candidates` may be; else only `near` ones are there."""

    chosen: str = ""
    candidates: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    unnamed: bool = False
    """The question names no item at all."""
    sure: bool = False
    """One of the `candidates` is meant for sure: they are called alike."""
    named: bool = False
    """The `candidates` are what the question's own words name, if in part."""
    closed: bool = False
    """Nothing else is to be offered: what is named is just not these, or of another place."""


def is_question(question: Question) -> bool:
    """Whether something is asked: "就一次" is no question, though a FAQ may hold its words."""
    return bool(question.english or question.intents or _WONDERS.search(question.text)) or asks(
        question.folded
    )


@dataclass(frozen=True, slots=True)
class Proposer:
    """Proposes items of one library."""

    guides: Mapping[str, Guide]
    catalogue: Catalogue
    retriever: Retriever
    known: Known

    def by_faq(self, question: Question, named: Sequence[str]) -> Choice:
        """The item of which a FAQ asks just this, though its name is hardly there.

        Where FAQs of several items do ("开网店要执照吗"), they are asked back about.

        Args:
            question: The question; what asks nothing is told of by no FAQ.
            named: Items that its names propose; of a single one any such FAQ decides.
        """
        if not is_question(question):
            return Choice()
        asked = dict.fromkeys(self._asked_of(question, named))
        if len(asked) > 1:
            return Choice(candidates=tuple(asked)[:MAX_PROPOSED])
        return Choice(chosen=next(iter(asked))) if asked else self._by_nearest(question)

    def _asked_of(self, question: Question, named: Sequence[str]) -> Iterator[str]:
        """Ids of items with a FAQ that asks just this."""
        for passage, _ in self.retriever.search(question, FAQ_POOL):
            guide = self.guides[passage.guide]
            number = faq_number(passage)
            if number is None or not self.known.rest(question, guide.id):
                continue
            asked = guide.faqs[number].question
            met = self.known.met(question, guide.id, Vocabulary.of([fold(asked)]))
            told = share(question.said, met, self.catalogue.weights(question.folded))
            if told < FAQ_ITEM_COVER or self.catalogue.fit(question, guide.id).excluded:
                continue
            if self.catalogue.swapped(question, guide.id):
                continue
            if silent(question.folded, fold(passage.shown)):
                continue
            if [guide.id] == [*named] or self._said_of(asked, question, guide.id) >= FAQ_SAID:
                yield guide.id

    def _by_nearest(self, question: Question) -> Choice:
        """The item of the one passage that stands out by meaning, if its name is there in part."""
        found = self.retriever.standing_out(question, self.retriever.thresholds.stands_out_gap)
        if (
            found is None
            or found[1] < self.retriever.thresholds.stands_out
            or not self.known.rest(question, found[0].guide)
        ):
            return Choice()
        fit = self.catalogue.fit(question, found[0].guide)
        known = fit.covered >= NAMED_IN_PART and not fit.excluded
        return Choice(chosen=fit.id) if known else Choice()

    def _said_of(self, asked: str, question: Question, id_: str) -> float:
        """How much of what a FAQ asks, beside the item's names, a question says."""
        faq = self.catalogue.read(asked)
        names = marks(faq.folded, faq.words, self.catalogue.vocabulary(id_))
        kept = [said and not name for said, name in zip(faq.content, names, strict=True)]
        met = marks(faq.folded, faq.words, Vocabulary.asked(question))
        return share(kept, met, self.catalogue.weights(faq.folded)) if any(kept) else 1.0

    def propose(self, question: Question, fits: list[Fit]) -> Choice:
        """Items to ask back about, by their names' meaning, their guides' words, one passage."""
        for proposed in (self._by_meaning(question), self._by_guides(question, fits)):
            if proposed.candidates:
                return proposed
        return self._by_passage(question)

    def _by_passage(self, question: Question) -> Choice:
        """The item of the passage nearest in meaning, if it says nearly all that is asked.

        "原来的车牌能留吗" names no item; one FAQ asks just so. It is asked back about, no more.
        """
        found = self.retriever.standing_out(question, 0.0)
        if (
            found is None
            or found[1] < self.retriever.thresholds.passage_near
            or not is_question(question)
        ):
            return Choice()
        passage = found[0]
        told = Vocabulary.of([fold(passage.shown)])
        met = marks(question.folded, question.words, told)
        weights = self.catalogue.weights(question.folded)
        known = share(question.subject, met, weights) >= PASSAGE_COVER
        fit = self.catalogue.fit(question, passage.guide)
        foreign = excluded(question.actions, self.catalogue.done(question, fit.id) | told.groups)
        return Choice(candidates=(fit.id,)) if known and not foreign else Choice()

    def _by_meaning(self, question: Question) -> Choice:
        """Items to ask back about, proposed by the nearness of their names' meaning."""
        near, scale = self.retriever.items(question, 5), self.retriever.thresholds
        if not near or near[0][1] < scale.item:
            return Choice()
        best, similarity = near[0]
        other = next((s for id_, s in near if self.guides[id_].name != self.guides[best].name), 0.0)
        met = self.known.marks(question, best)
        known = share(question.subject, met, self.catalogue.weights(question.folded))
        unmet = question.actions & ACTIONS - self.catalogue.vocabulary(best).groups
        if unmet or known < PROPOSE_COVER or similarity - other < scale.item_gap:
            return Choice()
        same = [id_ for id_, _ in near if self.guides[id_].name == self.guides[best].name]
        allowed = [id_ for id_ in same if not self.catalogue.fit(question, id_).excluded]
        return Choice(candidates=tuple(allowed))

    def _by_guides(self, question: Question, fits: list[Fit]) -> Choice:
        """Items whose names are there in part, and whose guides know all the rest."""
        named = [
            fit
            for fit in fits
            if fit.covered >= NAMED_IN_PART
            and not excluded(question.actions, self.catalogue.done(question, fit.id))
        ]
        known = [fit.id for fit in named if self.known.text_cover(question, fit.id) >= WHOLLY]
        return Choice(candidates=tuple(known) if len(known) <= MAX_PROPOSED else ())
