"""What can happen to a walk, and what comes of it. `flows.engine.advance` is total over these."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from flows.model import Choice, Question, Text
from flows.state import Evidence, How, State, Value


@dataclass(frozen=True, slots=True)
class Answered:
    """The open question at `path` was answered (or the offer of one more repeat: yes/no)."""

    path: str
    value: Value
    evidence: Evidence
    how: How = "asked"
    known: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Corrected:
    """An earlier answer at `path` is replaced; all that hangs on it is decided anew."""

    path: str
    value: Value
    evidence: Evidence
    how: How = "asked"
    known: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Skipped:
    """The open question at `path` is passed over; refused when it is required."""

    path: str


@dataclass(frozen=True, slots=True)
class Noted:
    """Free text or media for the present stage."""

    evidence: Evidence


@dataclass(frozen=True, slots=True)
class IssueRaised:
    """A problem was reported in the present stage."""

    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Happened:
    """The moment that the `hidden` row `name` waits for has come, at `at` of the wall clock.

    What was said last of a moment counts. A pause takes no moment away. `known` fills other
    `hidden` rows with it, or empties them (""); names the flow lacks are dropped.
    """

    name: str
    at: datetime
    known: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Paused:
    """The person goes away for a while."""


@dataclass(frozen=True, slots=True)
class Resumed:
    """The person is back."""


@dataclass(frozen=True, slots=True)
class Finished:
    """The person confirmed the read-back."""


@dataclass(frozen=True, slots=True)
class Cancelled:
    """The person gave the walk up."""


Event = (
    Answered
    | Corrected
    | Skipped
    | Noted
    | IssueRaised
    | Happened
    | Paused
    | Resumed
    | Finished
    | Cancelled
)


@dataclass(frozen=True, slots=True)
class Prompt:
    """The question that is open now.

    `number`/`total` say how far one is, counting the questions that are
    relevant at present (`number` starts at 1). `choices` are those left by
    `choice_filter`. `default` is the prefilled value, if any. `more` marks the
    offer of one more instance of an uncounted repeat: answer "yes" or "no".
    """

    path: str
    question: Question
    stage: str
    number: int
    total: int
    required: bool
    choices: tuple[Choice, ...] = ()
    default: Value | None = None
    more: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """A `note` row that has become due: said once, no answer expected."""

    path: str
    question: Question


@dataclass(frozen=True, slots=True)
class Finding:
    """What looks like a problem, by an `issue` rule. `key` is stable: path, or path:choice."""

    key: str
    path: str
    stage: str
    category: str
    severity: str
    step: str
    text: Text
    """Rendered, no `${}` left."""
    evidence: Evidence
    guide: str = ""
    """The guide element that it contradicts; empty where it has nothing to do with the guide."""
    details: tuple[str, ...] = ()
    """Paths of answered questions that describe it further (`issue_detail`)."""


RefusalCode = Literal[
    "not_open",  # walk is paused, finished or cancelled
    "not_asked",  # no such question, or it is not relevant now
    "wrong_type",  # the value does not fit the question's type
    "not_a_choice",
    "constraint",
    "required",
    "too_long",
    "minimum",  # a required output is missing
    "unanswered",  # finishing while a question is open
    "limit",  # too large, or too dear, for one walk
    "malformed",  # no event, or one whose parts are of a wrong kind
    "other_flow",  # the state belongs to another flow, or to another version of it
]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an event changed nothing. `message` is the form's own, when it has one."""

    code: RefusalCode
    path: str = ""
    message: Text = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Step:
    """What `advance` returns. On a refusal `state` is the very state that was given."""

    state: State
    prompt: Prompt | None
    """The open question; None when all is answered, or the walk is not open."""
    told: tuple[Told, ...] = ()
    findings: tuple[Finding, ...] = ()
    """All findings that hold in `state`, in the flow's order (not only new ones)."""
    refusal: Refusal | None = None
