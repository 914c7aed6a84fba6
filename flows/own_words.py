"""What a walk's answers tell of how it was walked: the flow's side of `flows.signals`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from flows.memory import situation_of
from flows.model import Flow, has_appearance
from flows.readback import LineView, read_back
from flows.signals import Words, tells
from flows.state import State

AT_COUNTER = "at_counter"
"""A row of a flow that is "yes" where one goes to a counter (see packs/common/opening.yaml)."""
_NAMES = ("item", "place", "dept", "consent")
"""Appearances of questions for a name: two people say the same where they mean the same."""


@dataclass(frozen=True, slots=True)
class Told:
    """What follows from a walk's answers."""

    answered: frozenset[int]
    ratings: tuple[bool, ...]
    words: tuple[Words, ...]
    points: tuple[tuple[str, tuple[float, float]], ...]
    at_counter: bool


def told_by(flow: Flow, state: State, now: datetime) -> Told:
    """What the answers that count in the walk tell."""
    lines = [line for stage in read_back(flow, state, now) for line in stage.lines]
    values = situation_of(flow, state, now).values
    at_place = any(has_appearance(line.question, "place") for line in lines)
    has_row = any(row.name == AT_COUNTER for row in flow.walk_rows())
    return Told(
        answered=frozenset(a.evidence.message for a in state.answers.values() if a.how == "asked"),
        ratings=tuple(_ratings(flow, lines)),
        words=tuple(_words(lines)),
        points=tuple(_points(lines)),
        at_counter=values.get(AT_COUNTER) == "yes" if has_row else at_place,
    )


def _ratings(flow: Flow, lines: list[LineView]) -> Iterator[bool]:
    """Of each mark that was given whether it is the last one of its list."""
    for line in lines:
        question = line.question
        if has_appearance(question, "rating") and line.value not in (None, ""):
            choices = flow.choices.get(question.list_name, ())
            yield bool(choices) and line.value == choices[-1].name


def _words(lines: list[LineView]) -> Iterator[Words]:
    for line in lines:
        answer, question = line.answer, line.question
        named = any(has_appearance(question, name) for name in _NAMES)
        if question.type != "text" or named or answer is None or answer.how != "asked":
            continue
        if tells(str(answer.value)):
            yield Words(line.path, answer.evidence.message, str(answer.value))


def _points(lines: list[LineView]) -> Iterator[tuple[str, tuple[float, float]]]:
    for line in lines:
        if line.question.type == "geopoint" and line.value:
            latitude, longitude, *_ = map(float, str(line.value).split())
            yield line.path, (latitude, longitude)
