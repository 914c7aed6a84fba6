"""Talks played by the emulator itself: many people at once, and how long each waited.

A person does a step, waits until the bot shows what the step waits for, and does the next. It
costs a benchmark and a kill round nothing of what a thread for each person would.
"""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.telegram_sim.errors import ApiError
from tests.telegram_sim.schema import Json

if TYPE_CHECKING:
    from tests.telegram_sim.bots import Bot
    from tests.telegram_sim.world import World


@dataclass
class Play:
    """What one person still has to do, and what they wait for."""

    steps: deque[Json]
    waits_for: str = ""
    since: float = 0.0


@dataclass
class Plays:
    """All talks that are played, by bot and chat."""

    world: World
    open: dict[tuple[str, int], Play] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def begin(self, scripts: list[list[Json]]) -> None:
        """Everyone does their first step."""
        for steps in scripts:
            bot = self.world.bot(steps[0].get("bot"))
            key = (bot.username, int(steps[0]["chat"]))
            self.open[key] = Play(deque(steps))
            self._step(key)

    def shown(self, bot: Bot, chat: object, text: str) -> None:
        """The bot showed something in a chat; the person goes on if it was waited for."""
        key = (bot.username, chat) if isinstance(chat, int) else None
        play = self.open.get(key) if key else None
        if not key or not play or play.waits_for not in text:
            return
        self.seconds.append(asyncio.get_running_loop().time() - play.since)
        self._step(key)

    def _step(self, key: tuple[str, int]) -> None:
        from tests.telegram_sim.acts import perform

        play = self.open.get(key)
        if not play:
            return
        if not play.steps:
            del self.open[key]
            self.world.bell.ring()
            return
        step = play.steps.popleft()
        play.waits_for = step.pop("until", "")
        play.since = asyncio.get_running_loop().time()
        try:
            perform(self.world, step, [])
        except ApiError as error:
            self.errors.append(f"{key}: {error}")
            del self.open[key]
            self.world.bell.ring()
