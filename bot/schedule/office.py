"""What staff and admins are told at its time: the weekly pack, the week in numbers.

Each is told of the issues they may see: admins of all, staff of their department's.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.ageing import ageing_of
from bot.app import App
from bot.channels.telegram.own_accord import OwnAccord
from bot.dialogue.issue_lookup import COMMAND
from bot.dialogue.issue_wanted import IssuesWanted
from bot.dialogue.issue_words import value_word
from bot.dialogue.messages import Option, Outcome, Reply
from bot.must_walk import coverage_of
from bot.schedule.duty_jobs import duty_jobs
from bot.schedule.members import BOT, Member, members
from bot.schedule.packing import Packing, PackReminding
from bot.schedule.reminding import Reminding
from bot.schedule.runner import Job
from bot.schedule.texts import said
from bot.schedule.times import Weekly, When, Workdays
from bot.weekly.packs import LATE
from flows.issue_query import IssueQuery
from flows.must_walk import share

MOST = 3
"""Categories that a digest names."""
MORNING, MONDAY = 9, 1

Made = Callable[[App, Member, datetime], Outcome | None]


def office_jobs(app: App, own_accord: OwnAccord) -> list[Job]:
    """The jobs for the office, at the times that are set."""
    settings = app.settings
    week = Weekly(settings.pack_weekday, settings.pack_hour, settings.pack_moved)
    told: dict[str, tuple[When, timedelta, Made]] = {
        "digest": (Weekly(MONDAY, MORNING, "after"), timedelta(days=2), digest),
    }
    jobs = [
        Job("pack", week, LATE, Packing(app, own_accord)),
        Job("pack_overdue", Workdays(MORNING), timedelta(hours=8), PackReminding(app, own_accord)),
    ]
    jobs += [
        Job(name, when, late, _Telling(app, own_accord, name, make))
        for name, (when, late, make) in told.items()
    ]
    hours = timedelta(hours=8)
    jobs.append(Job("deadlines", Workdays(MORNING), hours, Reminding(app, own_accord, "deadlines")))
    replies = Reminding(app, own_accord, "replies", of_replies=True)
    jobs.append(Job("replies", Workdays(MORNING), hours, replies))
    return [*jobs, *duty_jobs(app, own_accord)]


@dataclass(frozen=True, slots=True)
class _Telling:
    """Tells each member, once for what was due then."""

    app: App
    own_accord: OwnAccord
    name: str
    make: Made

    async def __call__(self, due: datetime) -> None:
        for member in await asyncio.to_thread(lambda: list(members(self.app, due))):
            outcome = await asyncio.to_thread(self.make, self.app, member, due)
            if outcome is not None:
                key = f"{self.name}:{due:%Y%m%dT%H%M}:{BOT}:{member.chat}"
                await self.own_accord.say(BOT, member.chat, outcome, key)


def _count(app: App, query: IssueQuery) -> int:
    return app.reader.issue_page(query, 0, 1).total


def _week(member: Member, due: datetime) -> IssueQuery:
    return IssueQuery(within=member.within, since=due - timedelta(weeks=1), until=due)


def _button(member: Member, query: IssueQuery) -> Option:
    """Shows these issues; which of them may be seen is decided when it is pressed."""
    wanted = IssuesWanted(query=replace(query, within=None))
    return Option(f"{COMMAND}:{wanted.to_text()}", said("look", member.locale))


def _covered(app: App, member: Member) -> str:
    """How far the services that must be walked are (R77): those of a member's departments."""
    within = member.within
    found = coverage_of(app).services
    own = [one for one in found if within is None or one.service.department in within]
    whole = share(own)
    if not own:
        return ""
    told = {"total": whole.total, "walked": whole.walked, "percent": whole.percent}
    return "\n" + said("covered", member.locale, **told)


def digest(app: App, member: Member, due: datetime) -> Outcome | None:
    """The week in numbers, without a sound; None where the ledger has nothing for the member."""
    if not _count(app, IssueQuery(within=member.within)):
        return None
    week, within = _week(member, due), member.within
    text = said(
        "digest",
        member.locale,
        new=_count(app, week),
        still_open=_count(app, IssueQuery(standing="open", within=within)),
        overdue=_count(app, IssueQuery(standing="overdue", on=due.date(), within=within)),
    )
    old = ageing_of(app, IssueQuery(within=within))
    if old.beyond:
        oldest = old.oldest[0]
        told = {"count": old.beyond, "bound": old.bounds[-1], "number": oldest.number}
        text += "\n" + said("old", member.locale, **told, days=oldest.days)
    text += _covered(app, member)
    most = app.reader.issue_tally(week, "category")[:MOST]
    if not most:
        return Outcome((Reply(text),), quiet=True)
    words = [f"{value_word('category', name, member.locale)} {count}" for name, count in most]
    text += "\n" + said("most", member.locale, categories="、".join(words))
    return Outcome((Reply(text, (_button(member, week),)),), quiet=True)
