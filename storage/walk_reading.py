"""Walks and what came with them, read on the connection that is given."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, select

from storage import issues, tables
from storage.naming import walker_name
from storage.packing import from_ms
from storage.ready import Ready
from storage.records import MessageRecord, NoteRecord, WalkRecord
from storage.statements import ANSWER_COLUMNS, answer, chat, message, person, walk
from storage.tables import table
from storage.walks import state_of

note = table(tables.Note)

_WALKS = (
    select(walk, person.c.id.label("person_id"), walker_name().label("person_name"))
    .join_from(walk, chat, chat.c.id == walk.c.chat_id)
    .join(person, person.c.id == chat.c.person_id)
    .order_by(walk.c.id.desc())
)
_ANSWERS = select(answer.c.walk_id, *ANSWER_COLUMNS).join_from(
    answer, message, message.c.id == answer.c.message_id
)
_WALK = Ready(_WALKS.where(walk.c.id == bindparam("walk_id_")))
_ITS_ANSWERS = Ready(_ANSWERS.where(answer.c.walk_id == bindparam("walk_id_")))
_ITS_MESSAGES = Ready(
    issues.MESSAGES.where(
        message.c.chat_id
        == select(walk.c.chat_id).where(walk.c.id == bindparam("walk_id_")).scalar_subquery(),
        message.c.walk_id == bindparam("walk_id_"),
    )
)
_NOTES = Ready(
    select(note, message.c.at, message.c.text.label("said"))
    .join_from(note, message)
    .where(note.c.walk_id == bindparam("walk_id_"))
    .order_by(note.c.id)
)


def walk_of(connection: Connection, walk_id: int) -> WalkRecord | None:
    """A walk with its state."""
    which = {"walk_id_": walk_id}
    found = _records(_WALK(connection, which).all(), _ITS_ANSWERS(connection, which))
    return next(iter(found), None)


def messages_of(connection: Connection, walk_id: int) -> list[MessageRecord]:
    """The messages of a walk in order."""
    return list(map(issues.message_in, _ITS_MESSAGES(connection, {"walk_id_": walk_id})))


def notes_of(connection: Connection, walk_id: int) -> list[NoteRecord]:
    """The notes of a walk in order."""
    return [
        NoteRecord(
            id=row.id,
            walk_id=row.walk_id,
            stage=row.stage,
            text=row.said[row.start : row.stop] if row.text is None else row.text,
            message=row.message_id,
            at=from_ms(row.at),
        )
        for row in _NOTES(connection, {"walk_id_": walk_id})
    ]


def walks_of(
    connection: Connection, *wanted: ColumnElement[bool], limit: int | None = None
) -> list[WalkRecord]:
    """The latest walks that meet `wanted`, newest first."""
    rows = connection.execute(_WALKS.where(*wanted).limit(limit)).all()
    ids = _WALKS.with_only_columns(walk.c.id).where(*wanted).limit(limit).subquery()
    query = _ANSWERS.join(ids, ids.c.id == answer.c.walk_id)
    return _records(rows, connection.execute(query))


def _records(rows: Iterable[Any], answered: Iterable[Any]) -> list[WalkRecord]:
    """The walks in rows of `_WALKS`, with the answers in those of `_ANSWERS`."""
    answers: dict[int, list[tuple[Any, ...]]] = {}
    for walk_id, *columns in answered:
        answers.setdefault(walk_id, []).append(tuple(columns))
    return [
        WalkRecord(
            id=row.id,
            person_id=row.person_id,
            person_name=row.person_name,
            flow_id=row.flow_id,
            flow_version=row.flow_version,
            item_id=row.item_id,
            item_name=row.item_name,
            state=state_of(
                row.flow_id,
                row.flow_version,
                row.status,
                row.started,
                row.rest,
                answers.get(row.id, ()),
            ),
            started=from_ms(row.began_at),
            ended=None if row.ended_at is None else from_ms(row.ended_at),
        )
        for row in rows
    ]
