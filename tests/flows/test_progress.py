"""What is public, and the figures at its head."""

from __future__ import annotations

from datetime import date

import pytest

from flows.issue_terms import STATES
from flows.progress import GROUPS, PublicIssue, figures_of, states_in

TODAY = date(2026, 3, 10)


def issue(state: str, deadline: str = "", closed: str = "") -> PublicIssue:
    days = [date.fromisoformat(day) if day else None for day in (deadline, closed)]
    return PublicIssue("WT-2026-0001", state, date(2026, 3, 2), *days, "", "", "", {})


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("verified", GROUPS["verified"]),
        ("closed", ("closed", "published")),
        ("published", ("published",)),
        ("已公开， 已销号", ("closed", "published")),
        ("to_assign,Being fixed at once", ("to_assign", "fixing_at_once")),
        ("verified,to_verify", tuple(s for s in STATES if s in (*GROUPS["verified"], "to_verify"))),
        ("", ()),
        ("verified,nonsense", ()),
        (",", ()),
    ],
)
def test_a_setting_names_states(text: str, states: tuple[str, ...]) -> None:
    assert states_in(text) == states


def test_what_nobody_found_true_is_not_public_by_itself() -> None:
    assert not set(GROUPS["verified"]) & {"draft", "to_verify", "sent_back", "not_adopted"}
    assert {"to_assign", "closed", "published", "reopened"} <= set(GROUPS["verified"])


def test_the_figures_count_each_issue_once() -> None:
    found = figures_of(
        [
            issue("fixing_by_deadline", "2026-03-09"),
            issue("fixing_by_deadline", "2026-03-10"),
            issue("to_assign"),
            issue("closed", "2026-03-05", "2026-03-05"),
            issue("published", "2026-03-05", "2026-03-06"),
            issue("closed", "", "2026-03-06"),
        ],
        TODAY,
    )
    assert (found.found, found.open, found.closed, found.overdue) == (6, 3, 3, 1)
    assert (found.percent_closed, found.percent_in_time) == (50, 33)
    assert found.states["closed"] == 2


def test_nothing_is_no_percentage() -> None:
    found = figures_of([], TODAY)
    assert (found.found, found.percent_closed, found.percent_in_time) == (0, 0, None)
