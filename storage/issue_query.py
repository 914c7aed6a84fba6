"""A question to the ledger (`flows.issue_query`) as SQL: its issues a page at a time, and counts.

What a person may see (`within`) is a condition like the others, so that no answer, count or page
is made of an issue first and cut down afterwards.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    case,
    exists,
    false,
    func,
    or_,
    select,
)

from flows.issue_query import DUE_DAYS, By, IssueQuery
from flows.issue_terms import OPEN_STATES, SEVERITIES
from flows.rectification import BEING_FIXED
from storage import issue_lists, issues
from storage.findings import counter, finding, issue, issue_field, issue_log
from storage.issue_history import batched
from storage.office_issues import CASE
from storage.packing import to_ms
from storage.records import IssueRecord
from storage.statements import chat
from storage.withdrawing import NOBODY

_DAY = "____-__-__%"
"""How a deadline begins that is a day; other words are no deadline that can pass."""
_DAY_LENGTH = 10
_SUNDAY = 6
AT_A_TIME = 500
"""Issues that are held at a time where all of them are read."""
PASSED = "transferred"
_STATES: dict[str, tuple[str, ...]] = {"fixing": BEING_FIXED, "passed": (PASSED,)}
"""States that are asked for as one."""
_WAS = {
    "returned": "return_fix",
    "reopened": "reopen",
    "appealed": "appeal",
    "extended": "grant_extension",
}
"""The move that an issue once made, by the mark of a question that asks for it."""
_TEXTS = ("problem", "supplement", "suggestion")
"""Fields of a problem's own words."""
_SEVERITY = {term: rank for rank, term in enumerate(SEVERITIES)}


class IssuePage(NamedTuple):
    """A part of the issues that a question finds, and how many it finds in all."""

    total: int
    issues: tuple[IssueRecord, ...]


def conditions(query: IssueQuery) -> list[ColumnElement[bool]]:
    """What an issue must meet."""
    wanted: list[ColumnElement[bool]] = []
    for column, given in (
        (issue.c.state, query.state),
        (issue.c.walk_id, query.walk),
        (issue.c.person_id, query.person),
        (issue.c.category, query.category),
        (issue.c.severity, query.severity),
    ):
        if given is not None:
            wanted.append(column == given)
    for column, part in (
        (issue.c.department, query.department),
        (issue.c.item, query.item),
        (issue.c.owner, query.owner),
    ):
        if part is not None:
            wanted.append(column.contains(part, autoescape=True))
    if query.departments is not None:
        to = issue.c.receiver if query.standing == "passed" else issue.c.department
        wanted.append(to.in_(query.departments))
    if query.except_departments:
        wanted.append(issue.c.department.not_in(query.except_departments))
    if query.numbers is not None:
        wanted.append(issue.c.number.in_(query.numbers))
    wanted += [*visible(query.within), *_marked(query), *_found(query), *_standing(query)]
    more = (_due(query), _came(query), _says(query), _replied(query), issue_lists.conditions(query))
    return wanted + [one for several in more for one in several]


def _came(query: IssueQuery) -> list[ColumnElement[bool]]:
    """By what, and as which case of another platform."""
    wanted: list[ColumnElement[bool]] = []
    if query.source is not None:
        part = issue.c.source.contains(query.source, autoescape=True)
        wanted.append(or_(part, issue.c.source.in_(query.sources)))
    if query.case is not None:
        cases = (
            select(finding.c.id)
            .join_from(finding, chat, chat.c.id == finding.c.chat_id)
            .where(
                chat.c.channel == NOBODY,
                finding.c.walk_id.is_(None),
                finding.c.key.istartswith(f"{CASE}{query.case}:", autoescape=True),
            )
        )
        wanted.append(issue.c.finding_id.in_(cases))
    return wanted


def members(of_class: str) -> Select[int]:
    """The issues that were merged into a class."""
    field = (issue_field.c.name == "class", issue_field.c.value == of_class)
    return select(issue_field.c.issue_id).where(*field)


def visible(within: Sequence[str] | None) -> list[ColumnElement[bool]]:
    """That somebody of these departments may see an issue: they have it, or are to take it over."""
    if within is None:
        return []
    passed = and_(issue.c.state == PASSED, issue.c.receiver.in_(within))
    return [or_(issue.c.department.in_(within), passed)]


def _marked(query: IssueQuery) -> list[ColumnElement[bool]]:
    wanted = [issue.c.must_fix != ""] if query.must_fix else []
    if query.of_class is not None:
        wanted.append(issue.c.id.in_(members(query.of_class)))
    if query.lacks is not None:
        wanted.append(issue.c[query.lacks] == "")
    for mark, move in _WAS.items():
        if getattr(query, mark):
            made = select(issue_log.c.issue_id).where(issue_log.c.move == move)
            wanted.append(issue.c.id.in_(made))
    return wanted


def _says(query: IssueQuery) -> list[ColumnElement[bool]]:
    """What stands in fields that the issue's own row does not repeat."""
    wanted: list[ColumnElement[bool]] = []
    if query.step is not None:
        wanted.append(_field(issue_field.c.name == "step", issue_field.c.value == query.step))
    if query.text is not None:
        says = issue_field.c.value.icontains(query.text, autoescape=True)
        wanted.append(_field(issue_field.c.name.in_(_TEXTS), says))
    return wanted


def _field(*fits: ColumnElement[bool]) -> ColumnElement[bool]:
    """That the issue has a confirmed field that fits; a page of those is found without all."""
    own = (issue_field.c.issue_id == issue.c.id, issue_field.c.state == "confirmed")
    return exists().where(*own, *fits).correlate(issue)


def _due(query: IssueQuery) -> list[ColumnElement[bool]]:
    first, last = query.due_from, query.due_to
    if first is None and last is None:
        return []
    day = func.substr(issue.c.deadline, 1, _DAY_LENGTH)
    wanted: list[ColumnElement[bool]] = [issue.c.deadline.like(_DAY)]
    wanted += [issue.c.deadline >= first.isoformat()] if first is not None else []
    return wanted + ([day <= last.isoformat()] if last is not None else [])


def _replied(query: IssueQuery) -> list[ColumnElement[bool]]:
    """That a reply is owed and waited for, also past its day, or was given."""
    if query.reply is None:
        return []
    owed = [issue.c.reply_kind != "", issue.c.state != "draft"]
    if query.reply == "replied":
        return [*owed, issue.c.replied_on != ""]
    late = [and_(issue.c.reply_kind == by, issue.c.reply_from <= day) for by, day in query.reply_by]
    overdue = or_(false(), *late)
    waits = [*owed, issue.c.replied_on == ""]
    return [*waits, overdue] if query.reply == "overdue" else waits


def _found(query: IssueQuery) -> list[ColumnElement[bool]]:
    since, until = query.since, query.until
    after = [issue.c.found_at >= to_ms(since)] if since is not None else []
    return after + ([issue.c.found_at < to_ms(until)] if until is not None else [])


def _standing(query: IssueQuery) -> list[ColumnElement[bool]]:
    if query.standing is None:
        return []
    if query.standing in _STATES:
        return [issue.c.state.in_(_STATES[query.standing])]
    is_open = issue.c.state.in_(OPEN_STATES)
    if query.standing == "closed":
        return [~is_open]
    if query.standing == "open" or query.on is None:
        return [is_open]
    deadline, today = issue.c.deadline, query.on.isoformat()
    ahead = DUE_DAYS if query.standing == "due" else _SUNDAY - query.on.weekday()
    last = (query.on + timedelta(days=ahead)).isoformat()
    passed = deadline < today
    near = and_(deadline >= today, func.substr(deadline, 1, len(last)) <= last)
    fits = passed if query.standing == "overdue" else near
    return [is_open, deadline.like(_DAY), fits]


def page(connection: Connection, query: IssueQuery, start: int, limit: int) -> IssuePage:
    """The issues from place `start` on: by deadline where those are asked for, else the newest.

    Counted by itself: a count beside each row would have all of them read and sorted.
    """
    wanted = conditions(query)
    total = connection.execute(select(func.count()).select_from(issue).where(*wanted)).scalar_one()
    columns = select(issue.c.id, issue.c.number)
    here = columns.where(*wanted).order_by(*_order(query)).limit(limit).offset(start)
    found = connection.execute(here).all() if start < total else []
    loaded = issues.load(connection, issue.c.id.in_([row.id for row in found])) if found else []
    place = {row.number: at for at, row in enumerate(found)}
    return IssuePage(total, tuple(sorted(loaded, key=lambda one: place[one.number])))


def each(connection: Connection, query: IssueQuery) -> Iterator[IssueRecord]:
    """All of the issues by number, read some at a time."""
    wanted = select(issue.c.id).where(*conditions(query)).order_by(issue.c.id)
    keys = connection.execute(wanted).scalars().all()
    for part in batched(keys, AT_A_TIME):
        yield from issues.load(connection, issue.c.id.in_(part))


def _order(query: IssueQuery) -> tuple[ColumnElement[Any], ...]:
    by_deadline = query.standing in ("overdue", "due", "week") and query.order is None
    if by_deadline or query.order == "deadline":
        has_none = [] if by_deadline else [issue.c.deadline == ""]
        return (*has_none, issue.c.deadline, issue.c.id)
    if query.order == "severity":
        rank = case(_SEVERITY, value=issue.c.severity, else_=len(_SEVERITY))
        return (rank, issue.c.id.desc())
    return (issue.c.id.asc() if query.order == "oldest" else issue.c.id.desc(),)


def tally(connection: Connection, query: IssueQuery, by: By) -> list[tuple[str, int]]:
    """How many there are of each value, the most first; those without one as ""."""
    wanted = conditions(query)
    count = func.count().label("count")
    column = issue.c[by]
    counted = select(column, count).where(*wanted).group_by(column)
    counts: Counter[str] = Counter()
    for told, many in connection.execute(counted):
        counts[told or ""] += many
    return sorted(counts.items(), key=lambda row: (row[0] == "", -row[1], row[0]))


def names(connection: Connection, field: str) -> list[str]:
    """The different values of a field in the ledger."""
    column = issue.c[field]
    return sorted(connection.execute(select(column).where(column != "").distinct()).scalars())


def numbered(
    connection: Connection,
    counts: int,
    within: Sequence[str] | None,
    year: int | None = None,
    own: int = 0,
) -> list[str]:
    """Numbers of the issues that are number `counts` of their year, the newest year first.

    Those that somebody of these departments may see, and those that the person `own` reported.
    """
    years = [year] if year is not None else connection.execute(select(counter.c.year)).scalars()
    wanted: list[ColumnElement[bool]] = [
        issue.c.number.in_([f"WT-{one}-{counts:04d}" for one in years])
    ]
    if within is not None:
        wanted.append(or_(*visible(within), issue.c.person_id == own))
    query = select(issue.c.number).where(*wanted).order_by(issue.c.number.desc())
    return list(connection.execute(query).scalars())
