"""How issues moved, as their log tells it: the reading side of `storage.issue_log`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, and_, case, or_, select

from storage.findings import issue, issue_log
from storage.issue_log import AT_A_TIME, detail_of
from storage.packing import from_ms
from storage.statements import person

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class MoveRecord:
    """One move of an issue. Names and departments are those of then.

    `name` is empty for who reported the issue anonymously or rates its fix, and where records were
    taken back.
    """

    seq: int
    """Its place in the log of the whole ledger."""
    number: str
    at: datetime
    move: str
    before: str
    after: str
    name: str
    role: str
    department: str
    given: Mapping[str, str]
    """What came with it, field by field."""
    changed: Mapping[str, str | None]
    hash: str


_RATES = ("rate", "reopen", "agree_call")
"""Moves by which a reporter says what they think of the fix: it is not told who did (R59)."""
_IS_UNNAMED = and_(
    or_(issue.c.anonymous, issue_log.c.move.in_(_RATES)),
    issue_log.c.person_id == issue.c.person_id,
)
_ROWS = (
    select(
        issue_log,
        issue.c.number,
        person.c.role,
        person.c.department,
        case((_IS_UNNAMED, ""), else_=person.c.name).label("name"),
        _IS_UNNAMED.label("unnamed"),
    )
    .join_from(issue_log, issue, issue.c.id == issue_log.c.issue_id)
    .join(person, person.c.id == issue_log.c.person_id)
    .order_by(issue.c.id, issue_log.c.seq)
)


def of(connection: Connection, numbers: Sequence[str]) -> Iterator[MoveRecord]:
    """The moves of issues, issue by issue in the order of their log."""
    for part in batched(numbers, AT_A_TIME):
        wanted = _ROWS.where(issue.c.number.in_(part))
        rows = connection.execution_options(yield_per=AT_A_TIME).execute(wanted)
        yield from map(_record, rows)


def last(connection: Connection, issue_id: int) -> MoveRecord:
    """The latest move of an issue."""
    query = _ROWS.where(issue_log.c.issue_id == issue_id).order_by(None)
    row = connection.execute(query.order_by(issue_log.c.seq.desc()).limit(1)).one()
    return _record(row)


def _record(row: Any) -> MoveRecord:
    detail = detail_of(row)
    by = detail.get("by") or {"name": row.name, "role": row.role, "department": row.department}
    return MoveRecord(
        seq=row.seq,
        number=row.number,
        at=from_ms(row.at),
        move=row.move,
        before=row.before,
        after=row.state,
        name="" if row.unnamed else by["name"],
        role=by["role"],
        department=by["department"],
        given=detail.get("given", {}),
        changed=detail.get("changed", {}),
        hash=row.hash,
    )


def batched(things: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """Numbers or keys in parts: a statement takes only so many."""
    for start in range(0, len(things), size):
        yield things[start : start + size]
