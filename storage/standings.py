"""Where issues stand, many at a time: as their moves see them, and their last log row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, Row, and_, func, select

from flows.rectification import FIXES, Case
from storage import issue_log as log
from storage import issues
from storage.database import reading
from storage.exports.marks import Mark
from storage.findings import issue, issue_log
from storage.records import IssueRecord
from storage.statements import person

AT_A_TIME = 500
HASH = 16
"""Characters of a hash of the log that a mark keeps."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Standing:
    """An issue as it is shown, as its moves see it, and who reported it fixed, by name."""

    record: IssueRecord
    case: Case
    fixers: frozenset[str]


class Standings:
    """Reads them, each call one snapshot. Safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = reading(engine)

    def marks(self, numbers: Sequence[str]) -> dict[str, Mark]:
        """The last log row of each issue, by number."""
        with self._engine.connect() as connection:
            return marks_in(connection, numbers)

    def strangers(self, marks: Mapping[str, Mark]) -> list[str]:
        """The numbers whose mark is no row of this ledger's log."""
        found: list[str] = []
        with self._engine.connect() as connection:
            for numbers in pieces(list(marks)):
                seqs = [marks[number].seq for number in numbers]
                query = select(issue.c.number, issue_log.c.seq, issue_log.c.hash).join_from(
                    issue_log, issue
                )
                rows = connection.execute(query.where(issue_log.c.seq.in_(seqs)))
                ours = {(row.number, row.seq, row.hash[:HASH]) for row in rows}
                found += [number for number in numbers if (number, *marks[number]) not in ours]
        return found

    def of(self, numbers: Sequence[str]) -> dict[str, Standing]:
        """Where these issues stand; those that are not there are left out."""
        with self._engine.connect() as connection:
            records = issues.load(connection, issue.c.number.in_(numbers))
            told = select(issue.c.number, issue.c.person_id).where(issue.c.number.in_(numbers))
            reporters = dict(map(tuple, connection.execute(told)))
            fixers = _fixers(connection, numbers)
        return {
            one.number: Standing(
                one,
                Case(
                    one.state,
                    {n: f.value for n, f in one.fields.items() if f.state == "confirmed"},
                    reporters[one.number],
                    frozenset(key for key, _ in fixers.get(one.number, ())),
                ),
                frozenset(name for _, name in fixers.get(one.number, ()) if name),
            )
            for one in records
        }

    def changes(self, number: str, since: int) -> dict[str, Row[Any, Any, Any, Any]]:
        """The last log row after `since` that changed each field of an issue (or its state)."""
        columns = (issue_log.c.at, issue_log.c.move, issue_log.c.detail, person.c.name)
        query = (
            select(*columns)
            .join_from(issue_log, issue)
            .join(person, person.c.id == issue_log.c.person_id)
            .where(issue.c.number == number, issue_log.c.seq > since)
            .order_by(issue_log.c.seq)
        )
        found: dict[str, Row[Any, Any, Any, Any]] = {}
        with self._engine.connect() as connection:
            for row in connection.execute(query):
                changed = log.detail_of(row).get("changed", {})
                found |= dict.fromkeys((*changed, "state"), row)
        return found


def marks_in(connection: Connection, numbers: Sequence[str]) -> dict[str, Mark]:
    """The last log row of each issue, by number."""
    found: dict[str, Mark] = {}
    for piece in pieces(numbers):
        ends = (
            select(func.max(issue_log.c.seq).label("seq"))
            .join_from(issue_log, issue)
            .where(issue.c.number.in_(piece))
            .group_by(issue_log.c.issue_id)
            .subquery()
        )
        query = (
            select(issue.c.number, issue_log.c.seq, issue_log.c.hash)
            .join_from(issue_log, ends, ends.c.seq == issue_log.c.seq)
            .join(issue, issue.c.id == issue_log.c.issue_id)
        )
        rows = connection.execute(query)
        found |= {row.number: Mark(row.seq, row.hash[:HASH]) for row in rows}
    return found


def _fixers(connection: Connection, numbers: Sequence[str]) -> dict[str, list[tuple[int, str]]]:
    """Who reported each issue fixed since it was last opened."""
    opened = (
        select(issue_log.c.issue_id, func.max(issue_log.c.seq).label("seq"))
        .where(issue_log.c.move == "reopen")
        .group_by(issue_log.c.issue_id)
        .subquery()
    )
    query = (
        select(issue.c.number, person.c.id, person.c.name)
        .join_from(issue_log, issue)
        .join(person, person.c.id == issue_log.c.person_id)
        .outerjoin(opened, opened.c.issue_id == issue.c.id)
        .where(
            issue.c.number.in_(numbers),
            and_(issue_log.c.move.in_(FIXES), issue_log.c.seq > func.coalesce(opened.c.seq, 0)),
        )
    )
    found: dict[str, list[tuple[int, str]]] = {}
    for number, key, name in connection.execute(query):
        found.setdefault(number, []).append((key, name))
    return found


def pieces(things: Iterable[T]) -> Iterator[list[T]]:
    """So many at a time as one statement takes."""
    rest = iter(things)
    while piece := list(islice(rest, AT_A_TIME)):
        yield piece
