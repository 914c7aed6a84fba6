"""The methods that are emulated, by name; each file of them adds its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.telegram_sim.bots import Bot
from tests.telegram_sim.errors import forbidden
from tests.telegram_sim.files import Upload
from tests.telegram_sim.schema import Json
from tests.telegram_sim.world import World, seat


@dataclass(frozen=True)
class Call:
    """One call of one method, with its parameters typed and its uploads beside them."""

    bot: Bot
    method: str
    args: Json
    uploads: dict[str, Upload]

    @property
    def world(self) -> World:
        return self.bot.world

    def chat(self, key: str = "chat_id") -> int:
        """The chat the call is about, if the bot may write there."""
        chat = self.world.chat(self.bot, self.args.get(key))
        if seat(self.bot, chat) in self.world.blocked:
            who = "blocked by the user" if chat > 0 else "kicked from the supergroup chat"
            raise forbidden(f"bot was {who}")
        return chat


Handler = Callable[[Call], Any]
HANDLERS: dict[str, Handler] = {}


def method(*names: str) -> Callable[[Handler], Handler]:
    """Names the methods that the function does."""

    def named(handler: Handler) -> Handler:
        for name in names:
            HANDLERS[name] = handler
        return handler

    return named
