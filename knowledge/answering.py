"""From a question to an answer with citation, a question back, or a refusal; never a guess.

First the item (knowledge.choosing), then what of its guide answers: the
elements that the question asks for, and the FAQ or passage that tells it
(knowledge.telling). Text of guides and people is data: it is copied or compared, nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from knowledge.catalogue import Catalogue
from knowledge.composing.composer import Composer, Worded
from knowledge.elements import shown_name
from knowledge.model import Before, Candidate, Guide, GuideAnswer, Locale
from knowledge.offering import Offerer, piece_of
from knowledge.parts import Part, Parter, piece_meant
from knowledge.places import Places
from knowledge.proposing import Choice
from knowledge.question import Question
from knowledge.regions import Place
from knowledge.sections import Finder, picked_sections
from knowledge.text import fold
from knowledge.wording import (
    MAX_CANDIDATES,
    Section,
    answer_text,
    clarify_text,
    given,
    is_prose,
    phone_of,
    say,
    validity,
)
from knowledge.words import greets


@dataclass(frozen=True, slots=True)
class Answerer:
    """Answers questions from the guides of one library."""

    guides: Mapping[str, Guide]
    catalogue: Catalogue
    parter: Parter
    finder: Finder
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
            return self._ask_or_refuse(Choice(), locale)
        item, anchor = piece_of((before and piece_meant(text, before)) or item, self.guides)
        if item and anchor:
            return self._piece(self.guides[item], anchor, on, locale)
        place, text = self.places.read(text)
        if greets(self.catalogue.read(text).folded):
            return GuideAnswer(
                status="clarify", text=say("greeting", locale), phone=self.help_phone
            )
        parts = self._parts(text, place, item, before, picked=picked)
        return _together([self._answer(part, on, locale) for part in parts])

    def _piece(self, guide: Guide, anchor: str, on: date, locale: Locale) -> GuideAnswer:
        """The answer with the piece of a guide that was picked when it was asked back about."""
        phone = phone_of(guide, self.help_phone)
        sections = picked_sections(guide, anchor)
        if not sections:
            return _refusal_of(guide, [], phone, on, locale)
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
        place, text = self.places.read(text)
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
        sections, missing = self.finder.sections(part.question, guide)
        if not sections and part.carried:
            sections, missing = self.finder.sections(part.carried, guide)
        return sections, missing

    def _answer(self, part: Part, on: date, locale: Locale) -> GuideAnswer:
        """The answer to one question, of the item that was chosen for it."""
        if not part.choice.chosen:
            return self._ask_or_refuse(part.choice, locale)
        guide = self.guides[part.choice.chosen]
        phone = phone_of(guide, self.help_phone)
        sections, missing = self._told(part, guide)
        if not sections:
            offerer = Offerer(self.finder.teller)
            near = () if missing else offerer.offered(part.question, guide, locale)
            if near:
                return _which_of(guide, near, phone, on, locale)
            return _refusal_of(guide, missing, phone, on, locale)
        notes = [_not_written(guide, missing, locale)] if missing else []
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
            phone=phone,
            item=guide.id,
        )

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

    def _ask_or_refuse(self, choice: Choice, locale: Locale) -> GuideAnswer:
        ids = choice.candidates or choice.near
        candidates = tuple(self.catalogue.candidate(id_) for id_ in ids[:MAX_CANDIDATES])
        if choice.candidates or choice.unnamed:
            more = len(ids) - len(candidates)
            text = clarify_text(candidates, more, locale)
            return GuideAnswer(
                status="clarify", text=text, candidates=candidates, phone=self.help_phone
            )
        near = "、".join(f"《{candidate.label}》" for candidate in candidates)
        lines = [
            say("no_item" if self.guides else "empty", locale),
            say("near", locale, near) if near else "",
            say("ask_phone", locale, self.help_phone),
        ]
        return GuideAnswer(
            status="refused",
            text="\n".join(line for line in lines if line),
            candidates=candidates,
            phone=self.help_phone,
        )


def _together(answers: Sequence[GuideAnswer]) -> GuideAnswer:
    """Several answers as one; it answers where one of them does."""
    if len(answers) == 1:
        return answers[0]
    first = next((one for one in answers if one.status == "answered"), answers[0])
    return GuideAnswer(
        status=first.status,
        text="\n\n".join(one.text for one in answers),
        sources=tuple(source for one in answers for source in one.sources),
        candidates=tuple(candidate for one in answers for candidate in one.candidates),
        phone=first.phone,
        item=first.item,
    )


def _not_written(guide: Guide, missing: Sequence[str], locale: Locale) -> str:
    names = ("、" if locale == "zh" else ", ").join(shown_name(term, locale) for term in missing)
    return say("not_written", locale, guide.name, names)


def _which_of(
    guide: Guide, near: tuple[Candidate, ...], phone: str, on: date, locale: Locale
) -> GuideAnswer:
    """Asks which piece of a guide is meant."""
    lines = [
        validity(guide, on, locale),
        say("which_piece", locale, guide.name),
        *(f"{number}. {one.label}" for number, one in enumerate(near, start=1)),
        say("none_of_these", locale, phone),
    ]
    text = "\n".join(line for line in lines if line)
    return GuideAnswer(status="clarify", text=text, candidates=near, phone=phone, item=guide.id)


def _refusal_of(
    guide: Guide,
    missing: Sequence[str],
    phone: str,
    on: date,
    locale: Locale,
) -> GuideAnswer:
    lines = [
        validity(guide, on, locale),
        _not_written(guide, missing, locale) if missing else say("no_basis", locale, guide.name),
        say("ask_phone", locale, phone),
    ]
    text = "\n".join(line for line in lines if line)
    return GuideAnswer(status="refused", text=text, phone=phone, item=guide.id)
