"""What of one guide is offered to pick from, where the item is sure but nothing tells the answer.

Near is no answer, but it is a question back: a handful of FAQs and elements, the nearest first.
Nothing is offered where the guide plainly does not tell: the sum of something else, a paper or
a deed that it never speaks of.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from knowledge.elements import FAQ_TERM, shown_name
from knowledge.facts import holds, holds_limit
from knowledge.model import Candidate, Guide, Locale
from knowledge.passages import Passage, faq_number, passages_of
from knowledge.proposing import Choice
from knowledge.question import Question
from knowledge.scoring import Scorer
from knowledge.telling import Asked, Teller
from knowledge.text import fold
from knowledge.vocabulary import Vocabulary, marks, share
from knowledge.wording import Section, say
from knowledge.words import possible

MAX_OFFERED, MIN_OFFERED = 4, 2
HALF = 0.5
"""Share of what is asked that must be met: by a passage that letters alone offer, and by the
guide where it is asked whether something is needed or possible."""
FAQ_WORTH = 0.01
"""What being a FAQ adds to a cosine: what no element's name asks for is more often one."""
LETTERS_WORTH = 0.03
"""What meeting all of the question by letters adds to the least cosine where there is none."""
CLEARLY = 0.02
"""By how much what is asked must come nearer than what is asked across all guides at least, for a
guide to be near to what it has no letters of …"""
BEHIND = 0.01
"""… and how far its nearest passage may be behind that of all guides."""
SHORT = 4
"""Characters of what alone is asked, with nothing told beside it ("坐飞机")."""
MEASURED_AT_ALL = 2
"""Characters beside the item's names of which the measured thing is another one ("停车")."""
_LIMIT = re.compile("最[多少高低长短大小晚早]|一共|总共|大概|大约|至[多少]|到底")
_WORKED_OUT = re.compile("怎么算|咋算|如何计算|怎么计算|怎样计算")
_THING = re.compile("[^证照]证明?$|[执牌]照$|[簿本卡单表书票函章]$|合同$|报告$|加急")
"""A thing to be handed in or to be had: a guide that has no letters of it does not tell of it."""
_GROUNDS = "设定依据"
"""Names laws; who wants them asks for them."""


@dataclass(frozen=True, slots=True)
class Offerer:
    """Offers pieces of one library's guides."""

    teller: Teller
    scorer: Scorer

    def offered(self, question: Question, guide: Guide, locale: Locale) -> tuple[Candidate, ...]:
        """Two to five FAQs and elements of a guide that may be meant; none where it is refused.

        What is asked for by an element's name is among them, be something unknown said beside it.
        """
        asked = self.teller.asked(question, guide)
        if self._plainly_untold(question, guide, asked):
            return ()
        own = {term for _, term in asked.untold}
        found: dict[str, tuple[float, Candidate]] = {}
        for worth, passage in self._near(question, guide, own):
            tells = holds_limit if passage.element not in own else holds
            if own and not any(tells(passage.shown, kind) for kind, _ in asked.untold):
                continue
            one = candidate_of(guide, passage, locale)
            if worth > found.get(one.anchor, (0.0, one))[0]:
                found[one.anchor] = (worth, one)
        best = sorted(found.values(), key=lambda pair: -pair[0])
        least = self._least(question)
        if len(best) < MIN_OFFERED or best[0][0] < least:
            return ()
        nearest = [one for _, one in best[:MAX_OFFERED]]
        nearest = self._with_first(question, guide, nearest, locale)
        cued = next((cue.term for cue in question.intents if cue.term in guide.elements), "")
        if own or not cued or any(one.anchor == cued for one in nearest):
            return tuple(nearest)
        element = Candidate(
            id=guide.id, name=guide.name, label=shown_name(cued, locale), anchor=cued
        )
        return (*nearest[: MAX_OFFERED - 1], element)

    def _with_first(
        self, question: Question, guide: Guide, nearest: list[Candidate], locale: Locale
    ) -> list[Candidate]:
        """The same with what search, which counts letters and names, finds first in the guide."""
        first = self.scorer.first(question, Choice(chosen=guide.id))
        if first is None or first.element == _GROUNDS:
            return nearest
        one = candidate_of(guide, first, locale)
        return nearest if one in nearest else [*nearest, one]

    def beside(
        self, clauses: Sequence[Question], guide: Guide, told: Sequence[Section], locale: Locale
    ) -> tuple[list[str], tuple[Candidate, ...]]:
        """What is said of the clauses that an answer leaves open, and what is offered for them.

        Nothing is, of a clause to which what was told is nearest.
        """
        notes: list[str] = []
        offered: list[Candidate] = []
        texts = {section.text for section in told} | {section.element for section in told}
        for clause in clauses:
            found = self.offered(clause, guide, locale)
            near = [one for one in found if texts.isdisjoint(_said_by(guide, one))]
            if found[:1] != tuple(near[:1]):
                continue
            near = [one for one in near if one not in offered]
            key = "part_near" if near else "part_untold"
            lines = [say(key, locale, guide.name, clause.text)]
            lines += [f"{at}. {one.label}" for at, one in enumerate(near, start=len(offered) + 1)]
            notes.append("\n".join(lines))
            offered += near
        return notes, tuple(offered)

    def _least(self, question: Question) -> float:
        """The cosine that the nearest passage needs."""
        scale = self.teller.retriever.thresholds
        return scale.near_question - (scale.english if question.english else 0)

    def _plainly_untold(self, question: Question, guide: Guide, asked: Asked) -> bool:
        """Whether what is asked is something that the guide never speaks of."""
        text = self.teller.known.text(guide.id)
        if asked.other - text.groups:
            gap = self.teller.retriever.thresholds.stands_out_gap
            return not self._comes_near(question, guide, faq_by=gap)
        if _WORKED_OUT.search(question.folded):
            return not self._comes_near(question, guide, faq_by=0)
        kept = self.teller.kept(question, guide)
        if asked.untold:
            if self._comes_near(question, guide, faq_by=0):
                return False
            for match in _LIMIT.finditer(question.folded):
                kept[match.start() : match.end()] = [False] * len(match[0])
            return sum(kept) >= MEASURED_AT_ALL
        if question.english or not any(kept):
            return False
        span = question.needed or possible(question.folded)
        here = range(*span) if span else range(0)
        beside = [keep and at in here for at, keep in enumerate(kept)]
        met = marks(question.folded, question.words, text)
        weights = self.teller.catalogue.weights(question.folded)
        if not any(beside) or share(beside, met, weights) >= HALF:
            return False
        thing = "".join(question.folded[at] for at in here if beside[at])
        strange = beside == kept and len(thing) <= SHORT and not any(met[at] for at in here)
        return strange or bool(_THING.search(thing)) or not self._comes_near(question, guide)

    def _comes_near(self, question: Question, guide: Guide, faq_by: float | None = None) -> bool:
        """Whether what is asked comes clearly nearer to this guide than to what none is about.

        With `faq_by` it has to be a FAQ that is by so much nearer than the guide's next passage.
        """
        retriever = self.teller.retriever
        worth, best = retriever.worth(question), retriever.texts(question, 1)
        near = retriever.within(question, guide)
        if worth is None or len(near) < MIN_OFFERED:
            return False
        (nearest, first), (_, second) = near[:2]
        if faq_by is not None and (nearest.element != FAQ_TERM or first - second < faq_by):
            return False
        leads = first >= best[0][1] - BEHIND
        return leads and worth >= retriever.thresholds.across + CLEARLY

    def _near(
        self, question: Question, guide: Guide, asked: set[str]
    ) -> Iterator[tuple[float, Passage]]:
        """Passages of a guide with how near they are, on the scale of cosines."""
        scale = self.teller.retriever.thresholds
        cosines = {p.anchor: near for p, near in self.teller.retriever.within(question, guide)}
        kept = self.teller.kept(question, guide)
        weights = self.teller.catalogue.weights(question.folded)
        for passage in passages_of(guide):
            if passage.element == _GROUNDS:
                continue
            held = Vocabulary.of([fold(f"{passage.element} {passage.shown}")])
            met = marks(question.folded, question.words, held)
            cover = share(kept, met, weights) if any(kept) else 0.0
            worth = scale.cover * cover + (FAQ_WORTH if passage.element == FAQ_TERM else 0)
            if passage.element in asked and any(map(str.isdigit, passage.shown)):
                yield scale.whole, passage
            elif passage.anchor in cosines:
                yield cosines[passage.anchor] + worth, passage
            elif cover >= HALF:
                yield self._least(question) + LETTERS_WORTH * cover, passage


def piece_of(item: str | None, guides: Container[str]) -> tuple[str | None, str]:
    """The item and the anchor of what `Candidate.pick` says; of an item's id itself no anchor."""
    if item and item not in guides:
        id_, mark, anchor = item.rpartition("#")
        if mark and id_ in guides:
            return id_, anchor
    return item, ""


def candidate_of(guide: Guide, passage: Passage, locale: Locale) -> Candidate:
    """A passage as something to pick: a FAQ by its question, an element by its name."""
    number = faq_number(passage)
    if number is not None:
        label, anchor = guide.faqs[number].question, passage.anchor
    else:
        label, anchor = shown_name(passage.element, locale), passage.element
    return Candidate(id=guide.id, name=guide.name, label=label, anchor=anchor)


def _said_by(guide: Guide, one: Candidate) -> set[str]:
    """What tells what can be picked: an element by its name, a FAQ by its text."""
    found = (passage.shown for passage in passages_of(guide) if passage.anchor == one.anchor)
    return {one.anchor, *found}
