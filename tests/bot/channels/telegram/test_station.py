"""What a webhook brings while a bot begins: handled once, whether it was read from disk or not."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.channels.telegram.desk import Behind
from bot.channels.telegram.metrics import Metrics
from bot.channels.telegram.pacing import Pace
from bot.channels.telegram.polling import Patience
from bot.channels.telegram.receiving import Receiver
from bot.channels.telegram.sending import Shared
from bot.channels.telegram.station import Ground, Station
from bot.channels.telegram.together import Together
from storage.updates import NewUpdate

BOT = "volunteer_bot"
UPDATE = {"update_id": 5, "message": {"chat": {"id": 7}, "text": "你好"}}


class Disk:
    """Updates of which one comes in the middle of the reading."""

    def __init__(self, *, sees_it: bool) -> None:
        self.sees_it = sees_it
        self.meanwhile: Callable[[], None] = lambda: None

    def put(self, records: list[NewUpdate]) -> set[tuple[str, int]]:
        return {(one.bot, one.update_id) for one in records}

    def waiting(self, bot: str) -> list[NewUpdate]:
        self.meanwhile()
        new = NewUpdate(bot, 5, "7", UPDATE, datetime.now(UTC))
        return [new] if self.sees_it else []

    def chats_due(self, *_: object) -> list[Any]:
        return []


class Ear:
    name = BOT

    def __init__(self) -> None:
        self.fed: list[int] = []

    async def feed(self, update: dict[str, Any], _: object) -> None:
        self.fed.append(update["update_id"])


@pytest.mark.parametrize("sees_it", [True, False])
def test_what_comes_while_it_begins_is_handled_once(tmp_path: Path, sees_it: bool) -> None:
    async def run() -> list[int]:
        loop, threads, ear = asyncio.get_running_loop(), ThreadPoolExecutor(4), Ear()
        disk: Any = Disk(sees_it=sees_it)
        clock, metrics = (lambda: datetime.now(UTC)), Metrics()
        receiver = Receiver(disk, clock, threads, metrics)
        done: Together[Any, None] = Together(lambda _: None, threads)
        behind: Any = Behind(
            lambda _: None, lambda *_: False, disk, done, threads, metrics, tmp_path, clock, "zh"
        )
        shared: Any = Shared(disk, done, threads, clock, metrics)
        ground = Ground(receiver, disk, behind, shared, threads, lambda _: None, Pace(), Patience())
        station = Station(ear, ground)

        def comes() -> None:
            asyncio.run_coroutine_threadsafe(receiver.put(BOT, [UPDATE]), loop).result(10)

        disk.meanwhile = comes
        await station.begin()
        await station.drain()
        return ear.fed

    assert asyncio.run(run()) == [5]
