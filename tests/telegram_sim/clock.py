"""The emulator's time: the real one, which a test may put forward."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from datetime import UTC, datetime
from typing import Any


class Clock:
    """Only what is measured in minutes and hours goes by it; waiting is real."""

    def __init__(self) -> None:
        self._ahead = 0.0
        self._stopped: float | None = None

    def now(self) -> float:
        real = datetime.now(UTC).timestamp() if self._stopped is None else self._stopped
        return real + self._ahead

    def stop(self) -> None:
        """From now on it goes on only when it is put forward: no busy machine moves it."""
        self._stopped = datetime.now(UTC).timestamp()

    def seconds(self) -> int:
        """Now, as the API writes a date."""
        return int(self.now())

    def advance(self, seconds: float) -> None:
        self._ahead += seconds


class Bell:
    """Wakes everyone who waits for something to have changed."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def ring(self) -> None:
        rung, self._event = self._event, asyncio.Event()
        rung.set()

    def wait(self, seconds: float) -> Coroutine[Any, Any, bool]:
        """Whether it rings within so many seconds from this call on, whenever it is awaited."""
        return _set_within(self._event, max(0.0, seconds))


async def _set_within(event: asyncio.Event, seconds: float) -> bool:
    try:
        await asyncio.wait_for(event.wait(), seconds)
    except TimeoutError:
        return False
    return True
