"""Whose tokens this process uses: none twice, and none that another process is using.

A process holds a lock for each of its bots. A lock that a database server keeps is lost with the
connection to it, so it is looked at again and again: who finds that another has it steps aside.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack

from bot.bots import tokens
from bot.channels.telegram.logs import log
from bot.channels.telegram.polling import SteppedAside
from bot.settings import Settings
from storage.alone import Away, Lock, Taken

Alone = Callable[[str], AbstractContextManager[Lock]]
ASKED_SECONDS = 0.5
"""How often a lock is asked for that another process has."""


class CannotServe(Exception):  # noqa: N818 - told to people, in Chinese and in English
    """Why nothing is served."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.words = (zh, en)


def usable_tokens(settings: Settings) -> dict[str, str]:
    """The tokens that are set, by bot. Raises `CannotServe` for none, and for one bot twice."""
    found = tokens(settings)
    if not found:
        raise CannotServe(
            "没有设机器人的令牌：WALKALONG_VOLUNTEER_TOKEN 或 WALKALONG_STAFF_TOKEN",
            "no token is set: WALKALONG_VOLUNTEER_TOKEN or WALKALONG_STAFF_TOKEN",
        )
    if len(set(map(number_of, found.values()))) < len(found):
        raise CannotServe(
            "WALKALONG_VOLUNTEER_TOKEN 和 WALKALONG_STAFF_TOKEN 是同一个机器人的令牌；"
            "向 @BotFather 要第二个机器人",
            "WALKALONG_VOLUNTEER_TOKEN and WALKALONG_STAFF_TOKEN are of the same bot; "
            "get a second bot from @BotFather",
        )
    return found


def number_of(token: str) -> int:
    """The number by which the server knows the bot of a token; it is no secret."""
    return int(token.partition(":")[0])


def taken(name: str) -> CannotServe:
    """Another process serves this bot."""
    return CannotServe(
        f"{name} 的令牌正由另一个进程使用；这一个让开",
        f"another process is using the token of {name}; this one steps aside",
    )


class Holding:
    """The locks of one process, from `take` to the end of the block; `alone` gives one."""

    def __init__(self, alone: Alone, looks: float) -> None:
        self._alone, self._looks = alone, looks
        self._locks: dict[str, Lock] = {}
        self._all = ExitStack()

    def __enter__(self) -> Holding:
        return self

    def __exit__(self, *_: object) -> None:
        self._all.close()

    async def take(self, name: str, seconds: float) -> None:
        """Waits so long for a process that may be about to go. Raises `CannotServe`.

        The lock is of the bot's name, not of its token: what is to be sent waits for the name.
        """
        loop = asyncio.get_running_loop()
        until = loop.time() + seconds
        is_told = False
        while True:
            try:
                lock = self._all.enter_context(self._alone(f"serve {name}"))
            except Taken:
                if not is_told:
                    log("another instance is serving", logging.WARNING, bot=name)
                    is_told = True
                if loop.time() >= until:
                    raise taken(name) from None
                await asyncio.sleep(ASKED_SECONDS)
            else:
                self._locks[name] = lock
                return

    async def keep(self, name: str) -> None:
        """Never returns. Raises `SteppedAside` when another process has the lock."""
        while True:
            await asyncio.sleep(self._looks)
            try:
                await asyncio.to_thread(self._locks[name].keep)
            except Taken:
                raise SteppedAside(name) from None
            except Away as error:
                log("the lock cannot be seen", logging.WARNING, error, bot=name)
