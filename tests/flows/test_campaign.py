"""A campaign on a day (R62, R63, R68), and services before and after (R08, R58)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.campaign import (
    FiledPlan,
    days,
    owed_plans,
    phase_on,
    reminders,
    standing,
    year_before,
)
from flows.campaign_file import Campaign, Milestone, Phase
from flows.figures import Sample, Side, around, compare, first_and_last_quarter

BEGINS, ENDS = date(2026, 9, 1), date(2026, 12, 31)
FIRST = Phase("宣传发动阶段", BEGINS, date(2026, 9, 15))
CAMPAIGN = Campaign(
    "走流程",
    BEGINS,
    ENDS,
    (FIRST, Phase("总结提高阶段", date(2026, 12, 1), ENDS)),
    (Milestone("集中推进", date(2026, 11, 30), 7), Milestone("总结", date(2026, 12, 20))),
    date(2026, 9, 20),
    ("leader", "peer_check"),
)


@pytest.mark.parametrize(
    ("day", "state", "passed", "phase"),
    [
        ("2026-08-31", "coming", 0, None),
        ("2026-09-01", "running", 1, "宣传发动阶段"),
        ("2026-09-16", "running", 16, None),
        ("2026-12-31", "running", 122, "总结提高阶段"),
        ("2027-01-01", "over", 122, None),
    ],
)
def test_a_day_of_a_campaign(day: str, state: str, passed: int, phase: str | None) -> None:
    today = date.fromisoformat(day)
    assert standing(CAMPAIGN, today) == state
    assert days(CAMPAIGN, today) == (passed, 122)
    found = phase_on(CAMPAIGN, today)
    assert (found.name if found else None) == phase


@pytest.mark.parametrize(("left", "reminded"), [(8, False), (7, True), (0, True), (-1, False)])
def test_a_milestone_is_called_to_mind_from_the_day_that_is_set(left: int, reminded: bool) -> None:
    today = date(2026, 11, 30) - timedelta(days=left)
    assert [one.name for one in reminders(CAMPAIGN, today)] == ["集中推进"] * reminded


def test_a_plan_is_late_by_the_day_it_first_came() -> None:
    in_time, late = date(2026, 9, 20), date(2026, 9, 21)
    filed = [
        FiledPlan("leader", in_time, state="returned"),
        FiledPlan("leader", late, state="passed"),
    ]
    leader, peer_check = owed_plans(CAMPAIGN, filed, late)
    assert (leader.latest, leader.late) == (filed[1], False)
    assert (peer_check.latest, peer_check.late) == (None, True)
    assert not any(each.late for each in owed_plans(CAMPAIGN, [], in_time))


def test_a_year_earlier_is_the_same_day_where_there_is_one() -> None:
    assert year_before(date(2026, 9, 1)) == date(2025, 9, 1)
    assert year_before(date(2024, 2, 29)) == date(2023, 2, 28)


def walk(number: int, day: str, **values: float) -> Sample:
    return Sample(number, "居民身份证补领", date.fromisoformat(day), values)


def test_a_service_before_and_after_a_day_is_told_by_medians_and_numbers() -> None:
    samples = [
        walk(1, "2026-09-01", minutes=60, visits=2),
        walk(2, "2026-09-30", minutes=50),
        walk(3, "2026-10-01", minutes=20, visits=1),
    ]
    minutes, visits = compare(samples, around(date(2026, 10, 1)))
    assert (minutes.before, minutes.after, minutes.change) == (Side(2, 55), Side(1, 20), -35)
    assert (visits.before, visits.after, visits.change) == (Side(1, 2), Side(1, 1), -1)


def test_what_was_measured_on_one_side_alone_has_no_change() -> None:
    (places,) = compare([walk(1, "2026-09-01", places=3)], around(date(2026, 10, 1)))
    assert (places.before, places.after, places.change) == (Side(1, 3), Side(0, None), None)


def test_quarters_are_those_of_the_first_and_the_last_walk() -> None:
    spans = first_and_last_quarter([date(2026, 2, 3), date(2026, 5, 1), date(2026, 12, 31)])
    assert spans is not None
    assert spans.before == (date(2026, 1, 1), date(2026, 3, 31))
    assert spans.after == (date(2026, 10, 1), date(2026, 12, 31))
    assert first_and_last_quarter([date(2026, 1, 1), date(2026, 3, 31)]) is None
    assert first_and_last_quarter([]) is None


@given(st.lists(st.dates(), min_size=1, max_size=20))
def test_the_first_and_the_last_day_are_in_the_spans(given: list[date]) -> None:
    spans = first_and_last_quarter(given)
    if spans is not None:
        assert spans.before[0] <= min(given) <= spans.before[1] < spans.after[0]
        assert spans.after[0] <= max(given) <= spans.after[1]


@given(st.dates(), st.dates())
def test_a_day_is_before_or_after(day: date, change: date) -> None:
    spans = around(change)
    sides = [first <= day <= last for first, last in spans]
    assert any(sides)
    assert sides[1] == (day >= change)
