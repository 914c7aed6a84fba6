"""Helpers for engine tests: flows from YAML text, and short ways to say things."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from flows.engine import advance
from flows.events import Answered, Corrected, Event, Skipped, Step
from flows.model import Flow
from flows.state import Evidence, Value

NOW = datetime(2026, 3, 2, 10, 30, tzinfo=UTC)
Load = Callable[..., Flow]
"""`load(survey, choices=…)`: a checked flow from the YAML of its sheets."""

YESNO = """
  yesno:
    - {name: "yes", label::zh: 是, label::en: "Yes"}
    - {name: "no", label::zh: 否, label::en: "No"}
"""


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

    def values(self) -> Mapping[str, Value]:
        return {path: answer.value for path, answer in self.step.state.answers.items()}

    def refused(self) -> str | None:
        return self.step.refusal.code if self.step.refusal else None
