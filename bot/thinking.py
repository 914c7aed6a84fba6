"""The dialogue as the bots' process sees it: in a process of its own, started again if it ends.

So the loop, which receives and sends, and the dialogue, which thinks, do not take turns at one
interpreter. Guards that each message is either answered or failed: what was under way in a process
that ended is asked again, for the dialogue handles a message once.
"""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import count
from subprocess import PIPE
from typing import Any

from bot.channels.telegram.logs import log
from bot.dialogue.messages import Inbound
from bot.frames import Frames, framed
from bot.settings import Settings
from bot.thinking_process import READY
from storage.deliveries import DeliveryRecord

COMMAND = (sys.executable, "-P", "-m", "bot.thinking_process")
PAUSE, LONGEST_PAUSE = 0.1, 30.0
"""Seconds before a process is started again; longer and longer while none gets ready."""
END_SECONDS = 1.5
"""How long a process may take to end."""


class Failed(Exception):  # noqa: N818 - what happened, as of other parts of the service
    """The dialogue could not handle a message; its process has logged why."""


class Gone(Exception):  # noqa: N818
    """The dialogue's process ended before it answered."""


class Thinking:
    """One process at a time. `started_again` is told of each one after the first."""

    def __init__(
        self, settings: Settings, command: Sequence[str], started_again: Callable[[], None]
    ) -> None:
        self._settings, self._command = settings, command
        self._started_again = started_again
        self._asked: dict[int, asyncio.Future[list[DeliveryRecord]]] = {}
        self._numbers = count(READY + 1)
        self._ready = asyncio.Event()
        self._in_turn = asyncio.Lock()
        self._keeping: asyncio.Task[None] | None = None
        self._way_in: Any = None

    @property
    def is_ready(self) -> bool:
        """Whether there is a process that takes messages."""
        return self._ready.is_set()

    def begin(self) -> None:
        """Start a process, and another one whenever it ends, but for a first that got not ready."""
        self._keeping = asyncio.get_running_loop().create_task(self._keep())

    async def got_ready(self) -> bool:
        """Whether the first one got ready."""
        ready = asyncio.ensure_future(self._ready.wait())
        keeping = {self._keeping} if self._keeping else set()
        await asyncio.wait({ready, *keeping}, return_when=asyncio.FIRST_COMPLETED)
        ready.cancel()
        return self._ready.is_set()

    async def think(self, message: Inbound) -> list[DeliveryRecord]:
        """Have a message handled; all that its chat is to get now, in order.

        Waits for a process that is being started. Raises `Failed`, and `Gone` where a second one
        ended, too, while it had no other message that was asked for the second time: so a message
        that ends every process takes no other one with it.
        """
        try:
            return await self._ask(message)
        except Gone:
            async with self._in_turn:
                return await self._ask(message)

    async def end(self) -> None:
        """The process is gone when this returns; what it still thought about is as if unread."""
        if self._keeping is not None:
            self._keeping.cancel()
            with suppress(asyncio.CancelledError):
                await self._keeping

    async def _ask(self, message: Inbound) -> list[DeliveryRecord]:
        while not self._ready.is_set():
            await self._ready.wait()
        number = next(self._numbers)
        answer: asyncio.Future[list[DeliveryRecord]] = asyncio.get_running_loop().create_future()
        self._asked[number] = answer
        try:
            self._way_in.write(framed((number, message)))
            return await answer
        finally:
            self._asked.pop(number, None)

    def _take(self, number: int, waiting: list[DeliveryRecord] | None) -> None:
        if number == READY:
            self._ready.set()
            return
        answer = self._asked.get(number)
        if answer is None or answer.done():  # nobody waits any more
            return
        if waiting is None:
            answer.set_exception(Failed())
        else:
            answer.set_result(waiting)

    async def _keep(self) -> None:
        """One process after the other."""
        pause, was_ready = PAUSE, False
        while True:
            code = await self._life()
            if self._ready.is_set():
                self._ready.clear()
                was_ready, pause = True, PAUSE
            for answer in self._asked.values():
                if not answer.done():
                    answer.set_exception(Gone())
            if not was_ready:
                return
            log("the dialogue ended and is started again", logging.ERROR, code=code, pause=pause)
            self._started_again()
            await asyncio.sleep(pause)
            pause = min(LONGEST_PAUSE, pause * 2)

    async def _life(self) -> int | None:
        """A process from its start to its end; with what code it ended, None where none began."""
        loop = asyncio.get_running_loop()
        try:
            transport, wire = await loop.subprocess_exec(
                lambda: _Wire(self._take), *self._command, stdin=PIPE, stdout=PIPE, stderr=None
            )
        except OSError as error:
            log("the dialogue cannot be started", logging.ERROR, error)
            return None
        self._way_in = transport.get_pipe_transport(0)
        try:
            self._way_in.write(framed(self._settings))
            await wire.ended.wait()
        finally:
            self._way_in.close()
            with suppress(TimeoutError):
                async with asyncio.timeout(END_SECONDS):
                    await wire.ended.wait()
            transport.close()  # which kills it
            await wire.ended.wait()
        return transport.get_returncode()


class _Wire(asyncio.SubprocessProtocol):
    """Hands on what a process answers."""

    def __init__(self, take: Callable[[int, list[DeliveryRecord] | None], None]) -> None:
        self._take, self._frames = take, Frames()
        self.ended = asyncio.Event()

    def pipe_data_received(self, fd: int, data: bytes) -> None:  # noqa: ARG002  # asyncio's
        for number, answer in self._frames.fed(data):
            self._take(number, answer)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002
        self.ended.set()
