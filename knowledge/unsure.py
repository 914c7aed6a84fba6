"""What is said where no item is meant for sure, or the one in focus tells nothing of what is asked.

Pieces of the guides are asked back about (knowledge.across), or items; else it is refused, and
told whom to call.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from knowledge.across import Across
from knowledge.catalogue import Catalogue
from knowledge.known import Known
from knowledge.model import Guide, GuideAnswer, Locale
from knowledge.outcomes import refusal_of, which_of
from knowledge.parts import Part
from knowledge.proposing import Choice, is_question
from knowledge.question import Question
from knowledge.terms_asked import word_asked
from knowledge.wording import MAX_CANDIDATES, clarify_text, phone_of, say


@dataclass(frozen=True, slots=True)
class Unsure:
    """Asks back or refuses by the guides of one library."""

    guides: Mapping[str, Guide]
    catalogue: Catalogue
    known: Known
    across: Across
    help_phone: str
    """Whom to call where an item names no phone of its own."""

    def answer(self, part: Part, focus: str | None, locale: Locale) -> GuideAnswer:
        """A question back or a refusal, where no item is meant for sure."""
        question, choice = part.question, part.choice
        if word_asked(question):  # no guide says what it means; these have to do with it
            return self.ask_or_refuse(Choice(near=choice.candidates or choice.near), locale)
        if choice.sure or choice.closed:
            return self.ask_or_refuse(choice, locale)
        names = question.only_names and not self.across.near(question)
        told = names or question.only_asks or not is_question(question)
        if not (told or (choice.named and self._all_named(question, choice))):
            near = self.across.offered(question, choice, focus, locale)
            if near:
                head = say("which_across", locale)
                return which_of(head, near, self.help_phone, locale)
        far = self.across.far(question) and not question.only_asks
        return self.ask_or_refuse(Choice() if far else choice, locale)

    def aside(self, part: Part, guide: Guide, on: date, locale: Locale) -> GuideAnswer:
        """A question of which the item in focus tells nothing: it may be about another one."""
        question, phone = part.question, phone_of(guide, self.help_phone)
        asks_more = is_question(question) and not question.only_names
        if asks_more and self.known.rest(question, guide.id):
            near = self.across.offered(question, Choice(), guide.id, locale)
            if near:
                return which_of(say("which_across", locale), near, phone, locale)
        return refusal_of(guide, [], phone, on, locale)

    def _all_named(self, question: Question, choice: Choice) -> bool:
        """Whether the names of what may be meant are all that a question is about."""
        return not all(self.known.rest(question, id_) for id_ in choice.candidates)

    def ask_or_refuse(self, choice: Choice, locale: Locale) -> GuideAnswer:
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
