"""Which bots have been served: their messages and updates are numbered anew by each of them.

Guards that what one bot received is never taken for what another one did, when the token of an
installation is changed to that of another bot.
"""

from __future__ import annotations

from sqlalchemy import Engine, func, select

from storage import delivery_tables
from storage.statements import INSERT
from storage.tables import table

known = table(delivery_tables.TelegramBot)
MARK = "#"
"""Between a bot's name and what tells it from the first one of that name."""


class BotNumbers:
    """The bots of all names, by the number that the server knows each by."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def key(self, name: str, number: int) -> str:
        """Under which name a bot's updates are kept: its own, or one that begins with it.

        The first bot of a name has the name alone, as all had before they were told apart.
        """
        add = INSERT[self._engine.dialect.name](known).values(name=name, number=number)
        theirs = known.c.name == name
        with self._engine.begin() as connection:
            connection.execute(add.on_conflict_do_nothing())
            this = select(known.c.id).where(theirs, known.c.number == number)
            own = connection.execute(this).scalar_one()
            first = connection.execute(select(func.min(known.c.id)).where(theirs)).scalar_one()
        return name if own == first else f"{name}{MARK}{own}"


def mark_of(key: str) -> str:
    """What tells this bot's numbers from those of the first of its name; empty: it is the first."""
    _, mark, number = key.partition(MARK)
    return f"{mark}{number}"
