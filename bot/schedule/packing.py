"""The weekly packs at their time: made, brought to who hands them in, and who did not is told of.

Units' staff get their unit's pack, admins the lead office's, which has all issues. What is too
large for Telegram is named, to be had by the command line.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.app import App
from bot.channels.telegram.own_accord import OwnAccord
from bot.channels.telegram.parts import MAX_FILE
from bot.dialogue.messages import Outcome, Reply
from bot.schedule.members import BOT, Member, members
from bot.schedule.texts import said
from bot.weekly.board import Line, board
from bot.weekly.units import unit_called
from bot.weekly.words import button, overdue_words, pack_buttons, pack_words
from flows.weekly import LEAD
from flows.workdays import workdays_after
from storage.weekly import PackRecord


@dataclass(frozen=True, slots=True)
class Packing:
    """Makes the packs that are due, and brings them to those who are signed in."""

    app: App
    own_accord: OwnAccord

    async def __call__(self, due: datetime) -> None:
        told = await asyncio.to_thread(self._told, due)
        for member, outcome in told:
            key = f"pack:{due:%Y%m%dT%H%M}:{BOT}:{member.chat}"
            await self.own_accord.say(BOT, member.chat, outcome, key)

    def _told(self, due: datetime) -> Sequence[tuple[Member, Outcome]]:
        weekly = self.app.weekly
        week = weekly.current()
        weekly.see_to(week)
        packs = weekly.latest(week)
        found = [(member, pack_of(member, packs)) for member in members(self.app, due)]
        return [
            (member, self._bring(member, pack)) for member, pack in found if pack and pack.version
        ]

    def _bring(self, member: Member, pack: PackRecord) -> Outcome:
        files = self.app.weekly.files(pack)
        large = [path.name for path in files if path.stat().st_size > MAX_FILE]
        text = pack_words(self.app.weekly, pack, member.locale)
        if large:
            text += "\n" + said("too_large", member.locale, names="、".join(large))
        sent = tuple(str(path) for path in files if path.name not in large)
        is_lead = pack.unit == LEAD
        status = (button("status", pack.week, member.locale),)
        buttons = status if is_lead else pack_buttons(pack, member.locale)
        return Outcome((Reply(text, buttons, files=sent),), locale=member.locale)


@dataclass(frozen=True, slots=True)
class PackReminding:
    """Tells heads and admins once, so many working days after its day, who has not handed in."""

    app: App
    own_accord: OwnAccord

    async def __call__(self, due: datetime) -> None:
        told = await asyncio.to_thread(self._told, due)
        for member, week, outcome in told:
            await self.own_accord.say(
                BOT, member.chat, outcome, f"pack_overdue:{week}:{BOT}:{member.chat}"
            )

    def _told(self, due: datetime) -> list[tuple[Member, str, Outcome]]:
        weekly, after = self.app.weekly, self.app.settings.pack_overdue_days
        packs = weekly.store.packs()
        if not packs or not after:
            return []
        week = packs[0].week
        late = [one for one in board(weekly, week, due.date()) if one.is_missing]
        late = [one for one in late if workdays_after(one.pack.due.date(), due.date()) >= after]
        if not late:
            return []
        return [
            (member, week, self._say(week, own, member))
            for member in members(self.app, due)
            if (own := _concerns(member, late))
        ]

    def _say(self, week: str, own: Sequence[Line], member: Member) -> Outcome:
        is_head = member.within is not None
        text = overdue_words(week, own, member.locale, is_head=is_head)
        shown = button("pack" if is_head else "status", week, member.locale)
        return Outcome((Reply(text, (shown,)),), locale=member.locale)


def pack_of(member: Member, packs: Mapping[str, PackRecord]) -> PackRecord | None:
    """The pack that concerns a member: their unit's, of admins the lead office's."""
    if member.within is None:
        return packs.get(LEAD)
    unit = unit_called(member.department, [name for name in packs if name != LEAD])
    return packs[unit] if unit is not None and unit != LEAD else None


def _concerns(member: Member, late: Sequence[Line]) -> Sequence[Line]:
    """Of what is late: all of it for an admin, their own unit's for a head."""
    if member.within is None:
        return late
    unit = unit_called(member.department, [one.pack.unit for one in late])
    return [one for one in late if member.head and one.pack.unit == unit]
