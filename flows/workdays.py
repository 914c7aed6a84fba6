"""Working days in China: the State Council's calendar with its make-up days (调休).

The table comes with a library and ends with the last year that was announced. Later years, and
days off of a place alone, an office can bring itself (`flows.calendar_table`); whoever puts the
program together announces them here, once for the whole process, as it is with the library's: they
are facts about the world, and no walk has others than its neighbour. For years in neither the rule
of the week alone decides, and `is_known` lets everybody say so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import chinese_calendar

MAX_WORKDAYS = 1_000
"""Working days that are counted ahead at the most; it bounds the walk from day to day."""
KNOWN_YEARS = range(
    min(chinese_calendar.constants.holidays).year,
    max(chinese_calendar.constants.holidays).year + 1,
)
"""The years of the library."""
_SATURDAY = 5
_NAMES = {each.value: each.chinese for each in chinese_calendar.Holiday}


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day that is off, or worked on a weekend, by announcement."""

    day: date
    works: bool
    name: str = ""
    """The feast it is about, in Chinese; empty where that was not told."""
    own: bool = False
    """The office brought it; otherwise it is the library's."""


@dataclass(frozen=True, slots=True)
class _Announced:
    """What an office brought; put in place whole, so that nobody meets a half of it."""

    days: Mapping[date, SpecialDay]
    years: frozenset[int]


_announced = _Announced({}, frozenset())


def announce(days: Iterable[SpecialDay]) -> None:
    """From now on these days hold, above the library's, and those of the last call no more."""
    global _announced  # noqa: PLW0603  # as the module says: one table for the process
    own = {each.day: each for each in days}
    _announced = _Announced(own, frozenset(day.year for day in own))


def is_known(day: date) -> bool:
    """Whether the calendar of that year has been announced and is in the table."""
    return day.year in KNOWN_YEARS or day.year in _announced.years


def is_workday(day: date) -> bool:
    """Whether offices work on that day; by the rule of the week where the year is not known."""
    own = _announced.days.get(day)
    return works_by_library(day) if own is None else own.works


def works_by_library(day: date) -> bool:
    """The same without what the office brought."""
    if day.year in KNOWN_YEARS:
        return bool(chinese_calendar.is_workday(day))
    return day.weekday() < _SATURDAY


def add_workdays(day: date, count: int) -> date | None:
    """The `count`-th working day after `day`; None past the end of time and for a negative count.

    Not the first day itself, as periods are counted from the day after the event; 0 gives `day`.
    """
    if not 0 <= count <= MAX_WORKDAYS:
        return None
    try:
        while count:
            day += timedelta(days=1)
            count -= is_workday(day)
    except OverflowError:
        return None
    return day


def workday_before(day: date, count: int) -> date:
    """The `count`-th working day before `day`; 0 gives the day itself, or the last one that works.

    It never goes further back than the calendar of the world does.
    """
    while count or not is_workday(day):
        if day == date.min:
            return day
        day -= timedelta(days=1)
        count -= count > 0 and is_workday(day)
    return day


def workdays_after(day: date, until: date) -> int:
    """How many working days there are after `day`, up to `until` and with it; 0 for an earlier one.

    Counted day by day up to `MAX_WORKDAYS`.
    """
    count = 0
    while day < until and count < MAX_WORKDAYS:
        day += timedelta(days=1)
        count += is_workday(day)
    return count


def unknown_years(first: date, last: date) -> tuple[int, ...]:
    """The years from one day to another whose calendar is not known, in order."""
    years = range(first.year, last.year + 1)
    return tuple(year for year in years if not is_known(date(year, 1, 1)))


def special_days(year: int) -> Iterator[SpecialDay]:
    """The days of a year that are not as the week says, or have a name, in order."""
    own = _announced.days
    tables = chinese_calendar.constants
    for day in sorted({*own, *tables.holidays, *tables.workdays}):
        if day.year != year:
            continue
        name = tables.holidays.get(day) or tables.workdays.get(day) or ""
        yield own.get(day) or SpecialDay(day, day in tables.workdays, _NAMES.get(name, name))
