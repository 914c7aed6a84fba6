"""From a question to an answer with citation, a question back, or a refusal; never a guess.

First the item (knowledge.choosing), then what of its guide answers: the
elements that the question asks for, and the FAQ or passage that tells it
(knowledge.telling). Text of guides and people is data: it is copied or compared, nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from knowledge.catalogue import Catalogue
from knowledge.choosing import Chooser
from knowledge.composing.composer import Composer
from knowledge.elements import BY_TERM, CONDITIONS, OVERVIEW, shown_name
from knowledge.facts import Fact, paper, with_list
from knowledge.model import Guide, GuideAnswer, Locale
from knowledge.passages import Passage, cite
from knowledge.proposing import Choice
from knowledge.question import Question, marks
from knowledge.telling import ABOUT, Teller, still_asked
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
from knowledge.words import asks, asks_whether, greets, needed, possible

_CLAUSES = re.compile(r"[,，;；。?？!！]+")


@dataclass(frozen=True, slots=True)
class Answerer:
    """Answers questions from the guides of one library."""

    guides: Mapping[str, Guide]
    catalogue: Catalogue
    chooser: Chooser
    teller: Teller
    help_phone: str
    """Whom to call where an item names no phone of its own."""
    composer: Composer | None = None
    """Puts what answers into other words; None: the guides' own are shown."""

    def answer(
        self, text: str, item: str | None, on: date, locale: Locale, *, picked: bool = False
    ) -> GuideAnswer:
        """The answer to a question; it means the item in focus if it names no other."""
        if not self.guides:
            return self._ask_or_refuse(Choice(), locale)
        question = self.catalogue.read(text)
        if greets(question.folded):
            return GuideAnswer(
                status="clarify", text=say("greeting", locale), phone=self.help_phone
            )
        focus = item if item in self.guides else None
        if not picked and (apart := self._apart(text, focus)):
            return _together([self._answer(*part, on, locale) for part in apart])
        choice = self.chooser.choose(question, focus, picked=picked)
        return self._answer(question, choice, on, locale)

    def _apart(self, text: str, focus: str | None) -> list[tuple[Question, Choice]]:
        """The two of "身份证补领要带什么，结婚登记多少钱", of a service each; else none."""
        said = [part.strip() for part in _CLAUSES.split(text) if part.strip()]
        if len(said) != 2:
            return []
        first, second = (self.catalogue.read(part) for part in said)
        if first.intents and not second.intents and said[1].endswith("呢"):  # "…，结婚登记呢"
            cue = first.folded[first.intents[-1].start : first.intents[-1].end]
            second = self.catalogue.read(said[1][:-1] + cue)
        if not (first.intents and second.intents):
            return []
        choices = [self.chooser.choose(part, focus) for part in (first, second)]
        one, other = ({c.chosen} if c.chosen else {*c.candidates} for c in choices)
        sure = any(choice.chosen for choice in choices)
        if not (sure and one and other) or one & other:
            return []
        return [*zip((first, second), choices, strict=True)]

    def _answer(self, question: Question, choice: Choice, on: date, locale: Locale) -> GuideAnswer:
        """The answer to one question, of the item that was chosen for it."""
        if not choice.chosen:
            return self._ask_or_refuse(choice, locale)
        guide = self.guides[choice.chosen]
        phone = phone_of(guide, self.help_phone)
        sections, missing = self._sections(question, guide)
        if not sections:
            near = () if missing else self.teller.near_questions(question, guide)
            return _refusal_of(guide, missing, near, phone, on, locale)
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
                self._composed(question, guide, sections, locale),
            ),
            sources=tuple(section.source for section in sections),
            phone=phone,
            item=guide.id,
        )

    def _composed(
        self, question: Question, guide: Guide, sections: Sequence[Section], locale: Locale
    ) -> str:
        """The prose among the sections in a language model's words; "" where there are none.

        Guides are Chinese: in another language nobody could check what the model says.
        """
        if self.composer is None or locale != "zh":
            return ""
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

    def _sections(self, question: Question, guide: Guide) -> tuple[list[Section], list[str]]:
        """What of a guide answers a question, and the asked elements that it lacks."""
        teller = self.teller
        if line := teller.denied(question, guide):
            return [_line(guide, line)], []
        asked = teller.asked(question, guide)
        rest = self.chooser.known.rest(question, guide.id)
        told = teller.told(question, guide, asked)
        sections = [_section(guide, told)] if told else []
        sections += [_line(guide, fact) for fact in asked.facts]
        missing: list[str] = []
        for term in still_asked(question, asked.cues, guide, told):
            found = element_sections(guide, term)
            sections += found
            if not found:
                missing.append(term)
        if missing and not told and (told := teller.passage(question, guide)):
            sections, missing = [*sections, _section(guide, told)], []
        if not (sections or asked.untold):
            sections = self._line(question, guide)
            missing = [] if sections else missing
        if not (sections or asked.untold or missing):
            sections = self._conditions(question, guide, rest)
        if not (sections or question.intents or rest or asks(question.folded)):
            sections = self._overview(question, guide)
        return _distinct(sections), missing

    def _line(self, question: Question, guide: Guide) -> list[Section]:
        """The line that knows what is asked to be possible, or the paper that one does not have."""
        fact = self.teller.whether(question, guide, possible(question.folded))
        span = needed(question.folded)
        met = marks(question.folded, question.words, self.catalogue.vocabulary(guide.id))
        if not fact and span and not all(met[slice(*span)]):  # "要登记吗" asks for no paper
            fact = paper(guide, question.folded, span)
        return [_line(guide, fact)] if fact else []

    def _conditions(self, question: Question, guide: Guide, rest: str) -> list[Section]:
        """The conditions for "能办吗", if they know what is said beside the item's name."""
        if not asks_whether(question.folded):
            return []
        conditions = guide.elements.get(CONDITIONS, "")
        beside = rest or self.teller.unnamed_deed(question, guide)
        known = self.teller.cover(question, guide, conditions) >= ABOUT if beside else True
        if known:
            return element_sections(guide, CONDITIONS)
        # "租房能养狗吗": a paper "仅租房养犬的需要" says as much.
        fact = self.teller.whether(question, guide, (0, len(question.folded)))
        return [_line(guide, fact)] if fact else []

    def _overview(self, question: Question, guide: Guide) -> list[Section]:
        """What a bare name asks for; small talk, which names nothing, asks for none of it."""
        held = self.catalogue.vocabulary(guide.id)
        if not any(marks(question.folded, question.words, held)):
            return []
        return [s for term in OVERVIEW for s in element_sections(guide, term, alone=True)]


def _together(answers: Sequence[GuideAnswer]) -> GuideAnswer:
    """Two answers as one; it answers where one of them does."""
    first = next((one for one in answers if one.status == "answered"), answers[0])
    return GuideAnswer(
        status=first.status,
        text="\n\n".join(one.text for one in answers),
        sources=tuple(source for one in answers for source in one.sources),
        candidates=tuple(candidate for one in answers for candidate in one.candidates),
        phone=first.phone,
        item=first.item,
    )


def element_sections(guide: Guide, term: str, *, alone: bool = False) -> list[Section]:
    """The element's text, else the first one that answers the same; with what goes along."""
    row = BY_TERM.get(term)
    terms = [term, *(row.else_ if row else ())]
    first = next((name for name in terms if name in guide.elements), None)
    if first is None and row:
        first = next((one for one in row.within if term in guide.elements.get(one, "")), None)
    if first is None:
        return []
    along = row.also if row and not alone and first == term else ()
    names = [first, *(name for name in along if name in guide.elements)]
    return [
        Section(name, guide.elements[name], cite(guide, name, guide.elements[name]))
        for name in names
    ]


def _section(guide: Guide, passage: Passage) -> Section:
    return Section(passage.element, passage.shown, cite(guide, passage.element, passage.shown))


def _line(guide: Guide, fact: Fact) -> Section:
    text = with_list(guide.elements.get(fact.element, ""), fact.text)
    return Section(fact.element, text, cite(guide, fact.element, text))


def _distinct(sections: Sequence[Section]) -> list[Section]:
    return list({section.source.element + section.text: section for section in sections}.values())


def _not_written(guide: Guide, missing: Sequence[str], locale: Locale) -> str:
    names = ("、" if locale == "zh" else ", ").join(shown_name(term, locale) for term in missing)
    return say("not_written", locale, guide.name, names)


def _refusal_of(
    guide: Guide,
    missing: Sequence[str],
    near: Sequence[str],
    phone: str,
    on: date,
    locale: Locale,
) -> GuideAnswer:
    lines = [
        validity(guide, on, locale),
        _not_written(guide, missing, locale) if missing else say("no_basis", locale, guide.name),
        say("near_questions", locale, " ".join(near)) if near else "",
        say("ask_phone", locale, phone),
    ]
    text = "\n".join(line for line in lines if line)
    return GuideAnswer(status="refused", text=text, phone=phone, item=guide.id)
