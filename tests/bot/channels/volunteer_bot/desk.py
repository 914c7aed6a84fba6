"""What stands between the bot and the dialogue, as small as can be, for tests of the bot alone."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.app import App
from bot.channels.telegram.api import Heard
from bot.channels.telegram.rendering import parts
from bot.channels.volunteer_bot.transport import VolunteerBot
from bot.dialogue.messages import FileIn, Outcome
from tests.telegram_sim.people import Telegram
from tests.telegram_sim.running import VOLUNTEER, background


class Desk:
    """Polls, lets the dialogue answer, and sends what it says; keeps what was heard."""

    def __init__(self, app: App, telegram: Telegram, folder: Path) -> None:
        self._app, self._folder = app, folder
        self.heard: list[Heard] = []
        self._said: list[dict[str, Any]] = []
        self.bot = VolunteerBot(
            VOLUNTEER[0],
            clock=lambda: datetime.now(UTC),
            payload_of=lambda delivery: self._said[delivery],
            api=telegram.base,
        )

    async def begin(self) -> None:
        """Open, and work until the loop ends."""
        await self.bot.start()
        self._work = asyncio.create_task(self._poll())

    async def end(self) -> None:
        self._work.cancel()
        await asyncio.gather(self._work, return_exceptions=True)
        await self.bot.stop()

    async def _poll(self) -> None:
        offset: int | None = None
        while True:
            for update in await self.bot.updates(offset, 5):
                await self.bot.feed(update, self._hear)
                offset = int(update["update_id"]) + 1

    async def _hear(self, heard: Heard) -> Outcome:
        self.heard.append(heard)
        if heard.press:
            await self.bot.answer_press(heard.press, heard.pressed)
        files = []
        for number, file in enumerate(heard.files):
            path = self._folder / f"{len(self.heard)}-{number}"
            await self.bot.fetch(file, path)
            files.append(FileIn(path, file.name, file.mime))
        message = replace(heard.message, files=tuple(files))
        outcome = await asyncio.to_thread(self._app.dialogue.handle, message)
        self._said.append(outcome.to_payload())
        for part in parts(self._said[-1], len(self._said) - 1):
            await self.bot.send(message.chat, part)
        return outcome


@contextmanager
def at_work(app: App, telegram: Telegram, folder: Path) -> Iterator[Desk]:
    """The desk, in the background of a test."""
    with background() as loop:
        desk = Desk(app, telegram, folder)
        loop.run(desk.begin())
        yield desk
        loop.run(desk.end())
