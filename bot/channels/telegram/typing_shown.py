"""That something is being done is shown in a chat once it takes longer than one waits gladly."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress

AFTER, EVERY = 1.0, 4.5
LOOK_SECONDS = 0.25
"""How often is looked whose time has come: a timer for each message would cost more than that."""


class TypingShown:
    """Of one bot; `show` has the server show it in a chat for five seconds."""

    def __init__(self, show: Callable[[str], Awaitable[None]]) -> None:
        self._show = show
        self._since: dict[str, float] = {}
        self._shown: dict[str, asyncio.Task[None]] = {}
        self._is_looking = False

    @contextmanager
    def during(self, chat: str) -> Iterator[None]:
        """While the block takes; one block at a time in a chat."""
        loop = asyncio.get_running_loop()
        self._since[chat] = loop.time()
        if not self._is_looking:
            self._is_looking = True
            loop.call_later(LOOK_SECONDS, self._look, loop)
        try:
            yield
        finally:
            del self._since[chat]
            if task := self._shown.pop(chat, None):
                task.cancel()

    def _look(self, loop: asyncio.AbstractEventLoop) -> None:
        now = loop.time()
        for chat, since in self._since.items():
            if now - since >= AFTER and chat not in self._shown:
                self._shown[chat] = loop.create_task(self._keep_showing(chat))
        self._is_looking = bool(self._since)
        if self._is_looking:
            loop.call_later(LOOK_SECONDS, self._look, loop)

    async def _keep_showing(self, chat: str) -> None:
        with suppress(Exception):
            while True:
                await self._show(chat)
                await asyncio.sleep(EVERY)
