"""How issues moved, as their log tells it: the reading side of `storage.issue_log`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, select

from storage.findings import issue, issue_log
from storage.issue_log import AT_A_TIME, ENTER, detail_of
from storage.packing import from_ms
from storage.statements import person


@dataclass(frozen=True, slots=True)
class MoveRecord:
    """One move of an issue. Names and departments are those of then.

    `name` is empty for who reported the issue anonymously, and where records were taken back.
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


_IS_UNNAMED = and_(issue.c.anonymous, issue_log.c.person_id == issue.c.person_id)
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
    .order_by(issue_log.c.seq)
)


def moves(connection: Connection, *wanted: ColumnElement[bool]) -> Iterator[MoveRecord]:
    """The moves of the issues that meet `wanted`, in the order they were made."""
    rows = connection.execution_options(yield_per=AT_A_TIME).execute(_ROWS.where(*wanted))
    return map(_record, rows)


def of(connection: Connection, number: str) -> list[MoveRecord]:
    """How one issue moved; empty where there is none of that number."""
    return list(moves(connection, issue.c.number == number))


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


__all__ = ["ENTER", "MoveRecord", "last", "moves", "of"]
