"""The emulator's time: the real one, which a test may put forward."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime


class Clock:
    """Only what is measured in minutes and hours goes by it; waiting is real."""

    def __init__(self) -> None:
        self._ahead = 0.0

    def now(self) -> float:
        return datetime.now(UTC).timestamp() + self._ahead

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

    async def wait(self, seconds: float) -> bool:
        """Whether it rang within so many seconds."""
        try:
            await asyncio.wait_for(self._event.wait(), max(0.0, seconds))
        except TimeoutError:
            return False
        return True
