"""The registers beside the ledger (`flows.registers`): measures, highlights, media reports.

An entry that was made is changed and taken out by rows of its log, which says who did what and
when; nothing is deleted but words that rest on a walk which its person takes back (R89).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Engine, delete, insert, select, update

from flows.characters import storable
from flows.registers import REGISTERS, Link, LinkKind, Register, number_told
from storage import register_tables
from storage.database import reading
from storage.packing import dump, from_ms, load, to_ms
from storage.statements import INSERT
from storage.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterator

entry = table(register_tables.RegisterEntry)
link = table(register_tables.RegisterLink)
entry_log = table(register_tables.RegisterLog)
counter = table(register_tables.RegisterCounter)


class Deed(NamedTuple):
    """A row of an entry's log. `detail` None: its words were taken back."""

    at: datetime
    by: str
    deed: str
    detail: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry with its fields and links; `removed` is since when it stands no more."""

    register: Register
    figure: int
    fields: Mapping[str, str]
    links: tuple[Link, ...]
    entered: datetime
    removed: datetime | None
    history: tuple[Deed, ...] = ()

    @property
    def number(self) -> str:
        return number_told(self.register, self.figure)

    def refs(self, kind: LinkKind) -> list[str]:
        """What it is linked to of this kind."""
        return [one.ref for one in self.links if one.kind == kind]


class AlreadyEnteredError(Exception):
    """An entry says the same; `number` is its."""

    def __init__(self, number: str) -> None:
        super().__init__(number)
        self.number = number


class RegisterTurn:
    """What one person does with registers, inside a transaction."""

    def __init__(self, conn: Connection, by: str, at: int) -> None:
        self._conn, self._by, self._at = conn, storable(by), at

    def enter(
        self, register: Register, fields: Mapping[str, str], links: Iterable[Link] = ()
    ) -> str:
        """Make an entry; its number. Raises `AlreadyEnteredError` where one says the same."""
        self._count(register, 0)  # the row it locks keeps another one from entering the same
        self._refuse_twice(register, fields)
        figure = self._count(register, 1)
        row = self._columns(register, fields)
        row |= {"kind": register, "number": figure, "entered_at": self._at, "removed_at": None}
        key = self._conn.execute(insert(entry).values(row).returning(entry.c.id)).scalar_one()
        found = self._link(key, links)
        self._log(key, "enter", {"fields": dict(fields), "links": found})
        return number_told(register, figure)

    def change(self, register: Register, figure: int, fields: Mapping[str, str]) -> bool:
        """Let an entry say this; False: there is none that stands."""
        key = self._key(register, figure)
        if key is None:
            return False
        self._refuse_twice(register, fields, key)
        before = self._conn.execute(select(entry.c.fields).where(entry.c.id == key)).scalar_one()
        values = self._columns(register, fields)
        self._conn.execute(update(entry).where(entry.c.id == key).values(values))
        self._log(key, "change", {"before": load(before), "fields": dict(fields)})
        return True

    def link(self, register: Register, figure: int, links: Iterable[Link]) -> bool:
        """Link an entry to what it is of, once each; False: there is none that stands."""
        key = self._key(register, figure)
        if key is None:
            return False
        if found := self._link(key, links):
            self._log(key, "link", {"links": found})
        return True

    def unlink(self, register: Register, figure: int, links: Iterable[Link]) -> bool:
        """Take links away; False: there is no such entry that stands."""
        key = self._key(register, figure)
        if key is None:
            return False
        gone = []
        for one in links:
            its = (link.c.entry_id == key, link.c.kind == one.kind, link.c.ref == one.ref)
            if self._conn.execute(delete(link).where(*its)).rowcount:
                gone.append(list(one))
        if gone:
            self._log(key, "unlink", {"links": gone})
        return True

    def remove(self, register: Register, figure: int, reason: str) -> bool:
        """Let an entry stand no more; False: there is none that stands."""
        key = self._key(register, figure)
        if key is None:
            return False
        self._conn.execute(update(entry).where(entry.c.id == key).values(removed_at=self._at))
        self._log(key, "remove", {"reason": reason})
        return True

    def entries(
        self, register: Register, *wanted: ColumnElement[bool], removed: bool = False
    ) -> list[Entry]:
        """The entries of a register as they are in this transaction."""
        return entries(self._conn, register, *wanted, removed=removed)

    def _key(self, register: Register, figure: int) -> int | None:
        its = (entry.c.kind == register, entry.c.number == figure)
        query = select(entry.c.id).where(*its, entry.c.removed_at.is_(None)).with_for_update()
        found: int | None = self._conn.execute(query).scalar()
        return found

    def _columns(self, register: Register, fields: Mapping[str, str]) -> dict[str, Any]:
        department = storable(fields.get("department", ""))
        sameness = _sameness(register, fields)
        return {"fields": dump(dict(fields)), "sameness": sameness, "department": department}

    def _refuse_twice(
        self, register: Register, fields: Mapping[str, str], but: int | None = None
    ) -> None:
        same = (entry.c.sameness == _sameness(register, fields), entry.c.removed_at.is_(None))
        query = select(entry.c.number).where(*same, entry.c.kind == register)
        query = query if but is None else query.where(entry.c.id != but)
        figure = self._conn.execute(query).scalar()
        if figure is not None:
            raise AlreadyEnteredError(number_told(register, figure))

    def _count(self, register: Register, more: int) -> int:
        """The last number that was given, after `more` of them."""
        first = INSERT[self._conn.dialect.name](counter).values(kind=register, last=more)
        raised = first.on_conflict_do_update(
            index_elements=[counter.c.kind], set_={"last": counter.c.last + more}
        )
        return int(self._conn.execute(raised.returning(counter.c.last)).scalar_one())

    def _link(self, key: int, links: Iterable[Link]) -> list[list[str]]:
        """The links that were not there before."""
        made = []
        for one in dict.fromkeys(links):
            row = {"entry_id": key, "kind": one.kind, "ref": storable(one.ref)}
            add = INSERT[self._conn.dialect.name](link).values(row).on_conflict_do_nothing()
            if self._conn.execute(add).rowcount:
                made.append(list(one))
        return made

    def _log(self, key: int, deed: str, detail: Mapping[str, Any]) -> None:
        row = {"entry_id": key, "at": self._at, "by": self._by, "deed": deed}
        self._conn.execute(insert(entry_log).values({**row, "detail": dump(dict(detail))}))


class Registers:
    """The registers, for who has no turn of a talk. Safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reading = reading(engine)

    @contextmanager
    def turn(self, by: str, at: datetime) -> Iterator[RegisterTurn]:
        """What `by` does, all of it or nothing."""
        with self._engine.begin() as connection:
            yield RegisterTurn(connection, by, to_ms(at))

    def entries(
        self,
        register: Register,
        *,
        within: Sequence[str] | None = None,
        to: Link | None = None,
        removed: bool = False,
    ) -> list[Entry]:
        """The entries that stand, by number: of these departments, linked so; or also the others.

        One that names no department is of nobody's alone: who sees some sees it.
        """
        wanted = of_departments(within)
        if to is not None:
            linked = select(link.c.entry_id).where(link.c.kind == to.kind, link.c.ref == to.ref)
            wanted.append(entry.c.id.in_(linked))
        with self._reading.connect() as connection:
            return entries(connection, register, *wanted, removed=removed)

    def entry(self, register: Register, figure: int) -> Entry | None:
        """An entry with what was done with it; also one that stands no more."""
        with self._reading.connect() as connection:
            this = entry.c.number == figure
            found = entries(connection, register, this, removed=True, history=True)
        return next(iter(found), None)


def _sameness(register: Register, fields: Mapping[str, str]) -> str:
    return dump([register, *(fields.get(name, "").casefold() for name in REGISTERS[register].same)])


def of_departments(within: Sequence[str] | None) -> list[ColumnElement[bool]]:
    """That an entry is of one of these departments, or of none; None: of any."""
    return [] if within is None else [entry.c.department.in_(["", *within])]


def entries(
    conn: Connection,
    register: Register,
    *wanted: ColumnElement[bool],
    removed: bool = False,
    history: bool = False,
) -> list[Entry]:
    """The entries that meet all that is wanted, by number."""
    its = [entry.c.kind == register, *wanted]
    its += [] if removed else [entry.c.removed_at.is_(None)]
    rows = conn.execute(select(entry).where(*its).order_by(entry.c.number)).all()
    ids = select(entry.c.id).where(*its)
    links: dict[int, list[Link]] = {}
    ordered = select(link).where(link.c.entry_id.in_(ids)).order_by(link.c.kind, link.c.ref)
    for row in conn.execute(ordered):
        links.setdefault(row.entry_id, []).append(Link(row.kind, row.ref))
    done: dict[int, list[Deed]] = {}
    logged = select(entry_log).where(entry_log.c.entry_id.in_(ids)).order_by(entry_log.c.id)
    for row in conn.execute(logged) if history else ():
        detail = None if row.detail is None else load(row.detail)
        done.setdefault(row.entry_id, []).append(Deed(from_ms(row.at), row.by, row.deed, detail))
    return [
        Entry(
            register,
            row.number,
            load(row.fields),
            tuple(links.get(row.id, ())),
            from_ms(row.entered_at),
            None if row.removed_at is None else from_ms(row.removed_at),
            tuple(done.get(row.id, ())),
        )
        for row in rows
    ]


def forget_walk(conn: Connection, walk_id: int) -> None:
    """Empty what was entered of a walk that its person takes back: its words were theirs."""
    linked = (link.c.kind == "walk", link.c.ref == str(walk_id))
    ids = conn.execute(select(link.c.entry_id).where(*linked)).scalars().all()
    if not ids:
        return
    emptied = {"fields": "{}", "sameness": "", "removed_at": entry.c.entered_at}
    conn.execute(update(entry).where(entry.c.id.in_(ids)).values(emptied))
    conn.execute(update(entry_log).where(entry_log.c.entry_id.in_(ids)).values(detail=None))
    conn.execute(delete(link).where(link.c.entry_id.in_(ids)))
