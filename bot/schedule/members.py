"""Who of the office is signed in, and which issues each of them may be told of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.app import App
from bot.dialogue.issue_offices import scope
from flows.model import Locale
from storage.records import Role
from storage.staff_invites import StaffInvites
from storage.standing_by import StandingBy

BOT = "staff_bot"


@dataclass(frozen=True, slots=True)
class Member:
    """One who is signed in; `within` are the departments whose issues they may see, None: all."""

    chat: str
    locale: Locale
    department: str
    within: tuple[str, ...] | None
    name: str
    head: bool
    """Heads the department."""


def members(app: App, since: datetime) -> Iterator[Member]:
    """Those who were signed in at a time and still are: nobody is told what was due before."""
    standing = StandingBy(app.engine)
    scopes: dict[tuple[Role, str], tuple[str, ...] | None] = {}
    for one in StaffInvites(app.engine).list():
        if one.channel != BOT or one.revoked is not None or not one.used or one.used > since:
            continue
        of = (one.role, one.department)
        if of not in scopes:  # it reads the whole ledger's departments, once for all of one
            scopes[of] = scope(app.house, *of)
        locale = standing.locale(BOT, one.chat) or app.settings.locale
        yield Member(
            one.chat,
            "en" if locale == "en" else "zh",
            one.department,
            scopes[of],
            one.name,
            one.head,
        )
