"""One message being handled: the message itself, its chat, its person and its walk.

Guards the order of a chat's messages (the chat is locked and its version
checked) and that each is handled once. Texts are stored once: a value or note
that is a piece of the message is kept as its place in it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, Engine, insert, select, update

from flows.characters import storable
from flows.state import State
from storage import tables
from storage.inbox import ChatMoved, Duplicate, NewMessage, Seen
from storage.lines import Wire
from storage.packing import dump, from_ms, pack, to_ms
from storage.records import Person, WalkRecord
from storage.registers import RegisterTurn
from storage.statements import Statements, message, person, walk
from storage.tables import table
from storage.walks import changed, gone, header, is_piece, same_header

note = table(tables.Note)

DELIVERED = frozenset({"volunteer_bot", "staff_bot"})
"""Channels that send what is said back later, with what is to be sent kept until then."""
_AT_ONCE = {"part": 0, "state": "waiting", "attempts": 0, "due_at": 0, "reason": ""}
"""Not at the message's time: the clock that dated it may be ahead of this one's."""


class Handling:
    """The changes of one message; `storage.turn.Turn` adds media, findings and issues."""

    chat_id: int
    person: Person
    walk: WalkRecord | None
    """The chat's latest walk, as it is now."""

    def __init__(
        self,
        engine: Engine,
        wire: Wire,
        statements: Statements,
        new: NewMessage,
    ) -> None:
        self._engine = engine
        self._pooled, self._driver = wire
        self._do = statements
        self._new = new
        self._text = storable(new.text)
        self._at = to_ms(new.at)
        self._said: dict[str, Any] = {"kind": "", "question": "", "walk_id": None}
        self._payload: bytes | None = None
        self._key: int | None = None

    @cached_property
    def _conn(self) -> Connection:
        """The same transaction for statements that are not of every message."""
        return Connection(self._engine, self._pooled)

    @cached_property
    def registers(self) -> RegisterTurn:
        """What this message enters in registers."""
        return RegisterTurn(self._conn, self.person.name, self._at)

    def begin(self, where: Mapping[str, str], seen: Seen, expect_version: int) -> None:
        """Take the chat as it was seen; raises `ChatMoved` or `Duplicate`."""
        if seen.version != expect_version or not self._take(where, seen):
            handled = self._do.handled(self._driver, where).fetchone()
            raise Duplicate(self._new) if handled else ChatMoved(self._new)
        if seen.reply is not None:
            raise Duplicate(self._new)
        self._chat, self._external = where["external_"], where["external_id_"]
        self.walk = seen.walk
        if self.walk is not None and self.walk.state.is_under_way:
            self._said["walk_id"] = self.walk.id

    @property
    def message_id(self) -> int:
        """What evidence in this message points at; asking for it enters the message."""
        if self._key is None:
            values = {
                "chat_id": self.chat_id,
                "external_id": self._external,
                "at": self._at,
                "text": self._text,
                **self._said,
            }
            self._key = self._do.add_message(self._driver, values)
            self._entered = dict(self._said)
        return self._key

    def end(self) -> None:
        """Write what was only noted so far; the caller commits."""
        key = self.message_id
        if self._said != self._entered:
            self._do.set_message(self._driver, {"id_": key, **self._said})
        if self._payload is not None:
            self._do.add_reply(self._driver, {"message_id": key, "payload": self._payload})
            if self._new.channel in DELIVERED:
                here = {"bot": self._new.channel, "chat": self._chat, "at": self._at}
                self._do.add_delivery(self._driver, {**_AT_ONCE, **here, "message_id": key})

    def _take(self, where: Mapping[str, str], seen: Seen) -> bool:
        """Lock the chat and raise its version, or make it; False when it moved since `seen`."""
        if seen.chat_id is None or seen.person is None:
            return self._new_chat(where)
        self.chat_id, self.person = seen.chat_id, seen.person
        values = {"id_": seen.chat_id, "seen": seen.version, "version": seen.version + 1}
        if self._do.take(self._driver, values).rowcount != 1:
            return False
        self._meet_again()
        return True

    def _new_chat(self, where: Mapping[str, str]) -> bool:
        hint = self._new.person
        who: dict[str, Any] = {
            "name": storable(hint.name),
            "role": hint.role,
            "department": storable(hint.department),
            "locale": hint.locale,
        }
        key = self._do.add_person(self._driver, who)
        values = {
            "channel": where["channel_"],
            "external": where["external_"],
            "person_id": key,
            "version": 1,
        }
        made = self._do.add_chat(self._driver, values).fetchone()
        if made is None:
            return False
        self.chat_id = made[0]
        self.person = Person(key, **who)
        return True

    def _meet_again(self) -> None:
        """Role and department are what the channel knows now; name and language were said once."""
        role, department = self._new.person.role, storable(self._new.person.department)
        if (role, department) != (self.person.role, self.person.department):
            self._set_person(role=role, department=department)

    def _set_person(self, **values: Any) -> None:
        self._conn.execute(update(person).where(person.c.id == self.person.id).values(values))
        self.person = replace(self.person, **values)

    # The message, the chat and what is said back

    def set_kind(self, kind: str, question: str = "") -> None:
        """What the message was (answer, question, correction, note …), and to which question."""
        self._said |= {"kind": kind, "question": question}

    @property
    def kind(self) -> str:
        """What `set_kind` said of the message so far."""
        kind: str = self._said["kind"]
        return kind

    def set_context(self, context: Mapping[str, Any]) -> None:
        """What the dialogue is to remember of this chat until the next message."""
        values = {"id_": self.chat_id, "context": dump(context) if context else None}
        self._do.set_context(self._driver, values)

    def set_locale(self, locale: str) -> None:
        """The person changed the language."""
        self._set_person(locale=locale)

    def set_plain(self, plain: bool) -> None:
        """The person wants large type and short sentences, or no longer does."""
        self._set_person(plain=plain)

    def reply(self, payload: Mapping[str, Any]) -> None:
        """What is said back; asked for again, the store gives the very same."""
        self._payload = pack(payload)

    def quote(self, message_id: int, start: int, end: int) -> str:
        """The characters [start, end) of a message of this chat; empty when there is none."""
        query = select(message.c.text).where(
            message.c.id == message_id, message.c.chat_id == self.chat_id
        )
        text: str = self._conn.execute(query).scalar() or ""
        return text[start:end]

    # The walk

    def start_walk(self, flow_id: str, flow_version: str, state: State) -> WalkRecord:
        """Begin a walk in this chat; from now on it is the chat's walk.

        Raises ValueError when `state` is not of that flow and version.
        """
        if (state.flow, state.version) != (flow_id, flow_version):
            raise ValueError(f"the state is of {state.flow} {state.version}, not of {flow_id}")
        if not self.person.name:  # who had all records deleted is back
            self._set_person(name=storable(self._new.person.name))
        row = header(state) | {
            "chat_id": self.chat_id,
            "item_id": "",
            "item_name": "",
            "began_at": self._at,
            "ended_at": None if state.is_under_way else self._at,
        }
        key = self._do.add_walk(self._driver, row)
        self._save_answers(key, None, state)
        self.walk = WalkRecord(
            id=key,
            person_id=self.person.id,
            person_name=self.person.name,
            flow_id=flow_id,
            flow_version=flow_version,
            item_id="",
            item_name="",
            state=state,
            started=from_ms(self._at),
            ended=None if state.is_under_way else from_ms(self._at),
        )
        return self.walk

    def save_walk(self, walk_id: int, before: State | None, after: State) -> None:
        """Keep `after`; only what differs from `before` (None: unknown) is written."""
        known: dict[str, Any] = {"state": after}
        if before is None or not same_header(before, after):
            ended = None if after.is_under_way else self._at
            self._do.set_walk(self._driver, {"id_": walk_id, **header(after), "ended_at": ended})
            known |= {"flow_id": after.flow, "flow_version": after.version}
            known["ended"] = None if ended is None else from_ms(ended)
        self._save_answers(walk_id, before, after)
        self._know(walk_id, known)

    def set_item(self, walk_id: int, item_id: str, item_name: str) -> None:
        """The service item that the walk is about; `item_id` is its guide's, or empty."""
        values = {"item_id": storable(item_id), "item_name": storable(item_name)}
        self._conn.execute(update(walk).where(walk.c.id == walk_id).values(values))
        self._know(walk_id, values)

    def _know(self, walk_id: int, changes: Mapping[str, Any]) -> None:
        if self.walk is not None and self.walk.id == walk_id:
            self.walk = self.walk._replace(**changes)

    def _save_answers(self, walk_id: int, before: State | None, after: State) -> None:
        self._said["walk_id"] = walk_id
        for path in gone(before, after):
            self._do.drop_answer(self._driver, {"walk_id_": walk_id, "path_": path})
        for path, values in changed(before, after, self.message_id, self._text):
            self._do.put_answer(self._driver, {"walk_id": walk_id, "path": path, **values})

    def add_note(
        self,
        walk_id: int | None,
        stage: str,
        text: str,
        start: int,
        end: int,
        message: int | None = None,
    ) -> int:
        """Keep `text`, [start, end) of this message or of an earlier one, as a note on a stage."""
        text = storable(text)
        here = message in (None, self.message_id)
        row = {
            "walk_id": walk_id,
            "message_id": self.message_id if here else message,
            "stage": storable(stage),
            "start": start,
            "stop": end,
            "text": None if here and is_piece(text, self._text, start, end) else text,
        }
        return int(self._conn.execute(insert(note).values(row).returning(note.c.id)).scalar_one())

    def reword_note(self, messages: Collection[int], text: str, start: int, end: int) -> bool:
        """Let the one note of `messages` in this walk say [start, end) of this message instead."""
        if self.walk is None or not text:
            return False
        left = note.c.message_id.in_(messages), note.c.walk_id == self.walk.id
        ids = self._conn.execute(select(note.c.id).where(*left)).scalars().all()
        if len(ids) != 1:
            return False
        text = storable(text)
        piece = is_piece(text, self._text, start, end)
        row = {"start": start, "stop": end, "text": None if piece else text}
        row["message_id"] = self.message_id
        self._conn.execute(update(note).where(note.c.id == ids[0]).values(row))
        return True
