"""What the office owes, called to mind at its time: walks of heads, sit-ins, milestones (R14, R68).

Each word has a key of what it is about, so that it is said once, whatever ran when.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from bot.app import App
from bot.campaigns import milestones_of
from bot.channels.telegram.own_accord import OwnAccord
from bot.dialogue.messages import Outcome, Reply
from bot.duties import heads_board
from bot.schedule.members import BOT, Member, members
from bot.schedule.runner import Job
from bot.schedule.texts import said
from bot.schedule.times import Weekly, When, Workdays
from flows.duties import due_this_week, weeks_between
from flows.units import same_office
from flows.workdays import add_workdays
from storage.sit_ins import SitIn, SitIns

LATE = timedelta(hours=8)


class Word(NamedTuple):
    """What is said, and the key by which it is said once."""

    key: str
    text: str


Words = Callable[[App, Member, date], Iterator[Word]]


def duty_jobs(app: App, own_accord: OwnAccord) -> list[Job]:
    """The jobs that are set."""
    settings = app.settings
    daily = Workdays(settings.duty_hour)
    told: list[tuple[str, When, Words]] = [("campaigns", daily, milestone_words)]
    if settings.sit_in_remind:
        told.append(("sit_ins", daily, sit_in_words))
    if settings.duty_weekday:
        week = Weekly(settings.duty_weekday, settings.duty_hour, settings.pack_moved)
        told.append(("duties", week, head_words))
    return [Job(name, when, LATE, _Telling(app, own_accord, words)) for name, when, words in told]


@dataclass(frozen=True, slots=True)
class _Telling:
    """Tells each member what concerns them."""

    app: App
    own_accord: OwnAccord
    words: Words

    async def __call__(self, due: datetime) -> None:
        for member, word in await asyncio.to_thread(lambda: list(self._all(due))):
            key = f"{word.key}:{BOT}:{member.chat}"
            await self.own_accord.say(BOT, member.chat, Outcome((Reply(word.text),)), key)

    def _all(self, due: datetime) -> Iterator[tuple[Member, Word]]:
        for member in members(self.app, due):
            for word in self.words(self.app, member, due.date()):
                yield member, word


def head_words(app: App, member: Member, today: date) -> Iterator[Word]:
    """Of heads who still owe a walk this week: all to admins, their own to heads."""
    board = heads_board(app, today, today)
    late = due_this_week(board.lines, today)
    week = weeks_between(today, today)[0]
    key = f"duties:{week.name}"
    if late and member.within is None:
        yield Word(key, board.reminder(late, member.locale))
    elif member.head:
        for line in late:
            if same_office(line.unit, member.department):
                told = {"week": week.number, "first": week.first, "last": week.last}
                text = said("heads_own", member.locale, unit=line.unit, **told)
                yield Word(f"{key}:{line.unit}", text)


def sit_in_words(app: App, member: Member, today: date) -> Iterator[Word]:
    """Of sit-ins that are near: to admins, and to the unit whose head it is."""
    last = add_workdays(today, app.settings.sit_in_remind) or today
    for one in SitIns(app.engine).between(today, last):
        if member.within is None or same_office(one.unit, member.department):
            yield Word(f"sit_in:{one.number}:{one.day}", _sit_in(one, member))


def _sit_in(one: SitIn, member: Member) -> str:
    place = said("sit_in_at", member.locale, place=one.place) if one.place else ""
    hours = (
        said("sit_in_hours", member.locale, begins=one.begins, ends=one.ends) if one.begins else ""
    )
    told = {"day": one.day, "unit": one.unit, "head": one.head, "place": place, "hours": hours}
    text = said("sit_in", member.locale, **told)
    secret = said("sit_in_secret", member.locale) if one.announced is None else ""
    return "\n".join(filter(None, (text, secret)))


def milestone_words(app: App, member: Member, today: date) -> Iterator[Word]:
    """Of milestones of campaigns, and of plans that are not in, to admins: before, and on the day.

    Where nobody works on the day, it is the last working day before.
    """
    if member.within is not None:
        return
    for one in milestones_of(app, today):
        stage = "on" if one.is_last else "before"
        key = f"campaign:{one.campaign}:{one.name}:{one.by}:{stage}"
        told = {"campaign": one.campaign, "name": one.name, "by": one.by}
        if one.owed:
            yield Word(key, said("plans_owed", member.locale, actions="、".join(one.owed), **told))
        elif one.is_last:
            yield Word(key, said("milestone_on", member.locale, **told))
        else:
            days = (one.by - today).days
            yield Word(key, said("milestone", member.locale, days=days, **told))
