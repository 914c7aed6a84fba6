"""What an experience report (体验报告) says, as plain data; the caller fills it from a walk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from storage.records import IssueRecord

Dimension = Literal["懂不懂", "通不通", "优不优", "好不好"]


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One thing that was answered, noted or filled in during a walk."""

    label: str
    value: str
    at: datetime | None = None
    question: str = ""
    """Path of the question in the flow; empty for a note."""
    source: str = ""
    """What a value that nobody said is from (按指南, say); empty for one that was said."""


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A photo or another file of the walk; `at` is when it was taken, else sent."""

    sha256: str
    mime: str
    name: str
    stage: str
    """Title of the stage it belongs to."""
    at: datetime | None = None
    number: str = ""
    """Its number (R73) where it belongs to an issue."""


@dataclass(frozen=True, slots=True)
class ReportStage:
    """A stage of the walk (环节) with what was said in it."""

    title: str
    """Empty for questions outside of any stage."""
    lines: Sequence[ReportLine]


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure that the walker proposes for the own unit; `deadline` is text or empty."""

    text: str
    deadline: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExperienceReport:
    """What a 体验报告 says. An empty text or None is told as 未填写, an empty list as （无）.

    `own_minimum` (R45) and `hall_minimum` (R46), which the outline has in it (forms.md
    §8), are how many suggestions the action requires: 0 none, as 陪同式帮办 does; None
    that the office has not set the number, which is told.
    """

    title: str
    date: date
    walk_id: int
    action: str
    """The flow's title."""
    flow_version: str
    started: datetime
    ended: datetime | None = None
    unit: str = ""
    place: str = ""
    role: str = ""
    item: str = ""
    channels: str = ""
    cases: str = ""
    minutes: str = ""
    trips: str = ""
    guide_materials: str = ""
    """What the guide lists, in the version that the walk used: no one's experience."""
    guide_version: str = ""
    stages: Sequence[ReportStage] = ()
    ratings: Mapping[Dimension, str] = field(default_factory=dict)
    """R01."""
    issues: Sequence[IssueRecord] = ()
    picked: Mapping[tuple[int, str], str] = field(default_factory=dict)
    """The option that few words stand for ("3"), by the message and the words."""
    own_suggestions: Sequence[str] | None = None
    own_minimum: int | None = 0
    hall_suggestions: Sequence[str] | None = None
    hall_minimum: int | None = 0
    measures: Sequence[Measure] = ()
    """Besides those of the issues, which are taken from there."""
    good_practices: Sequence[str] | None = None
    files: Sequence[ReportFile] = ()
    """All that was sent, in the order of the stages; also what belongs to no issue."""
