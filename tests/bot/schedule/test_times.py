"""When something is due: the calendar of 2026, with its holidays and make-up days."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from bot.schedule.times import Moved, Weekly, Workdays
from storage.packing import CHINA


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CHINA)


@pytest.mark.parametrize(
    ("now", "moved", "due"),
    [
        ("2026-11-26T08:59", "before", "2026-11-19T09:00"),
        ("2026-11-26T09:00", "before", "2026-11-26T09:00"),
        ("2026-11-29T23:00", "before", "2026-11-26T09:00"),
        # Thursday 1 October 2026 is a holiday, and so are the days until the 7th.
        ("2026-09-30T09:00", "before", "2026-09-30T09:00"),
        ("2026-10-01T12:00", "before", "2026-09-30T09:00"),
        ("2026-10-01T12:00", "after", "2026-09-24T09:00"),
        ("2026-10-08T12:00", "after", "2026-10-08T09:00"),
        ("2026-10-01T12:00", "same", "2026-10-01T09:00"),
        # A year whose calendar nobody knows yet: the rule of the week.
        ("2039-06-16T10:00", "before", "2039-06-16T09:00"),
    ],
)
def test_the_week_has_its_day(now: str, moved: Moved, due: str) -> None:
    assert Weekly(4, 9, moved).latest(at(now)) == at(due)


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2026-11-24T08:00", "2026-11-23T09:00"),
        ("2026-11-29T08:00", "2026-11-27T09:00"),
        ("2026-10-07T12:00", "2026-09-30T09:00"),
    ],
)
def test_working_days_are_those_of_the_calendar(now: str, due: str) -> None:
    assert Workdays(9).latest(at(now)) == at(due)


@pytest.mark.parametrize("moved", ["before", "after", "same"])
def test_hour_by_hour_through_a_year_no_week_is_skipped(moved: Moved) -> None:
    when, now = Weekly(4, 9, moved), at("2026-01-05T00:00")
    due = set()
    while now < at("2027-01-04T00:00"):
        latest = when.latest(now)
        assert latest is not None and latest <= now
        due.add(latest)
        now += timedelta(hours=1)
    times = sorted(due)
    gaps = {later - earlier for earlier, later in pairwise(times)}
    assert max(gaps) <= timedelta(days=15), "a whole week may be a holiday"
    assert len(times) >= 50
