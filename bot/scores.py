"""What scores of halls and staff are made of: peer checks whose walkers agreed, their problems."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bot.finished_walks import FinishedWalk, finished_walks, lately_begun
from bot.office_files import scheme_of, units_here
from bot.rotations import ACTION, CHECKED_UNIT
from flows.issue_terms import OPEN_STATES
from flows.office_yaml import day_of
from flows.scoring import By, CountedIssue, CountedWalk, Score, scores
from flows.scoring_file import Scheme
from flows.unit_table import known_as
from flows.xlsform.tables import Tables
from storage.exports.evidence import fact

if TYPE_CHECKING:
    from bot.reports import Records
    from storage.records import IssueRecord, WalkRecord

COUNTS, GIVEN = "counts", "score"
"""Questions of 推磨式互查: whether it may count (R32), and the score that the checker gives."""
WHY = {"severity": ("问题", "problem"), "overdue": ("超期未改", "overdue"),
       "reopened": ("重新打开", "re-opened")}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores, and what they do not rest on."""

    scheme: Scheme
    found: tuple[Score, ...]
    walks: int
    refused: int
    """Checks whose walkers did not agree that they count."""
    anonymous: int
    """Problems that do not count, for they would lead to who reported them."""


def scores_of(app: Records, by: By, since: date | None = None, until: date | None = None) -> Scores:
    """The scores from checks that ended in these days. Raises FlowErrors."""
    scheme = scheme_of(app)
    begun = None if since is None else lately_begun(app, since)
    walked = [
        walk
        for walk in finished_walks(app, (ACTION,), begun)
        if (since is None or walk.ended.date() >= since)
        and (until is None or walk.ended.date() <= until)
    ]
    agreed = [walk for walk in walked if walk.values.get(COUNTS) == "yes"]
    return _scored(app, scheme, by, agreed, len(walked) - len(agreed))


def _scored(
    app: Records, scheme: Scheme, by: By, walked: Sequence[FinishedWalk], refused: int
) -> Scores:
    names = [unit.name for unit in units_here(app.settings.home)]
    halls = {walk.id: _hall(walk, names) for walk in walked}
    issues = [issue for walk in walked for issue in app.reader.issues(walk=walk.id)]
    open_ = [issue for issue in issues if issue.walk_id is not None]
    today = app.clock().date()
    again = _reopened(app, [issue.number for issue in open_])
    counted = [
        _counted(issue, halls[issue.walk_id or 0], today, again=issue.number in again)
        for issue in open_
    ]
    walks = [CountedWalk(walk.id, halls[walk.id], _given(walk)) for walk in walked]
    found = scores(scheme, walks, counted, by)
    return Scores(scheme, found, len(walked), refused, len(issues) - len(open_))


def _reopened(app: Records, numbers: list[str]) -> set[str]:
    """Of these issues those that were ever re-opened after they were closed (R80)."""
    closed = ("closed", "published")
    moves = app.reader.moves(numbers)
    return {move.number for move in moves if move.move == "reopen" and move.before in closed}


def score_of(app: Records, check: WalkRecord) -> tuple[Score, Scores]:
    """The score of the hall by one check, whether it may count or not. Raises FlowErrors."""
    walks = finished_walks(app, (ACTION,), check.started)
    walk = next(walk for walk in walks if walk.id == check.id)
    made = _scored(app, scheme_of(app), "hall", [walk], 0)
    return made.found[0], made


def _hall(walk: FinishedWalk, names: Sequence[str]) -> str:
    return known_as(str(walk.values.get(CHECKED_UNIT, "")), names)


def _given(walk: FinishedWalk) -> int | None:
    given = walk.values.get(GIVEN)
    return given if isinstance(given, int) else None


def _counted(issue: IssueRecord, hall: str, today: date, *, again: bool) -> CountedIssue:
    deadline = day_of(fact(issue, "deadline")[:10])
    return CountedIssue(
        issue.number,
        issue.walk_id or 0,
        hall,
        fact(issue, "owner"),
        fact(issue, "category"),
        fact(issue, "severity"),
        issue.state,
        issue.state in OPEN_STATES and deadline is not None and deadline < today,
        again,
    )


def write_scores(made: Scores, by: By, path: Path) -> None:
    """The scores, and the evidence of each point, as a workbook. Raises `ExportError`."""
    from storage.exports.workbook import write_tables

    names = [one.name for one in made.scheme.indicators]
    head = [
        "大厅（单位）" if by == "hall" else "责任人",
        "得分",
        "满分",
        *names,
        "互查次数",
        "互查评分",
    ]
    rows = [
        [
            one.name,
            number(one.total),
            number(one.full),
            *("—" if each is None else number(each) for each in one.points.values()),
            str(len(one.walks)),
            "、".join(map(str, one.given)),
        ]
        for one in made.found
    ]
    why = ["名称", "指标", "扣分", "问题编号", "走流程编号", "依据", "内容"]
    evidence = [
        [one.name, d.indicator, number(d.points), d.issue, str(d.walk), WHY[d.why][0], d.what]
        for one in made.found
        for d in one.deductions
    ]
    write_tables(Tables(path.name, {"得分": [head, *rows], "扣分依据": [why, *evidence]}), path)


def number(value: float) -> str:
    """A number of points as one writes it: 20, 17.5."""
    return f"{value:g}"
