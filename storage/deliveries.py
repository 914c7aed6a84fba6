"""The way out to Telegram: what is to be sent, how far that came, and what could not be sent.

Guards that nothing is lost and that what was sent counts as sent: the reply to a message is
entered by the turn that handles it (`storage.handling`), what a bot says of its own accord by
`Deliveries.add`, and from then on only what waits is moved: by `storage.journal`, a step at a time.
Sending is for others.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Engine, Select, and_, bindparam, func, literal_column, select, true, update

from flows.characters import storable
from storage.database import reading
from storage.lines import Lines
from storage.packing import from_ms, pack, readable, to_ms
from storage.purging import purge
from storage.statements import INSERT, Prepared, delivery, outbox

State = Literal["waiting", "sent", "dead", "dropped"]
"""`dead`: it cannot be sent; `dropped`: somebody decided that it is not to be."""
MAX_REASON = 500
"""Characters that are kept of why something was not sent."""
WITHDRAWN = "withdrawn"
"""The reason of what is not sent because its person took back their records."""
_KEPT = 1
"""Idle connections, for what is read after each message."""


@dataclass(frozen=True, slots=True)
class DeliveryRecord:
    """What a bot is to say to a chat; `payload` is that of an Outcome.

    A payload that cannot be read any more is empty. `due_at` is when the next part, `part`, may be
    sent; long ago means at once.
    """

    id: int
    bot: str
    chat: str
    payload: dict[str, Any]
    part: int
    state: State
    attempts: int
    due_at: datetime
    at: datetime
    reason: str
    key: str | None


@dataclass(frozen=True, slots=True)
class Step:
    """Where a delivery stands now; `due_at` of one that waits no more is when that came about."""

    id: int
    part: int
    state: State
    attempts: int
    due_at: datetime
    reason: str = ""


_COLUMNS = (
    delivery.c.id,
    delivery.c.bot,
    delivery.c.chat,
    func.coalesce(delivery.c.payload, outbox.c.payload),
    delivery.c.part,
    delivery.c.state,
    delivery.c.attempts,
    delivery.c.due_at,
    delivery.c.at,
    delivery.c.reason,
    delivery.c.key,
)
UNSENT = delivery.c.state != literal_column("'sent'")
"""Written out, so that SQLite uses the index of these: of the others there are many."""
WAITS = and_(UNSENT, delivery.c.state == literal_column("'waiting'"))


def _records() -> Select[Any]:
    return select(*_COLUMNS).select_from(
        delivery.outerjoin(outbox, outbox.c.message_id == delivery.c.message_id)
    )


def _record(row: Sequence[Any]) -> DeliveryRecord:
    id_, bot, chat, payload, part, state, attempts, due_at, at, reason, key = row
    told = readable(payload)
    return DeliveryRecord(
        id_, bot, chat, told, part, state, attempts, from_ms(due_at), from_ms(at), reason, key
    )


class Deliveries:
    """What the bots are to send. Safe to share between threads and processes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reading = reading(engine)
        self._lines = Lines(engine, _KEPT)
        dialect = engine.dialect
        here = (delivery.c.bot == bindparam("bot_"), delivery.c.chat == bindparam("chat_"))
        theirs = _records().where(WAITS, *here).order_by(delivery.c.id)
        self._waiting = Prepared(theirs, dialect)

    def add(
        self, bot: str, chat: str, payload: Mapping[str, Any], at: datetime, key: str | None = None
    ) -> int | None:
        """Enter what a bot is to say of its own accord at `at` or later; its id.

        None where something with this key was entered before, whatever became of it.
        """
        row = {
            "bot": bot,
            "chat": storable(chat),
            "message_id": None,
            "payload": pack(payload),
            "key": key,
            **{"part": 0, "state": "waiting", "attempts": 0, "reason": ""},
            **{"due_at": to_ms(at), "at": to_ms(at)},
        }
        entered = INSERT[self._engine.dialect.name](delivery).values(row).on_conflict_do_nothing()
        with self._engine.begin() as connection:
            found: int | None = connection.execute(entered.returning(delivery.c.id)).scalar()
        return found

    def waiting(self, bot: str, chat: str) -> list[DeliveryRecord]:
        """What a chat is still to get, in order."""
        with self._lines.line() as wire:
            rows = self._waiting(wire.driver, {"bot_": bot, "chat_": chat}).fetchall()
        return [_record(row) for row in rows]

    def chats_due(self, bot: str, now: datetime) -> list[tuple[str, datetime]]:
        """The chats that are still to get something, and when: `now` at the earliest.

        The time is that of the first thing that waits, which holds up the others. The chat that
        has waited longest comes first.
        """
        firsts = select(func.min(delivery.c.id)).where(WAITS, delivery.c.bot == bot)
        query = (
            select(delivery.c.chat, delivery.c.due_at)
            .where(delivery.c.id.in_(firsts.group_by(delivery.c.chat)))
            .order_by(delivery.c.due_at, delivery.c.id)
        )
        with self._reading.connect() as connection:
            return [(chat, max(from_ms(due), now)) for chat, due in connection.execute(query)]

    def get(self, id_: int) -> DeliveryRecord | None:
        """One delivery, whatever became of it."""
        with self._reading.connect() as connection:
            row = connection.execute(_records().where(delivery.c.id == id_)).first()
        return None if row is None else _record(row)

    def listed(self, states: Collection[State], limit: int) -> list[DeliveryRecord]:
        """The newest `limit` deliveries that are in one of the states, newest first."""
        unsent = true() if "sent" in states else UNSENT
        query = _records().where(unsent, delivery.c.state.in_(states))
        with self._reading.connect() as connection:
            rows = connection.execute(query.order_by(delivery.c.id.desc()).limit(limit))
            return [_record(row) for row in rows]

    def retry(self, id_: int) -> bool:
        """Have a dead or dropped one wait again, from the part that it stopped at.

        False where there is none such, or its words were taken back.
        """
        stopped = delivery.c.state.in_(["dead", "dropped"]) & (delivery.c.reason != WITHDRAWN)
        values = {"state": "waiting", "attempts": 0, "due_at": 0, "reason": ""}
        change = update(delivery).where(delivery.c.id == id_, stopped)
        with self._engine.begin() as connection:
            return connection.execute(change.values(values)).rowcount == 1

    def drop(self, id_: int) -> bool:
        """Have one that waits or is dead not be sent; False where there is none such."""
        change = update(delivery).where(
            delivery.c.id == id_, delivery.c.state.in_(["waiting", "dead"])
        )
        with self._engine.begin() as connection:
            return connection.execute(change.values(state="dropped")).rowcount == 1

    def counts(self) -> dict[tuple[str, State], int]:
        """How many were not sent, by bot and state; those that were are not counted."""
        kinds = (delivery.c.bot, delivery.c.state)
        query = select(*kinds, func.count()).where(UNSENT).group_by(*kinds)
        with self._reading.connect() as connection:
            return {(bot, state): count for bot, state, count in connection.execute(query)}

    def oldest_waiting(self, bot: str) -> datetime | None:
        """Since when the one that has waited longest has been there."""
        query = select(func.min(delivery.c.at)).where(WAITS, delivery.c.bot == bot)
        with self._reading.connect() as connection:
            found = connection.execute(query).scalar()
        return None if found is None else from_ms(found)

    def block(self, bot: str, chat: str, reason: str, at: datetime) -> int:
        """Nothing can be sent to this chat: all that waits for it is dead; how many."""
        here = (WAITS, delivery.c.bot == bot, delivery.c.chat == chat)
        values = {"state": "dead", "reason": storable(reason)[:MAX_REASON], "due_at": to_ms(at)}
        with self._engine.begin() as connection:
            return connection.execute(update(delivery).where(*here).values(values)).rowcount

    def purge(self, before: datetime) -> int:
        """Forget those that wait no more and were entered before a time; how many.

        The newest of all stays, so that no id is given twice: buttons name them.
        """
        last = select(func.max(delivery.c.id)).scalar_subquery()
        old = (delivery.c.state != "waiting", delivery.c.at < to_ms(before), delivery.c.id != last)
        return purge(self._engine, delivery, *old)
