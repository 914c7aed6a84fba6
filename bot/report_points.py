"""What a walk suggests and measures, point by point, with how much of it is owed (R45, R46)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from bot.reading import dates
from flows.listed import points_at
from storage.exports.report_data import ExperienceReport, Measure
from storage.records import IssueRecord, WalkRecord

if TYPE_CHECKING:
    from bot.reports import Records

OWES, MEASURES, HALL_MINIMUM = "own_advice", "measures", "hall_suggestions"
"""Of 主官式体验: the questions for suggestions (R45) and measures; R46's number, a hidden row."""


def with_suggestions(
    app: Records, walk: WalkRecord, values: Mapping[str, str], report: ExperienceReport
) -> ExperienceReport:
    """With what was suggested, how much of it is owed, and the measures that were said."""
    owes = OWES in app.flows.pinned(walk.flow_id, walk.flow_version).questions
    return replace(
        report,
        own_suggestions=points_said(values, OWES) or _suggestions(report.issues),
        own_minimum=int(owes),
        hall_suggestions=points_said(values, "hall_advice", "hall_second", "hall_rest"),
        hall_minimum=_hall_minimum(app, walk) if owes else 0,
        measures=[_measure(text, walk.started) for text in points_said(values, MEASURES)],
    )


def _measure(text: str, said: datetime) -> Measure:
    """A measure with the one day that its words name."""
    day = dates.read(text, now=said, ahead=dates.ANY)
    return Measure(text, str(day.value) if day is not None else "")


def _hall_minimum(app: Records, walk: WalkRecord) -> int | None:
    """What was set when the walk began, else what is set now; None: not set, which is told."""
    known = str(walk.state.known.get(HALL_MINIMUM, ""))
    return int(known) if known.isdecimal() else app.settings.hall_suggestions


def points_said(values: Mapping[str, str], *names: str) -> list[str]:
    """The points of these answers, one by one where an answer lists several."""
    texts = said(values, *names)
    return [text[at.start : at.end].strip() for text in texts for at in points_at(text)]


def _suggestions(issues: Sequence[IssueRecord]) -> list[str]:
    """What the walker suggested with the issues; an action without its own question has these."""
    return [
        issue.fields["suggestion"].value
        for issue in issues
        if "suggestion" in issue.fields and issue.fields["suggestion"].state == "confirmed"
    ]


def said(values: Mapping[str, str], *names: str) -> list[str]:
    """The answers to these questions, where the action has them."""
    return [values[name] for name in names if values.get(name)]
