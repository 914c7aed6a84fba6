"""`walkalong serve` in a thread of the test, against the emulator."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bot.app import open_app
from bot.serving import Options, Service
from bot.settings import Settings
from tests.bot.homes import settings_of
from tests.telegram_sim.people import Telegram, eventually
from tests.telegram_sim.running import VOLUNTEER


def configured(home: Path, telegram: Telegram, **more: Any) -> Settings:
    """Settings of a test home that serves the volunteers' bot."""
    about = {"telegram_api": telegram.base, "volunteer_token": VOLUNTEER[0], "now": None}
    return Settings(**{**settings_of(home).model_dump(), **about, **more})


@contextmanager
def served(settings: Settings, options: Options | None = None) -> Iterator[Service]:
    """A service at work; it is told to stop at the end, and has to."""
    begun = threading.Event()
    held: dict[str, Any] = {}
    with open_app(settings) as app:

        async def run() -> None:
            held["stop"], held["loop"] = asyncio.Event(), asyncio.get_running_loop()
            held["service"] = Service(app, options)
            await held["service"].run(held["stop"], lambda _: begun.set())

        def work() -> None:
            try:
                asyncio.run(run())
            except BaseException as error:  # noqa: BLE001  # the test has to see it
                held["error"] = error

        thread = threading.Thread(target=work)
        thread.start()
        try:
            eventually(lambda: begun.is_set() or "error" in held)
            if "error" in held:
                raise held["error"]
            yield held["service"]
        finally:
            if thread.is_alive():
                held["loop"].call_soon_threadsafe(held["stop"].set)
            thread.join(30)
            assert not thread.is_alive(), "it did not stop"
        if "error" in held:
            raise held["error"]
