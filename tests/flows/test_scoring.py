"""Scores of halls and staff (R32): points only with evidence, never below nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.issue_terms import CATEGORIES, SEVERITIES
from flows.scoring import NEVER, UNSETTLED, CountedIssue, CountedWalk, scores
from flows.scoring_file import Indicator, Scheme

SCHEME = Scheme(
    (
        Indicator("服务", 20, "categories", tuple(CATEGORIES)),
        Indicator("整改", 20, "mending"),
        Indicator("互查", 10, "peer_score"),
    ),
    {"办不成": 8, "多花时间": 3},
    overdue=4,
    reopened=5,
)
WALK = CountedWalk(1, "公安局", 90)
ISSUE = CountedIssue("WT-2026-0001", 1, "公安局", "张主任", "服务态度", "办不成", "closed", False)


def test_each_point_that_is_lost_names_its_problem_and_walk() -> None:
    late = ISSUE._replace(number="WT-2026-0002", severity="多花时间", overdue=True)
    (score,) = scores(SCHEME, [WALK], [ISSUE, late], "hall")
    assert score.points == {"服务": 9, "整改": 16, "互查": 9}
    assert (score.total, score.full, score.walks, score.given) == (34, 50, (1,), (90,))
    assert [(d.indicator, d.points, d.issue, d.walk, d.why) for d in score.deductions] == [
        ("服务", 8, "WT-2026-0001", 1, "severity"),
        ("服务", 3, "WT-2026-0002", 1, "severity"),
        ("整改", 4, "WT-2026-0002", 1, "overdue"),
    ]


def test_a_hall_without_a_problem_keeps_all_and_one_without_a_check_has_no_score() -> None:
    (score,) = scores(SCHEME, [WALK], [], "hall")
    assert (score.total, score.deductions) == (49, ())
    assert scores(SCHEME, [], [], "hall") == ()
    (score,) = scores(SCHEME, [WALK._replace(score=None)], [], "hall")
    assert (score.points["互查"], score.full) == (None, 40), "nothing to score it by"


@pytest.mark.parametrize("state", [*NEVER, *UNSETTLED])
def test_what_is_not_found_true_takes_nothing(state: str) -> None:
    issue = ISSUE._replace(state=state)
    (score,) = scores(SCHEME, [WALK], [issue], "hall")
    assert score.deductions == ()
    (score,) = scores(replace(SCHEME, unverified=True), [WALK], [issue], "hall")
    assert bool(score.deductions) == (state in UNSETTLED)


def test_staff_are_scored_by_the_problems_that_they_answer_for() -> None:
    other = ISSUE._replace(number="WT-2026-0002", person="", reopened=True)
    (score,) = scores(SCHEME, [WALK], [ISSUE, other], "person")
    assert (score.name, score.points["服务"], score.points["整改"]) == ("张主任", 12, 20)
    assert score.points["互查"] is None, "checkers score halls, not people"
    (score,) = scores(SCHEME, [WALK], [other], "hall")
    assert [d.why for d in score.deductions] == ["severity", "reopened"]


def test_a_problem_without_a_category_is_another_problem() -> None:
    (score,) = scores(SCHEME, [WALK], [ISSUE._replace(category="")], "hall")
    assert score.points["服务"] == 12


@given(
    st.lists(
        st.builds(
            CountedIssue,
            st.uuids().map(str),
            st.integers(1, 3),
            st.sampled_from(["公安局", "医保局"]),
            st.sampled_from(["", "甲", "乙"]),
            st.sampled_from([*CATEGORIES]),
            st.sampled_from([*SEVERITIES]),
            st.sampled_from(["closed", "reopened", "to_recheck"]),
            st.booleans(),
        ),
        max_size=30,
    )
)
def test_what_is_left_and_what_was_taken_are_the_whole(issues: list[CountedIssue]) -> None:
    walks = [CountedWalk(1, "公安局", 80), CountedWalk(2, "医保局", 70)]
    for score in scores(SCHEME, walks, issues, "hall"):
        for indicator in SCHEME.indicators[:2]:
            lost = sum(d.points for d in score.deductions if d.indicator == indicator.name)
            assert score.points[indicator.name] == max(indicator.weight - lost, 0)
        assert 0 <= score.total <= score.full
        assert {d.issue for d in score.deductions} <= {i.number for i in issues}
