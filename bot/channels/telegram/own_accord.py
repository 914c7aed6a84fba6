"""What a bot says without being asked: entered once by its key, and sent in its chat's order."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime

from bot.dialogue.messages import Outcome
from storage.deliveries import Deliveries


class OwnAccord:
    """Enters what is to be said, and wakes who sends it (`wake(bot, chat)`)."""

    def __init__(
        self,
        deliveries: Deliveries,
        clock: Callable[[], datetime],
        wake: Callable[[str, str], None],
    ) -> None:
        self._deliveries, self._clock = deliveries, clock
        self.wake = wake

    async def say(self, bot: str, chat: str, outcome: Outcome, key: str) -> bool:
        """It is on disk when this returns; False: it was said before, by this key."""
        told = outcome.to_payload()
        id_ = await asyncio.to_thread(self._deliveries.add, bot, chat, told, self._clock(), key=key)
        if id_ is not None:
            self.wake(bot, chat)
        return id_ is not None
