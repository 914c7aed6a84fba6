"""What staff and admins are told at its time: the weekly pack, the week in numbers.

Each is told of the issues they may see: admins of all, staff of their department's.
"""

from __future__ import annotations

import asyncio
import hashlib
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from bot.ageing import ageing_of
from bot.app import App
from bot.channels.telegram.own_accord import OwnAccord
from bot.channels.telegram.parts import MAX_FILE
from bot.dialogue.issue_lookup import COMMAND
from bot.dialogue.issue_wanted import IssuesWanted
from bot.dialogue.issue_words import value_word
from bot.dialogue.messages import Option, Outcome, Reply
from bot.ledger_file import export_ledger
from bot.must_walk import coverage_of
from bot.schedule.duty_jobs import duty_jobs
from bot.schedule.members import BOT, Member, members
from bot.schedule.reminding import Reminding
from bot.schedule.runner import Job
from bot.schedule.texts import said
from bot.schedule.times import Weekly, When, Workdays
from bot.tidying import PACKS
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
        "pack": (week, timedelta(days=3), pack),
        "digest": (Weekly(MONDAY, MORNING, "after"), timedelta(days=2), digest),
    }
    jobs = [
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


def pack(app: App, member: Member, due: datetime) -> Outcome | None:
    """The ledger of what a member may see, with its photos; None where there is nothing in it."""
    total = _count(app, IssueQuery(within=member.within))
    if not total:
        return None
    files = _pack_files(app, member, due)
    new = _count(app, _week(member, due))
    text = said("pack", member.locale, day=f"{due:%Y-%m-%d}", total=total, new=new)
    large = [path.name for path in files if path.stat().st_size > MAX_FILE]
    if large:
        text += "\n" + said("too_large", member.locale, names="、".join(large))
    sent = tuple(str(path) for path in files if path.name not in large)
    return Outcome((Reply(text, files=sent),))


def _count(app: App, query: IssueQuery) -> int:
    return app.reader.issue_page(query, 0, 1).total


def _week(member: Member, due: datetime) -> IssueQuery:
    return IssueQuery(within=member.within, since=due - timedelta(weeks=1), until=due)


def _pack_files(app: App, member: Member, due: datetime) -> list[Path]:
    """The workbook, and a zip of its photos where there are any.

    They are made once for all who may see the same, and not anew after a restart.
    """
    packs = app.house.outgoing / PACKS
    scope = hashlib.sha256(repr(member.within).encode()).hexdigest()[:12]
    folder = packs / f"{due:%Y%m%dT%H%M}-{scope}"
    folder.mkdir(parents=True, exist_ok=True)
    book = folder / f"整改台账-{due:%Y%m%d}.xlsx"
    archive = folder / f"影像资料-{due:%Y%m%d}.zip"
    if not book.exists():
        filters = {} if member.within is None else {"责任部门": member.department}
        issues = app.reader.issues_asked(IssueQuery(within=member.within))
        export_ledger(app.house, book, issues, filters, app.clock(), within=member.within)
    media = sorted(path for path in folder.glob(f"{book.stem}_影像/*") if path.is_file())
    if media and not archive.exists():
        part = archive.with_suffix(".part")
        with zipfile.ZipFile(part, "w", zipfile.ZIP_STORED) as packed:
            for path in media:
                packed.write(path, path.name)
        part.replace(archive)
    return [path for path in (book, archive) if path.exists()]


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
