"""The staff's bot on a real database and dialogue, talking to an emulated Telegram."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from bot.app import App, open_app, prepare
from bot.channels.staff_bot.door import Door
from bot.channels.staff_bot.transport import StaffBot
from bot.channels.telegram.api import Heard
from bot.channels.telegram.own_accord import OwnAccord
from bot.channels.telegram.rendering import parts
from bot.dialogue.messages import Outcome
from storage.deliveries import Deliveries, Step
from storage.journal import Journal
from storage.staff_attempts import StaffAttempts
from storage.staff_invites import StaffInvites
from tests.bot.homes import settings_of
from tests.telegram_sim.people import Person, Telegram
from tests.telegram_sim.running import STAFF, Background, background, in_process


@pytest.fixture
def telegram() -> Iterator[Telegram]:
    with in_process() as telegram:
        yield telegram


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    settings = settings_of(tmp_path / "home")
    prepare(settings)
    with open_app(settings) as app:
        yield app


@dataclass
class Office:
    """A bot that is open, and what feeds it and sends for it: as little as will do."""

    app: App
    bot: StaffBot
    telegram: Telegram
    loop: Background
    invites: StaffInvites
    deliveries: Deliveries
    heard: list[Heard]
    woken: list[tuple[str, str]]
    now: datetime

    def __post_init__(self) -> None:
        self.offset: int | None = None

    def work(self) -> list[dict[str, Any]]:
        """Handle all updates there are, then send all that waits; the updates."""
        updates: list[dict[str, Any]] = self.loop.run(self.bot.updates(self.offset, 0))
        for update in updates:
            self.feed(update)
            self.offset = update["update_id"] + 1
        self.send()
        return updates

    def feed(self, update: dict[str, Any]) -> None:
        self.loop.run(self.bot.feed(update, self._hear))

    async def _hear(self, heard: Heard) -> Outcome:
        self.heard.append(heard)
        if heard.press:
            await self.bot.answer_press(heard.press)
        return self.app.dialogue.handle(replace(heard.message, at=self.now))

    def send(self) -> None:
        for chat, _ in self.deliveries.chats_due("staff_bot", self.now):
            for one in self.deliveries.waiting("staff_bot", chat):
                for part in parts(one.payload, one.id):
                    self.loop.run(self.bot.send(chat, part))
                Journal(self.app.engine).enter([Step(one.id, 1, "sent", 1, self.now)])

    def person(self, user: int, **profile: Any) -> Person:
        return self.telegram.person(user, STAFF[1], **profile)

    def member(
        self, user: int, name: str = "林工", role: Any = "staff", department: str = "医保局"
    ) -> Person:
        """Somebody who is signed in."""
        person = self.person(user)
        person.start(self.invites.make(name, role, department, self.now))
        self.work()
        person.until("已登录")
        return person


@pytest.fixture
def office(app: App, telegram: Telegram) -> Iterator[Office]:
    woken: list[tuple[str, str]] = []
    deliveries, invites = Deliveries(app.engine), StaffInvites(app.engine)
    own_accord = OwnAccord(deliveries, app.clock, lambda bot, chat: woken.append((bot, chat)))
    door = Door(invites, StaffAttempts(app.engine), own_accord)
    with background() as loop:
        bot = StaffBot(
            STAFF[0],
            door=door,
            clock=app.clock,
            payload_of=lambda id_: one.payload if (one := deliveries.get(id_)) else None,
            api=telegram.base,
        )
        assert loop.run(bot.start()) == "staff_bot"
        yield Office(app, bot, telegram, loop, invites, deliveries, [], woken, app.clock())
        loop.run(bot.stop())
    assert telegram.violations() == []
