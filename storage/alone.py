"""One process at a time does a thing: sends and receives for a bot, say.

The lock goes with the process that holds it, however that ends.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy import Engine, text


class Taken(Exception):  # noqa: N818 - what happened, not an error
    """Another process does it."""


@contextmanager
def alone(engine: Engine, what: str) -> Iterator[None]:
    """Nobody else on this database does `what` within the block. Raises `Taken`."""
    key = hashlib.sha256(what.encode()).hexdigest()[:15]
    if engine.dialect.name == "sqlite":
        with _by_file(Path(f"{engine.url.database}-{key}.lock")):
            yield
        return
    with engine.connect() as connection:
        asked = text("SELECT pg_try_advisory_lock(:key)")
        if not connection.execute(asked, {"key": int(key, 16)}).scalar():
            raise Taken(what)
        connection.commit()  # the lock is the connection's, not the transaction's
        try:
            yield
        finally:
            connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": int(key, 16)})
            connection.commit()


@contextmanager
def _by_file(path: Path) -> Iterator[None]:
    lock = FileLock(path)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise Taken(path.name) from None
    try:
        yield
    finally:
        lock.release()
