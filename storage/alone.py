"""One process at a time does a thing: sends and receives for a bot, say.

The lock goes with the process that holds it, however that ends. On PostgreSQL it is the server's:
it goes with the connection, too, so who holds it has to look whether it still does.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Protocol

from filelock import FileLock, Timeout
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import SQLAlchemyError

_TAKE = text("SELECT pg_try_advisory_lock(:key)")
_GIVE = text("SELECT pg_advisory_unlock(:key)")
_LOOK = text("SELECT 1")


class Taken(Exception):  # noqa: N818 - what happened, not an error
    """Another process does it."""


class Away(Exception):  # noqa: N818
    """The database cannot be asked; nobody can take a lock of its meanwhile."""


class Lock(Protocol):
    """A lock that is held."""

    def keep(self) -> None:
        """See that it still is held, and take it again if it was lost meanwhile.

        Raises `Taken` when another process has it, `Away` when that cannot be told.
        """


@contextmanager
def alone(engine: Engine, what: str) -> Iterator[Lock]:
    """Nobody else on this database does `what` within the block. Raises `Taken`."""
    key = hashlib.sha256(what.encode()).hexdigest()[:15]
    lock: _File | _Session
    if engine.dialect.name == "sqlite":
        lock = _File(Path(f"{engine.url.database}-{key}.lock"))
    else:
        lock = _Session(engine, int(key, 16))
    lock.take()
    try:
        yield lock
    finally:
        lock.give()


class _File:
    def __init__(self, path: Path) -> None:
        self._lock, self._name = FileLock(path), path.name

    def take(self) -> None:
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            raise Taken(self._name) from None

    def keep(self) -> None:
        """It is the operating system's, which takes it from nobody who lives."""

    def give(self) -> None:
        self._lock.release()


class _Session:
    """A lock of a connection's session, not of a transaction."""

    def __init__(self, engine: Engine, key: int) -> None:
        self._engine, self._key = engine, {"key": key}
        self._connection: Connection | None = None

    def take(self) -> None:
        connection = self._engine.connect()
        try:
            is_ours = connection.execute(_TAKE, self._key).scalar()
            connection.commit()
        except SQLAlchemyError:
            connection.close()
            raise
        if not is_ours:
            connection.close()
            raise Taken(str(self._key["key"]))
        self._connection = connection

    def keep(self) -> None:
        if self._connection is not None:
            try:
                self._connection.execute(_LOOK)
                self._connection.commit()
            except SQLAlchemyError:
                self._drop(self._connection)
            else:
                return
        try:
            self.take()
        except SQLAlchemyError as error:
            raise Away from error

    def give(self) -> None:
        if (connection := self._connection) is None:
            return
        with suppress(SQLAlchemyError):  # the server is away: so is the lock
            connection.execute(_GIVE, self._key)
            connection.commit()
        self._drop(connection)

    def _drop(self, connection: Connection) -> None:
        """To the server, not to the pool: what was held by it must not live on there."""
        self._connection = None
        with suppress(SQLAlchemyError):
            connection.invalidate()
            connection.close()
