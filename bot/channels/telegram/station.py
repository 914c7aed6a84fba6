"""One bot at work: its way in, its lanes, its desk and its way out."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from dataclasses import dataclass

from bot.channels.telegram.api import Bot
from bot.channels.telegram.desk import Behind, Desk
from bot.channels.telegram.lanes import Lanes
from bot.channels.telegram.logs import log
from bot.channels.telegram.pacing import Pace, Pacing
from bot.channels.telegram.polling import Patience, Poller
from bot.channels.telegram.receiving import Receiver
from bot.channels.telegram.sending import Sender, Shared
from bot.dialogue.messages import Inbound
from storage.deliveries import DeliveryRecord
from storage.updates import Updates

STOP_SECONDS = 2.0
BLOCKED = "blocked"
"""The reason of what is not sent because its person blocked the bot."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What all stations of a process stand on. `pausing` is the message that pauses the walk of
    a chat whose person blocked the bot; None where there is no walk to pause."""

    receiver: Receiver
    updates: Updates
    behind: Behind
    shared: Shared
    pausing: Callable[[DeliveryRecord], Inbound | None]
    pace: Pace
    patience: Patience


class Station:
    """`begin` is given once the bot is started. Its updates are kept under `key`."""

    def __init__(self, bot: Bot, key: str, ground: Ground) -> None:
        self.bot = bot
        self._key = key
        self._ground = ground
        self._sender = Sender(bot, Pacing(ground.pace), ground.shared, self._blocked)
        self._desk = Desk(bot, ground.behind, self._sender)
        self._lanes = Lanes(self._desk.work)
        self._looking: asyncio.Task[None] | None = None
        self._polling: asyncio.Task[None] | None = None

    def wake(self, chat: str) -> None:
        """Somebody entered something for this chat."""
        self._sender.wake(chat)

    async def begin(self) -> None:
        """Feed what was not handled, send what was not sent, and take what comes."""
        waiting = await asyncio.to_thread(self._ground.updates.waiting, self.bot.name)
        if waiting:
            log("handled now: what was left", bot=self.bot.name, updates=len(waiting))
        for record in waiting:
            self._lanes.put(record)
        self._ground.receiver.lead(self.bot.name, self._key, self._lanes.put)
        self._looking = asyncio.get_running_loop().create_task(self._sender.look())

    def poll(self) -> asyncio.Task[None]:
        """Receive by polling; the task ends when another instance has the token."""
        poller = Poller(self.bot, self._ground.receiver, self._ground.patience)
        self._polling = asyncio.get_running_loop().create_task(poller.run())
        return self._polling

    async def drain(self) -> None:
        """Take nothing more; returns when all that came is handled and sent."""
        for task in (self._polling, self._looking):
            if task is not None:
                task.cancel()
        await self._lanes.empty()
        await self._sender.empty()
        await self._desk.settled()

    async def stop(self) -> None:
        """Leave the rest for the next start."""
        await self._lanes.stop()
        await self._sender.stop()
        await self._quietly(self.bot.stop())

    async def _quietly(self, work: Coroutine[None, None, None]) -> None:
        try:
            async with asyncio.timeout(STOP_SECONDS):
                await work
        except Exception as error:  # noqa: BLE001  # it is going anyway
            log("not stopped well", logging.WARNING, error, bot=self.bot.name)

    async def _blocked(self, delivery: DeliveryRecord) -> None:
        """The walk pauses; nothing of what waits is sent, nor what pausing would say."""
        log("blocked", bot=self.bot.name, delivery=delivery.id)
        pausing = await asyncio.to_thread(self._ground.pausing, delivery)
        if pausing is not None:
            await self._ground.behind.think(pausing)
        block, now = self._ground.shared.deliveries.block, self._ground.shared.clock()
        await asyncio.to_thread(block, delivery.bot, delivery.chat, BLOCKED, now)
