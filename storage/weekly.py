"""Weekly packs (R72): what is known of those that were made, and one moment's ledger for a new one.

The files themselves are in the home; here is what proves and counts them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, select

from flows.characters import storable
from flows.issue_query import IssueQuery
from storage import issue_history, issue_log, issue_query, issues, weekly_tables
from storage.alone import alone
from storage.database import reading
from storage.exports.marks import Mark
from storage.findings import issue
from storage.issue_history import MoveRecord
from storage.issue_log import Broken, Head
from storage.packing import from_ms, to_ms
from storage.records import IssueRecord
from storage.registers import Entry, entries, of_departments
from storage.standings import marks_in
from storage.statements import INSERT
from storage.tables import table

pack = table(weekly_tables.WeeklyPack)
note = table(weekly_tables.WeeklyNote)
sending = table(weekly_tables.WeeklySending)
MAX_NAME = 100
"""Characters of a name that are kept."""
_TIMES = ("due", "since", "until", "made")


@dataclass(frozen=True, slots=True)
class PackRecord:
    """A version of a unit's pack; version 0 says that there was nothing to hand in.

    It tells of what was new from `since` to `until`, the moment of its data.
    """

    week: str
    unit: str
    version: int
    due: datetime
    since: datetime
    until: datetime
    made: datetime
    made_by: str
    reason: str = ""
    digest: str = ""
    """SHA-256 of its manifest."""
    key: str = ""
    """What asked for it."""


@dataclass(frozen=True, slots=True)
class NoteRecord:
    """What a unit wrote for the news note of a week."""

    text: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class SendingRecord:
    """That a version was handed in; `entered` is when that was told."""

    week: str
    unit: str
    version: int
    at: datetime
    by: str
    how: str
    entered: datetime


class WeeklyStore:
    """What is kept of the packs. Safe to share between threads and processes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reading = reading(engine)

    def add(self, packs: Iterable[PackRecord]) -> None:
        """Enter these, all at once; those that are there already stay."""
        rows = [_row(each) for each in packs]
        add = INSERT[self._engine.dialect.name](pack).on_conflict_do_nothing()
        if rows:
            with self._engine.begin() as connection:
                connection.execute(add, rows)

    def packs(self, week: str | None = None, unit: str | None = None) -> list[PackRecord]:
        """The packs, the latest week first; of one, the units as they were made, oldest version
        first.
        """
        query = select(pack).where(*_of(pack, week, unit))
        order = (pack.c.week.desc(), pack.c.id)
        with self._reading.connect() as connection:
            return [_pack(row) for row in connection.execute(query.order_by(*order))]

    def note(self, week: str, unit: str) -> NoteRecord | None:
        """What the unit wrote; None where it wrote nothing."""
        query = select(note).where(*_of(note, week, unit))
        with self._reading.connect() as connection:
            row = connection.execute(query).first()
        return None if row is None else NoteRecord(row.text, from_ms(row.at), row.by)

    def write_note(self, week: str, unit: str, written: NoteRecord) -> None:
        """Keep what a unit wrote, in place of what it wrote before."""
        values = {
            "text": storable(written.text),
            "at": to_ms(written.at),
            "by": storable(written.by)[:MAX_NAME],
        }
        add = INSERT[self._engine.dialect.name](note).values(week=week, unit=unit, **values)
        with self._engine.begin() as connection:
            connection.execute(
                add.on_conflict_do_update(index_elements=["week", "unit"], set_=values)
            )

    def send(self, one: SendingRecord) -> SendingRecord:
        """Enter that a version was handed in; what is known of it, where that was told before."""
        row = {
            "week": one.week,
            "unit": one.unit,
            "version": one.version,
            "at": to_ms(one.at),
            "by": storable(one.by)[:MAX_NAME],
            "how": one.how,
            "entered_at": to_ms(one.entered),
        }
        add = INSERT[self._engine.dialect.name](sending).values(row).on_conflict_do_nothing()
        same = (*_of(sending, one.week, one.unit), sending.c.version == one.version)
        with self._engine.begin() as connection:
            connection.execute(add)
            return _sending(connection.execute(select(sending).where(*same)).one())

    def sendings(self, week: str | None = None, unit: str | None = None) -> list[SendingRecord]:
        """What was handed in, the first one first."""
        query = select(sending).where(*_of(sending, week, unit)).order_by(sending.c.entered_at)
        with self._reading.connect() as connection:
            return [_sending(row) for row in connection.execute(query)]

    def broken_log(self) -> list[Broken]:
        """What does not hold in the log of the ledger."""
        with self._reading.connect() as connection:
            return list(issue_log.check(connection))

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """The ledger of now."""
        with self._reading.connect() as connection:
            yield Snapshot(connection)

    @contextmanager
    def making(self) -> Iterator[None]:
        """Nobody else makes packs meanwhile. Raises `Taken`."""
        with alone(self._engine, "weekly packs"):
            yield

    def log_hash(self, seq: int) -> str | None:
        """The hash of a row of the ledger's log, "" before the first; None: there is none such."""
        if seq == 0:
            return ""
        row = issue_log.issue_log
        with self._reading.connect() as connection:
            return connection.execute(select(row.c.hash).where(row.c.seq == seq)).scalar()


class Snapshot:
    """The ledger as it is at one moment, however long it is read."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.head: Head = issue_log.head(connection)

    def issues(self, query: IssueQuery) -> list[IssueRecord]:
        return issues.load(self._connection, *issue_query.conditions(query))

    def moves(self, numbers: Sequence[str]) -> Iterator[MoveRecord]:
        return issue_history.of(self._connection, numbers)

    def measures(self, within: Sequence[str] | None) -> list[Entry]:
        """What stands in the register of measures, of all or of these departments."""
        return entries(self._connection, "measures", *of_departments(within))

    def marks(self, numbers: Sequence[str]) -> dict[str, Mark]:
        return marks_in(self._connection, numbers)

    def entered(self, since: datetime, until: datetime) -> frozenset[str]:
        """The issues that came into the ledger after `since`, whenever they were found."""
        row = issue_log.issue_log
        query = select(issue.c.number).join_from(row, issue)
        within = (row.c.at > to_ms(since), row.c.at <= to_ms(until), row.c.before == "")
        return frozenset(self._connection.execute(query.where(*within)).scalars())

    def moved(self, since: datetime, until: datetime) -> dict[str, set[str]]:
        """The states that issues came to after `since`, up to and with `until`, by number."""
        row = issue_log.issue_log
        query = (
            select(issue.c.number, row.c.state)
            .join_from(row, issue)
            .where(row.c.at > to_ms(since), row.c.at <= to_ms(until), row.c.before != "")
        )
        found: dict[str, set[str]] = {}
        for number, state in self._connection.execute(query):
            found.setdefault(number, set()).add(state)
        return found


def _of(where: Any, week: str | None, unit: str | None) -> list[ColumnElement[bool]]:
    given = ((where.c.week, week), (where.c.unit, unit))
    return [column == value for column, value in given if value is not None]


def _row(one: PackRecord) -> dict[str, Any]:
    times = {f"{name}_at": to_ms(getattr(one, name)) for name in _TIMES}
    names = ("week", "unit", "version", "digest", "key")
    told = {"made_by": storable(one.made_by)[:MAX_NAME], "reason": storable(one.reason)}
    return {name: getattr(one, name) for name in names} | times | told


def _pack(row: Any) -> PackRecord:
    due, since, until, made = (from_ms(getattr(row, f"{name}_at")) for name in _TIMES)
    told = (row.made_by, row.reason, row.digest, row.key)
    return PackRecord(row.week, row.unit, row.version, due, since, until, made, *told)


def _sending(row: Any) -> SendingRecord:
    times = {"at": from_ms(row.at), "entered": from_ms(row.entered_at)}
    return SendingRecord(row.week, row.unit, row.version, by=row.by, how=row.how, **times)
