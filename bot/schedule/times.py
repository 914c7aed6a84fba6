"""When something is due: times of the office's week, moved off days on which nobody works."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Literal, Protocol

from flows.workdays import is_workday

Moved = Literal["before", "after", "same"]
"""To the working day before or after; or on the day itself, whether offices work or not."""
WEEKS = 4
"""How many weeks around a day a moved one is looked for: no holiday is longer."""


class When(Protocol):
    """Times that come again and again."""

    def latest(self, now: datetime) -> datetime | None:
        """The newest one that is not after `now`; None where none was lately."""


@dataclass(frozen=True, slots=True)
class Weekly:
    """Once a week, on a day (1 is Monday) and at an hour."""

    weekday: int
    hour: int
    moved: Moved = "before"

    def latest(self, now: datetime) -> datetime | None:
        monday = self.week(now)
        return None if monday is None else self.of(monday, now.tzinfo)

    def week(self, now: datetime) -> date | None:
        """The Monday of the week whose time is the newest that is not after `now`."""
        past = (each for each in self._around(now) if self.of(each, now.tzinfo) <= now)
        return max(past, key=lambda each: (self.of(each, now.tzinfo), each), default=None)

    def nominal(self, monday: date) -> date:
        """The day of a week on which it would be due, whether offices work or not."""
        return monday + timedelta(days=self.weekday - 1)

    def of(self, monday: date, zone: tzinfo | None) -> datetime:
        """When it is due in a week."""
        return datetime.combine(self._working(self.nominal(monday)), time(self.hour), zone)

    def _around(self, now: datetime) -> list[date]:
        monday = now.date() - timedelta(days=now.weekday())
        return [monday + timedelta(weeks=week) for week in range(-WEEKS, WEEKS + 1)]

    def _working(self, day: date) -> date:
        if self.moved == "same":
            return day
        step = timedelta(days=-1 if self.moved == "before" else 1)
        near = (day + count * step for count in range(7 * WEEKS))
        return next((each for each in near if is_workday(each)), day)


@dataclass(frozen=True, slots=True)
class Workdays:
    """On every working day at an hour."""

    hour: int

    def latest(self, now: datetime) -> datetime | None:
        days = (now.date() - timedelta(days=back) for back in range(7 * WEEKS))
        times = (_at(day, self.hour, now) for day in days if is_workday(day))
        return next((each for each in times if each <= now), None)


@dataclass(frozen=True, slots=True)
class Monthly:
    """Once a month, on a day (at the latest its last) and at an hour."""

    day: int
    hour: int

    def latest(self, now: datetime) -> datetime | None:
        this = now.date().replace(day=1)
        months = (this, (this - timedelta(days=1)).replace(day=1))
        last = (monthrange(month.year, month.month)[1] for month in months)
        days = (
            month.replace(day=min(self.day, most)) for month, most in zip(months, last, strict=True)
        )
        times = (_at(day, self.hour, now) for day in days)
        return next((each for each in times if each <= now), None)


def _at(day: date, hour: int, now: datetime) -> datetime:
    return datetime.combine(day, time(hour), now.tzinfo)
