"""Signals of walks: kept once for each walk, compared with all others, given to inspectors.

A walk is looked at once (`signal_look`), by whoever comes first: what is there already is
never written twice. Of words a digest is kept, and of a signal where its evidence stands, so
that nothing is kept here that could be read; what a walk's erasing takes away is gone here,
too, also where another walk's signal names it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
)

from flows.signals import WALKS_BACK, Signal, Words
from flows.volunteer_terms import ASIDE
from storage import findings, issues, signal_tables
from storage.database import reading
from storage.naming import walker_name
from storage.packing import dump, from_ms, load, to_ms
from storage.ready import Ready
from storage.records import FindingRecord, MediaRecord, MessageRecord, NoteRecord, WalkRecord
from storage.statements import INSERT, chat, message, person, walk
from storage.tables import table
from storage.twins import digest, said
from storage.walk_reading import notes_of, walk_of

signal, look = table(signal_tables.SignalRow), table(signal_tables.SignalLook)
_IS_LOOKED_AT = Ready(select(look.c.walk_id).where(look.c.walk_id == bindparam("walk_id_")))
_CHAT = Ready(
    select(chat.c.id, chat.c.channel)
    .join_from(walk, chat, chat.c.id == walk.c.chat_id)
    .where(walk.c.id == bindparam("walk_id_"))
)
_TIMES = Ready(
    select(message.c.id, message.c.at)
    .where(message.c.chat_id == bindparam("chat_id_"), message.c.walk_id == bindparam("walk_id_"))
    .order_by(message.c.id)
)
_BEFORE = Ready(
    select(look.c.all_top)
    .join_from(look, walk, walk.c.id == look.c.walk_id)
    .join(chat, chat.c.id == walk.c.chat_id)
    .where(chat.c.person_id == bindparam("person_id_"), walk.c.id < bindparam("walk_id_"))
    .order_by(walk.c.id.desc())
    .limit(WALKS_BACK - 1)
)
_MARK = {
    dialect: Ready(
        into(look).on_conflict_do_nothing().returning(look.c.walk_id), ("walk_id", "all_top", "at")
    )
    for dialect, into in INSERT.items()
}
_STATUS = Ready(select(walk.c.status).where(walk.c.id == bindparam("walk_id_")))
_ADD_SIGNALS = Ready(insert(signal), ("walk_id", "kind", "other_walk_id", "details", "at"))
_ADD_TEXTS = Ready(insert(said), ("walk_id", "message_id", "place", "digest"))


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A walk that was handed in, with all that came with it, as it was at one moment."""

    walk: WalkRecord
    channel: str
    messages: Sequence[tuple[int, datetime]]
    """Id and time of each, in order."""
    notes: Sequence[NoteRecord]
    files: Sequence[MediaRecord]
    findings: Sequence[FindingRecord]
    before: Sequence[bool]
    """Of the person's former walks, newest first, whether each was `all_top`."""


@dataclass(frozen=True, slots=True)
class SignalRecord:
    """A stored signal with its walk. `messages` are those that its details name."""

    id: int
    walk_id: int
    kind: str
    details: Mapping[str, Any]
    other_walk: int | None
    at: datetime
    person_name: str
    item_name: str
    messages: Mapping[int, MessageRecord]


class SignalStore:
    """The signals in the database. Safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reading = reading(engine)

    def pending(self, limit: int) -> list[int]:
        """Walks that were handed in and not looked at yet, oldest first."""
        looked = select(look.c.walk_id)
        walks = (walk.c.status == "finished", walk.c.flow_id.not_in(ASIDE))
        query = select(walk.c.id).where(*walks, walk.c.id.not_in(looked))
        with self._reading.connect() as connection:
            return list(connection.execute(query.order_by(walk.c.id).limit(limit)).scalars())

    def handed_in(self, walk_id: int) -> HandedIn | None:
        """A walk that is to be looked at.

        None where somebody looked at it, it was not handed in, or is none of a service.
        """
        which = {"walk_id_": walk_id}
        with self._reading.connect() as connection:
            if _IS_LOOKED_AT(connection, which).scalar() is not None:
                return None
            found = walk_of(connection, walk_id)
            if found is None or found.state.status != "finished" or found.flow_id in ASIDE:
                return None
            its_chat = _CHAT(connection, which).one()
            times = _TIMES(connection, {"chat_id_": its_chat.id, **which})
            theirs = _BEFORE(connection, {"person_id_": found.person_id, **which})
            return HandedIn(
                walk=found,
                channel=its_chat.channel,
                messages=[(row.id, from_ms(row.at)) for row in times],
                notes=notes_of(connection, walk_id),
                files=findings.files_of(connection, walk_id),
                findings=findings.load(connection, findings.OF_WALK, walk=walk_id),
                before=[bool(all_top) for all_top in theirs.scalars()],
            )

    def keep(
        self,
        walk_id: int,
        found: Iterable[Signal],
        cores: Iterable[tuple[Words, str]],
        *,
        all_top: bool,
        at: datetime,
    ) -> None:
        """Keep what was found in a walk, if nobody did before; a walk erased meanwhile has none."""
        now = to_ms(at)
        row = {"walk_id": walk_id, "all_top": all_top, "at": now}
        with self._engine.begin() as connection:
            is_first = _MARK[connection.dialect.name](connection, row).scalar() is not None
            status = _STATUS(connection, {"walk_id_": walk_id}).scalar()
            if not is_first or status != "finished":
                return
            signals = [
                {
                    "walk_id": walk_id,
                    "kind": one.kind,
                    "other_walk_id": one.other_walk,
                    "details": dump(one.details),
                    "at": now,
                }
                for one in found
            ]
            texts = [
                {
                    "walk_id": walk_id,
                    "message_id": words.message,
                    "place": words.place,
                    "digest": digest(core),
                }
                for words, core in cores
            ]
            for rows, add in ((signals, _ADD_SIGNALS), (texts, _ADD_TEXTS)):
                if rows:
                    add(connection, rows)

    def latest(
        self,
        *,
        kind: str | None = None,
        walk: int | None = None,
        person: str | None = None,
        since: datetime | None = None,
        limit: int | None = None,
    ) -> list[SignalRecord]:
        """The latest `limit` signals that meet all that is given, newest first.

        `person` may be a part of the name; `since` is about the time they were found.
        """
        wanted = _wanted(kind, walk, person, since)
        query = _SIGNALS.where(*wanted).order_by(signal.c.id.desc()).limit(limit)
        with self._reading.connect() as connection:
            rows = [(row, load(row.details)) for row in connection.execute(query)]
            named = {key for _, details in rows for key in _messages(details)}
            known = issues.messages(connection, message.c.id.in_(named))
        return [
            SignalRecord(
                id=row.id,
                walk_id=row.walk_id,
                kind=row.kind,
                details=details,
                other_walk=row.other_walk_id,
                at=from_ms(row.at),
                person_name=row.name,
                item_name=row.item_name,
                messages={key: known[key] for key in _messages(details) if key in known},
            )
            for row, details in rows
        ]

    def counts(self) -> dict[str, int]:
        """How many signals there are of each kind."""
        query = select(signal.c.kind, func.count()).group_by(signal.c.kind)
        with self._reading.connect() as connection:
            return {str(kind): int(count) for kind, count in connection.execute(query)}


_SIGNALS = (
    select(signal, walk.c.item_name, walker_name().label("name"))
    .join_from(signal, walk, walk.c.id == signal.c.walk_id)
    .join(chat, chat.c.id == walk.c.chat_id)
    .join(person, person.c.id == chat.c.person_id)
)


def _wanted(
    kind: str | None, walk_id: int | None, name: str | None, since: datetime | None
) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = []
    if kind is not None:
        wanted.append(signal.c.kind == kind)
    if walk_id is not None:
        wanted.append(signal.c.walk_id == walk_id)
    if name is not None:
        wanted.append(walker_name().contains(name, autoescape=True))
    if since is not None:
        wanted.append(signal.c.at >= to_ms(since))
    return wanted


def _messages(details: Any) -> set[int]:
    """The ids of messages anywhere in the details of a signal."""
    if isinstance(details, list):
        return {key for each in details for key in _messages(each)}
    if not isinstance(details, dict):
        return set()
    own = {details["message"]} if "message" in details else set()
    own |= set(details.get("messages", ()))
    return own.union(*map(_messages, details.values()))


def erase(conn: Connection, walk_id: int) -> None:
    """Take away all signals of a walk, those of others that name it, and what finds its words."""
    conn.execute(
        delete(signal).where(or_(signal.c.walk_id == walk_id, signal.c.other_walk_id == walk_id))
    )
    for one in (said, look):
        conn.execute(delete(one).where(one.c.walk_id == walk_id))
