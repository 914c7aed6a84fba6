"""Deadlines called to mind: each word of `flows.reminding` to whom it concerns, once (R80).

The owner is the member of staff whom the issue names; where nobody of that name is signed in, all
of the department are told, and where nobody of it is, the admins, so that no word is lost. A
department without a head that is signed in is escalated to the admins at once.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.app import App
from bot.calendar_words import unknown_calendar
from bot.channels.telegram.own_accord import OwnAccord
from bot.dialogue.issue_lookup import COMMAND
from bot.dialogue.issue_wanted import IssuesWanted
from bot.dialogue.messages import Option, Outcome, Reply
from bot.dialogue.prompts import short
from bot.replies import measured
from bot.schedule.members import BOT, Member, members
from bot.schedule.texts import said
from flows.issue_query import IssueQuery
from flows.reminding import Ladder, Level, Reminder, horizon, reached
from flows.replying import due_of
from flows.workdays import unknown_years, workdays_after
from storage.open_issues import OpenIssue, OpenIssues
from storage.reminders import Reminders, Said

LISTED = 10
"""Issues that a message lists one by one."""
GROUPS = {
    "lead": "lead",
    "head": "head",
    "again": "late",
    "after": "late",
    "on": "on",
    "before": "before",
}
"""Under which head the words of a stage stand, the most urgent first."""


@dataclass(frozen=True, slots=True)
class Word:
    """What a member is to be told of an issue: the most urgent of the `reminders` is shown."""

    issue: OpenIssue
    deadline: date
    reminders: tuple[Reminder, ...]
    for_others: bool
    """It is told in place of somebody who is not signed in."""

    @property
    def group(self) -> str:
        """The head that it stands under."""
        stages = [one.stage for one in self.reminders]
        return next(group for stage, group in GROUPS.items() if stage in stages)


@dataclass(frozen=True, slots=True)
class Reminding:
    """The job: tells each member what is new to them, and keeps that it was told.

    Of deadlines of the mending, or of replies to who reported it (R61).
    """

    app: App
    own_accord: OwnAccord
    name: str
    of_replies: bool = False

    async def __call__(self, due: datetime) -> None:
        """Tell what there is to tell on the day of `due`; nothing that was told before."""
        for member, words in await asyncio.to_thread(lambda: list(self._words(due))):
            key = f"{self.name}:{due:%Y%m%dT%H%M}:{BOT}:{member.chat}"
            said_now = message(member, words, due.date(), of_replies=self.of_replies)
            await self.own_accord.say(BOT, member.chat, said_now, key)
            told = [
                Said(w.issue.id, w.deadline, self._mark + one.name)
                for w in words
                for one in w.reminders
            ]
            await asyncio.to_thread(Reminders(self.app.engine).keep, member.chat, told, due)

    def _words(self, due: datetime) -> Iterable[tuple[Member, Sequence[Word]]]:
        today, ladder = due.date(), ladder_of(self.app)
        people = list(members(self.app, due))
        issues = self._due_by(horizon(ladder, today))
        days = {one.deadline for one in issues if one.deadline is not None}
        reminders = {day: reached(day, ladder, today) for day in days}
        concerned: dict[str, list[Word]] = {member.chat: [] for member in people}
        for issue in issues:
            if (day := issue.deadline) is not None:
                for chat, word in concerning(issue, day, reminders[day], people).items():
                    concerned[chat].append(word)
        for member in people:
            told = Reminders(self.app.engine).said(member.chat)
            fresh = (_new(word, told, self._mark) for word in concerned[member.chat])
            if words := [word for word in fresh if word is not None]:
                yield member, words

    @property
    def _mark(self) -> str:
        """What the names of its words begin with: an issue may have both deadlines on a day."""
        return "reply-" if self.of_replies else ""

    def _due_by(self, last: date) -> list[OpenIssue]:
        issues, rules = OpenIssues(self.app.engine), self.app.tables.rules
        if not self.of_replies:
            return issues.due_by(last)
        query = measured(IssueQuery(reply="overdue"), rules, last + timedelta(days=1))

        def due(group: str, asked: date) -> date | None:
            found = due_of(group, asked, rules)
            return None if found is None else found.day

        return issues.owed(query, due)


def ladder_of(app: App) -> Ladder:
    """The steps as they are set."""
    settings = app.settings
    return Ladder(
        before=settings.remind_before,
        again=settings.remind_again,
        head=settings.escalate_head,
        lead=settings.escalate_lead,
    )


def concerning(
    issue: OpenIssue, deadline: date, reminders: Iterable[Reminder], people: Sequence[Member]
) -> dict[str, Word]:
    """What there is to say of an issue, by the chat of whom it concerns."""
    words: dict[str, Word] = {}
    for reminder in reminders:
        receivers, for_others = _receivers(reminder.level, issue, people)
        for member in receivers:
            before = words.get(member.chat) or Word(issue, deadline, (), for_others=False)
            words[member.chat] = replace(
                before,
                reminders=(*before.reminders, reminder),
                for_others=before.for_others or for_others,
            )
    return words


def _receivers(
    level: Level, issue: OpenIssue, people: Sequence[Member]
) -> tuple[list[Member], bool]:
    """Who is told, and whether in place of somebody else."""
    admins = [one for one in people if one.within is None]
    if level == "lead":
        return admins, False
    own = [one for one in people if one.within is not None and issue.department in one.within]
    if level == "head":
        heads = [one for one in own if one.head]
        return (heads, False) if heads else (admins, True)
    owners = [one for one in own if issue.owner and one.name == issue.owner]
    return (owners or own or admins), not owners


def _new(word: Word, told: Mapping[tuple[int, date], Iterable[str]], mark: str) -> Word | None:
    """The word without what was said before; None where nothing is left of it."""
    before = set(told.get((word.issue.id, word.deadline), ()))
    left = tuple(one for one in word.reminders if mark + one.name not in before)
    return replace(word, reminders=left) if left else None


def message(
    member: Member, words: Sequence[Word], today: date, *, of_replies: bool = False
) -> Outcome:
    """What a member is told, the most urgent first."""
    groups = list(dict.fromkeys(GROUPS.values()))
    ordered = sorted(words, key=lambda word: (groups.index(word.group), word.deadline))
    head = "reply_reminders" if of_replies else "reminders"
    lines = [said(head, member.locale, day=today)]
    for group in groups:
        of_group = [word for word in ordered if word.group == group]
        shown = [word for word in ordered[:LISTED] if word.group == group]
        if of_group:
            lines.append(said(f"remind_{group}", member.locale, count=len(of_group)))
            lines += [_line(member, word, today) for word in shown]
    if len(ordered) > LISTED:
        lines.append(said("more", member.locale, count=len(ordered) - LISTED))
    if others := sum(word.for_others for word in ordered):
        lines.append(said("for_others", member.locale, count=others))
    years = {y for word in ordered for y in _doubted(word.deadline, today)}
    lines += filter(None, [unknown_calendar(years, member.locale)])
    button = _reply_button(member) if of_replies else _button(member, ordered, today)
    return Outcome((Reply("\n".join(lines), (button,)),))


def _doubted(deadline: date, today: date) -> tuple[int, ...]:
    return unknown_years(min(deadline, today), max(deadline, today))


def _line(member: Member, word: Word, today: date) -> str:
    issue, late = word.issue, workdays_after(word.deadline, today)
    told = {
        "what": short(issue.item or issue.category, 30),
        "office": issue.department if member.within is None else "",
        "owner": issue.owner if word.group in ("head", "lead") else "",
    }
    parts = [issue.number, f"{word.deadline:%Y-%m-%d}", *filter(None, told.values())]
    if late:
        parts.append(said("late_by", member.locale, days=late))
    return f"· {'  '.join(parts)}"


def _button(member: Member, words: Sequence[Word], today: date) -> Option:
    """Shows them in the list; which of them may be seen is decided when it is pressed."""
    late = any(word.deadline < today for word in words)
    wanted = IssuesWanted(query=IssueQuery(standing="overdue" if late else "due", on=today))
    return Option(f"{COMMAND}:{wanted.to_text()}", said("look", member.locale))


def _reply_button(member: Member) -> Option:
    wanted = IssuesWanted(query=IssueQuery(reply="due"))
    return Option(f"{COMMAND}:{wanted.to_text()}", said("look", member.locale))
