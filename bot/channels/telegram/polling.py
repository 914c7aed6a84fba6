"""Polling: what was received is on disk before the next call acknowledges it.

Two instances with the same token end each other's calls. One that has only just begun gives way;
one that was there before goes on, so that they do not fight.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass

from bot.channels.telegram.api import Bot, Conflict, Later
from bot.channels.telegram.logs import log
from bot.channels.telegram.receiving import Receiver, id_of

SECONDS = 25
"""How long one call waits for updates."""
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0


class SteppedAside(Exception):  # noqa: N818 - what happened, not an error
    """Another instance uses the token, and has gone on doing so."""


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds: how long one is new, how long it waits for the other to go, how often it looks."""

    new: float = 60.0
    waits: float = 60.0
    looks: float = 5.0


class Poller:
    """Polls for one bot, until it is cancelled or steps aside."""

    def __init__(self, bot: Bot, receiver: Receiver, patience: Patience | None = None) -> None:
        self._bot, self._receiver = bot, receiver
        self._patience = patience or Patience()
        self._offset: int | None = None
        self._failed = 0
        self._hindered_since: float | None = None

    async def run(self) -> None:
        """Raises `SteppedAside`."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        while True:
            try:
                updates = await self._bot.updates(self._offset, SECONDS)
                await self._receiver.put(self._bot.name, updates)
            except Conflict:
                is_new = loop.time() - began < self._patience.new
                await asyncio.sleep(self._until_again(loop.time(), is_new=is_new))
                continue
            except Later as later:
                await self._pause("the server is away", later, later.seconds)
                continue
            except Exception as error:  # noqa: BLE001  # the disk, the database, the network
                await self._pause("updates cannot be received", error)
                continue
            self._failed, self._hindered_since = 0, None
            numbers = [number for each in updates if (number := id_of(each)) is not None]
            if numbers:
                self._offset = max(numbers) + 1

    def _until_again(self, now: float, *, is_new: bool) -> float:
        """Seconds to wait for the other instance."""
        if self._hindered_since is None:
            self._hindered_since = now
            log("another instance is using this token", logging.WARNING, bot=self._bot.name)
        if not is_new:
            return 1.0
        if now - self._hindered_since >= self._patience.waits:
            raise SteppedAside(self._bot.name)
        return self._patience.looks

    async def _pause(self, event: str, error: Exception, least: float | None = None) -> None:
        self._failed += 1
        pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(self._failed - 1, 10))
        log(event, logging.WARNING, error, bot=self._bot.name, times=self._failed)
        await asyncio.sleep(max(pause, least or 0.0))
