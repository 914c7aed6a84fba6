"""One chat in order, different chats side by side."""

from __future__ import annotations

import asyncio
import heapq
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import NamedTuple

from storage.updates import UpdateRecord


class Waiting(NamedTuple):
    """An update in its lane; `since` is when it came, in the loop's time."""

    update_id: int
    since: float
    record: UpdateRecord


class Lane:
    """What waits of one chat. The lowest id is first, in whatever order they came."""

    def __init__(self) -> None:
        self._heap: list[Waiting] = []
        self._arrived = asyncio.Event()

    def __bool__(self) -> bool:
        return bool(self._heap)

    def put(self, waiting: Waiting) -> None:
        heapq.heappush(self._heap, waiting)
        self._arrived.set()

    @property
    def first(self) -> Waiting:
        return self._heap[0]

    def pop(self) -> Waiting:
        return heapq.heappop(self._heap)

    async def hears_more(self, seconds: float) -> bool:
        """Whether anything comes within so many seconds."""
        self._arrived.clear()
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._arrived.wait()
        return self._arrived.is_set()


class Lanes:
    """All lanes of a bot. `work` handles what is first in a lane; it does not raise."""

    def __init__(self, work: Callable[[Lane], Awaitable[None]]) -> None:
        self._work = work
        self._lanes: dict[str, Lane] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def put(self, record: UpdateRecord) -> None:
        """Behind what waits in its chat."""
        loop = asyncio.get_running_loop()
        lane = self._lanes.get(record.lane)
        is_idle = lane is None
        if lane is None:
            lane = self._lanes[record.lane] = Lane()
        lane.put(Waiting(record.update_id, loop.time(), record))
        if is_idle:
            task = loop.create_task(self._run(record.lane, lane))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _run(self, name: str, lane: Lane) -> None:
        try:
            while lane:
                await self._work(lane)
        finally:
            del self._lanes[name]

    async def empty(self) -> None:
        """Returns when nothing waits."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def stop(self) -> None:
        """Whatever is still on its way is there again at the next start."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
