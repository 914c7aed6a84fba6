"""The way in from Telegram: every update is on disk before it is acknowledged.

Guards that an update is handled also when the process ends in the middle of it: all that
was not handled is there again at the next start. That it changes nothing the second time is
for the store of messages to see to. `storage.journal` enters them, and that they were handled.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, func, select

from storage import delivery_tables
from storage.bot_numbers import MARK
from storage.database import reading
from storage.packing import from_ms, readable, to_ms
from storage.purging import purge
from storage.tables import table

received = table(delivery_tables.TelegramUpdate)

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

    def purge(self, before: datetime) -> int:
        """Forget the handled ones that came before a time; how many.

        What the server may still send again is to be kept: it keeps an update for a day.
        """
        old = (received.c.payload.is_(None), received.c.at < to_ms(before))
        return purge(self._engine, received, *old)
