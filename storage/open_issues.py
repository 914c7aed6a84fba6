"""What is open in the ledger, each issue as one row of what lists and reminders need of it.

Nothing of its fields, media or messages is read, so that a hundred thousand can be gone through.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Engine, func, select

from flows.issue_query import IssueQuery
from storage import issue_query
from storage.database import reading
from storage.findings import issue, issue_log
from storage.packing import from_ms

_COLUMNS = (
    issue.c.id,
    issue.c.number,
    issue.c.state,
    issue.c.found_at,
    issue.c.department,
    issue.c.owner,
    issue.c.deadline,
    issue.c.item,
    issue.c.category,
)


class OpenIssue(NamedTuple):
    """An issue of which nobody has shown yet that it is mended."""

    id: int
    number: str
    state: str
    found: datetime
    department: str
    owner: str
    deadline: date | None
    """None where none is told that is a day."""
    item: str
    category: str


class OpenIssues:
    """The open issues, for reading. Safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        self._reading = reading(engine)

    def all(self, query: IssueQuery) -> list[OpenIssue]:
        """Those that a question finds, the oldest first."""
        wanted = issue_query.conditions(replace(query, standing=query.standing or "open"))
        rows = select(*_COLUMNS).where(*wanted).order_by(issue.c.found_at, issue.c.id)
        with self._reading.connect() as connection:
            return [_of(row) for row in connection.execute(rows)]

    def due_by(self, last: date) -> list[OpenIssue]:
        """Those with a deadline on a day or before it, the earliest deadline first."""
        found = self.all(IssueQuery(standing="overdue", on=last + timedelta(days=1)))
        return sorted(found, key=lambda one: (one.deadline or date.max, one.id))

    def owed(self, query: IssueQuery, due: Callable[[str, date], date | None]) -> list[OpenIssue]:
        """Those whose reply a question finds, each with the day it is `due` as its deadline.

        `due` tells that of a source of the table of deadlines, and the day it is counted from.
        """
        columns = (*_COLUMNS, issue.c.reply_kind, issue.c.reply_from)
        rows = select(*columns).where(*issue_query.conditions(query)).order_by(issue.c.id)
        with self._reading.connect() as connection:
            found = [(_of(row), row) for row in connection.execute(rows)]
        return [
            one._replace(deadline=due(row.reply_kind, date.fromisoformat(row.reply_from)))
            for one, row in found
        ]

    def moved(self, query: IssueQuery, moves: Collection[str]) -> Mapping[int, Counter[str]]:
        """How often each of these moves was made of each of the issues, by the issue's id."""
        wanted = issue_query.conditions(replace(query, standing=query.standing or "open"))
        count = (
            select(issue_log.c.issue_id, issue_log.c.move, func.count())
            .join_from(issue_log, issue)
            .where(issue_log.c.move.in_(moves), *wanted)
            .group_by(issue_log.c.issue_id, issue_log.c.move)
        )
        found: dict[int, Counter[str]] = {}
        with self._reading.connect() as connection:
            for id_, move, many in connection.execute(count):
                found.setdefault(id_, Counter())[move] = many
        return found


def _of(row: Any) -> OpenIssue:
    return OpenIssue(row.id, row.number, row.state, from_ms(row.found_at), row.department,
                     row.owner, _day(row.deadline), row.item, row.category)  # fmt: skip


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
