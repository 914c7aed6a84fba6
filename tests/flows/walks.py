"""Helpers for engine tests: flows from YAML text, and short ways to say things."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from flows.engine import advance
from flows.events import Answered, Corrected, Event, Skipped, Step
from flows.memory import situation_of
from flows.model import Flow
from flows.plan import plan_of
from flows.readback import LineView
from flows.rendering import shown_in_all
from flows.state import Evidence, State, Value

NOW = datetime(2026, 3, 2, 10, 30, tzinfo=UTC)
Load = Callable[..., Flow]
"""`load(survey, choices=…)`: a checked flow from the YAML of its sheets."""

YESNO = """
  yesno:
    - {name: "yes", label::zh: 是, label::en: "Yes"}
    - {name: "no", label::zh: 否, label::en: "No"}
"""


def in_words(flow: Flow, state: State, line: LineView, now: datetime = NOW) -> dict[str, str]:
    """The value of a line of the read-back, as a text that is filled in with it shows it."""
    name = line.question.name
    situation, node = situation_of(flow, state, now), plan_of(flow).by_name[name]
    return shown_in_all(situation, node, line.path.removesuffix(name), line.value)


class Walk:
    """A walk under test: keeps the flow and the last step. Refusals are for the test to see."""

    def __init__(self, flow: Flow, step: Step) -> None:
        self.flow = flow
        self.step = step
        self.messages = 0

    @property
    def asked(self) -> str | None:
        """Path of the open question."""
        return self.step.prompt.path if self.step.prompt else None

    def event(self, event: Event) -> Step:
        self.step = advance(self.flow, self.step.state, event, NOW)
        return self.step

    def evidence(self) -> Evidence:
        self.messages += 1
        return Evidence(self.messages)

    def say(self, *values: Value) -> Step:
        """Answer the open question, and the next ones."""
        for value in values:
            assert self.asked is not None
            self.event(Answered(self.asked, value, self.evidence()))
        return self.step

    def correct(self, path: str, value: Value) -> Step:
        return self.event(Corrected(path, value, self.evidence()))

    def skip(self) -> Step:
        assert self.asked is not None
        return self.event(Skipped(self.asked))

    def in_words(self, line: LineView) -> dict[str, str]:
        return in_words(self.flow, self.step.state, line)

    def values(self) -> Mapping[str, Value]:
        return {path: answer.value for path, answer in self.step.state.answers.items()}

    def refused(self) -> str | None:
        return self.step.refusal.code if self.step.refusal else None
