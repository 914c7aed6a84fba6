"""The way in for every message: look, decide (elsewhere, slowly), then change and commit.

`Store.peek` reads without a lock; `Store.turn` is the one write transaction of
a message, and its commit is on disk when it returns: acknowledged means
stored. A turn taken on an old look is refused, so messages of one chat are
handled in order also across processes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from threading import local
from typing import Any

from sqlalchemy import Engine

from storage.database import reading
from storage.inbox import ChatMoved, Duplicate, Kept, NewMessage, PersonHint, Said, Seen, address
from storage.lines import Lines
from storage.media import MediaStore
from storage.packing import from_ms, load, unpack
from storage.recent import RecentStates
from storage.records import Person, WalkRecord
from storage.statements import KEPT, LAST_REPLY, SAID, statements
from storage.turn import Turn
from storage.walks import state_of

__all__ = ["ChatMoved", "Duplicate", "NewMessage", "PersonHint", "Said", "Seen", "Store", "Turn"]


Known = tuple[Person, WalkRecord | None]
"""Of a chat at one version: its person and its latest walk."""


class Store:
    """The database as the dialogue sees it. Safe to share between threads."""

    def __init__(self, engine: Engine, media: MediaStore) -> None:
        self._lines = Lines(engine)
        self._reading = reading(engine)
        self._do = statements(engine.dialect)
        self._media = media
        self._recent: RecentStates[Known] = RecentStates()
        self._last = local()
        """This thread's last look: a turn on it need not look again, for its version proves it."""

    def peek(self, channel: str, chat: str, external_id: str) -> Seen:
        """The chat at this moment, and the reply to the message if it is handled already."""
        where = address(channel, chat, external_id)
        with self._lines.line() as wire:
            seen = self._look(wire.driver, where)
        self._last.look = ((channel, chat, external_id), where, seen)
        return seen

    def _look(self, driver: Any, where: Mapping[str, str]) -> Seen:
        row = self._do.look(driver, where).fetchone()
        if row is None:
            return Seen()
        chat_id, version, person_id, context, message_id, payload, is_untold = row
        known = self._recent.find(chat_id, version, person_id)
        person, walk = known or self._load(driver, chat_id, person_id)
        return Seen(
            chat_id=chat_id,
            version=version,
            person=person,
            context=load(context) if context else {},
            walk=walk,
            reply=None if message_id is None else unpack(payload) if payload else {},
            has_news=bool(is_untold),
        )

    def _load(self, driver: Any, chat_id: int, person_id: int) -> Known:
        person = Person(*self._do.who(driver, {"person_id_": person_id}).fetchone())
        row = self._do.walk(driver, {"chat_id_": chat_id}).fetchone()
        if row is None:
            return person, None
        key, flow_id, version, item_id, item_name, status, started, began, ended, rest = row
        answers = self._do.answers(driver, {"walk_id_": key}).fetchall()
        return person, WalkRecord(
            id=key,
            person_id=person.id,
            person_name=person.name,
            flow_id=flow_id,
            flow_version=version,
            item_id=item_id,
            item_name=item_name,
            state=state_of(flow_id, version, status, started, rest, answers),
            started=from_ms(began),
            ended=None if ended is None else from_ms(ended),
        )

    @contextmanager
    def turn(self, new: NewMessage, *, expect_version: int) -> Iterator[Turn]:
        """The one transaction of a message; committed when the block ends without an error.

        `expect_version` is that of the look the decision rests on. Raises
        `ChatMoved`, `Duplicate`, or ValueError for a naive time or a name too long.
        """
        names = (new.channel, new.chat, new.external_id)
        known, where, seen = self._last.__dict__.pop("look", (None, None, None))
        if known != names:
            where, seen = address(*names), None
        with self._lines.transaction() as wire:
            if seen is None or seen.version != expect_version:
                seen = self._look(wire.driver, where)
            turn = Turn(self._lines.engine, wire, self._do, new, self._media)
            turn.begin(where, seen, expect_version)
            yield turn
            turn.end()
        if turn.walk is seen.walk and turn.person is seen.person:
            self._recent.carry(turn.chat_id, expect_version)
        else:
            now = (turn.person, turn.walk)
            self._recent.put(turn.chat_id, expect_version + 1, turn.person.id, now)

    def said(self, channel: str, chat: str, external_id: str) -> Said | None:
        """The message that the channel calls so; None where none was handled."""
        with self._reading.connect() as connection:
            row = connection.execute(SAID, address(channel, chat, external_id)).fetchone()
        return Said(row[0], row[1], bool(row[2])) if row is not None else None

    def kept(self, channel: str, chat: str, external_id: str) -> Kept | None:
        """What was kept of a message; None where none was handled."""
        with self._reading.connect() as connection:
            rows = connection.execute(KEPT, address(channel, chat, external_id)).fetchall()
        names = tuple(name for _, name in rows if name is not None)
        return Kept(rows[0][0], names) if rows else None

    def undelivered(self, channel: str, chat: str) -> list[dict[str, Any]]:
        """What may never have arrived after a crash: the reply to the chat's last message.

        Earlier replies did arrive: the person has answered since.
        """
        with self._reading.connect() as connection:
            found = connection.execute(LAST_REPLY, address(channel, chat))
            return [unpack(payload) for payload in found.scalars()]
