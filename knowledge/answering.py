"""From a question to an answer with citation, a question back, or a refusal; never a guess.

First the item (knowledge.choosing), then what of its guide answers: the
elements that the question asks for, a FAQ that says the same, or the nearest
passage. Text of guides and people is data: it is copied or compared, nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from knowledge.catalogue import Catalogue
from knowledge.choosing import Choice, Chooser
from knowledge.elements import BY_TERM, FAQ_TERM, OVERVIEW, shown_name
from knowledge.model import Faq, Guide, GuideAnswer, Locale
from knowledge.passages import Passage, cite, faq_number
from knowledge.question import Question, Vocabulary, marks, share
from knowledge.retrieval import Retriever
from knowledge.text import fold
from knowledge.wording import (
    GENERAL_PHONE,
    MAX_CANDIDATES,
    Section,
    answer_text,
    clarify_text,
    phone_of,
    say,
    validity,
)

FAQ_COVER = 0.6
"""Share of what a question asks beyond the item's name that a FAQ must meet by letters."""
PASSAGE_SIMILARITY = 0.88
"""Cosine from which a passage of the meant item may answer …"""
PASSAGE_COVER = 0.35
"""… if it meets this share of what is asked by letters …"""
STANDS_OUT = 0.9
"""… or its cosine reaches this …"""
STANDS_OUT_GAP = 0.008
"""… and leads the guide's next passage by this much (0.9 and more is rare for unrelated ones)."""


@dataclass(frozen=True, slots=True)
class Answerer:
    """Answers questions from the guides of one library."""

    guides: Mapping[str, Guide]
    catalogue: Catalogue
    retriever: Retriever
    chooser: Chooser

    def answer(self, text: str, item: str | None, on: date, locale: Locale) -> GuideAnswer:
        """The answer to a question; it means the item in focus if it names no other."""
        question = self.catalogue.read(text)
        choice = self.chooser.choose(question, item if item in self.guides else None)
        if not choice.chosen:
            return self._ask_or_refuse(choice, locale)
        guide = self.guides[choice.chosen]
        sections, missing = self._sections(question, guide)
        if not sections:
            return _refusal_of(guide, missing, on, locale)
        notes = [_not_written(guide, missing, locale)] if missing else []
        return GuideAnswer(
            status="answered",
            text=answer_text(guide, sections, notes, on, locale),
            sources=tuple(section.source for section in sections),
            phone=phone_of(guide),
        )

    def _ask_or_refuse(self, choice: Choice, locale: Locale) -> GuideAnswer:
        ids = choice.candidates or choice.near
        candidates = tuple(self.catalogue.candidate(id_) for id_ in ids[:MAX_CANDIDATES])
        if choice.candidates or choice.unnamed:
            more = len(ids) - len(candidates)
            text = clarify_text(candidates, more, locale)
            return GuideAnswer(
                status="clarify", text=text, candidates=candidates, phone=GENERAL_PHONE
            )
        near = "、".join(f"《{candidate.label}》" for candidate in candidates)
        lines = [
            say("no_item", locale),
            say("near", locale, near) if near else "",
            say("ask_phone", locale, GENERAL_PHONE),
        ]
        return GuideAnswer(
            status="refused",
            text="\n".join(line for line in lines if line),
            candidates=candidates,
            phone=GENERAL_PHONE,
        )

    def _sections(self, question: Question, guide: Guide) -> tuple[list[Section], list[str]]:
        """What of a guide answers a question, and the asked elements that it lacks."""
        missing: list[str] = []
        rest = self.chooser.rest(question, guide.id)
        faq = self._faq(question, guide) if rest or not question.intents else None
        sections = [_faq_section(guide, faq)] if faq else []
        for term in _still_asked(question, faq):
            found = element_sections(guide, term)
            sections += found
            if not found:
                missing.append(term)
        if missing and not faq and (told := self._told_otherwise(question, guide)):
            sections, missing = [*sections, told], []
        if sections or missing:
            return _distinct(sections), missing
        if not rest and self._names_it(question, guide):
            overview = (element_sections(guide, term, alone=True) for term in OVERVIEW)
            return _distinct([section for found in overview for section in found]), []
        passage = self._passage(question, guide)
        return ([_section(guide, passage)] if passage else []), []

    def _names_it(self, question: Question, guide: Guide) -> bool:
        """Some of the item's name is in the question; small talk alone asks for no overview."""
        held = self.catalogue.vocabulary(guide.id)
        return any(marks(question.folded, question.words, held))

    def _told_otherwise(self, question: Question, guide: Guide) -> Section | None:
        """What says it where the element itself is missing: a FAQ, or a passage of another one."""
        if faq := self._faq(question, guide):
            return _faq_section(guide, faq)
        passage = self._passage(question, guide)
        return _section(guide, passage) if passage else None

    def _faq(self, question: Question, guide: Guide) -> Faq | None:
        """The FAQ that asks what is asked: by letters the one that meets most, else by meaning."""
        covers = [self._cover(question, guide, faq.question, faq.answer) for faq in guide.faqs]
        best = max(range(len(covers)), key=covers.__getitem__, default=None)
        if best is not None and covers[best] >= FAQ_COVER:
            return guide.faqs[best]
        passage = self._passage(question, guide) if guide.faqs else None
        number = faq_number(passage) if passage else None
        return None if number is None else guide.faqs[number]

    def _passage(self, question: Question, guide: Guide) -> Passage | None:
        """The passage nearest in meaning, if letters bear it out or it stands out from the rest."""
        near = self.retriever.within(question, guide)
        if not near or near[0][1] < PASSAGE_SIMILARITY:
            return None
        (best, similarity), *others = near
        gap = similarity - (others[0][1] if others else PASSAGE_SIMILARITY)
        if self._cover(question, guide, best.shown) >= PASSAGE_COVER:
            return best
        return best if similarity >= STANDS_OUT and gap >= STANDS_OUT_GAP else None

    def _cover(self, question: Question, guide: Guide, *texts: str) -> float:
        """Share of what a question says, without the item's names, that these texts meet."""
        names = marks(question.folded, question.words, self.catalogue.vocabulary(guide.id))
        held = marks(question.folded, question.words, Vocabulary.of([fold(t) for t in texts]))
        kept = [said and not named for said, named in zip(question.said, names, strict=True)]
        return share(kept, held, self.catalogue.weights(question.folded))


def element_sections(guide: Guide, term: str, *, alone: bool = False) -> list[Section]:
    """The element's text, else the first one that answers the same; with what goes along."""
    row = BY_TERM.get(term)
    terms = [term, *(row.else_ if row else ())]
    first = next((name for name in terms if name in guide.elements), None)
    if first is None:
        return []
    along = row.also if row and not alone and first == term else ()
    names = [first, *(name for name in along if name in guide.elements)]
    return [
        Section(name, guide.elements[name], cite(guide, name, guide.elements[name]))
        for name in names
    ]


def _still_asked(question: Question, faq: Faq | None) -> list[str]:
    """Elements asked for, in order, less those that the FAQ's own question asks for as well."""
    held = Vocabulary.of([fold(faq.question)] if faq else [])
    met = marks(question.folded, question.words, held)
    asked = (intent for intent in question.intents if not all(met[intent.start : intent.end]))
    return list(dict.fromkeys(intent.term for intent in asked))


def _faq_section(guide: Guide, faq: Faq) -> Section:
    text = f"问：{faq.question}\n答：{faq.answer}"
    return Section(FAQ_TERM, text, cite(guide, FAQ_TERM, text))


def _section(guide: Guide, passage: Passage) -> Section:
    return Section(passage.element, passage.shown, cite(guide, passage.element, passage.shown))


def _distinct(sections: Sequence[Section]) -> list[Section]:
    return list({section.source.element + section.text: section for section in sections}.values())


def _not_written(guide: Guide, missing: Sequence[str], locale: Locale) -> str:
    names = "、".join(shown_name(term, locale) for term in missing)
    return say("not_written", locale, guide.name, names)


def _refusal_of(guide: Guide, missing: Sequence[str], on: date, locale: Locale) -> GuideAnswer:
    phone = phone_of(guide)
    reason = (
        _not_written(guide, missing, locale) if missing else say("no_basis", locale, guide.name)
    )
    lines = [validity(guide, on, locale), reason, say("ask_phone", locale, phone)]
    return GuideAnswer(
        status="refused", text="\n".join(line for line in lines if line), phone=phone
    )
