"""The state of a walk: small, immutable, and the same bytes for the same content.

A *path* names one question in one place: `queue_minutes`, or inside a repeat
`port[2]/login_tries`. What is asked next is never stored; `flows.engine`
derives it from the flow and the answers, so a correction re-decides it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, get_args

Value = str | int | float | tuple[str, ...]
"""select_multiple and media are tuples; dates ISO 8601 text; geopoint "lat lon"."""

How = Literal["asked", "rule", "default", "guide", "model"]
HOWS: tuple[str, ...] = get_args(How)
Status = Literal["open", "paused", "finished", "cancelled"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a value was said: characters [start, end) of the stored text of a message."""

    message: int
    start: int = 0
    end: int = 0


_MAX_INTEGER = 2**63
"""What a database can hold, and more."""


def is_evidence(value: object) -> bool:
    """Whether it is evidence that can be kept."""
    return (
        type(value) is Evidence
        and type(value.message) is type(value.start) is type(value.end) is int
        and 0 <= value.message < _MAX_INTEGER
        and 0 <= value.start <= value.end < _MAX_INTEGER
    )


@dataclass(frozen=True, slots=True)
class Answer:
    """A value given to a question, with the message it came from.

    `known` holds values of `hidden` rows that came along with this answer
    (choosing an item brings its guide's place, limit, phone …); they live and
    die with it.
    """

    value: Value
    evidence: Evidence
    how: How = "asked"
    known: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mark:
    """A note or a raised issue: the stage it belongs to and the message it is in."""

    stage: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class State:
    """All that a walk knows. `answers` are those that count, `aside` those that do not now.

    `known` are the values of rows that are never asked and cannot be derived: those
    of `hidden` rows from outside, by name, and what `once()` keeps, by path.
    """

    flow: str
    version: str
    started: str
    status: Status = "open"
    answers: Mapping[str, Answer] = field(default_factory=dict)
    aside: Mapping[str, Answer] = field(default_factory=dict)
    skipped: tuple[str, ...] = ()
    known: Mapping[str, Value] = field(default_factory=dict)
    notes: tuple[Mark, ...] = ()
    issues: tuple[Mark, ...] = ()

    @property
    def is_under_way(self) -> bool:
        """Whether it goes on, now or after a pause."""
        return self.status in ("open", "paused")

    def to_json(self) -> str:
        """Canonical JSON (sorted keys, no spaces): equal states give equal bytes."""
        data: dict[str, Any] = {
            "flow": self.flow,
            "version": self.version,
            "started": self.started,
            "answers": {path: _answer_out(answer) for path, answer in self.answers.items()},
            "aside": {path: _answer_out(answer) for path, answer in self.aside.items()},
            "skipped": self.skipped,
            "known": self.known,
            "notes": [[mark.stage, *_evidence_out(mark.evidence)] for mark in self.notes],
            "issues": [[mark.stage, *_evidence_out(mark.evidence)] for mark in self.issues],
        }
        data = {key: value for key, value in data.items() if value}
        if self.status != "open":
            data["status"] = self.status
        return _encode(data)

    @classmethod
    def from_json(cls, text: str) -> State:
        """The inverse of `to_json`; raises ValueError on anything else."""
        try:
            data = json.loads(text, parse_constant=_refuse)
            return _state_in(data)
        except (KeyError, TypeError, AttributeError, RecursionError) as error:
            raise ValueError(f"not the state of a walk: {error!r}") from error


_encode = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
).encode


def _evidence_out(evidence: Evidence) -> list[int]:
    if evidence.start or evidence.end:
        return [evidence.message, evidence.start, evidence.end]
    return [evidence.message]


def _answer_out(answer: Answer) -> dict[str, Any]:
    data: dict[str, Any] = {"value": answer.value, "at": _evidence_out(answer.evidence)}
    if answer.how != "asked":
        data["how"] = answer.how
    if answer.known:
        data["known"] = answer.known
    return data


def _refuse(constant: str) -> None:
    raise ValueError(f"not the state of a walk: {constant}")


def _check(holds: bool, what: str) -> None:
    if not holds:
        raise ValueError(f"not the state of a walk: {what}")


def _text_in(value: Any) -> str:
    _check(isinstance(value, str), f"{value!r} is not a text")
    return str(value)


def _value_in(value: Any) -> Value:
    if isinstance(value, list):
        return tuple(map(_text_in, value))
    _check(type(value) in (str, int, float), f"{value!r} is not a value")
    return value  # type: ignore[no-any-return]


def _evidence_in(numbers: Any) -> Evidence:
    _check(type(numbers) is list and all(type(n) is int for n in numbers), "evidence")
    return Evidence(*numbers)


def _known_in(data: Any) -> dict[str, Value]:
    return {name: _value_in(value) for name, value in data.items()}


def _answer_in(data: Any) -> Answer:
    _check(not data.keys() - {"value", "at", "how", "known"}, "unknown keys in an answer")
    how = data.get("how", "asked")
    _check(how in HOWS, f"how is {how!r}")
    return Answer(
        _value_in(data["value"]), _evidence_in(data["at"]), how, _known_in(data.get("known", {}))
    )


def _marks_in(rows: Any) -> tuple[Mark, ...]:
    return tuple(Mark(_text_in(stage), _evidence_in(numbers)) for stage, *numbers in rows)


def _state_in(data: Any) -> State:
    _check(not data.keys() - set(State.__slots__), "unknown keys")
    status = data.get("status", "open")
    _check(status in get_args(Status), f"status is {status!r}")
    started = _text_in(data["started"])
    datetime.fromisoformat(started)
    answers = {path: _answer_in(a) for path, a in data.get("answers", {}).items()}
    aside = {path: _answer_in(a) for path, a in data.get("aside", {}).items()}
    _check(not answers.keys() & aside.keys(), "an answer is given and put aside at once")
    return State(
        flow=_text_in(data["flow"]),
        version=_text_in(data["version"]),
        started=started,
        status=status,
        answers=answers,
        aside=aside,
        skipped=tuple(map(_text_in, data.get("skipped", ()))),
        known=_known_in(data.get("known", {})),
        notes=_marks_in(data.get("notes", ())),
        issues=_marks_in(data.get("issues", ())),
    )
