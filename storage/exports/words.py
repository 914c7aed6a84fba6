"""Days and times as an official document writes them."""

from __future__ import annotations

from datetime import date, datetime


def day_of(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def moment(at: datetime | None) -> str:
    """Day and time without the year; empty for none."""
    return f"{at.month}月{at.day}日 {at:%H:%M}" if at else ""


def clock(at: datetime | None, start: datetime) -> str:
    """A moment of what began at `start`; on its first day the time alone."""
    return f"{at:%H:%M}" if at and at.date() == start.date() else moment(at)
