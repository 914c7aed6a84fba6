"""A guard against work that blows up: generous, so that no busy machine fails a test."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager

SECONDS = 30.0
"""What is guarded takes parts of a second; work that grows out of hand takes minutes or more."""


@contextmanager
def soon() -> Iterator[None]:
    """Fails when what is inside takes out of all proportion; what never ends is interrupted."""
    began = time.perf_counter()
    before = signal.signal(signal.SIGALRM, _too_long)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    took = time.perf_counter() - began
    assert took < SECONDS, f"took {took:.0f} s"


def _too_long(*_: object) -> None:
    raise AssertionError(f"still at work after {SECONDS:.0f} s")


class Watch:
    """A stop watch, for what is done for a while or tells how long it took; no limit of a test."""

    def __init__(self) -> None:
        self._began = time.perf_counter()

    @property
    def seconds(self) -> float:
        return time.perf_counter() - self._began
