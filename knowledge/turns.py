"""One process at a time brings the indexes up to date; the others wait for their turn.

Two that write at once embed everything twice, and each takes away what the other has just
brought; embedded Chroma has one writer at that. The system gives back the turn of a process
that was killed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

WAIT_SECONDS = 600.0
"""How long one waits; a process that was stopped in its turn must not hold the others for ever."""


@contextmanager
def turn(file: Path, waits: Callable[[], None]) -> Iterator[bool]:
    """Whether it is our turn, which ends with the block; False where it did not come in time.

    Args:
        file: What all who take turns name.
        waits: Called where another one has it.
    """
    lock = FileLock(file)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            waits()
            lock.acquire(timeout=WAIT_SECONDS)
    except Timeout:
        yield False
        return
    except (OSError, NotImplementedError):  # a home that may only be read, or knows no locks
        yield True
        return
    try:
        yield True
    finally:
        lock.release()
