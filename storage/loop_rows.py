"""Issues as reports count them, a hundred thousand at a time: no messages, no media are read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from sqlalchemy import Connection, func, select

from flows.issue_query import IssueQuery
from flows.loop_figures import Standing
from storage import issue_query
from storage.findings import issue, issue_field, issue_log
from storage.issue_log import detail_of
from storage.packing import from_ms

INSPECTION = "inspection"
"""Id of the flow of 沉浸式督查; the source of what was found by it."""
_TOLD = ("closed_on", "mode", "measure", "suggestion")
_MARKED = ("rate", "reopen")
"""Moves by which a reporter gives a mark; the poor ones re-open, and do not stay on the issue."""
_STEPS = ("return_fix", "reopen", "grant_extension")
"""Moves that say that it did not go well."""
_MARKS = ("1", "2", "3", "4", "5")


def standings(connection: Connection, query: IssueQuery) -> Iterator[Standing]:
    """How the issues stand that a question finds, by number."""
    wanted = issue_query.conditions(query)
    told, marks, steps = (
        _fields(connection, query),
        _marks(connection, query),
        _steps(connection, query),
    )
    columns = (
        issue.c.id, issue.c.number, issue.c.state, issue.c.found_at, issue.c.department,
        issue.c.category, issue.c.severity, issue.c.item, issue.c.deadline, issue.c.source,
    )  # fmt: skip
    for row in connection.execute(select(*columns).where(*wanted).order_by(issue.c.id)):
        fields = told.get(row.id, {})
        yield Standing(
            row.number,
            row.state,
            from_ms(row.found_at).date(),
            row.department,
            row.category,
            row.severity,
            row.item,
            _day(row.deadline),
            _day(fields.get("closed_on", "")),
            marks.get(row.id),
            fields.get("mode", ""),
            bool(fields.get("measure")),
            bool(fields.get("suggestion")),
            row.source == INSPECTION,
            *(steps.get((row.id, move), 0) for move in _STEPS),
        )


def _fields(connection: Connection, query: IssueQuery) -> Mapping[int, Mapping[str, str]]:
    """What is counted of their fields, by issue; only what may be told as fact."""
    columns = select(issue_field.c.issue_id, issue_field.c.name, issue_field.c.value)
    wanted = columns.join(issue, issue.c.id == issue_field.c.issue_id).where(
        issue_field.c.name.in_(_TOLD),
        issue_field.c.state == "confirmed",
        *issue_query.conditions(query),
    )
    found: dict[int, dict[str, str]] = {}
    for id_, name, value in connection.execute(wanted):
        found.setdefault(id_, {})[name] = value
    return found


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _marks(connection: Connection, query: IssueQuery) -> Mapping[int, int]:
    """The last mark of each issue's reporter, 1 to 5, by issue."""
    columns = select(issue_log.c.issue_id, issue_log.c.detail)
    wanted = columns.join(issue, issue.c.id == issue_log.c.issue_id).where(
        issue_log.c.move.in_(_MARKED), *issue_query.conditions(query)
    )
    found: dict[int, int] = {}
    for row in connection.execute(wanted.order_by(issue_log.c.seq)):
        mark = detail_of(row).get("given", {}).get("satisfaction", "")
        if mark in _MARKS:
            found[row.issue_id] = int(mark)
    return found


def _steps(connection: Connection, query: IssueQuery) -> Mapping[tuple[int, str], int]:
    """How often each of `_STEPS` was made, by issue and step."""
    count = (
        select(issue_log.c.issue_id, issue_log.c.move, func.count())
        .join_from(issue_log, issue, issue.c.id == issue_log.c.issue_id)
        .where(issue_log.c.move.in_(_STEPS), *issue_query.conditions(query))
        .group_by(issue_log.c.issue_id, issue_log.c.move)
    )
    return {(id_, move): many for id_, move, many in connection.execute(count)}
