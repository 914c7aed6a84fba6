"""The writers of a database wait for each other here, not in SQLite.

SQLite lets one writer in at a time; who finds it busy sleeps, 1 to 100 ms at a time, and looks
again: under load the writers slept three quarters of their time, and who slept longest fared
worst. SQLite stays the guard: this only spares the sleep, also between processes.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary, finalize

from sqlalchemy import Connection, Dialect, Engine, event

PATIENCE = 30.0
"""Seconds; after that SQLite itself is asked."""
_HELD = "walkalong holds the turn"
_HAS_IT, _IS_NEXT = 0, 1
"""Bytes of the file that are locked."""


class Turn:
    """A lock in this process, and among processes locks of the system's on a file.

    The system wakes who waited, and would let others overtake meanwhile: hence a second lock, of
    who is next. Both go with a process that ends; one that is only stopped holds up the others.
    """

    def __init__(self, file: str) -> None:
        self._here = Lock()
        self._file = file
        self._fd: int | None = None

    def take(self) -> bool:
        """Whether it came; who waited for too long has to do without."""
        if not self._here.acquire(timeout=PATIENCE):
            return False
        if sys.platform != "win32":
            import fcntl

            with suppress(OSError):  # a disk without locks: SQLite has to do
                fd = self._opened()
                fcntl.lockf(fd, fcntl.LOCK_EX, 1, _IS_NEXT)
                fcntl.lockf(fd, fcntl.LOCK_EX, 1, _HAS_IT)
                fcntl.lockf(fd, fcntl.LOCK_UN, 1, _IS_NEXT)
        return True

    def give(self) -> None:
        """Back, by whom it came to."""
        if sys.platform != "win32" and self._fd is not None:
            import fcntl

            with suppress(OSError):
                fcntl.lockf(self._fd, fcntl.LOCK_UN, 1, _HAS_IT)
        self._here.release()

    def _opened(self) -> int:
        if self._fd is None:
            self._fd = os.open(self._file, os.O_RDWR | os.O_CREAT, 0o666)
            finalize(self, os.close, self._fd)
        return self._fd


_turns: WeakKeyDictionary[Dialect, Turn] = WeakKeyDictionary()
"""By the one thing that all forms of an engine share, and that outlives its pool."""


def serve(engine: Engine) -> None:
    """From now on the writers of this engine wait here."""
    turn = _turns[engine.dialect] = Turn(f"{engine.url.database}-turn")

    def end(connection: Connection) -> None:
        _leave(turn, connection.info)

    def checkin(_driver: Any, record: Any) -> None:
        _leave(turn, record.info)  # of a connection that nobody ended

    event.listen(engine, "commit", end)
    event.listen(engine, "rollback", end)
    event.listen(engine, "checkin", checkin)


def begin(connection: Connection) -> None:
    """Wait for the turn; it ends with the transaction."""
    if _turns[connection.dialect].take():
        connection.info[_HELD] = True


@contextmanager
def turn(dialect: Dialect) -> Iterator[None]:
    """The turn for a block, of whoever writes without SQLAlchemy's connections."""
    turn = _turns.get(dialect)
    is_held = turn is not None and turn.take()
    try:
        yield
    finally:
        if turn is not None and is_held:
            turn.give()


def _leave(turn: Turn, info: dict[Any, Any]) -> None:
    if info.pop(_HELD, False):
        turn.give()
