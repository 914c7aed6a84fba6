"""What staff and admins are told at its time: the weekly pack, deadlines, the week in numbers.

Each is told of the issues they may see: admins of all, staff of their department's.
"""

from __future__ import annotations

import asyncio
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from bot.app import App
from bot.channels.telegram.own_accord import OwnAccord
from bot.channels.telegram.parts import MAX_FILE
from bot.dialogue.issue_wanted import IssuesWanted
from bot.dialogue.issue_words import deadline, value_word
from bot.dialogue.messages import Option, Outcome, Reply
from bot.reports import export_ledger
from bot.schedule.members import BOT, Member, members
from bot.schedule.runner import Job
from bot.schedule.texts import said
from bot.schedule.times import Weekly, When, Workdays
from flows.issue_query import IssueQuery
from flows.issue_terms import OPEN_STATES
from storage.exports.evidence import fact
from storage.records import IssueRecord

LISTED = 10
"""Issues that a reminder lists one by one."""
AHEAD = timedelta(days=3)
"""How long before its deadline an issue is reminded of."""
KEPT = timedelta(weeks=4)
"""How long the files of a pack are kept for sending."""
MORNING, MONDAY = 9, 1

Made = Callable[[App, Member, datetime], Outcome | None]


def office_jobs(app: App, own_accord: OwnAccord) -> list[Job]:
    """The jobs for the office, at the times that are set."""
    settings = app.settings
    week = Weekly(settings.pack_weekday, settings.pack_hour, settings.pack_moved)
    told: dict[str, tuple[When, timedelta, Made]] = {
        "pack": (week, timedelta(days=3), pack),
        "deadlines": (Workdays(MORNING), timedelta(hours=8), deadlines),
        "digest": (Weekly(MONDAY, MORNING, "after"), timedelta(days=2), digest),
    }
    return [
        Job(name, when, late, _Telling(app, own_accord, name, make))
        for name, (when, late, make) in told.items()
    ]


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


class _Deadlines(NamedTuple):
    overdue: list[IssueRecord]
    close: list[IssueRecord]


def pack(app: App, member: Member, due: datetime) -> Outcome | None:
    """The ledger of what a member may see, with its photos; None where there is nothing in it."""
    issues = app.reader.issues_asked(IssueQuery(within=member.within))
    if not issues:
        return None
    week = issues_since(issues, due - timedelta(weeks=1))
    files = _pack_files(app, member, due, issues)
    text = said("pack", member.locale, day=f"{due:%Y-%m-%d}", total=len(issues), new=len(week))
    large = [path.name for path in files if path.stat().st_size > MAX_FILE]
    if large:
        text += "\n" + said("too_large", member.locale, names="、".join(large))
    sent = tuple(str(path) for path in files if path.name not in large)
    return Outcome((Reply(text, files=sent),))


def _pack_files(app: App, member: Member, due: datetime, issues: list[IssueRecord]) -> list[Path]:
    """The workbook, and a zip of its photos where there are any; made again, they are the same."""
    packs = app.settings.home / "outgoing" / "packs"
    _clear(packs, due - KEPT)
    folder = packs / f"{due:%Y%m%dT%H%M}-{member.chat}"
    folder.mkdir(parents=True, exist_ok=True)
    book = folder / f"整改台账-{due:%Y%m%d}.xlsx"
    filters = {} if member.within is None else {"责任部门": member.department}
    export_ledger(app, book, issues, filters)
    files = [book]
    media = sorted(path for path in folder.glob(f"{book.stem}_影像/*") if path.is_file())
    if media:
        files.append(folder / f"影像资料-{due:%Y%m%d}.zip")
        with zipfile.ZipFile(files[1], "w", zipfile.ZIP_STORED) as archive:
            for path in media:
                archive.write(path, path.name)
    return files


def _clear(packs: Path, before: datetime) -> None:
    for path in sorted(packs.glob("*/**/*"), reverse=True):
        if path.is_file() and path.stat().st_mtime < before.timestamp():
            path.unlink(missing_ok=True)
    for folder in sorted((p for p in packs.glob("**/*") if p.is_dir()), reverse=True):
        if not any(folder.iterdir()):
            folder.rmdir()


def deadlines(app: App, member: Member, due: datetime) -> Outcome | None:
    """What is past its deadline, and what soon will be; None where there is no such thing."""
    found = _deadlines(app, member, due)
    listed = [*found.overdue, *found.close]
    if not listed:
        return None
    counts = {"overdue": len(found.overdue), "close": len(found.close), "days": AHEAD.days}
    lines = [said("deadlines", member.locale, **counts)]
    lines += [_line(member, issue) for issue in listed[:LISTED]]
    if len(listed) > LISTED:
        lines.append(said("more", member.locale, count=len(listed) - LISTED))
    query = IssueQuery(standing="overdue" if found.overdue else "due", on=due.date())
    button = Option(f"issues:{IssuesWanted(query=query).to_text()}", said("look", member.locale))
    return Outcome((Reply("\n".join(lines), (button,)),))


def _deadlines(app: App, member: Member, due: datetime) -> _Deadlines:
    today = due.date()
    ask = app.reader.issues_asked
    overdue = ask(IssueQuery(standing="overdue", on=today, within=member.within))
    close = ask(IssueQuery(standing="due", on=today, within=member.within))
    last = today + AHEAD
    soon = [issue for issue in close if (day := deadline(issue)) is not None and day <= last]
    return _Deadlines(_by_deadline(overdue), _by_deadline(soon))


def _by_deadline(issues: list[IssueRecord]) -> list[IssueRecord]:
    return sorted(issues, key=lambda issue: (fact(issue, "deadline"), issue.number))


def _line(member: Member, issue: IssueRecord) -> str:
    day = f"{deadline(issue):%Y-%m-%d}"
    what = (fact(issue, "item") or fact(issue, "description"))[:30]
    office = fact(issue, "department") if member.within is None else ""
    return said("issue", member.locale, number=issue.number, day=day, what=what, office=office)


def digest(app: App, member: Member, due: datetime) -> Outcome | None:
    """The week in numbers; None where the ledger has nothing for the member."""
    issues = app.reader.issues_asked(IssueQuery(within=member.within))
    if not issues:
        return None
    week = issues_since(issues, due - timedelta(weeks=1))
    counts: dict[str, int] = {}
    for issue in week:
        name = value_word("category", fact(issue, "category"), member.locale)
        counts[name] = counts.get(name, 0) + 1
    most = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:3]
    text = said(
        "digest",
        member.locale,
        new=len(week),
        still_open=sum(issue.state in OPEN_STATES for issue in issues),
        overdue=len(_deadlines(app, member, due).overdue),
    )
    if most:
        joined = "、".join(f"{name} {count}" for name, count in most)
        text += "\n" + said("most", member.locale, categories=joined)
    query = IssueQuery(since=due - timedelta(weeks=1), until=due)
    button = Option(f"issues:{IssuesWanted(query=query).to_text()}", said("look", member.locale))
    return Outcome((Reply(text, (button,) if week else ()),))


def issues_since(issues: list[IssueRecord], since: datetime) -> list[IssueRecord]:
    """Those that were found at a time or later."""
    return [issue for issue in issues if issue.found_at >= since]
