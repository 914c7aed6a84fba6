"""Jobs run on the framework's queue as long as the bot does; one that fails hinders no other."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.channels.staff_bot.jobs import put_on
from bot.schedule.runner import Job, Runner
from bot.schedule.times import Weekly
from storage.job_runs import JobRuns
from tests.bot.channels.staff_bot.conftest import Office
from tests.telegram_sim.people import eventually

WEEK = timedelta(weeks=1)


def test_what_is_due_is_done_once_while_the_bot_runs(office: Office) -> None:
    done: list[datetime] = []
    tried: list[datetime] = []

    async def works(due: datetime) -> None:
        done.append(due)

    async def fails(due: datetime) -> None:
        tried.append(due)
        raise OSError("no space left")

    soon = timedelta(seconds=0.05)
    jobs = [
        Job(name, Weekly(1, 9), WEEK, work, every=soon)
        for name, work in {"fails": fails, "works": works}.items()
    ]
    put_on(office.bot.schedule, Runner(JobRuns(office.app.engine), office.app.clock), jobs)
    eventually(lambda: len(tried) > 2)
    assert done == [office.now.fromisoformat("2026-11-23T09:00:00+08:00")]
