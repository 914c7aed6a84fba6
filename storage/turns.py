"""The way in for every message: look, decide (elsewhere, slowly), then change and commit.

`Store.peek` reads without a lock; `Store.turn` is the one write transaction of
a message, and its commit is on disk when it returns: acknowledged means
stored. A turn taken on an old look is refused, so messages of one chat are
handled in order also across processes.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Engine

from flows.state import State
from storage.database import reading, writing
from storage.inbox import ChatMoved, Duplicate, NewMessage, PersonHint, address
from storage.media import MediaStore
from storage.packing import from_ms, load, unpack
from storage.recent import RecentStates
from storage.records import Person, WalkRecord
from storage.statements import LAST_REPLY, statements
from storage.turn import Turn
from storage.walks import state_of

__all__ = ["ChatMoved", "Duplicate", "NewMessage", "PersonHint", "Seen", "Store", "Turn"]


@dataclass(frozen=True, slots=True)
class Seen:
    """A chat as it was found. `version` is what a turn on it must expect."""

    chat_id: int | None = None
    """None: nobody has spoken here yet."""
    version: int = 0
    person: Person | None = None
    context: dict[str, Any] = field(default_factory=dict)
    walk: WalkRecord | None = None
    """The chat's latest walk, whatever its status."""
    reply: dict[str, Any] | None = None
    """What was said to the message, if it is handled already (empty: nothing was)."""


class Store:
    """The database as the dialogue sees it. Safe to share between threads."""

    def __init__(self, engine: Engine, media: MediaStore) -> None:
        self._engine = engine
        self._reading = reading(engine)
        self._do = statements(engine.dialect)
        self._media = media
        self._recent = RecentStates()

    def peek(self, channel: str, chat: str, external_id: str) -> Seen:
        """The chat at this moment, and the reply to the message if it is handled already."""
        pooled = self._engine.raw_connection()
        try:
            driver = pooled.driver_connection
            row = self._do.look(driver, address(channel, chat, external_id)).fetchone()
            if row is None:
                return Seen()
            person = Person(*row[3:8])
            walk = None
            if row[8] is not None:
                walk = _walk(person, row[8:18], self._state(driver, row))
        finally:
            pooled.close()
        return Seen(
            chat_id=row[0],
            version=row[1],
            person=person,
            context=load(row[2]) if row[2] else {},
            walk=walk,
            reply=None if row[18] is None else unpack(row[19]) if row[19] else {},
        )

    def _state(self, driver: Any, row: Any) -> State:
        chat_id, version, walk_id = row[0], row[1], row[8]
        state = self._recent.find(chat_id, version, walk_id)
        if state is None:
            _, flow_id, flow_version, _, _, status, started, _, _, rest = row[8:18]
            answers = self._do.answers(driver, {"walk_id_": walk_id}).fetchall()
            state = state_of(flow_id, flow_version, status, started, rest, answers)
        return state

    @contextmanager
    def turn(self, new: NewMessage, *, expect_version: int) -> Iterator[Turn]:
        """The one transaction of a message; committed when the block ends without an error.

        `expect_version` is that of the look the decision rests on. Raises
        `ChatMoved`, `Duplicate`, or ValueError for a naive time or a name too long.
        """
        with writing(self._engine) as connection:
            turn = Turn(connection, self._do, new, self._media)
            turn.begin(expect_version)
            yield turn
            turn.end()
        if turn.walk_state is not None:
            self._recent.put(turn.chat_id, expect_version + 1, *turn.walk_state)
        else:
            self._recent.carry(turn.chat_id, expect_version)

    def undelivered(self, channel: str, chat: str) -> list[dict[str, Any]]:
        """What may never have arrived after a crash: the reply to the chat's last message.

        Earlier replies did arrive: the person has answered since.
        """
        with self._reading.connect() as connection:
            found = connection.execute(LAST_REPLY, address(channel, chat))
            return [unpack(payload) for payload in found.scalars()]


def _walk(person: Person, row: Any, state: State) -> WalkRecord:
    key, flow_id, version, item_id, item_name, _, _, began, ended, _ = row
    return WalkRecord(
        id=key,
        person_id=person.id,
        person_name=person.name,
        flow_id=flow_id,
        flow_version=version,
        item_id=item_id,
        item_name=item_name,
        state=state,
        started=from_ms(began),
        ended=None if ended is None else from_ms(ended),
    )
