"""Plain records that storage takes in and gives out; no table classes leave the room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, NamedTuple

from flows.state import How, State

FieldState = Literal["confirmed", "unverified"]
FindingOrigin = Literal["rule", "reported"]
FindingStatus = Literal["proposed", "confirmed", "dropped", "merged"]
Seen = Literal["still", "gone"]
FollowUpKind = Literal["result", "issues"]
"""`result`: did it come within the promised limit; `issues`: what became of those entered."""
Role = Literal["volunteer", "staff", "admin"]


@dataclass(frozen=True, slots=True)
class FieldValue:
    """One field of a finding or issue, with the words it rests on.

    `message` is the id of the stored message and [start, end) the characters
    of its text; a value that no message carries (`how="guide"`, say) has the
    message that chose it. `state` "unverified" values are never exported as fact.
    """

    value: str
    message: int | None = None
    start: int = 0
    end: int = 0
    how: How = "asked"
    state: FieldState = "confirmed"


ISSUE_FIELDS: dict[str, str] = {
    "problem": "问题",
    "category": "类别",
    "step": "环节",
    "severity": "影响程度",
    "cause": "原因",
    "measure": "整改优化措施",
    "suggestion": "工作建议",
    "department": "责任部门",
    "mode": "整改方式",
    "target": "整改目标",
    "deadline": "整改时限",
    "item": "事项名称",
    "item_code": "实施编码",
    "channels": "渠道",
    "place": "地点",
    "material": "涉及材料",
    "minutes": "用时（分钟）",
    "raised_at_window": "是否已向办不成事窗口反映",
    "element": "指南要素",
    "guide_says": "指南写的",
    "guide": "所依指南",
    "case_number": "平台编号",
    "callback": "同意回访",
}
"""Fields that a conversation can fill, by their ledger header (forms.md §1, C-ISSUE).

`guide` is the id and version of the guide that fields with `how="guide"` are from; `element`
is what the problem contradicts in it, and `guide_says` its words. `case_number` is what the
platform that an issue came from calls it (R29).
"""
PART = "problem:"
"""`problem:1`, `problem:2` …: what a problem is put together from, each with its own evidence."""


@dataclass(frozen=True, slots=True)
class Person:
    id: int
    name: str
    role: Role
    department: str
    locale: str
    plain: bool = False
    """Wants large type and short sentences."""


class WalkRecord(NamedTuple):
    """A walk with its state. `item_id` is the guide's id, empty until an item is chosen."""

    id: int
    person_id: int
    person_name: str
    flow_id: str
    flow_version: str
    item_id: str
    item_name: str
    state: State
    started: datetime
    ended: datetime | None


@dataclass(frozen=True, slots=True)
class MediaRecord:
    sha256: str
    mime: str
    name: str
    size: int
    taken_at: datetime | None
    latitude: float | None
    longitude: float | None
    message: int | None = None
    """The message it came with."""
    stage: str = ""
    path: str = ""
    """The question it answers; empty when it only belongs to a stage."""


@dataclass(frozen=True, slots=True)
class MessageRecord:
    """A stored inbound message; its text is already free of masked personal numbers."""

    id: int
    at: datetime
    text: str
    kind: str
    question: str
    person_name: str


@dataclass(frozen=True, slots=True)
class NoteRecord:
    id: int
    walk_id: int | None
    stage: str
    text: str
    message: int
    at: datetime


@dataclass(frozen=True, slots=True)
class FindingRecord:
    id: int
    walk_id: int | None
    key: str
    stage: str
    origin: FindingOrigin
    status: FindingStatus
    fields: Mapping[str, FieldValue]
    media: tuple[MediaRecord, ...] = ()


class SightingRecord(NamedTuple):
    """What a later walk met of an issue."""

    seen: Seen
    walk_id: int
    at: datetime


KNOWN_FIELDS = ("category", "step", "material", "minutes")
"""Fields of other people's issues of which something is told; never their words."""


@dataclass(frozen=True, slots=True)
class KnownProblem:
    """Open issues of one service and one category, as those who walk it next are told of them."""

    number: str
    """Of the newest one."""
    fields: Mapping[str, str]
    """Of the newest one, those of `KNOWN_FIELDS`."""
    count: int
    """How many there are, and how often they were met again."""


class FollowUpRecord(NamedTuple):
    """Something to ask a person after a walk, with what that walk was about."""

    id: int
    kind: FollowUpKind
    due: datetime
    asked: datetime | None
    walk_id: int
    walked: datetime
    item_name: str
    person_id: int
    person_name: str
    numbers: tuple[str, ...]
    """Numbers of the issues that came of the walk."""


@dataclass(frozen=True, slots=True)
class IssueRecord:
    """A confirmed problem in the ledger."""

    number: str
    state: str
    found_at: datetime
    reporter: str
    """Display name; empty when anonymous."""
    reporter_role: str
    source: str
    """Action (flow title) or channel it came by (forms.md §1 来源)."""
    walk_id: int | None
    """None also when anonymous."""
    fields: Mapping[str, FieldValue]
    media: tuple[MediaRecord, ...] = ()
    messages: Mapping[int, MessageRecord] = field(default_factory=dict)
    """The messages that the fields point at."""
    sightings: tuple[SightingRecord, ...] = ()
    """What later walks met of it, oldest first."""
    reply_kind: str = ""
    """By what a reply is owed to who reported it (`flows.replying`); empty: none is."""
    reply_from: str = ""
    """The day from which that is counted, ISO 8601."""
