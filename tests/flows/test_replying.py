"""Who is owed a reply, by what, until when; and which of them are past their day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.deadlines import BAD_RATING, CRITICISM, Kind, Period, Rule, Rules
from flows.rectification import MOVES, Actor, Case, Refusal, Step, take
from flows.replying import due_of, groups, kind_of, last_days, owed_by, poor, state_of

TODAY = date(2026, 3, 2)
LEAD = Actor(8, "牵头甲", "admin")
STAFF = Actor(2, "经办甲", "staff", "医保局")
SET = Rules(
    [
        Rule(BAD_RATING, Period("workdays", 5)),
        Rule(CRITICISM, Period("days", 10)),
        Rule(Kind("12345热线", "批评投诉"), Period("workdays", 13)),
        Rule(Kind("信访", "回复"), Period("months", 2)),
        Rule(Kind("领导交办", "回复"), Period("until", day=date(2026, 3, 1))),
    ]
)


@pytest.mark.parametrize(
    ("source", "of_walk", "group"),
    [
        ("accompanied", True, "走流程"),
        ("terminal", False, "批评建议"),
        ("政务服务“好差评”", False, "差评"),
        ("投诉建议系统", False, "批评建议"),
        ("“办不成事”反映窗口", False, "办不成事"),
        ("12345热线", False, "12345热线"),
        ("信访", False, "信访"),
        ("群众提问", False, ""),
        ("办事指南检查", False, ""),
    ],
)
def test_what_an_issue_came_by_says_by_what_a_reply_is_owed(
    source: str, of_walk: bool, group: str
) -> None:
    assert owed_by(source, of_walk=of_walk) == group


def test_the_hotline_s_own_time_for_complaints_stands_in_for_one_of_the_reply() -> None:
    assert kind_of("12345热线", SET) == Kind("12345热线", "批评投诉")
    own = Rules([Rule(Kind("12345热线", "回复"), Period("workdays", 3))])
    assert kind_of("12345热线", own) == Kind("12345热线", "回复")
    assert due_of("12345热线", TODAY, own) is not None and due_of("差评", TODAY, own) is None


@given(
    group=st.sampled_from(groups(SET)),
    back=st.integers(0, 500),
    ahead=st.integers(-20, 20),
)
def test_the_last_days_find_exactly_what_is_overdue(group: str, back: int, ahead: int) -> None:
    """By one comparison of days as texts, and by working the day out: the same."""
    today, asked = TODAY + timedelta(days=ahead), TODAY - timedelta(days=back)
    due = due_of(group, asked, SET)
    late = due is not None and due.day < today
    last = last_days(SET, today).get(group)
    assert (last is not None and asked.isoformat() <= last) == (late and asked <= today)


@pytest.mark.parametrize(
    ("group", "asked", "replied", "stands"),
    [
        ("", "2026-01-01", "", None),
        ("差评", "2026-02-24", "", "due"),
        ("差评", "2026-02-02", "", "overdue"),
        ("差评", "2026-02-02", "2026-02-28", "replied"),
        ("办不成事", "2020-01-01", "", "due"),
    ],
)
def test_where_a_reply_stands(group: str, asked: str, replied: str, stands: str | None) -> None:
    """What has no time set is waited for, and never overdue."""
    assert state_of(group, asked, replied, SET, TODAY) == stands


def test_a_reply_is_a_step_of_its_own() -> None:
    case = Case("closed", {"department": "医保局"}, reporter=1)
    step = take(MOVES["reply"], STAFF, case, {"reply": "已加开窗口"}, TODAY)
    assert step == Step(
        "closed", {"reply": "已加开窗口", "replied": "是", "replied_on": "2026-03-02"}
    )
    assert take(MOVES["reply"], STAFF, case, {}, TODAY) == Refusal("needs", ("reply",))


@pytest.mark.parametrize(
    ("given_", "kind"),
    [
        ({"satisfaction": "2"}, "差评"),
        ({"called": "不满意"}, "差评"),
        ({}, None),
    ],
)
def test_what_is_reopened_is_owed_a_reply_anew(given_: dict[str, str], kind: str | None) -> None:
    """A poor mark, and a call that found nobody content, are a bad rating by themselves (R60)."""
    fields = {"reply": "好了", "replied": "是", "replied_on": "2026-02-01"}
    step = take(
        MOVES["reopen"], LEAD, Case("closed", fields), {"reason": "又没人", **given_}, TODAY
    )
    assert isinstance(step, Step)
    assert step.changes["replied_on"] is None and step.changes["reply"] is None
    assert step.changes["reply_from"] == "2026-03-02" and step.changes.get("reply_kind") == kind


def test_whether_one_may_be_called_is_yes_or_no() -> None:
    case = Case("closed", {}, reporter=LEAD.person)
    assert take(MOVES["agree_call"], LEAD, case, {"callback": "看情况"}, TODAY) == Refusal(
        "value", ("callback",)
    )
    step = take(MOVES["agree_call"], LEAD, case, {"callback": "不同意"}, TODAY)
    assert isinstance(step, Step) and step.changes == {"callback": "不同意"}


def test_one_and_two_of_five_are_poor() -> None:
    assert [mark for mark in "12345" if poor(mark)] == ["1", "2"]
