"""Wrong codes at the staff's door: counted for each chat, and slowed down.

Guards the count over restarts. The codes themselves cannot be guessed
(`storage.staff_invites`); this keeps a chat from trying, and us from looking, all the time.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Engine, delete, select, update

from flows.characters import storable
from storage import delivery_tables
from storage.database import reading
from storage.packing import from_ms, to_ms
from storage.statements import INSERT
from storage.tables import table

attempt = table(delivery_tables.StaffAttempt)

FREE = 3
"""Wrong codes that cost nothing: the first wait is after the next one."""
FIRST = timedelta(minutes=1)
"""How long that is; each further one waits twice as long."""
LONGEST = timedelta(hours=1)
FORGOTTEN = timedelta(days=1)
"""After so long without a wrong code, counting begins anew."""


class StaffAttempts:
    """The counts. Safe to share between threads and processes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reading = reading(engine)

    def wait(self, channel: str, chat: str, at: datetime) -> datetime | None:
        """Until when no code of this chat is looked at; None: it is looked at now."""
        query = select(attempt.c.until).where(_of(channel, chat), attempt.c.until > to_ms(at))
        with self._reading.connect() as connection:
            until = connection.execute(query).scalar()
        return None if until is None else from_ms(until)

    def wrong(self, channel: str, chat: str, at: datetime) -> datetime | None:
        """Count a wrong code; until when the chat waits for the next, None: it need not."""
        row = {"channel": channel, "chat": storable(chat), "wrong": 1, "at": to_ms(at), "until": 0}
        entered = INSERT[self._engine.dialect.name](attempt).values(row)
        counted = {"wrong": attempt.c.wrong + 1, "at": to_ms(at)}
        keys = ["channel", "chat"]
        count = entered.on_conflict_do_update(index_elements=keys, set_=counted)
        old = delete(attempt).where(attempt.c.at < to_ms(at - FORGOTTEN))
        with self._engine.begin() as connection:
            connection.execute(old)  # of all chats: nobody's is kept for longer
            wrong: int = connection.execute(count.returning(attempt.c.wrong)).scalar_one()
            if wrong <= FREE:
                return None
            doublings = min(wrong - FREE - 1, 16)
            until: datetime = at + min(FIRST * 2**doublings, LONGEST)
            change = update(attempt).where(_of(channel, chat)).values(until=to_ms(until))
            connection.execute(change)
        return until

    def forget(self, channel: str, chat: str) -> None:
        """The chat was signed in."""
        with self._engine.begin() as connection:
            connection.execute(delete(attempt).where(_of(channel, chat)))


def _of(channel: str, chat: str) -> ColumnElement[bool]:
    return (attempt.c.channel == channel) & (attempt.c.chat == storable(chat))
