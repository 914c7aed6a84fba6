"""Jobs at their times: each is done once, also over a restart, and a missed one is made up for.

Guards that a job that fails is tried again and hinders no other.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.channels.telegram.logs import log
from bot.schedule.times import When
from storage.job_runs import JobRuns


@dataclass(frozen=True, slots=True)
class Job:
    """`work(due)` does what was due then; done again, it must change nothing.

    Where nothing of it is lost when it is done more often, its runs are not `kept`.
    """

    name: str
    when: When
    late: timedelta
    """For how long a missed one is still worth making up for."""
    work: Callable[[datetime], Awaitable[None]]
    kept: bool = True
    every: timedelta = timedelta(minutes=1)
    """How often it is looked at."""


class Runner:
    """Does what is due; to be called often."""

    def __init__(
        self,
        runs: JobRuns,
        clock: Callable[[], datetime],
        before: Callable[[], object] = lambda: None,
    ) -> None:
        """`before` is called before each look at the clock: the calendar may be another one."""
        self._runs, self._clock, self._before = runs, clock, before

    async def keep(self, job: Job) -> None:
        """Look at a job as often as it wants; never returns."""
        while True:
            await self.tick(job)
            await asyncio.sleep(job.every.total_seconds())

    async def tick(self, job: Job) -> bool:
        """Do the job if it is due and not done; whether it was done now."""
        self._before()
        now = self._clock()
        due = job.when.latest(now)
        if due is None or now - due > job.late:
            return False
        try:
            return await self._do(job, due, now)
        except Exception as error:  # noqa: BLE001  # any job may fail, and none may stop the rest
            log("a job failed and will be tried again", logging.ERROR, error, job=job.name)
            return False

    async def _do(self, job: Job, due: datetime, now: datetime) -> bool:
        if not job.kept:
            await job.work(due)
            return True
        if not await asyncio.to_thread(self._runs.begin, job.name, due):
            return False
        await job.work(due)
        await asyncio.to_thread(self._runs.done, job.name, due, now)
        log("a job is done", job=job.name, due=due.isoformat())
        return True
