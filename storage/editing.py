"""A chat changed from outside of its talk: its walk goes on by a new version of its flow.

One transaction for each chat, which takes the chat as a message would: its row is
locked and its version raised, so that a message that was being thought about meanwhile is
thought about anew. What is not committed never happened, and can be done again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, case, func, insert, select, update

from flows.characters import storable
from flows.state import Evidence, State
from storage import tables
from storage.database import reading
from storage.findings import attachment, finding
from storage.packing import dump, load
from storage.records import Person, WalkRecord
from storage.statements import INSERT, answer, chat, person, walk
from storage.tables import table
from storage.walk_reading import walks_of
from storage.walks import changed, gone, header

note = table(tables.Note)
UNDER_WAY = ("open", "paused")


class Edit:
    """The changes to one chat; nothing is kept unless the block ends without an error."""

    def __init__(self, connection: Connection, chat_id: int) -> None:
        self._conn = connection
        self._chat_id = chat_id
        row = connection.execute(
            select(chat.c.context, *person.c)
            .join_from(chat, person, person.c.id == chat.c.person_id)
            .where(chat.c.id == chat_id)
            .with_for_update(of=chat)
        ).one()
        self.context: Mapping[str, Any] = load(row.context) if row.context else {}
        self.person = Person(row.id, row.name, row.role, row.department, row.locale)
        latest = select(func.max(walk.c.id)).where(walk.c.chat_id == chat_id).scalar_subquery()
        self.walk: WalkRecord | None = next(iter(walks_of(connection, walk.c.id == latest)), None)
        """The chat's latest walk."""

    def save_walk(self, walk_id: int, before: State, after: State) -> None:
        """Keep `after` in place of `before`, of which only what differs is written."""
        self._conn.execute(update(walk).where(walk.c.id == walk_id).values(header(after)))
        for path in gone(before, after):
            here = (answer.c.walk_id == walk_id, answer.c.path == path)
            self._conn.execute(answer.delete().where(*here))
        for path, values in changed(before, after, 0, ""):
            put = INSERT[self._conn.dialect.name](answer)
            put = put.values(walk_id=walk_id, path=path, **values).on_conflict_do_update(
                index_elements=[answer.c.walk_id, answer.c.path], set_=values
            )
            self._conn.execute(put)

    def rename(
        self,
        walk_id: int,
        stage: Callable[[str], str],
        path: Callable[[str], str | None],
        key: Callable[[str], str],
    ) -> None:
        """Call stages, the paths of files and the keys of findings by their names now."""
        for rows in (note, attachment, finding):
            self._put(rows.c.stage, walk_id, stage)
        self._put(attachment.c.path, walk_id, path)
        self._put(finding.c.key, walk_id, key)

    def _put(self, column: Any, walk_id: int, new: Callable[[str], str | None]) -> None:
        rows = column.table
        used = select(column).where(rows.c.walk_id == walk_id, column.is_not(None)).distinct()
        names = {old: new(old) for old in self._conn.execute(used).scalars()}
        names = {old: name for old, name in names.items() if name != old}
        if names:
            here = update(rows).where(rows.c.walk_id == walk_id, column.in_(names))
            self._conn.execute(here.values({column: case(names, value=column)}))

    def add_note(self, walk_id: int | None, stage: str, text: str, at: Evidence) -> None:
        """Keep `text`, which the words at `at` are told by, as a note on a stage."""
        row = {
            "walk_id": walk_id,
            "message_id": at.message,
            "stage": storable(stage),
            "start": at.start,
            "stop": at.end,
            "text": storable(text),
        }
        self._conn.execute(insert(note).values(row))

    def set_context(self, context: Mapping[str, Any]) -> None:
        """What the dialogue is to remember of this chat."""
        values = {"context": dump(context) if context else None, "version": chat.c.version + 1}
        self._conn.execute(update(chat).where(chat.c.id == self._chat_id).values(values))


class Edits:
    """The chats that an edit of a flow concerns."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reading = reading(engine)

    def under_way(self, flow_id: str) -> dict[str, int]:
        """How many walks are under way by each version of a flow."""
        query = (
            select(walk.c.flow_version, func.count())
            .where(walk.c.flow_id == flow_id, walk.c.status.in_(UNDER_WAY))
            .group_by(walk.c.flow_version)
            .order_by(func.min(walk.c.id))
        )
        with self._reading.connect() as connection:
            return {row.flow_version: row[1] for row in connection.execute(query)}

    def walking(self, flow_id: str) -> list[int]:
        """The chats that have a walk under way by a flow."""
        query = select(walk.c.chat_id).where(
            walk.c.flow_id == flow_id, walk.c.status.in_(UNDER_WAY)
        )
        with self._reading.connect() as connection:
            return sorted(set(connection.execute(query).scalars()))

    def remembering(self, holds: Callable[[Mapping[str, Any]], bool]) -> list[int]:
        """The chats of whose memory `holds` is true."""
        query = select(chat.c.id, chat.c.context).where(chat.c.context.is_not(None))
        with self._reading.connect() as connection:
            found = connection.execute(query.order_by(chat.c.id))
            return [id_ for id_, context in found if holds(load(context))]

    @contextmanager
    def chat(self, chat_id: int) -> Iterator[Edit]:
        """The one transaction in which a chat is changed; committed when the block ends well."""
        with self._engine.begin() as connection:
            yield Edit(connection, chat_id)
