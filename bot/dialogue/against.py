"""What the guide says, where a problem contradicts it: the element, its words, the version (R48).

The guide's words stand in the problem's fields beside what was found, each with where it is
from: `element` and `guide_says` are the guide's (`how="guide"`), in the version that the walk
used; they rest on the answer that named the service.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from bot.dialogue.gist import called, rows
from bot.dialogue.house import Form, guide_version_of
from bot.dialogue.prompts import question_at, short, show_value
from bot.dialogue.talk import Talk
from bot.dialogue.texts import joined
from bot.reading import papers
from flows.events import Finding
from flows.model import MEDIA_TYPES
from flows.readback import list_of
from knowledge.elements import PAPERS
from storage.records import FieldValue, FindingRecord, WalkRecord

ELEMENT, SAYS = "element", "guide_says"
SAYS_LENGTH, PAPER_LENGTH = 200, 20
"""Characters of a guide's element that are told with a problem, and of a paper's name in it."""


def finding_fields(
    talk: Talk, form: Form, finding: Finding, by_guide: FieldValue | None
) -> dict[str, FieldValue]:
    """The fields for a rule's finding; `by_guide` is as for `guide_fields`.

    Words of a trouble that contradicts no element may tell of a paper that was wanted besides.
    """
    if talk.walk is None:
        return {}
    told = list(_said_of(form, finding))
    if finding.guide:
        return guide_fields(talk, talk.walk, finding.guide, told, by_guide)
    return papers_demanded(talk, talk.walk, "\n".join(told), by_guide)


def _said_of(form: Form, finding: Finding) -> Iterator[str]:
    """What describes the finding further, choice by choice."""
    for path in finding.details:
        answer, question = form.state.answers.get(path), question_at(form, path)
        if answer is not None and question.type not in MEDIA_TYPES:
            choices = list_of(form.flow, form.state, path)
            chosen = answer.value if isinstance(answer.value, tuple) else (answer.value,)
            yield from (show_value(question, choices, one, "zh") for one in chosen)


def guide_fields(
    talk: Talk, walk: WalkRecord, element: str, words: Iterable[str], by_guide: FieldValue | None
) -> dict[str, FieldValue]:
    """The fields for a problem that contradicts `element` of its service's guide.

    `words` are what was said of it; `by_guide` the field with the service's code, which rests
    on its name: the walk's, or that of another case in it, whose guide is the one in force.
    Empty where the guide does not state the element.
    """
    if not element or by_guide is None:
        return {}
    version = guide_version_of(walk.state) if by_guide.value == walk.item_id else ""
    source = talk.house.library.element(by_guide.value, element, version)
    if source is None:
        return {}
    says = _told(source.element, rows(source.passage), list(words))
    return {
        ELEMENT: replace(by_guide, value=source.element, how="guide"),
        SAYS: replace(by_guide, value=says, how="guide"),
    }


def card_name(talk: Talk, finding: FindingRecord, name: str, called: str) -> str:
    """What a field is called on the card: with the guide's words the version that has them."""
    guide = finding.fields.get("guide") if name == SAYS else None
    version = guide.value.rpartition(" · ")[2] if guide is not None else ""
    return talk.word("of_version", name=called, version=version) if version else called


def papers_demanded(
    talk: Talk, walk: WalkRecord, words: str, by_guide: FieldValue | None
) -> dict[str, FieldValue]:
    """The fields for `words` that tell of a paper wanted besides: whether the guide lists it."""
    wanted = papers.demanded(words)
    return guide_fields(talk, walk, PAPERS, [wanted], by_guide) if wanted else {}


def _told(element: str, listed: list[str], words: list[str]) -> str:
    """What the guide says of the words: the rows they name, or that it has none for a paper."""
    whole = short(joined("zh", listed, clauses=True), SAYS_LENGTH)
    if element != PAPERS:
        return whole
    chosen = {" ".join(each.split()) for each in words}
    named = [row for row in listed if " ".join(called(row).split()) in chosen]
    named = named or [row for row in listed if any(papers.names(each, row) for each in words)]
    if named:
        return short(joined("zh", named, clauses=True), SAYS_LENGTH)
    wanted = next((paper for each in words if (paper := papers.told(each))), "")
    return f"没有列“{short(wanted, PAPER_LENGTH)}”；列的是：{whole}" if wanted else whole
