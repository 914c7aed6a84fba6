"""The way in from Telegram: every update is on disk before it is acknowledged.

Guards that an update is handled also when the process ends in the middle of it: all that
was not handled is there again at the next start. That it changes nothing the second time is
for the store of messages to see to.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, bindparam, func, select, update

from flows.characters import storable
from storage import delivery_tables
from storage.bot_numbers import MARK
from storage.database import reading
from storage.lines import Lines
from storage.packing import from_ms, pack, readable, to_ms
from storage.purging import purge
from storage.statements import INSERT, Prepared
from storage.tables import table

received = table(delivery_tables.TelegramUpdate)

_KEPT = 1
"""Idle connections: one writer at a time is all there is."""
_LARGEST = 2**63


@dataclass(frozen=True, slots=True)
class NewUpdate:
    """An update as it came, for the chat `lane`; (bot, update_id) is handled once.

    `bot` is the bot's key of `storage.bot_numbers`.
    """

    bot: str
    update_id: int
    lane: str
    payload: Mapping[str, Any]
    at: datetime

    def __post_init__(self) -> None:
        if not 0 <= self.update_id < _LARGEST:
            raise ValueError(f"{self.update_id} is no id of an update")


UpdateRecord = NewUpdate
"""An update that is still to be handled is as it came."""


class Updates:
    """The updates of all bots. Safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reading = reading(engine)
        self._lines = Lines(engine, _KEPT)
        dialect = engine.dialect
        names = ["bot", "update_id", "lane", "at", "payload"]
        add = INSERT[dialect.name](received).on_conflict_do_nothing()
        self._put = Prepared(add, dialect, names)
        one = (received.c.bot == bindparam("bot_"), received.c.update_id == bindparam("id_"))
        self._done = Prepared(update(received).where(*one), dialect, ["payload"])

    def put(self, updates: Sequence[NewUpdate]) -> set[tuple[str, int]]:
        """Keep updates, all or none; which of them are new. On disk when it returns."""
        # In one order, so that two instances with the same updates never wait for each other.
        rows: list[dict[str, Any]] = [
            {
                "bot": one.bot,
                "update_id": one.update_id,
                "lane": storable(one.lane),
                "at": to_ms(one.at),
                "payload": pack(one.payload),
            }
            for one in sorted(updates, key=lambda one: (one.bot, one.update_id))
        ]
        with self._lines.transaction() as wire:
            return {
                (row["bot"], row["update_id"])
                for row in rows
                if self._put(wire.driver, row).rowcount == 1
            }

    def waiting(self, bot: str) -> list[UpdateRecord]:
        """What bots of a name did not handle, in the order of their ids, of the first one first.

        One that cannot be read any more is empty.
        """
        theirs = (received.c.bot == bot) | received.c.bot.startswith(bot + MARK, autoescape=True)
        open_ones = (theirs, received.c.payload.is_not(None))
        columns = (received.c[name] for name in ("bot", "update_id", "lane", "at", "payload"))
        query = select(*columns).where(*open_ones)
        query = query.order_by(func.length(received.c.bot), received.c.bot, received.c.update_id)
        with self._reading.connect() as connection:
            return [
                UpdateRecord(
                    row.bot, row.update_id, row.lane, readable(row.payload), from_ms(row.at)
                )
                for row in connection.execute(query)
            ]

    def done(self, handled: Iterable[tuple[str, int]]) -> None:
        """Updates were handled: what they said is forgotten here, that they came is not."""
        rows = [
            {"bot_": bot, "id_": update_id, "payload": None} for bot, update_id in sorted(handled)
        ]
        with self._lines.transaction() as wire:
            self._done.each(wire.driver, rows)

    def purge(self, before: datetime) -> int:
        """Forget the handled ones that came before a time; how many.

        What the server may still send again is to be kept: it keeps an update for a day.
        """
        old = (received.c.payload.is_(None), received.c.at < to_ms(before))
        return purge(self._engine, received, *old)
