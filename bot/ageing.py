"""The ageing of the ledger: how long what is open has been so, and what became of it on the way.

R67 (what is unresolved or was returned is looked at again) and R80 (no dead lists).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from bot.app import App
from flows.ageing import Aged, AgeRow, bounds_in, by_department
from flows.issue_query import IssueQuery
from storage.open_issues import OpenIssues

MOVES = RETURNED, REOPENED, EXTENDED = ("return_fix", "reopen", "grant_extension")
"""Steps of an issue (`flows.rectification`) that say it did not go well."""


class OldIssue(NamedTuple):
    """An open issue; how often a fix of it was returned, it was re-opened, given more time."""

    number: str
    days: int
    department: str
    owner: str
    state: str
    deadline: date | None
    returned: int
    reopened: int
    extended: int
    item: str


@dataclass(frozen=True, slots=True)
class Ageing:
    """By department and state, in buckets that begin at `bounds` days; and the oldest first."""

    bounds: tuple[int, ...]
    rows: list[AgeRow]
    oldest: list[OldIssue]

    @property
    def beyond(self) -> int:
        """How many are older than the last bound."""
        return sum(row.counts[-1] for row in self.rows)


def ageing_of(app: App, query: IssueQuery) -> Ageing:
    """The ageing today of the open issues that a question finds."""
    today, bounds = app.clock().date(), bounds_in(app.settings.ageing_days)
    reader = OpenIssues(app.engine)
    issues, moves = reader.all(query), reader.moved(query, MOVES)
    none: Counter[str] = Counter()
    oldest = [
        OldIssue(
            one.number,
            (today - one.found.date()).days,
            one.department,
            one.owner,
            one.state,
            one.deadline,
            moves.get(one.id, none)[RETURNED],
            moves.get(one.id, none)[REOPENED],
            moves.get(one.id, none)[EXTENDED],
            one.item,
        )
        for one in issues
    ]
    aged = (Aged(one.number, one.department, one.state, one.days) for one in oldest)
    return Ageing(bounds, by_department(aged, bounds), oldest)
