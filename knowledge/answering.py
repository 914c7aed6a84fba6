"""From a question to an answer with citation, a question back, or a refusal; never a guess.

First the item (knowledge.choosing), then what of its guide answers: the
elements that the question asks for, and the FAQ or passage that tells it
(knowledge.telling). Text of guides and people is data: it is copied or compared, nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from knowledge.across import Across
from knowledge.catalogue import Catalogue
from knowledge.composing.composer import Composer, Worded
from knowledge.elements import FAQ_TERM, PROCEDURE
from knowledge.leaning import leaned_on
from knowledge.measures import only_whom, own_names
from knowledge.model import Before, Guide, GuideAnswer, Locale
from knowledge.namesakes import reopened
from knowledge.offering import Offerer, piece_of
from knowledge.ordinals import piece_meant
from knowledge.outcomes import not_written, refusal_of, together, which_of
from knowledge.parts import MAX_PARTS, Part, Parter
from knowledge.places import Places
from knowledge.proposing import Choice
from knowledge.question import Question, clauses, cues
from knowledge.regions import Place
from knowledge.sections import Finder, distinct, picked_sections
from knowledge.splitting import marked
from knowledge.telling import ABOUT
from knowledge.terms_asked import word_asked
from knowledge.text import fold
from knowledge.unsure import Unsure
from knowledge.wording import (
    MAX_CANDIDATES,
    Section,
    answer_text,
    given,
    is_prose,
    phone_of,
    say,
    validity,
)
from knowledge.words import asks, greets


@dataclass(frozen=True, slots=True)
class Answerer:
    """Answers questions from the guides of one library."""

    guides: Mapping[str, Guide]
    catalogue: Catalogue
    parter: Parter
    finder: Finder
    offerer: Offerer
    across: Across
    unsure: Unsure
    help_phone: str
    """Whom to call where an item names no phone of its own."""
    places: Places
    composer: Composer | None = None
    """Puts what answers into other words; None: the guides' own are shown."""

    def answer(
        self,
        text: str,
        item: str | None,
        on: date,
        locale: Locale,
        *,
        picked: bool = False,
        before: Before | None = None,
    ) -> GuideAnswer:
        """The answer to a question; it means the item in focus if it names no other."""
        if not self.guides:
            return self.unsure.ask_or_refuse(Choice(), locale)
        item, anchor = piece_of((before and piece_meant(text, before)) or item, self.guides)
        if item and anchor:
            return self._piece(self.guides[item], anchor, on, locale)
        place, text = self.places.read(marked(text))
        if greets(self.catalogue.read(text).folded):
            return GuideAnswer(
                status="clarify", text=say("greeting", locale), phone=self.help_phone
            )
        parts = self._parts(text, place, item, before, picked=picked)
        focus = None if picked else item
        alone = not (picked or item or before)
        first, left = parts[:MAX_PARTS], parts[MAX_PARTS:]
        answer = together([self._answer(part, focus, on, locale, alone=alone) for part in first])
        if not left:
            return answer
        said = "；".join(part.question.text for part in left)
        note = say("parts_left", locale, len(first), said)
        return answer.model_copy(update={"text": f"{answer.text}\n\n{note}"})

    def _piece(self, guide: Guide, anchor: str, on: date, locale: Locale) -> GuideAnswer:
        """The answer with the piece of a guide that was picked when it was asked back about."""
        phone = phone_of(guide, self.help_phone)
        sections = picked_sections(guide, anchor)
        if not sections:
            return refusal_of(guide, [], phone, on, locale)
        return GuideAnswer(
            status="answered",
            text=answer_text(guide, sections, [], phone, on, locale),
            sources=tuple(section.source for section in sections),
            phone=phone,
            item=guide.id,
        )

    def told(
        self, text: str, item: str | None, before: Before | None
    ) -> list[tuple[Part, list[Section]]]:
        """Each part of a question with what of its item's guide answers it."""
        place, text = self.places.read(marked(text))
        parts = self._parts(text, place, item, before)
        return [
            (part, self._told(part, guide)[0] if guide else [])
            for part in parts
            for guide in [self.guides.get(part.choice.chosen)]
        ]

    def _parts(
        self,
        text: str,
        place: Place,
        item: str | None,
        before: Before | None,
        *,
        picked: bool = False,
    ) -> list[Part]:
        """The parts of a question with the items that are meant at the place.

        One that was picked when it was asked back is meant for sure.
        """
        focus = item if item in self.guides else None
        parts = self.parter.parts(text, focus, picked=picked, before=before)
        if picked and focus:
            return parts
        if not focus:
            parts = [reopened(one, place, before, self.parter, self.places) for one in parts]
        held = before.item if before else ""
        return [
            self._settled(part, place, held if part.choice.chosen == held else focus)
            for part in parts
        ]

    def _settled(self, part: Part, place: Place, focus: str | None) -> Part:
        """Of same-named items that of the place, or any of them if all say the same."""
        choice = self.places.settle(part.choice, place, focus, part.question.folded)
        guides = [self.guides[id_] for id_ in choice.candidates]
        alike = choice.sure and len({fold(guide.name) for guide in guides}) == 1
        if alike and len(guides) <= MAX_CANDIDATES:
            said = [self._says(part, guide) for guide in guides]
            if said[0] and all(each == said[0] for each in said):
                choice = Choice(chosen=guides[0].id)
        return replace(part, choice=choice)

    def _says(self, part: Part, guide: Guide) -> list[tuple[str, str]]:
        """What a guide says to a question, and whom it has people call."""
        said = [(section.element, section.text) for section in self._told(part, guide)[0]]
        return [*said, ("", phone_of(guide, self.help_phone))] if said else []

    def _told(self, part: Part, guide: Guide) -> tuple[list[Section], list[str]]:
        """What of a guide answers a part, and the asked elements that it lacks."""
        word = word_asked(part.question)
        if word and not own_names(part.question, guide):
            return self.finder.defined(word, guide), []
        sections, missing = self.finder.sections(part.question, guide)
        if not sections and part.carried:
            sections, missing = self.finder.sections(part.carried, guide)
        if not sections and part.carried and only_whom(part.question):
            asked = self.catalogue.read(cues(part.carried))
            sections, missing = self.finder.sections(asked, guide)
        return self._by_clauses(part.question, guide, sections), missing

    def _by_clauses(self, question: Question, guide: Guide, told: list[Section]) -> list[Section]:
        """What answers a question with what answers each clause of it that asks by itself."""
        said = [self._said(clause, guide) for clause in self._asking(question)]
        more = [one for sections in said for one in sections]
        if said and all(said):  # "医保咋办" has its own answer: it asks for no procedure
            named = {section.element for section in more}
            told = [one for one in told if one.element != PROCEDURE or PROCEDURE in named]
        return distinct([*told, *more])

    def _asking(self, question: Question) -> list[Question]:
        """The clauses of a question that ask by themselves, if they are several."""
        said = [self.catalogue.read(clause) for clause in clauses(question.text)]
        asking = [clause for clause in said if clause.intents or asks(clause.folded)]
        asking = [clause for clause in asking if not question.runs_into(clause)]
        listed = len(asking) == len(said) <= 2 * MAX_PARTS  # else what has more is a story
        return asking if len(asking) > 1 and (listed or len(asking) <= MAX_PARTS) else []

    def _said(self, clause: Question, guide: Guide) -> list[Section]:
        return self.finder.sections(clause, guide)[0]

    def _untold(self, question: Question, guide: Guide, told: list[Section]) -> list[Question]:
        """The clauses that ask for something of which what was told says nothing."""
        texts = " ".join(section.text for section in told)
        faq = any(section.element == FAQ_TERM for section in told)
        return [
            clause
            for clause in self._asking(question)
            if not (faq and sum(self.finder.teller.kept(clause, guide)) < 2)  # "这儿给换不"
            and not (question.english or self._said(clause, guide))
            and self.finder.teller.cover(clause, guide, texts) < ABOUT
        ]

    def _answer(
        self, part: Part, focus: str | None, on: date, locale: Locale, *, alone: bool = False
    ) -> GuideAnswer:
        """The answer to one question, of the item that was chosen for it.

        By its own words `alone` it may have been the wrong one.
        """
        if not part.choice.chosen:
            return self.unsure.answer(part, focus, locale)
        guide = self.guides[part.choice.chosen]
        phone = phone_of(guide, self.help_phone)
        sections, missing = self._told(part, guide)
        if not sections:
            return self._untellable(part, guide, missing, focus, on, locale, alone=alone)
        notes = [not_written(guide, missing, locale)] if missing else []
        untold = [] if missing else self._untold(part.question, guide, sections)
        beside, near = self.offerer.beside(untold, guide, sections, locale)
        leaned = [] if missing or untold else leaned_on(part, guide, sections, self.finder)
        notes += beside + [say("part_untold", locale, guide.name, clause) for clause in leaned]
        return GuideAnswer(
            status="answered",
            text=answer_text(
                guide,
                sections,
                notes,
                phone,
                on,
                locale,
                self._composed(part.question, guide, sections, locale),
            ),
            sources=tuple(section.source for section in sections),
            candidates=near,
            phone=phone,
            item=guide.id,
        )

    def _untellable(
        self,
        part: Part,
        guide: Guide,
        missing: list[str],
        focus: str | None,
        on: date,
        locale: Locale,
        *,
        alone: bool,
    ) -> GuideAnswer:
        """A question back or a refusal, where the guide that is meant tells nothing of it."""
        phone = phone_of(guide, self.help_phone)
        if not missing and alone and (near := self.across.beside(part.question, guide, locale)):
            return which_of(say("which_across", locale), near, self.help_phone, locale)
        far = alone and self.across.far(part.question)
        defined = bool(word_asked(part.question))
        unsaid = missing or far or defined
        near = () if unsaid else self.offerer.offered(part.question, guide, locale)
        if not (near or missing or defined) and guide.id == focus:
            return self.unsure.aside(part, guide, on, locale)
        if near:
            head = say("which_piece", locale, guide.name)
            asked = which_of(head, near, phone, locale, validity(guide, on, locale))
            return asked.model_copy(update={"item": guide.id})
        return refusal_of(guide, missing, phone, on, locale)

    def _composed(
        self, question: Question, guide: Guide, sections: Sequence[Section], locale: Locale
    ) -> Worded:
        """The prose among the sections in a language model's words, if there are any.

        Guides are Chinese: in another language nobody could check what the model says.
        """
        if self.composer is None or locale != "zh":
            return Worded()
        prose = [section for section in sections if is_prose(section)]
        return self.composer.compose(question.text, guide.name, [given(one) for one in prose])
