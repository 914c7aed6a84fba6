"""The way out: what a chat is to get, in order, each part once.

A part that was sent is noted on disk before the next one goes, so that at most one is repeated
when the process ends in the middle of it.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from bot.channels.telegram.api import Blocked, Bot, Later, Refused, TokenRefused
from bot.channels.telegram.logs import log
from bot.channels.telegram.metrics import Metrics
from bot.channels.telegram.pacing import Pacing
from bot.channels.telegram.parts import Part
from bot.channels.telegram.rendering import parts, without_file
from bot.channels.telegram.together import Together
from storage.deliveries import Deliveries, DeliveryRecord, Step
from storage.journal import Entry

Read = TypeVar("Read")
KEPT = timedelta(days=1)
"""What could not be sent for so long is not sent any more."""
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 300.0
LOOK_SECONDS = 3.0
"""How often is looked for what others entered: jobs, the command line."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What both bots' ways out have in common."""

    deliveries: Deliveries
    journal: Together[Entry, Any]
    clock: Callable[[], datetime]
    metrics: Metrics


class Sender:
    """Sends for one bot. `blocked` is told of a delivery that met a person who blocked it."""

    def __init__(
        self,
        bot: Bot,
        pacing: Pacing,
        shared: Shared,
        blocked: Callable[[DeliveryRecord], Awaitable[None]],
    ) -> None:
        self._bot, self._pacing, self._shared = bot, pacing, shared
        self._blocked = blocked
        self._chats: dict[str, asyncio.Task[None]] = {}
        self._again: set[str] = set()
        self._watched: dict[str, bool] = {}
        """By chat: whether nothing is being sent since `watch`."""
        self._is_closing = False

    def watch(self, chat: str) -> None:
        """From now on until `wake`: is anything being sent to this chat?"""
        self._watched[chat] = chat not in self._chats

    def wake(self, chat: str, waiting: Sequence[DeliveryRecord] | None = None) -> None:
        """There is something for this chat; `waiting` is all of it, read since `watch`.

        If something was sent since then, it is read anew: else that would be sent again.
        """
        if not self._watched.pop(chat, False):
            waiting = None
        if self._is_closing:
            return
        if chat in self._chats:
            self._again.add(chat)
        else:
            self._chats[chat] = asyncio.get_running_loop().create_task(self._run(chat, waiting))

    async def look(self) -> None:
        """Wakes, again and again, the chats for which something is due; never returns."""
        while True:
            try:
                now = self._shared.clock()
                for chat, due in await self._read(self._shared.deliveries.chats_due, now):
                    if due <= now and chat not in self._chats:
                        self.wake(chat)
            except Exception as error:  # noqa: BLE001  # the database may be back the next time
                log("the outbox cannot be read", logging.ERROR, error, bot=self._bot.name)
            await asyncio.sleep(LOOK_SECONDS)

    async def empty(self) -> None:
        """Returns when nothing is being sent."""
        while self._chats:
            await asyncio.wait(self._chats.values())

    async def stop(self) -> None:
        """What is still to be sent waits for the next start."""
        self._is_closing = True
        tasks = list(self._chats.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _read(self, method: Callable[..., Read], *args: object) -> Read:
        return await asyncio.to_thread(method, self._bot.name, *args)

    async def _run(self, chat: str, waiting: Sequence[DeliveryRecord] | None) -> None:
        try:
            while not self._is_closing:
                self._again.discard(chat)
                if waiting is None:
                    waiting = await self._read(self._shared.deliveries.waiting, chat)
                # Looked at anew after each: what follows may have been taken back meanwhile.
                more = len(waiting) > 1
                if waiting and not await self._deliver(waiting[0]):
                    more = True
                if not more and chat not in self._again:
                    break
                waiting = None
        except Exception as error:  # noqa: BLE001  # `look` comes by again
            log("sending failed", logging.ERROR, error, bot=self._bot.name)
        finally:
            del self._chats[chat]

    async def _deliver(self, delivery: DeliveryRecord) -> bool:
        """Sends what is left of it; False when the chat is to be looked at anew."""
        bot, metrics = self._bot.name, self._shared.metrics
        number, attempts = delivery.part, delivery.attempts
        try:
            left = parts(delivery.payload, delivery.id)
        except (LookupError, TypeError, ValueError, AttributeError):  # else it stops its chat
            log("cannot be put into messages", logging.ERROR, bot=bot, delivery=delivery.id)
            await self._note(delivery, number, "dead", reason="malformed")
            return True
        if number >= len(left):
            await self._note(delivery, number, "sent")
        while number < len(left):
            await self._pacing.turn(delivery.chat)
            try:
                await self._send(delivery.chat, left[number])
            except Later as later:
                metrics.not_sent(bot, "later")
                await self._put_off(delivery, number, attempts + 1, later)
                return False
            except Blocked:
                metrics.not_sent(bot, "blocked")
                await self._blocked(delivery)
                return False
            except TokenRefused as refused:
                metrics.not_sent(bot, "refused")
                await self._put_off(delivery, number, attempts + 1, Later(str(refused)))
                return False
            except (Refused, OSError, ValueError) as error:
                metrics.not_sent(bot, "refused")
                if left[number].file:
                    left[number] = without_file(left[number], delivery.payload)
                    continue
                log("not sent", logging.WARNING, bot=bot, delivery=delivery.id)
                await self._note(delivery, number, "dead", reason=str(error) or "refused")
                return True
            metrics.sent(bot)
            number, attempts = number + 1, 0
            await self._note(delivery, number, "sent" if number == len(left) else "waiting")
        return True

    async def _send(self, chat: str, part: Part) -> None:
        try:
            await self._bot.send(chat, part)
        finally:
            self._pacing.arrived(chat)

    async def _put_off(
        self, delivery: DeliveryRecord, number: int, attempts: int, later: Later
    ) -> None:
        """Waits as long as the server wants; what is too old by then is not sent any more."""
        pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(attempts - 1, 12))
        seconds = max(pause, later.seconds or 0.0)
        now = self._shared.clock()
        if now - delivery.at > KEPT and attempts > 1:
            await self._note(delivery, number, "dead", attempts, reason=str(later))
            return
        due = now + timedelta(seconds=seconds)
        await self._note(delivery, number, "waiting", attempts, due, str(later))
        if later.seconds is not None:
            self._pacing.later(delivery.chat, later.seconds)
        await asyncio.sleep(seconds)

    async def _note(
        self,
        delivery: DeliveryRecord,
        part: int,
        state: str,
        attempts: int = 0,
        due: datetime | None = None,
        reason: str = "",
    ) -> None:
        """On disk when it returns, however long that takes: else the part would go twice."""
        due = due or self._shared.clock()
        step = Step(delivery.id, part, state, attempts, due, reason)  # type: ignore[arg-type]
        pause = FIRST_PAUSE
        while True:
            try:
                await self._shared.journal.do([step])
                return
            except Exception as error:  # noqa: BLE001  # the disk is full, the server is away
                log("cannot note what was sent", logging.ERROR, error, bot=self._bot.name)
            await asyncio.sleep(pause)
            pause = min(30.0, pause * 2)
