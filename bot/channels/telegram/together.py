"""Group commit: what comes while one commit is on its way goes into the next, all together.

A commit to disk costs the same for one row as for a hundred.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from typing import Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
MOST = 500
"""Items of one commit."""
PAUSE = 0.003
"""Seconds from one commit to the next: what comes meanwhile shares it.

A commit holds up whoever else writes, the dialogue above all; who comes alone does not wait.
"""


class Together(Generic[Item, Result]):
    """Commits in a thread, one commit at a time."""

    def __init__(self, commit: Callable[[Sequence[Item]], Result], threads: Executor) -> None:
        self._commit = commit
        self._threads = threads
        self._waiting: list[tuple[Sequence[Item], asyncio.Future[Result]]] = []
        self._work: asyncio.Task[None] | None = None

    async def do(self, items: Sequence[Item]) -> Result:
        """Returns when they are committed, with the result of the whole commit."""
        loop = asyncio.get_running_loop()
        committed: asyncio.Future[Result] = loop.create_future()
        self._waiting.append((items, committed))
        if self._work is None:
            self._work = loop.create_task(self._run())
        return await committed

    async def settled(self) -> None:
        """Returns when nothing waits to be committed."""
        while self._work is not None:
            await asyncio.wait({self._work})

    async def _run(self) -> None:
        loop = asyncio.get_running_loop()
        try:
            while self._waiting:
                batch = self._taken()
                items = [item for group, _ in batch for item in group]
                try:
                    result = await loop.run_in_executor(self._threads, self._commit, items)
                except Exception as error:  # noqa: BLE001  # it is each caller's
                    for _, future in batch:
                        if not future.done():
                            future.set_exception(error)
                else:
                    for _, future in batch:
                        if not future.done():
                            future.set_result(result)
                await asyncio.sleep(PAUSE)
        finally:
            self._work = None

    def _taken(self) -> list[tuple[Sequence[Item], asyncio.Future[Result]]]:
        count = most = 0
        for items, _ in self._waiting:
            if count and most + len(items) > MOST:
                break
            count, most = count + 1, most + len(items)
        batch, self._waiting = self._waiting[:count], self._waiting[count:]
        return batch
