"""How quickly a bot may send: so many a second over all, and slower in one chat.

The server refuses what is quicker, and tells for how long it wants nothing: `later`.
"""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass

SHARED = 1.0
"""Seconds within which a second chat that is told to wait means that all have to."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Messages a second, and how many may go at once before that counts.

    The server counts 30 in any second: what goes at once and what follows it are in the same one.
    """

    per_second: float = 25
    at_once: int = 5
    chat_per_second: float = 1
    chat_at_once: int = 3


class Pacing:
    """One bot's. Each message takes a turn, and is told of when it has `arrived`."""

    def __init__(self, pace: Pace) -> None:
        self._pace = pace
        self._all = 0.0
        self._under_way = 0
        self._arrived: deque[float] = deque()
        self._chats: dict[str, float] = {}
        self._told: dict[str, float] = {}

    async def turn(self, chat: str) -> None:
        """Waits until a message may go to this chat."""
        while (seconds := self._wait(chat)) > 0:
            await asyncio.sleep(seconds)

    def _wait(self, chat: str) -> float:
        """Takes the turn and gives 0, or says how long to wait before asking again.

        What is kept is the time at which all that was sent would have been sent evenly.
        """
        pace, now = self._pace, asyncio.get_running_loop().time()
        step, chat_step = 1 / pace.per_second, 1 / pace.chat_per_second
        here = max(self._chats.get(chat, 0.0), now)
        over_all = max(self._all, now)
        wait = max(
            here - now - chat_step * (pace.chat_at_once - 1),
            over_all - now - step * (pace.at_once - 1),
            self._until_room(now),
        )
        if wait > 1e-6:
            return wait
        self._all = over_all + step
        self._chats[chat] = here + chat_step
        self._under_way += 1
        if len(self._chats) > 10_000:
            self._chats = {name: at for name, at in self._chats.items() if at > now}
        return 0.0

    def _until_room(self, now: float) -> float:
        """Seconds until fewer have arrived within the last one than the server takes.

        It counts when they arrive, which may be late: then many come at once that went evenly.
        """
        arrived = self._arrived
        while arrived and arrived[0] <= now - 1.0:
            arrived.popleft()
        most = self._pace.per_second + self._pace.at_once
        if self._under_way + len(arrived) < most:
            return 0.0
        return arrived[0] + 1.0 - now if arrived else 0.01

    def arrived(self, chat: str) -> None:
        """A message that had its turn has come to the server, or never will.

        The next one of its chat counts from then on: it must not come too soon after this one.
        """
        now = asyncio.get_running_loop().time()
        self._under_way -= 1
        self._arrived.append(now)
        step = 1 / self._pace.chat_per_second
        self._chats[chat] = max(self._chats.get(chat, 0.0), now + step)

    def later(self, chat: str, seconds: float) -> None:
        """The server wants nothing for this chat for so long.

        If it has said so of another one just now, it is the bot that is too quick.
        """
        now = asyncio.get_running_loop().time()
        pace = self._pace
        until = now + seconds
        self._chats[chat] = max(
            self._chats.get(chat, 0.0), until + (pace.chat_at_once - 1) / pace.chat_per_second
        )
        self._told = {name: at for name, at in self._told.items() if now - at < SHARED}
        if self._told.keys() - {chat}:
            self._all = max(self._all, until + (pace.at_once - 1) / pace.per_second)
        self._told[chat] = now
