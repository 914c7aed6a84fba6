"""Volunteers who might be written to: a walk that has been idle, and news that nobody heard yet.

A walk is nudged at most twice, and nobody is written to at night.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.app import App
from bot.channels.telegram.own_accord import OwnAccord
from bot.dialogue.messages import Inbound, Option, Outcome, Reply
from bot.schedule.runner import Job
from bot.schedule.texts import said
from flows.model import Locale
from storage.job_runs import JobRuns
from storage.standing_by import IdleWalk, StandingBy

BOT = "volunteer_bot"
NUDGES = 2
"""How often a walk is nudged."""
GROWS = 3
"""The pause before the second nudge, in pauses before the first."""
DAY_BEGINS, DAY_ENDS = 8, 21
"""Hours between which people are written to."""
OFTEN = timedelta(minutes=10)
Think = Callable[[Inbound], Awaitable[object]]
"""Has the dialogue handle a message."""


@dataclass(frozen=True, slots=True)
class ByDay:
    """At any time of the day, and never at night."""

    def latest(self, now: datetime) -> datetime | None:
        return now if DAY_BEGINS <= now.hour < DAY_ENDS else None


def volunteer_jobs(app: App, own_accord: OwnAccord, think: Think) -> list[Job]:
    """The jobs for volunteers; nudges only where they are set."""
    news = News(app, own_accord, think)
    jobs = [Job("news", ByDay(), OFTEN, news, kept=False)]
    if app.settings.nudge_hours:
        pause = timedelta(hours=app.settings.nudge_hours)
        nudges = Nudges(app, own_accord, pause)
        jobs.append(Job("nudges", ByDay(), OFTEN, nudges, kept=False, every=OFTEN))
    return jobs


@dataclass(frozen=True, slots=True)
class Nudges:
    """Reminds people of walks that they did not finish."""

    app: App
    own_accord: OwnAccord
    pause: timedelta

    async def __call__(self, due: datetime) -> None:
        idle = await asyncio.to_thread(StandingBy(self.app.engine).idle, BOT, due - self.pause)
        for walk in idle:
            await self._nudge(walk, due)

    async def _nudge(self, walk: IdleWalk, due: datetime) -> None:
        runs, name = JobRuns(self.app.engine), f"nudge:{walk.walk}"
        before = await asyncio.to_thread(runs.all_done, name)
        pause = self.pause * (GROWS if before else 1)
        if len(before) >= NUDGES or max([walk.last, *before]) + pause > due:
            return
        locale: Locale = "en" if walk.locale == "en" else "zh"
        item = f"「{walk.item}」" if locale == "zh" else f" “{walk.item}”"
        text = said("nudge", locale, item=item if walk.item else "")
        options = (
            Option("cmd:resume", said("go_on", locale)),
            Option("cmd:pause", said("pause", locale)),
        )
        key = f"{name}:{len(before) + 1}"
        await self.own_accord.say(BOT, walk.chat, Outcome((Reply(text, options),), quiet=True), key)
        await asyncio.to_thread(runs.begin, name, due)
        await asyncio.to_thread(runs.done, name, due, due)


@dataclass(frozen=True, slots=True)
class News:
    """Has people hear what was decided about them, as the reply to a message that nobody wrote.

    So it is told once, here or with the reply to their next message, whichever comes first.
    """

    app: App
    own_accord: OwnAccord
    think: Think

    async def __call__(self, due: datetime) -> None:
        for one in await asyncio.to_thread(StandingBy(self.app.engine).unheard, BOT):
            external = f"news-{one.notice}"
            message = Inbound(BOT, one.chat, external, due, choose="cmd:news")
            await self.think(message)
            self.own_accord.wake(BOT, one.chat)
