"""Connections of the hot path, kept out of the engine's pool between two messages.

Guards that a message never gets a connection that is not clean, or one whose server
has gone: after a restart of PostgreSQL the next message is handled as any other.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from selectors import EVENT_READ, DefaultSelector
from typing import Any, NamedTuple
from weakref import WeakMethod

from sqlalchemy import Engine, PoolProxiedConnection, event

from storage import one_writer

MAX_IDLE = 4
"""Idle lines that a `Lines` of many threads keeps open between messages. There are two of them
(the store's and the guides'); those of the bots' journal and of their way out keep one each."""


class Wire(NamedTuple):
    """A connection as the pool gives it out, and the driver's own one inside."""

    pooled: PoolProxiedConnection
    driver: Any


class Lines:
    """Connections that are at hand.

    The pool's bookkeeping costs as much as the reading and writing of a message. A line
    that met an error goes back to the pool, which mends or drops it. Safe to share
    between threads.
    """

    def __init__(self, engine: Engine, max_idle: int = MAX_IDLE) -> None:
        self.engine = engine
        self._max_idle = max_idle
        self._is_sqlite = engine.dialect.name == "sqlite"
        self._idle: list[Wire] = []
        hang_up = WeakMethod(self._hang_up)  # the engine is not to keep the lines alive

        @event.listens_for(engine, "engine_disposed")
        def disposed(_engine: Engine) -> None:
            if (method := hang_up()) is not None:
                method()

    def line(self) -> Line:
        """A connection for a `with` block; what is not committed at its end is rolled back."""
        return Line(self)

    @contextmanager
    def transaction(self) -> Iterator[Wire]:
        """A connection to write on; it is committed when the block ends without an error."""
        # Who waits for the turn needs no connection yet.
        with one_writer.turn(self.engine.dialect), self.line() as wire:
            if self._is_sqlite:
                wire.driver.execute("BEGIN IMMEDIATE")  # PostgreSQL begins by itself
            yield wire
            wire.driver.execute("COMMIT")  # kept parsed, which `commit()` is not

    def take(self) -> Wire:
        while True:
            try:
                wire = self._idle.pop()
            except IndexError:
                pooled = self.engine.raw_connection()
                return Wire(pooled, pooled.driver_connection)
            if _is_alive(wire.driver):
                return wire
            wire.pooled.invalidate()

    def give_back(self, wire: Wire) -> None:
        if len(self._idle) < self._max_idle:
            wire.driver.rollback()
            self._idle.append(wire)
        else:
            wire.pooled.close()

    def _hang_up(self) -> None:
        while self._idle:
            pooled, _ = self._idle.pop()
            pooled.detach()
            pooled.close()


class Line:
    """One of `Lines`, while it is used."""

    __slots__ = ("_lines", "_wire")

    def __init__(self, lines: Lines) -> None:
        self._lines = lines

    def __enter__(self) -> Wire:
        self._wire = self._lines.take()
        return self._wire

    def __exit__(self, error: type[BaseException] | None, *_: object) -> None:
        if error is None:
            self._lines.give_back(self._wire)
        elif getattr(self._wire.driver, "closed", False):
            self._wire.pooled.invalidate()  # there is nothing left to roll back
        else:
            self._wire.pooled.close()  # the pool rolls back


def _is_alive(driver: Any) -> bool:
    """Whether the server is silent: all that it says to an idle line is goodbye."""
    server = getattr(driver, "pgconn", None)
    if server is None:
        return True  # SQLite is a file
    with DefaultSelector() as selector:
        selector.register(server.socket, EVENT_READ)
        return not selector.select(timeout=0)
