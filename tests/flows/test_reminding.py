"""Reminders: before, on and after the day, up the ladder; nothing is skipped, nothing repeated."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.reminding import Ladder, Reminder, horizon, reached
from flows.workdays import is_workday, workdays_after

THURSDAY = date(2026, 11, 26)


def names(deadline: str, today: date = THURSDAY, ladder: Ladder | None = None) -> list[str]:
    return [one.name for one in reached(date.fromisoformat(deadline), ladder or Ladder(), today)]


@pytest.mark.parametrize(
    ("deadline", "said"),
    [
        ("2026-12-02", []),  # four working days ahead
        ("2026-12-01", ["before"]),
        ("2026-11-27", ["before"]),
        ("2026-11-26", ["on"]),
        ("2026-11-25", ["after", "head"]),
        ("2026-11-20", ["after", "head"]),
        ("2026-11-19", ["after", "head", "lead"]),
        ("2026-11-18", ["again1", "head", "lead"]),
        ("2026-11-12", ["again1", "head", "lead"]),
        ("2026-11-11", ["again2", "head", "lead"]),
    ],
)
def test_the_word_of_a_day_follows_from_the_working_days_to_it(
    deadline: str, said: list[str]
) -> None:
    assert names(deadline) == said


def test_a_deadline_on_a_day_off_is_called_to_mind_on_the_last_working_day_before() -> None:
    assert names("2026-11-29", date(2026, 11, 27)) == ["on"]
    assert names("2026-10-03", date(2026, 9, 30)) == ["on"]
    assert names("2026-10-03", date(2026, 9, 29)) == ["before"]
    assert names("2026-10-03", date(2026, 10, 5)) == [], "nobody works, and nobody is late"
    assert names("2026-10-03", date(2026, 10, 8)) == ["after", "head"]


def test_steps_are_settings_and_0_leaves_one_out() -> None:
    none = Ladder(before=0, again=0, head=0, lead=0)
    assert names("2026-11-27", ladder=none) == []
    assert names("2026-11-26", ladder=none) == ["on"]
    assert names("2026-01-05", ladder=none) == ["after"]
    assert names("2026-11-24", ladder=Ladder(head=2, lead=2)) == ["after", "head", "lead"]
    assert names("2026-11-25", ladder=Ladder(head=2, lead=2)) == ["after"]


def test_each_word_goes_to_its_level() -> None:
    said = reached(date(2026, 11, 18), Ladder(), THURSDAY)
    assert [(one.name, one.level) for one in said] == [
        ("again1", "owner"), ("head", "head"), ("lead", "lead"),
    ]  # fmt: skip


def untold(deadline: date, ladder: Ladder, today: date, told: set[str]) -> list[Reminder]:
    return [one for one in reached(deadline, ladder, today) if one.name not in told]


ladders = st.builds(Ladder, *(st.integers(0, 8) for _ in range(4)))
deadlines = st.dates(date(2025, 1, 1), date(2027, 3, 1))


@given(deadlines, ladders, st.sets(st.integers(0, 59)))
def test_whatever_days_are_missed_each_word_comes_once_and_the_last_ones_come(
    deadline: date, ladder: Ladder, missed: set[int]
) -> None:
    told: list[Reminder] = []
    first = deadline - timedelta(days=25)
    days = [first + timedelta(days=n) for n in range(60)]
    for day in (day for n, day in enumerate(days) if is_workday(day) and n not in missed):
        told += untold(deadline, ladder, day, {one.name for one in told})
    assert len({one.name for one in told}) == len(told)
    last = next(day for day in reversed(days) if is_workday(day))
    wanted = {one.name for one in reached(deadline, ladder, last)}
    assert days.index(last) in missed or wanted <= {one.name for one in told}


@given(deadlines, ladders)
def test_day_by_day_every_stage_comes_in_order(deadline: date, ladder: Ladder) -> None:
    first = deadline - timedelta(days=25)
    days = [first + timedelta(days=n) for n in range(60)]
    told: list[Reminder] = []
    for day in filter(is_workday, days):
        told += untold(deadline, ladder, day, {one.name for one in told})
        assert deadline <= horizon(ladder, day) or not reached(deadline, ladder, day)
    owner = [one.name for one in told if one.level == "owner"]
    begins = ["before", "on", "after"] if ladder.before else ["on", "after"]
    assert owner[: len(begins)] == begins
    late = workdays_after(deadline, days[-1])
    assert len(owner) - len(begins) == ((late - 1) // ladder.again if ladder.again else 0)
    for level, step in (("head", ladder.head), ("lead", ladder.lead)):
        assert (level in [one.level for one in told]) == bool(step)
