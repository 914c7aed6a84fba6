"""The life of a volunteer (政务服务体验员, R09-R12): its states, who moves them, and its terms.

An application waits, is declined or approved; who is approved serves for a term, which can be
renewed, and ends by itself, by the office (解聘) or by the volunteer (退出). Storage and bot
only follow this table.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import Literal

APPLICATION, PRACTICE = "application", "practice"
"""Flows that are no walk of a service: an application, and the walk one learns by."""
ASIDE = frozenset({APPLICATION, PRACTICE})
"""Neither is counted, listed, reported on or offered among the actions."""

Standing = Literal["waiting", "declined", "serving", "expired", "released", "left"]
STANDINGS: dict[Standing, tuple[str, str]] = {
    "waiting": ("待审", "waiting"),
    "declined": ("未通过", "declined"),
    "serving": ("在任", "serving"),
    "expired": ("任期已满", "term over"),
    "released": ("已解聘", "released"),
    "left": ("已退出", "left"),
}
"""What an application has come to, in Chinese and English."""

Move = Literal["approve", "decline", "renew", "release", "leave"]
FROM: dict[Move, frozenset[Standing]] = {
    "approve": frozenset({"waiting"}),
    "decline": frozenset({"waiting"}),
    "renew": frozenset({"serving", "expired"}),
    "release": frozenset({"serving", "expired"}),
    "leave": frozenset({"waiting", "serving", "expired"}),
}
"""From where each move may go; `leave` is the volunteer's own, all others an admin's."""
TO: dict[Move, str] = {
    "approve": "appointed",
    "decline": "declined",
    "renew": "appointed",
    "release": "released",
    "leave": "left",
}
"""The state that each move leads to; who is `appointed` serves while the term lasts."""

Decision = Literal["approve", "decline", "renew", "release"]
APPOINTING: frozenset[Decision] = frozenset({"approve", "renew"})
"""Decisions that give a term; the others say no, with a reason."""
NEWS: dict[Decision, str] = {
    "approve": "approved",
    "decline": "declined",
    "renew": "renewed",
    "release": "released",
}
"""What the person hears of each decision, by name."""


def standing_of(state: str, last_day: date | None, today: date) -> Standing:
    """What an application is today; `last_day` is that of its last term, None: no end is set."""
    if state != "appointed":
        return next(name for name in STANDINGS if name == state)
    return "expired" if last_day is not None and last_day < today else "serving"


def end_of_term(begins: date, months: int | None) -> date | None:
    """The last day of a term of so many months; None where no length is set."""
    if months is None:
        return None
    year, month = divmod(begins.month - 1 + months, 12)
    year, month = begins.year + year, month + 1
    day = min(begins.day, calendar.monthrange(year, month)[1])
    return date(year, month, day) - timedelta(days=1)
