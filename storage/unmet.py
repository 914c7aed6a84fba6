"""Questions that the guides did not meet: what an office is to write next.

The words of a question are cut from its message whenever they are read, so that nothing is left
of them when that is emptied; the rows go then, too. Of the person the role alone is given out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Engine, delete, insert, select, update

from flows.characters import storable
from flows.volunteer_terms import ASIDE
from storage import issue_tables, unmet_tables
from storage.database import reading
from storage.packing import dump, from_ms, load, to_ms, unpack
from storage.statements import message, outbox, walk
from storage.tables import table

question = table(unmet_tables.UnmetQuestion)
issue = table(issue_tables.Issue)

Outcome = Literal["answered", "clarify", "refused"]
Settled = Literal["done", "ignored", "issue"]
MAX_QUESTION = 500
"""Characters of a question that are given out: what the guides read of one."""
MAX_SOURCES = 20
"""Passages of an answer that are kept."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a question stands: the characters [start, stop) of a message of the chat."""

    message: int
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class NewUnmet:
    """A question to be kept, with what was said to it, and where the walk stood."""

    place: Place
    outcome: Outcome
    walk_id: int | None = None
    question: str = ""
    stage: str = ""
    item_id: str = ""
    item_name: str = ""
    guide_version: str = ""
    sources: Sequence[Mapping[str, str]] = ()
    unhelpful: bool = False


@dataclass(frozen=True, slots=True)
class UnmetRecord:
    """A question that was not met; `wanted` is what its person said was missing."""

    id: int
    text: str
    at: datetime
    role: str
    walk_id: int | None
    stage: str
    item_id: str
    item_name: str
    guide_version: str
    outcome: Outcome
    unhelpful: bool
    sources: tuple[Mapping[str, str], ...] = ()
    wanted: str = ""
    settled: str = ""
    settled_at: datetime | None = None
    issue: str = ""
    """Number of the issue that was made of it."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What was said to a message, as it stands in the outbox; `question` was open then."""

    walk_id: int | None
    question: str
    sources: tuple[Mapping[str, str], ...] = field(default=())
    whole: str = ""
    """All of an answer that was shown in short."""
    text: str = ""
    """The answer as it was shown."""


class Unmet:
    """The questions of one chat, inside a turn's transaction."""

    def __init__(self, conn: Connection, chat_id: int, role: str) -> None:
        self._conn, self._chat_id, self._role = conn, chat_id, role

    def shown(self, message_id: int) -> Shown | None:
        """The answer that was given to a message of this chat; None where there is none."""
        query = (
            select(message.c.walk_id, message.c.question, outbox.c.payload)
            .join_from(message, outbox, outbox.c.message_id == message.c.id)
            .where(message.c.id == message_id, message.c.chat_id == self._chat_id)
        )
        row = self._conn.execute(query).first()
        if row is None:
            return None
        replies = unpack(row.payload).get("replies", ())
        sources = tuple(source for reply in replies for source in reply.get("sources", ()))
        whole = next((reply["whole"] for reply in replies if reply.get("whole")), "")
        text = next((reply["text"] for reply in replies if reply.get("sources")), "")
        return Shown(row.walk_id, row.question, sources, whole, text) if sources else None

    def find(self, message_id: int) -> UnmetRecord | None:
        """What is kept of the question in a message."""
        return next(iter(load_all(self._conn, question.c.message_id == message_id)), None)

    def keep(self, new: NewUnmet) -> int:
        """Keep a question; of one that is kept already only what is new about it.

        It may turn out not to help, or be refused when it is said which service is meant.
        """
        query = select(question.c.id, question.c.outcome).where(
            question.c.message_id == new.place.message
        )
        if (known := self._conn.execute(query).first()) is not None:
            self._add(known.id, new, was_unclear=known.outcome == "clarify")
            return int(known.id)
        row = {
            "message_id": new.place.message,
            "start": new.place.start,
            "stop": new.place.stop,
            "walk_id": new.walk_id,
            "question": new.question,
            "stage": storable(new.stage),
            "role": self._role,
            "item_id": storable(new.item_id),
            "item_name": storable(new.item_name),
            "guide_version": storable(new.guide_version),
            "outcome": new.outcome,
            "unhelpful": new.unhelpful,
            "sources": dump(list(new.sources[:MAX_SOURCES])) if new.sources else None,
            "settled": "",
        }
        added = self._conn.execute(insert(question).values(row).returning(question.c.id))
        return int(added.scalar_one())

    def _add(self, key: int, new: NewUnmet, *, was_unclear: bool) -> None:
        told: dict[str, Any] = {"unhelpful": True} if new.unhelpful else {}
        if was_unclear and new.outcome == "refused":
            told |= {
                "outcome": new.outcome,
                "item_id": storable(new.item_id),
                "item_name": storable(new.item_name),
                "guide_version": storable(new.guide_version),
            }
        if told:
            self._conn.execute(update(question).where(question.c.id == key).values(told))

    def met_after_all(self, message_id: int) -> None:
        """The question of a message was answered when it was said which service is meant.

        One that was refused stays: another service was looked at instead.
        """
        asked_back = question.c.outcome == "clarify"
        open_still = (question.c.settled == "") & ~question.c.unhelpful
        forget(self._conn, question.c.message_id == message_id, asked_back, open_still)

    def want(self, key: int, message_id: int) -> None:
        """Keep which message says what was missing, of a question of this chat."""
        ours = select(message.c.id).where(message.c.chat_id == self._chat_id)
        change = update(question).where(question.c.id == key, question.c.message_id.in_(ours))
        self._conn.execute(change.values(wanted_id=message_id))


def settle(conn: Connection, keys: Sequence[int], how: Settled, at: int) -> None:
    """Say what the office made of questions; what is an issue stays one."""
    change = update(question).where(question.c.id.in_(keys), question.c.settled != "issue")
    conn.execute(change.values(settled=how, settled_at=at))


def forget(conn: Connection, *which: ColumnElement[bool]) -> None:
    """Delete questions whose words go."""
    conn.execute(delete(question).where(*which))


class UnmetReader:
    """All questions that were not met, for reading. Safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reading = reading(engine)

    def all(self, limit: int | None = None) -> list[UnmetRecord]:
        """The newest `limit` of them in the order they were asked, but those of practice."""
        aside = select(walk.c.id).where(walk.c.flow_id.in_(ASIDE))
        real = question.c.walk_id.is_(None) | question.c.walk_id.not_in(aside)
        newest = select(question.c.id).where(real).order_by(question.c.id.desc()).limit(limit)
        with self._reading.connect() as connection:
            return load_all(connection, question.c.id.in_(newest))

    def settle(self, keys: Sequence[int], how: Settled, at: datetime) -> None:
        """As `settle`, in a transaction of its own."""
        with self._engine.begin() as connection:
            settle(connection, keys, how, to_ms(at))

    def issues_of_walk(self, walk_id: int) -> list[str]:
        """Numbers of the issues that were made of questions asked in a walk."""
        query = (
            select(issue.c.number)
            .join_from(question, issue, issue.c.id == question.c.issue_id)
            .where(question.c.walk_id == walk_id)
            .order_by(issue.c.id)
        )
        with self._reading.connect() as connection:
            return list(dict.fromkeys(connection.execute(query).scalars()))


def load_all(conn: Connection, *wanted: ColumnElement[bool]) -> list[UnmetRecord]:
    """The questions that meet `wanted`, in the order they were asked."""
    said = message.alias("wanted")
    query = (
        select(question, message.c.at, message.c.text, said.c.text.label("wanted"), issue.c.number)
        .join_from(question, message, message.c.id == question.c.message_id)
        .outerjoin(said, said.c.id == question.c.wanted_id)
        .outerjoin(issue, issue.c.id == question.c.issue_id)
        .where(*wanted)
        .order_by(question.c.id)
    )
    return [_record(row) for row in conn.execute(query)]


def _record(row: Any) -> UnmetRecord:
    settled_at = None if row.settled_at is None else from_ms(row.settled_at)
    return UnmetRecord(
        id=row.id,
        text=row.text[row.start : row.stop][:MAX_QUESTION],
        at=from_ms(row.at),
        role=row.role,
        walk_id=row.walk_id,
        stage=row.stage,
        item_id=row.item_id,
        item_name=row.item_name,
        guide_version=row.guide_version,
        outcome=row.outcome,
        unhelpful=bool(row.unhelpful),
        sources=tuple(load(row.sources)) if row.sources else (),
        wanted=(row.wanted or "")[:MAX_QUESTION],
        settled=row.settled,
        settled_at=settled_at,
        issue=row.number or "",
    )
