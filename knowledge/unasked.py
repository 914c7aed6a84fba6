"""What is still asked for where a FAQ told something: what it does not ask for itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.elements import FAQ_TERM, PROCEDURE, Intent
from knowledge.facts import holds
from knowledge.measures import value_kind
from knowledge.model import Guide
from knowledge.passages import Passage, faq_number
from knowledge.question import Question
from knowledge.text import fold
from knowledge.vocabulary import Vocabulary, marks

_HOW = re.compile("(?:怎么|咋|如何|怎样)(?:办|弄|整|搞|处理)?")
"""Asks how without saying what: of a FAQ or an element beside it, not of the whole procedure."""
_TROUBLE = re.compile("[没不未无]|[了过]$|[丢坏错忘晚超迟烂]")
"""What says that something went wrong, or has come to pass."""


def still_asked(
    question: Question, asked: Sequence[Intent], guide: Guide, told: Passage | None
) -> list[str]:
    """Elements asked for, in order, less those that the told FAQ's own question asks for too."""
    number = faq_number(told) if told else None
    asks = "" if number is None else fold(guide.faqs[number].question)
    how = told is not None and told.element == FAQ_TERM
    met = marks(question.folded, question.words, Vocabulary.of([asks]))
    left = (
        cue
        for cue in asked
        if not (cue.term == PROCEDURE and (how or _of_another(question, cue)))
        and not all(met[cue.start : cue.end])
        and not _told_beside(question, cue, guide, told)
    )
    return list(dict.fromkeys(cue.term for cue in left))


def _told_beside(question: Question, cue: Intent, guide: Guide, told: Passage | None) -> bool:
    """True if the told passage has such a value as an element that the guide lacks."""
    kind = value_kind(question.folded, cue)
    return bool(told and kind and cue.term not in guide.elements and holds(told.shown, kind))


def of_trouble(question: Question, cue: Intent, named: Sequence[bool]) -> bool:
    """True if a bare "咋办" stands behind words that tell what went wrong, not what is to be had.

    Args:
        question: The question.
        cue: The cue.
        named: Which characters the item's names meet ("身份证丢了，咋办" asks for the procedure).
    """
    if cue.term != PROCEDURE or not _HOW.fullmatch(question.folded[cue.start : cue.end]):
        return False
    own = [at for at, here in enumerate(question.in_clause(cue.start)) if here]
    if any(question.said[at] for at in own if at >= cue.end):
        return False
    begin, end = own[0], cue.start
    if begin and not any(question.said[begin:end]):
        begin, end = max((at for at in question.breaks if at < begin), default=0), begin
    rows = zip(question.said[begin:end], named[begin:end], strict=True)
    told = sum(said and not name for said, name in rows) > 1
    return told and bool(_TROUBLE.search(question.folded[begin:end]))


def _of_another(question: Question, cue: Intent) -> bool:
    """True if "咋弄" asks about the element named right before it ("预约咋弄")."""
    how = _HOW.fullmatch(question.folded[cue.start : cue.end])
    return bool(how) and any(other.end == cue.start for other in question.intents)
