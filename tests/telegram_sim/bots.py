"""A bot's account: its updates, its menu, its buttons that wait for an answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.telegram_sim.clock import Bell
from tests.telegram_sim.errors import bad_request
from tests.telegram_sim.flood import Flood
from tests.telegram_sim.schema import Json

if TYPE_CHECKING:
    import asyncio

    from tests.telegram_sim.webhooks import Webhook
    from tests.telegram_sim.world import World

KEPT = 24 * 3600
"""Seconds for which the server keeps an update that nobody took."""
PRESS_LASTS = 30
"""Seconds within which a press of a button may be answered."""


@dataclass
class Waiting:
    """An update that the bot has not acknowledged."""

    update: Json
    since: float


@dataclass
class Press:
    """A press of an inline button, and what the bot answered to it."""

    since: float
    chat: int
    answer: Json | None = None


class Bot:
    """What belongs to one token."""

    def __init__(self, world: World, token: str, username: str) -> None:
        self.world, self.token, self.username = world, token, username
        self.id = int(token.partition(":")[0])
        self.user: Json = {
            "id": self.id,
            "is_bot": True,
            "first_name": username,
            "username": username,
        }
        self.me: Json = {
            **self.user,
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": False,
        }
        self.commands: dict[tuple[str, str], list[Json]] = {}
        self.texts: dict[tuple[str, str], str] = {}
        self.menu_buttons: dict[int | None, Json] = {}
        self.allowed: frozenset[str] | None = None
        self.webhook: Webhook | None = None
        self.poll: asyncio.Event | None = None
        self.wake = Bell()
        self.logged_out = False
        self.started = world.clock.now()
        self._last_update = 1000
        self.forget()

    def forget(self) -> None:
        """Drops what waits; settings of the account stay."""
        self.updates: dict[int, Waiting] = {}
        self.presses: dict[str, Press] = {}
        self.flood = Flood()
        self.logged_out = False
        if self.webhook:
            self.webhook.drop()

    def next_update(self) -> int:
        self._last_update += 1
        return self._last_update

    def pending(self) -> list[Json]:
        """What waits for the bot, oldest first; what is older than a day is gone."""
        oldest = self.world.clock.now() - KEPT
        self.updates = {k: each for k, each in self.updates.items() if each.since > oldest}
        return [each.update for each in self.updates.values()]

    def answer_press(self, press: str, answer: Json) -> None:
        """Answers a press of a button, which can be done once and in time."""
        found = self.presses.get(press)
        late = found and self.world.clock.now() - found.since > PRESS_LASTS
        if not found or late or found.answer is not None:
            raise bad_request(
                "query is too old and response timeout expired or query ID is invalid"
            )
        found.answer = answer
