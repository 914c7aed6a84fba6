"""Whose a problem is, where the walk knows better than the guide of its service.

A peer check asks which office is checked, a tracking goes from office to office, and an
official at a counter handles cases of several services. A problem found there belongs to
that office or service; the guide of the walk's own service tells nothing of it. Nor does it of
what the walker's own office owes, whatever the service is (`own_office`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from bot.dialogue.house import Form
from bot.dialogue.instances import listed_name, offered
from bot.dialogue.prompts import question_at
from bot.dialogue.talk import Talk
from flows.model import Question, has_appearance
from flows.points import names_in
from flows.state import Answer
from storage.records import FieldValue

OF_THE_GUIDE = ("item_code", "department", "guide")
"""What follows from the service, and goes with it."""


def as_found(
    talk: Talk, form: Form, path: str, fields: Mapping[str, FieldValue]
) -> dict[str, FieldValue]:
    """The walk's `fields` for a problem found at `path`: its own service, its own office."""
    told = dict(fields)
    if not offered(form, path) and has_appearance(question_at(form, path), "own_office"):
        told = {name: field for name, field in told.items() if name not in OF_THE_GUIDE}
        unit, answer = str(form.state.known.get("unit") or ""), form.state.answers.get(path)
        own = replace(_field(unit, answer), how="default") if unit and answer is not None else None
        return told | ({"department": own} if own is not None else {})
    place = path[: path.rfind("/") + 1]
    for answer in _answers(form, place, "case_item"):
        if "item" in told and answer.value != told["item"].value:
            told["item"] = _field(str(answer.value), answer)
            told = {name: field for name, field in told.items() if name not in OF_THE_GUIDE}
            told |= _guide_of(talk, told["item"])
    for answer in _answers(form, "", "owner"):
        listed = names_in(str(answer.value))
        name = listed_name(form, path) or (str(answer.value) if len(listed) == 1 else "")
        if name:
            told["department"] = _within(talk, name, _field(name, answer))
    return told


def _guide_of(talk: Talk, item: FieldValue) -> dict[str, FieldValue]:
    """What the guide of another service than the walk's tells; empty where none has that name."""
    library = talk.house.library
    found = (m.candidate for m in library.find_items(item.value) if m.exact)
    guide = next(
        (g for one in found if (g := library.guide(one.id)) and g.name == item.value), None
    )
    if guide is None:
        return {}
    by_guide = replace(item, value=guide.id, how="guide")
    told = {
        "item_code": by_guide,
        "guide": replace(by_guide, value=f"{guide.id} · {guide.version}"),
    }
    return told | ({"department": replace(by_guide, value=guide.bureau)} if guide.bureau else {})


def _answers(form: Form, place: str, appearance: str) -> Iterator[Answer]:
    for row in form.flow.walk_rows():
        if isinstance(row, Question) and has_appearance(row, appearance):
            answer = form.state.answers.get(place + row.name)
            if answer is not None:
                yield answer


def _within(talk: Talk, name: str, field: FieldValue) -> FieldValue:
    """The words of `field` cut to the name in them; where it is not written so, a rule took it."""
    if field.message is None:
        return field
    quote = talk.turn.quote(field.message, field.start, field.end)
    at = quote.find(name)
    if at < 0:
        return replace(field, how="rule")
    start = field.start + at
    return replace(field, start=start, end=start + len(name))


def _field(value: str, answer: Answer) -> FieldValue:
    words = answer.evidence
    return FieldValue(value, words.message, words.start, words.end, answer.how)
