"""The publication of progress at its times (R66)."""

from __future__ import annotations

import asyncio
import sys
from asyncio.subprocess import PIPE
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.frames import framed
from bot.schedule.runner import Job
from bot.schedule.times import Monthly, Weekly, When
from bot.settings import Settings

NAME = "progress"
COMMAND = (sys.executable, "-P", "-m", "bot.progress_process")
LATE = timedelta(days=3)
OFTEN = timedelta(minutes=10)
"""How often it is tried again."""


class NotPublishedError(Exception):
    """The process of a publication failed; what it said stands above in the log."""


def progress_jobs(settings: Settings) -> list[Job]:
    """The job, where a folder and a period are set."""
    when = when_of(settings)
    if when is None or settings.progress_dir is None:
        return []
    return [Job(NAME, when, LATE, Publishing(settings), every=OFTEN)]


def when_of(settings: Settings) -> When | None:
    """Its times; None where no period is set. The public knows no working days."""
    day, hour = settings.progress_day, settings.progress_hour
    if settings.progress_period == "weekly":
        return Weekly(day, hour, "same")
    return Monthly(day, hour) if settings.progress_period == "monthly" else None


@dataclass(frozen=True, slots=True)
class Publishing:
    """Publishes; done again, it only publishes once more."""

    settings: Settings

    async def __call__(self, due: datetime) -> None:  # noqa: ARG002  # a job is told its time
        process = await asyncio.create_subprocess_exec(*COMMAND, stdin=PIPE)
        try:
            await process.communicate(framed(self.settings))
        finally:
            if process.returncode is None:
                process.kill()
        if process.returncode:
            raise NotPublishedError(f"exit code {process.returncode}")
