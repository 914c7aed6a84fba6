"""Which words about deadlines were said to whom: a restart neither skips nor repeats one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import Engine, or_, select

from flows.issue_terms import OPEN_STATES
from storage import delivery_tables
from storage.database import reading
from storage.findings import issue
from storage.packing import to_ms
from storage.statements import INSERT
from storage.tables import table

reminder = table(delivery_tables.Reminder)
AT_A_TIME = 500
"""Rows of one statement."""


class Said(NamedTuple):
    """A word of `flows.reminding` by its name, about an issue's deadline."""

    issue: int
    deadline: date
    name: str


class Reminders:
    """What chats of the staff's bot were told. Safe to share between threads and processes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reading = reading(engine)

    def said(self, chat: str) -> Mapping[tuple[int, date], Collection[str]]:
        """The names of what a chat was told, by issue and deadline; of issues that are open.

        And of those whose reporter waits for a reply, which may be closed.
        """
        columns = (reminder.c.issue_id, reminder.c.deadline, reminder.c.name)
        query = select(*columns).join_from(reminder, issue)
        waits = issue.c.replied_on == ""
        wanted = (reminder.c.chat == chat, or_(issue.c.state.in_(OPEN_STATES), waits))
        found: dict[tuple[int, date], set[str]] = {}
        with self._reading.connect() as connection:
            for id_, deadline, name in connection.execute(query.where(*wanted)):
                found.setdefault((id_, date.fromisoformat(deadline)), set()).add(name)
        return found

    def keep(self, chat: str, words: Iterable[Said], at: datetime) -> None:
        """A chat was told these; what was kept before stays as it is."""
        rows = [
            {
                "chat": chat,
                "issue_id": word.issue,
                "deadline": word.deadline.isoformat(),
                "name": word.name,
                "at": to_ms(at),
            }
            for word in words
        ]
        entered = INSERT[self._engine.dialect.name](reminder).on_conflict_do_nothing()
        with self._engine.begin() as connection:
            for begin in range(0, len(rows), AT_A_TIME):
                connection.execute(entered, rows[begin : begin + AT_A_TIME])
