"""What of one guide answers a question: elements, FAQs, passages, single lines; else nothing.

Nothing is put together from pieces: a section is a text of the guide, with its citation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.as_near import as_near
from knowledge.catalogue import Catalogue
from knowledge.elements import BUREAU, BY_TERM, CONDITIONS, OVERVIEW, SEASON
from knowledge.facts import Fact, holds, paper, spoken_of, with_list
from knowledge.groups import heading_of
from knowledge.known import Known
from knowledge.measures import people
from knowledge.model import Guide
from knowledge.passages import Passage, cite, faq_number, passages_of
from knowledge.question import Question
from knowledge.steps import HOW, step
from knowledge.telling import ABOUT, Teller
from knowledge.terms_asked import defines
from knowledge.text import fold
from knowledge.unasked import still_asked
from knowledge.vocabulary import marks
from knowledge.wording import Section
from knowledge.words import ages, asks, asks_whether, expedited, needed, possible


@dataclass(frozen=True, slots=True)
class Finder:
    """Finds what answers in the guides of one library."""

    catalogue: Catalogue
    known: Known
    teller: Teller

    def sections(self, question: Question, guide: Guide) -> tuple[list[Section], list[str]]:
        """What of a guide answers a question, and the asked elements that it lacks."""
        teller = self.teller
        rest = self.known.rest(question, guide.id)
        if at_once := self._at_once(question, guide, rest):
            return at_once, []
        asked = teller.asked(question, guide)
        lacked, clause = self._lacked(question, guide)
        if lacked:
            asked = replace(asked, cues=tuple(cue for cue in asked.cues if not clause[cue.start]))
            if not asked.cues:
                return [], [lacked]
        told = teller.told(question, guide, asked)
        sections = self._passages(question, guide, told, alone=not (asked.cues or asked.facts))
        sections += [_line(guide, fact) for fact in asked.facts]
        missing = [lacked] if lacked else []
        for term in still_asked(question, asked.cues, guide, told):
            found = element_sections(guide, term) or _spoken(guide, term, told)
            sections += found
            if not found:
                missing.append(term)
        if missing and not (told or lacked) and (told := teller.passage(question, guide)):
            sections, missing = [*sections, _section(guide, told)], []
        if not (sections or asked.untold):
            sections = self._line(question, guide)
            missing = [] if sections else missing
        if not (sections or asked.untold or missing):
            sections = self._conditions(question, guide, rest)
        if not (sections or question.intents or rest or asks(question.folded)):
            sections = self._overview(question, guide)
        return distinct(sections), missing

    def defined(self, word: str, guide: Guide) -> list[Section]:
        """The FAQ or the line that says what a word means; none where the guide does not."""
        for passage in passages_of(guide):
            number = faq_number(passage)
            asked = [guide.faqs[number].question] if number is not None else []
            if any(defines(line, word) for line in (*asked, *passage.shown.split("\n"))):
                return [_section(guide, passage)]
        return []

    def _passages(
        self, question: Question, guide: Guide, told: Passage | None, *, alone: bool
    ) -> list[Section]:
        """What was found, and what comes as near where it answers alone."""
        second = as_near(self.teller, question, guide, told) if told and alone else None
        return [_section(guide, one) for one in (told, second) if one]

    def _at_once(self, question: Question, guide: Guide, rest: str) -> list[Section]:
        """The line that says the guide is not for this, or what a bare name asks for."""
        if line := self.teller.denied(question, guide):
            return [_line(guide, line)]
        if {cue.term for cue in question.intents} <= {HOW} and (
            row := step(question.folded, guide)
        ):
            return [_line(guide, row)]
        if question.intents or rest or asks(question.folded):
            return []
        said = self.teller.said_beside(question, guide)
        return [] if said else self._overview(question, guide)

    def _lacked(self, question: Question, guide: Guide) -> tuple[str, list[bool]]:
        """The faster way that is asked for of which the guide says nothing, and its clause."""
        found = expedited(question.folded)
        if not found:
            return "", []
        texts = [*guide.elements.values(), *(f"{faq.question} {faq.answer}" for faq in guide.faqs)]
        if any(expedited(fold(text)) for text in (guide.name, *texts)):
            return "", []
        return found[0], question.in_clause(found.start())

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
        known = known or ("岁" in conditions and self._only_aged(question, guide))
        if known:
            return element_sections(guide, CONDITIONS)
        # "租房能养狗吗": a paper "仅租房养犬的需要" says as much.
        fact = self.teller.whether(question, guide, (0, len(question.folded)))
        return [_line(guide, fact)] if fact else []

    def _only_aged(self, question: Question, guide: Guide) -> bool:
        """True if all that is said beside the item's name is who it is for and how old they are."""
        kept = self.teller.kept(question, guide)
        for start, end in people(question.folded):
            kept[start:end] = [False] * (end - start)
        return bool(ages(question.folded)) and sum(kept) < 2

    def _overview(self, question: Question, guide: Guide) -> list[Section]:
        """What a bare name asks for; small talk, which names nothing, asks for none of it."""
        held = self.catalogue.vocabulary(guide.id)
        if not any(marks(question.folded, question.words, held)):
            return []
        return [s for term in OVERVIEW for s in element_sections(guide, term, alone=True)]


def element_sections(guide: Guide, term: str, *, alone: bool = False) -> list[Section]:
    """The element's text, else the first one that answers the same; with what goes along."""
    row = BY_TERM.get(term)
    terms = [term, *(row.else_ if row else ())]
    first = next((name for name in terms if _tells(guide.elements.get(name, ""), name, term)), None)
    if first is None and row:
        first = next((one for one in row.within if term in guide.elements.get(one, "")), None)
    if first is None:
        return _bureau(guide) if term == BUREAU else []
    along = row.also if row and not alone and first == term else ()
    names = [first, *(name for name in along if name in guide.elements)]
    return [
        Section(name, guide.elements[name], cite(guide, name, guide.elements[name]))
        for name in names
    ]


def _tells(text: str, name: str, term: str) -> bool:
    """Whether an element tells what is asked; opening hours are no season to apply in."""
    return bool(text) and (name == term or term != SEASON or holds(text, "season"))


def _bureau(guide: Guide) -> list[Section]:
    """Who is in charge, where the guide has no element for it: every guide names its bureau."""
    return (
        [Section(BUREAU, guide.bureau, cite(guide, BUREAU, guide.bureau))] if guide.bureau else []
    )


def _spoken(guide: Guide, term: str, told: Passage | None) -> list[Section]:
    """The line of another element that tells of one which is missing, unless a passage told it."""
    fact = None if told else spoken_of(guide, term)
    return [_line(guide, fact)] if fact else []


def picked_sections(guide: Guide, anchor: str) -> list[Section]:
    """The FAQ at an anchor, or the whole element; none where the guide has no such piece."""
    if anchor in guide.elements:
        return element_sections(guide, anchor, alone=True)
    found = (one for one in passages_of(guide) if one.anchor == anchor)
    return [_section(guide, one) for one in found]


def _section(guide: Guide, passage: Passage) -> Section:
    return Section(passage.element, passage.shown, cite(guide, passage.element, passage.shown))


def _line(guide: Guide, fact: Fact) -> Section:
    whole = guide.elements.get(fact.element, "")
    text = with_list(whole, fact.text)
    if heading := heading_of(whole, fact.text):  # the case that it is for
        text = f"{heading}\n{text}"
    return Section(fact.element, text, cite(guide, fact.element, text))


def distinct(sections: Sequence[Section]) -> list[Section]:
    """Sections in their order, each once."""
    return list({section.source.element + section.text: section for section in sections}.values())
