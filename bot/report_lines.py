"""What a report tells of a walk, line by line and stage by stage, each with its source."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.dialogue.checking import from_known, of_clock, of_guide
from bot.dialogue.house import Form
from bot.dialogue.instances import instance_of
from bot.dialogue.prompts import local, shown_line
from flows.model import Flow, Group, has_appearance
from flows.readback import LineView, StageView
from storage.exports.report_data import ReportLine, ReportStage
from storage.records import NoteRecord, WalkRecord

BY_GUIDE = "按指南"
"""Marks a value that only the guide says."""
BY_KNOWN = "按已知"
BY_CLOCK = "按时刻"
"""Marks what the clock made of moments that were told."""
FILLED_IN = (BY_GUIDE, BY_KNOWN)
BY_ANSWER = "按所答"
"""Marks a value that follows from an answer: “都满意” gives four marks."""


def lines_of(
    walk: WalkRecord,
    form: Form,
    views: Sequence[StageView],
    now: datetime,
    times: Mapping[int, datetime],
) -> dict[str, ReportLine]:
    """What there is to tell, by its path; while the walk is open only what was said.

    What is filled in ahead of its question is no fact yet: "0 minutes", "1 trip".
    """
    by = dict.fromkeys(of_clock(form, now), BY_CLOCK) | dict.fromkeys(of_guide(form, now), BY_GUIDE)
    lines = (_line(form, line, times, by) for view in views for line in view.lines)
    ended = walk.ended is not None
    return {line.question: line for line in lines if ended or line.source not in FILLED_IN}


def titles_of(flow: Flow) -> dict[str, str]:
    """The stages by name, in order."""
    groups = (row for row in flow.rows if isinstance(row, Group))
    return {group.name: local(group.label, "zh") for group in groups}


_TELLS = re.compile(r"[^\W\d_]|\d{3}|\d\D+\d")
"""What a note of words or numbers has, and a lone "1" that was no answer has not."""


def stages_of(
    flow: Flow,
    views: Sequence[StageView],
    lines: Mapping[str, ReportLine],
    notes: Sequence[NoteRecord],
) -> list[ReportStage]:
    """What was said stage by stage, the notes after the answers.

    A note is told also where its stage has no answers; one that is of no stage is not of the walk.
    """
    waiting: dict[str, list[ReportLine]] = {}
    for note in notes:
        if _TELLS.search(note.text):
            waiting.setdefault(note.stage, []).append(ReportLine("备注", note.text, note.at))
    told = [
        ReportStage(
            local(view.label, "zh"),
            [
                lines[line.path]
                for line in view.lines
                if line.value is not None and line.path in lines
            ]
            + waiting.pop(view.stage, []),
        )
        for view in views
    ]
    told = [stage for stage in told if stage.lines]
    titles = titles_of(flow)
    rest = [ReportStage(titles[name], waiting[name]) for name in titles if name in waiting]
    return [*told, *rest]


def _line(
    form: Form, line: LineView, times: Mapping[int, datetime], by: Mapping[str, str]
) -> ReportLine:
    at = times.get(line.answer.evidence.message) if line.answer is not None else None
    label = " · ".join(filter(None, (instance_of(form, line.path, "zh"), local(line.label, "zh"))))
    value, source = shown_line(form, line, "zh"), ""
    if from_known(form, line):
        source = by.get(line.path, BY_KNOWN)
    elif at is None and line.value is not None:
        source = BY_ANSWER
    if source == BY_GUIDE and has_appearance(line.question, "place"):
        value = first_of(value)
    return ReportLine(label, value, at, line.path, source)


def first_of(places: str) -> str:
    """The first of the places that a guide lists."""
    first = re.split(r"[；;。\n]", places.strip(), maxsplit=1)[0]
    return re.sub(r"^(?:[-□·•*]|[0-9]+[.、)）])\s*", "", first)


def place_of(line: ReportLine | None) -> str:
    """Where it was, as it was said; what only the guide says is marked."""
    if line is None or not line.source:
        return line.value if line is not None else ""
    return f"{line.value}（{line.source}）"
