"""Rules of the calendar of heads at the counters: its hours, and days public in time (R42)."""

from __future__ import annotations

import re
from datetime import date, timedelta

_TIME = re.compile(r"(?:[01]?\d|2[0-3]):[0-5]\d")


def time_of(text: str) -> str | None:
    """A time of day as HH:MM; '' for none, None for what is no time."""
    said = text.strip().replace("：", ":")
    if not said:
        return ""
    return said.zfill(5) if _TIME.fullmatch(said) else None


def public_by(day: date, notice_days: int | None) -> date | None:
    """The last day on which a day can be made public in time; None where no number is set."""
    return None if notice_days is None else day - timedelta(days=notice_days)


def days_short(day: date, announced: date, notice_days: int | None) -> int:
    """How many days too late a day was made public; 0 in time, and where no number is set."""
    by = public_by(day, notice_days)
    return 0 if by is None else max((announced - by).days, 0)
