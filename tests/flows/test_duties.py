"""Who owes walks (R14, R15): the board of heads week by week, targets of windows, hours."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.duties import (
    MAX_WEEKS,
    Colour,
    Walked,
    board,
    due_this_week,
    period_of,
    targets,
    week_of,
    weeks_between,
)
from flows.duty_file import Duty
from flows.rotation import Unit
from flows.sit_ins import days_short, public_by, time_of
from flows.unit_table import OfficeUnit
from flows.workdays import is_workday

WEEKLY = Duty(("leader",), 1)
UNIT = OfficeUnit(Unit("云溪市公安局"), "王 局", ("张主任", "李主任"))
TODAY = date(2026, 11, 25)
"""A Wednesday."""


def walk(number: int, day: date, person: str = "王局", action: str = "leader") -> Walked:
    return Walked(number, action, UNIT.name, person, day)


def colour_of(day: date, *walked: Walked, duty: Duty = WEEKLY, today: date = TODAY) -> Colour:
    (line,) = board([UNIT], walked, duty, [week_of(day)], today, is_workday)
    return line.cells[0].colour


def test_a_week_is_green_red_or_still_open() -> None:
    last_week = TODAY - timedelta(weeks=1)
    assert colour_of(last_week) == "red"
    assert colour_of(last_week, walk(1, last_week)) == "green"
    assert colour_of(TODAY) == "open"
    assert colour_of(TODAY, today=date(2026, 11, 29)) == "open", "it ends with Sunday"
    assert colour_of(TODAY, today=date(2026, 11, 30)) == "red"
    assert colour_of(TODAY, walk(1, last_week)) == "open", "each week for itself"


def test_a_week_in_which_nobody_works_owes_nothing() -> None:
    holidays = date(2020, 1, 27)  # Monday to Sunday: Spring Festival, prolonged
    assert colour_of(holidays) == "free"
    assert colour_of(holidays, walk(1, holidays)) == "green"


def test_walks_of_others_and_other_actions_are_no_walks_of_the_head() -> None:
    others = walk(2, TODAY, "林科长")
    (line,) = board([UNIT], [others], WEEKLY, [week_of(TODAY)], TODAY, is_workday)
    assert (line.cells[0].walks, line.cells[0].others) == ((), (2,))
    assert colour_of(TODAY, walk(3, TODAY, action="peer_check")) == "open"
    assert colour_of(TODAY, walk(3, TODAY)._replace(unit="医疗保障局")) == "open"
    unnamed = OfficeUnit(UNIT.unit)
    (line,) = board([unnamed], [others], WEEKLY, [week_of(TODAY)], TODAY, is_workday)
    assert line.cells[0].colour == "green", "where no head is named, the unit's walks count"


def test_what_is_not_set_is_owed_by_nobody_and_more_is_owed_where_it_is() -> None:
    assert colour_of(TODAY, duty=Duty(("leader",), None)) == "unset"
    twice = Duty(("leader",), 2)
    assert colour_of(TODAY, walk(1, TODAY), duty=twice) == "open"
    assert colour_of(TODAY, walk(1, TODAY), walk(2, TODAY), duty=twice) == "green"


def test_those_who_owe_this_week_are_reminded() -> None:
    weeks = weeks_between(TODAY - timedelta(weeks=2), TODAY)
    lines = board([UNIT], [], WEEKLY, weeks, TODAY, is_workday)
    assert due_this_week(lines, TODAY) == lines
    lines = board([UNIT], [walk(1, TODAY)], WEEKLY, weeks, TODAY, is_workday)
    assert due_this_week(lines, TODAY) == ()


@given(st.dates(date(1990, 1, 1), date(2200, 1, 1)), st.integers(0, 1_500))
def test_weeks_follow_one_another(until: date, back: int) -> None:
    weeks = weeks_between(until - timedelta(days=back), until)
    assert weeks[-1] == week_of(until)
    assert len(weeks) <= MAX_WEEKS
    for before, after in pairwise(weeks):
        assert after.first - before.last == timedelta(days=1)
    assert len(weeks) == MAX_WEEKS or weeks[0] == week_of(until - timedelta(days=back))


def test_iso_weeks_are_named_by_the_year_that_has_most_of_them() -> None:
    assert week_of(date(2027, 1, 1)).name == "2026-W53"
    assert week_of(date(2026, 1, 1)).name == "2026-W01"


def test_heads_of_windows_are_held_against_their_target() -> None:
    duty = Duty(("accompanied",), 2, "month")
    walked = [
        walk(1, date(2026, 11, 2), "张主任", "accompanied"),
        walk(2, date(2026, 10, 31), "张主任", "accompanied"),
        walk(3, date(2026, 11, 30), "李主任", "leader"),
    ]
    first, second = targets([UNIT], walked, duty, TODAY)
    assert (first.person, first.walks, first.missing) == ("张主任", (1,), 1)
    assert (second.person, second.walks, second.missing) == ("李主任", (), 2)
    unset, _ = targets([UNIT], walked, Duty(("accompanied",), None, "month"), TODAY)
    assert (unset.owed, unset.missing) == (None, 0)


@pytest.mark.parametrize(
    ("day", "per", "first", "last"),
    [
        ("2026-11-25", "week", "2026-11-23", "2026-11-29"),
        ("2026-11-30", "month", "2026-11-01", "2026-11-30"),
        ("2024-02-29", "month", "2024-02-01", "2024-02-29"),
        ("2026-12-31", "month", "2026-12-01", "2026-12-31"),
    ],
)
def test_a_period_is_a_week_or_a_month(day: str, per: str, first: str, last: str) -> None:
    of = period_of(date.fromisoformat(day), "week" if per == "week" else "month")
    assert [each.isoformat() for each in of] == [first, last]


@pytest.mark.parametrize(
    ("said", "time"),
    [("", ""), ("9:00", "09:00"), ("09：30", "09:30"), ("24:00", None), ("9点", None)],
)
def test_a_time_of_day_is_told_in_one_way(said: str, time: str | None) -> None:
    assert time_of(said) == time


def test_a_day_is_public_in_time_or_so_many_days_late() -> None:
    day = date(2026, 12, 3)
    assert public_by(day, 5) == date(2026, 11, 28)
    assert days_short(day, date(2026, 11, 28), 5) == 0
    assert days_short(day, date(2026, 12, 1), 5) == 3
    assert (public_by(day, None), days_short(day, day, None)) == (None, 0)
