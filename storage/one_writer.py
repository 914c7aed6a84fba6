"""The writers of one process wait for each other here, not in SQLite.

SQLite lets one writer in at a time; who finds it busy sleeps, 1 to 100 ms at a time, and looks
again: under load the writers slept three quarters of their time, and who slept longest fared
worst. SQLite stays the guard, also between processes: this only spares the sleep.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Dialect, Engine, event

PATIENCE = 30.0
"""Seconds; after that SQLite itself is asked."""
_HELD = "walkalong holds the turn"
_turns: WeakKeyDictionary[Dialect, Lock] = WeakKeyDictionary()
"""By the one thing that all forms of an engine share, and that outlives its pool."""


def serve(engine: Engine) -> None:
    """From now on the writers of this engine wait here."""
    turn = _turns[engine.dialect] = Lock()

    def end(connection: Connection) -> None:
        _leave(turn, connection.info)

    def checkin(_driver: Any, record: Any) -> None:
        _leave(turn, record.info)  # of a connection that nobody ended

    event.listen(engine, "commit", end)
    event.listen(engine, "rollback", end)
    event.listen(engine, "checkin", checkin)


def begin(connection: Connection) -> None:
    """Wait for the turn; it ends with the transaction."""
    if _turns[connection.dialect].acquire(timeout=PATIENCE):
        connection.info[_HELD] = True


@contextmanager
def turn(dialect: Dialect) -> Iterator[None]:
    """The turn for a block, of whoever writes without SQLAlchemy's connections."""
    lock = _turns.get(dialect)
    is_held = lock is not None and lock.acquire(timeout=PATIENCE)
    try:
        yield
    finally:
        if lock is not None and is_held:
            lock.release()


def _leave(turn: Lock, info: dict[Any, Any]) -> None:
    if info.pop(_HELD, False):
        turn.release()
