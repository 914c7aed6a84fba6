"""What was picked, where the words alone do not tell it: “3” or “2,5” with the options' labels."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from bot.dialogue.house import Form
from bot.dialogue.prompts import shown_line
from flows.readback import read_back

TERSE = 4
"""Characters up to which the words for one option may stand for its label without saying it."""


class Place(NamedTuple):
    """Where words stand: characters [start, end) of a message."""

    message: int
    start: int
    end: int


def picked(form: Form, now: datetime, locale: str) -> dict[Place, str]:
    """The labels of the options that were picked in few words, by where these stand."""
    return {place: label for place, label in _picked(form, now, locale) if label}


def _picked(form: Form, now: datetime, locale: str) -> Iterator[tuple[Place, str]]:
    for stage in read_back(form.flow, form.state, now):
        for line in stage.lines:
            if line.answer is None or line.question.type not in ("select_one", "select_multiple"):
                continue
            said = line.answer.evidence
            many = len(line.value) if isinstance(line.value, tuple) else 1
            if 0 < said.end - said.start <= TERSE * many:
                yield Place(said.message, said.start, said.end), shown_line(form, line, locale)
