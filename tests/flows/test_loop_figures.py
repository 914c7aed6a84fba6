"""What became of issues, in numbers: nothing is rounded up, and of nothing there is no share."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from flows.issue_terms import OPEN_STATES, STATES
from flows.loop_figures import (
    NO_CATEGORY,
    Standing,
    figures_of,
    kinds,
    percent,
    ranked,
)

TODAY = date(2026, 11, 29)


def one(state: str = "to_assign", **more: object) -> Standing:
    told: dict[str, object] = {
        "number": "WT-2026-0001", "state": state, "found": date(2026, 11, 1),
        "department": "云溪市公安局", "category": "服务态度", "severity": "不方便",
        "item": "身份证补领", "deadline": None, "closed_on": None, "mark": None, "mode": "",
        "has_measure": False, "has_wish": False, "in_inspection": False,
        "returned": 0, "reopened": 0, "extended": 0,
    }  # fmt: skip
    return Standing(**(told | more))  # type: ignore[arg-type]


def test_what_is_open_past_its_deadline_is_overdue_and_on_the_day_itself_is_not() -> None:
    late, today = one(deadline=date(2026, 11, 28)), one(deadline=TODAY)
    done = one("closed", deadline=date(2026, 11, 28), closed_on=date(2026, 11, 20))
    assert figures_of([late, today, done, one()], TODAY).overdue == 1


def test_what_was_not_adopted_is_not_to_be_mended() -> None:
    figures = figures_of([one("closed"), one("not_adopted"), one("reopened")], TODAY)
    assert (figures.found, figures.closed, figures.not_adopted, figures.open) == (3, 1, 1, 1)
    assert percent(figures.closed_share) == "50%"


def test_what_was_merged_is_its_class_s_to_mend() -> None:
    figures = figures_of([one("closed"), one("merged"), one("reopened")], TODAY)
    assert (figures.found, figures.aside, percent(figures.closed_share)) == (3, 1, "50%")


def test_what_is_past_its_deadline_was_not_in_time() -> None:
    past = one(deadline=TODAY - timedelta(days=1))
    figures = figures_of([past, one(deadline=TODAY), one("reopened", closed_on=TODAY)], TODAY)
    assert (figures.in_time, figures.timed) == (0, 1)


def test_in_time_is_of_those_that_had_a_deadline() -> None:
    in_time = one("closed", deadline=date(2026, 11, 9), closed_on=date(2026, 11, 9))
    late = one("published", deadline=date(2026, 11, 9), closed_on=date(2026, 11, 10))
    figures = figures_of([in_time, late, one("closed", closed_on=date(2026, 11, 3))], TODAY)
    assert (figures.in_time, figures.timed, figures.days) == (1, 2, round((8 + 9 + 2) / 3, 1))


def test_a_bad_mark_counts_though_its_issue_is_open_again() -> None:
    figures = figures_of([one("closed", mark=5), one("reopened", mark=1), one("closed")], TODAY)
    assert (figures.satisfied, figures.marked) == (1, 2)


def test_of_nothing_there_is_no_share() -> None:
    figures = figures_of([], TODAY)
    shares = (figures.closed_share, figures.in_time_share, figures.satisfied_share)
    assert [percent(share) for share in shares] == ["—", "—", "—"] and figures.days is None


def test_all_but_one_of_many_is_no_hundred_percent() -> None:
    assert percent(9_999 / 10_000) == "99.9%" and percent(1.0) == "100%"
    assert percent(2 / 3) == "66.7%" and percent(0.0) == "0%"


@given(st.lists(st.sampled_from(sorted(STATES)), max_size=30))
def test_every_issue_is_open_or_closed_or_not_adopted(states: list[str]) -> None:
    figures = figures_of([one(state) for state in states], TODAY)
    assert figures.open + figures.closed + figures.not_adopted == figures.found == len(states)
    assert figures.open == sum(state in OPEN_STATES for state in states)


def test_units_that_stand_alike_share_a_place_and_who_has_nothing_to_mend_has_none() -> None:
    half = figures_of([one("closed"), one()], TODAY)
    late = figures_of([one("closed"), one(deadline=TODAY - timedelta(days=1))], TODAY)
    lines = ranked(
        [("丁", figures_of([], TODAY)), ("丙", late), ("甲", half), ("乙", half)]
    )  # fmt: skip
    assert [(line.place, line.unit) for line in lines] == [
        (1, "乙"), (1, "甲"), (3, "丙"), (None, "丁"),
    ]  # fmt: skip


def test_categories_come_by_how_often_with_the_services_they_were_met_in() -> None:
    found = kinds(
        [
            one(),
            one("closed", item="社保卡申领"),
            one(category="收费问题"),
            one(category="", item=""),
        ]
    )
    assert [(kind.category, kind.found, kind.closed, kind.open) for kind in found] == [
        ("服务态度", 2, 1, 1), ("收费问题", 1, 0, 1), (NO_CATEGORY, 1, 0, 1),
    ]  # fmt: skip
    assert found[0].items == (("身份证补领", 1), ("社保卡申领", 1))
