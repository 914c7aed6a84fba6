"""The jobs on the framework's queue, which keeps nothing itself: what is due is looked up."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from telegram.ext import ContextTypes, JobQueue

from bot.schedule.runner import Job, Runner


def put_on(queue: JobQueue[Any], runner: Runner, jobs: Iterable[Job]) -> None:
    """Have each job looked at by itself, so that a slow one holds up no other."""
    for job in jobs:

        async def look(_: ContextTypes.DEFAULT_TYPE, job: Job = job) -> None:
            await runner.tick(job)

        kwargs = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        queue.run_repeating(look, job.every, first=1, name=job.name, job_kwargs=kwargs)
