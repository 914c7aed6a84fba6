"""Who mends a problem, by when and to what end (R53), said once for all problems of a walk.

A flow asks by questions that have the names of `DUTIES`; their answers become fields of
every problem of the walk, in front of what the guide says. On its own card a problem can
have others, and so in the words that tell it; they stay however often the first ones are corrected.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from bot.dialogue.house import Form
from bot.dialogue.talk import Talk
from bot.reading import dates
from flows.model import Locale
from flows.readback import read_back
from storage.records import FieldValue, FindingRecord

DUTIES = ("department", "deadline", "target")


def of_walk(form: Form, now: datetime) -> dict[str, FieldValue]:
    """The fields that hold for every problem of the walk; a date as ISO 8601.

    They are the rule's, not asked for the one problem: what is said on its card goes first.
    """
    given = {
        line.path: line.answer
        for stage in read_back(form.flow, form.state, now)
        for line in stage.lines
        if line.path in DUTIES and line.answer is not None
    }
    return {
        name: FieldValue(
            str(said.value), said.evidence.message, said.evidence.start, said.evidence.end, "rule"
        )
        for name in DUTIES
        if (said := given.get(name)) is not None
    }


def lay(talk: Talk, form: Form, waiting: Iterable[FindingRecord]) -> None:
    """Give the reported ones among the drafts that wait the walk's duties; a rule's have them."""
    said = of_walk(form, talk.now)
    for one in waiting if said else ():
        if one.origin == "reported":
            own = {name: v for name, v in one.fields.items() if _is_told_of_it(one, v)}
            talk.turn.set_finding(one.id, "proposed", {**one.fields, **said, **own})


def _is_told_of_it(finding: FindingRecord, field: FieldValue) -> bool:
    """Whether it was asked for of this problem, or read from the words that told it."""
    return field.how == "asked" or (
        field.how == "rule" and field.message == finding.fields["problem"].message
    )


def editable(finding: FindingRecord, name: str) -> bool:
    """Whether a field is offered for change: a day and an aim only where somebody set them."""
    return name not in ("deadline", "target") or name in finding.fields


def day_in(words: str, now: datetime, locale: Locale) -> str:
    """The day to come that `words` name, ISO 8601; empty for none, or for one that has passed."""
    reading = dates.read(words, now=now, locale=locale, ahead=dates.ANY)
    day = str(reading.value) if reading is not None else ""
    return day if day >= now.date().isoformat() else ""
