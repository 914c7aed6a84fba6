"""What becomes of an update: its bot reads it, its files are fetched, the dialogue hears it.

Guards that an update counts as done only when it was handled, and that one that cannot be handled
does not hold up its chat for ever: the person is told, and it is done.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any, Protocol

from bot.channels.telegram import albums
from bot.channels.telegram.api import Bot, Heard, Later, Refused
from bot.channels.telegram.fetching import fetched, folder_in
from bot.channels.telegram.held_ticks import HeldTicks
from bot.channels.telegram.lanes import Lane, Waiting
from bot.channels.telegram.logs import log
from bot.channels.telegram.metrics import Metrics
from bot.channels.telegram.receiving import language_of
from bot.channels.telegram.together import Together
from bot.channels.telegram.typing_shown import TypingShown
from bot.dialogue.messages import Inbound, Outcome, Reply
from storage.bot_numbers import mark_of
from storage.deliveries import Deliveries, DeliveryRecord
from storage.inbox import Kept
from storage.journal import Entry, Handled

ATTEMPTS = 4
"""How often an update is tried before it is given up."""
PAUSES = (0.3, 1.0, 3.0, 10.0)
"""Seconds between attempts."""
AT_ONCE = 4
"""Messages that are thought about at a time: more only take each other's turns of the processor."""
SLOW = 0.25
"""Seconds after which one no longer counts among these: it waits for something outside."""

SORRY = {
    "failed": (
        "刚才那条没处理好，请换个说法再发一次；前面说的都在。",
        "That message could not be handled; please send it again in other words. "
        "What you said before is kept.",
    ),
    "file": (
        "有文件没取下来（一个文件最大 20 MB），请再发一次，或发小一点的。",
        "A file could not be fetched (20 MB is the most); please send it again, or a smaller one.",
    ),
}


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind the desk. `think` is the dialogue's; `is_handled` reads the store."""

    think: Callable[[Inbound], Awaitable[list[DeliveryRecord]]]
    """Has a message handled; all that its chat is to get now."""
    is_handled: Callable[[str, str, str], bool]
    deliveries: Deliveries
    journal: Together[Entry, Any]
    metrics: Metrics
    folder: Path
    """Where files stand until the dialogue has taken them."""
    clock: Callable[[], datetime]
    locale: str
    kept: Callable[[str, str, str], Kept | None]
    """What the store has of a message; None where it was not handled."""


class WayOut(Protocol):
    """A bot's sender, as its desk sees it."""

    def watch(self, chat: str) -> None:
        """From now on until `wake`: is anything being sent to this chat?"""

    def wake(self, chat: str, waiting: Sequence[DeliveryRecord] | None = None) -> None:
        """There is something for this chat; `waiting` is all of it, read since `watch`."""


class _Permit:
    """One that was acquired."""

    def __init__(self, permits: asyncio.Semaphore) -> None:
        self._permits: asyncio.Semaphore | None = permits

    def give_back(self) -> None:
        """Once, however often it is said."""
        if self._permits is not None:
            self._permits.release()
            self._permits = None


class Desk:
    """One bot's."""

    def __init__(self, bot: Bot, behind: Behind, out: WayOut) -> None:
        self._bot, self._behind, self._out = bot, behind, out
        self._permits = asyncio.Semaphore(AT_ONCE)
        self._tasks: set[asyncio.Task[None]] = set()
        self._held = HeldTicks(self._note)
        self._typing = TypingShown(bot.typing)
        self._handled: list[Handled] = []
        """What is still to be noted as done."""
        self._is_noting = False

    async def work(self, lane: Lane) -> None:
        """Handle what is first in a lane, until it is done."""
        waiting = await albums.next_of(lane)
        for attempt in count():
            try:
                await self._handle(waiting)
                break
            except Exception as error:  # noqa: BLE001  # whatever it is, the chat must go on
                self._behind.metrics.failed(self._bot.name)
                number = waiting[0].update_id
                log("not handled", logging.ERROR, error, bot=self._bot.name, update=number)
                seconds = error.seconds if isinstance(error, Later) else None
                is_last = attempt + 1 >= ATTEMPTS or isinstance(error, Refused)
                if is_last and await self._give_up(waiting):
                    break
                pause = PAUSES[min(attempt, len(PAUSES) - 1)]
                await asyncio.sleep(max(pause, seconds or 0.0))
        await self._done(waiting)

    async def _done(self, waiting: Sequence[Waiting]) -> None:
        now = asyncio.get_running_loop().time()
        for each in waiting:
            self._behind.metrics.handled(self._bot.name, now - each.since)
        keys = [Handled(each.record.bot, each.update_id) for each in waiting]
        first = waiting[0].record
        if done := self._held.done(first.lane, keys, first.payload):
            self._note(done)

    def _note(self, keys: list[Handled]) -> None:
        self._handled += keys
        if not self._is_noting:
            self._is_noting = True
            self._later(self._mark())

    async def _mark(self) -> None:
        """All that is handled meanwhile goes together."""
        while keys := self._handled:
            self._handled = []
            try:
                await self._behind.journal.do(keys)
            except Exception as error:  # noqa: BLE001  # they are fed again, which changes nothing
                log("cannot note what is done", logging.ERROR, error, bot=self._bot.name)
        self._is_noting = False

    def _later(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _handle(self, waiting: Sequence[Waiting]) -> None:
        heard: list[Heard] = []
        failed: list[Exception] = []

        mark = mark_of(waiting[0].record.bot)

        async def hear(one: Heard) -> None:
            one = _marked(one, mark)
            if len(waiting) > 1:
                heard.append(one)
                return
            try:
                await self._hear(one)
            except Exception as error:  # a framework may keep it to itself
                failed.append(error)
                raise

        for each in waiting:
            await self._bot.feed(each.record.payload, hear)
        if failed:
            raise failed[0]
        if heard:
            await self._album(heard)

    async def _album(self, heard: list[Heard]) -> None:
        """As one message, but for what came later than one that was handled before."""
        while heard:
            first = heard[0].message
            names = (first.channel, first.chat, first.external_id)
            kept = await asyncio.to_thread(self._behind.kept, *names)
            known = albums.known_of(heard, kept) if kept else heard
            await self._hear(_as_one(known))
            heard = [each for each in heard if each not in known]

    async def _is_handled(self, message: Inbound) -> bool:
        names = (message.channel, message.chat, message.external_id)
        return await asyncio.to_thread(self._behind.is_handled, *names)

    async def _hear(self, heard: Heard) -> None:
        if heard.press:
            self._later(self._acknowledge(heard.press, heard.pressed))
        message = heard.message
        with self._typing.during(message.chat):
            if not heard.files or await self._is_handled(message):
                await self._dialogue(message)
            else:
                await self._with_files(heard)

    async def _with_files(self, heard: Heard) -> None:
        message = heard.message
        with folder_in(self._behind.folder) as folder:
            files = await fetched(self._bot, heard.files, folder)
            if len(files) < len(heard.files):
                await self._say(message.chat, "file", message.external_id, message.locale)
            if not (files or message.text or message.choose):
                self._out.wake(message.chat)
                return
            await self._dialogue(replace(message, files=(*message.files, *files)))

    async def _dialogue(self, message: Inbound) -> None:
        loop = asyncio.get_running_loop()
        await self._permits.acquire()
        self._out.watch(message.chat)
        permit = _Permit(self._permits)
        slow = loop.call_later(SLOW, permit.give_back)
        try:
            waiting = await self._behind.think(message)
        finally:
            slow.cancel()
            permit.give_back()
        self._out.wake(message.chat, waiting)

    async def _acknowledge(self, press: str, pressed: str) -> None:
        with suppress(Exception):  # a spinner on a button, no more
            await self._bot.answer_press(press, pressed)

    async def _say(self, chat: str, what: str, external_id: str, locale: str) -> None:
        """A word of our own accord, once for the message."""
        is_english = (locale or self._behind.locale) == "en"
        text = SORRY[what][is_english]
        payload = Outcome((Reply(text),)).to_payload()
        key = f"{what}:{self._bot.name}:{chat}:{external_id}"
        await asyncio.to_thread(self._add, chat, payload, key)

    def _add(self, chat: str, payload: dict[str, object], key: str) -> None:
        deliveries = self._behind.deliveries
        deliveries.add(self._bot.name, chat, payload, self._behind.clock(), key)

    async def _give_up(self, waiting: Sequence[Waiting]) -> bool:
        """Tell the person; False where not even that can be kept: then it is tried again."""
        record = waiting[0].record
        try:
            if record.lane:
                number = f"u{record.update_id}{mark_of(record.bot)}"
                await self._say(record.lane, "failed", number, language_of(record.payload))
        except Exception as error:  # noqa: BLE001  # the database is away
            log("cannot give up", logging.ERROR, error, bot=self._bot.name)
            return False
        self._behind.metrics.gave_up(self._bot.name)
        log("given up", logging.ERROR, bot=self._bot.name, update=record.update_id)
        self._out.wake(record.lane)
        return True

    async def settled(self) -> None:
        """Returns when all that was handled is noted."""
        while self._tasks:
            await asyncio.wait(self._tasks)


def _marked(heard: Heard, mark: str) -> Heard:
    """With ids that no other bot's messages have."""
    if not mark:
        return heard
    message = heard.message
    edits = message.edits and message.edits + mark
    return replace(
        heard, message=replace(message, external_id=message.external_id + mark, edits=edits)
    )


def _as_one(heard: Sequence[Heard]) -> Heard:
    """One message of what belongs together: all its files, and the words with any of them."""
    words = albums.joined([each.message.text for each in heard])
    files = tuple(file for each in heard for file in each.files)
    return replace(heard[0], message=replace(heard[0].message, text=words), files=files)
