"""Working days in China: the State Council's calendar with its make-up days (调休).

The table comes with a library and ends with the last year that was announced. For
other years the rule of the week alone decides, and `is_known` lets a flow say so.
"""

from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar

MAX_WORKDAYS = 1_000
"""Working days that are counted ahead at the most; it bounds the walk from day to day."""
_YEARS = range(
    min(chinese_calendar.constants.holidays).year,
    max(chinese_calendar.constants.holidays).year + 1,
)
_SATURDAY = 5


def is_known(day: date) -> bool:
    """Whether the calendar of that year has been announced and is in the table."""
    return day.year in _YEARS


def is_workday(day: date) -> bool:
    """Whether offices work on that day; by the rule of the week where the year is not known."""
    if is_known(day):
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
