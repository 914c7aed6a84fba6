"""The guide against reality: what the guide states is asked, and a problem names the element."""

from __future__ import annotations

import pytest

from flows.engine import begin
from flows.events import Corrected
from flows.model import Question
from flows.state import Value
from tests.flows.pack_walks import (
    ACCOMPANIED,
    BOTH,
    COUNTER,
    NOW,
    ONLINE,
    SAID,
    assert_complete,
    finding_of,
    reply,
    walk,
)
from tests.flows.walks import Walk

GUIDE: dict[str, Value] = {
    "guide_papers": ("居民户口簿", "近期 2 寸照片", "申请表"),
    "guide_fee": "40 元/证",
    "guide_place": "政务大厅一楼",
    "guide_phone": "0999-8123456",
    "guide_limit": "5 个工作日",
    "promised_visits": "1 次（选择自取的为 2 次）",
}


def points(known: dict[str, Value], answers: dict[str, Value] = COUNTER) -> set[str]:
    """What is offered where the guide is asked about; empty where it is not."""
    step = begin(ACCOMPANIED, NOW, known)
    while step.prompt is not None and step.prompt.path != "guide_match":
        step = reply(ACCOMPANIED, step, step.prompt, answers)
    return {choice.name for choice in step.prompt.choices} if step.prompt else set()


def test_only_what_the_guide_states_is_asked() -> None:
    assert points({}) == set()
    assert points({"guide_fee": "不收费"}) == {"none", "fee"}
    assert points({"guide_phone": "12345"}) == {"none", "phone"}
    assert points({"guide_place": "大厅"}) == {"none", "place"}
    assert points({"guide_papers": ("照片",)}) == {"none", "unasked", "twice", "extra"}
    assert len(points(GUIDE)) == 7


def test_online_nobody_is_asked_for_the_place() -> None:
    assert points({"guide_place": "大厅"}, ONLINE) == set()
    assert "place" not in points(GUIDE, ONLINE)


def test_where_all_went_well_on_both_ways_the_guide_is_not_asked_about_on_top() -> None:
    asked, step = walk(ACCOMPANIED, BOTH, GUIDE, strict=True)
    assert "guide_match" not in asked
    assert len(asked) <= 14
    w = Walk(ACCOMPANIED, step)
    w.event(Corrected("counter_trouble", ("attitude",), SAID))
    assert points(GUIDE, {**BOTH, "counter_trouble": ("attitude",)})


@pytest.mark.parametrize(
    ("point", "detail", "value", "element"),
    [
        ("unasked", "papers_unasked", ("m3",), "申请材料"),
        ("twice", "papers_twice", ("m1", "m2"), "申请材料"),
        ("extra", "papers_extra", "居住证明", "申请材料"),
        ("fee", "fee_paid", 60.0, "收费标准"),
        ("place", "place_found", "搬到二楼了", "办理地点"),
    ],
)
def test_what_differs_is_a_problem_that_names_the_element(
    point: str, detail: str, value: Value, element: str
) -> None:
    answers = {**COUNTER, "guide_match": (point,), detail: value}
    asked, step = walk(ACCOMPANIED, answers, GUIDE, strict=True)
    finding = finding_of(step, f"guide_match:{point}")
    assert_complete(finding)
    assert finding.guide == element
    assert finding.details == (detail,)
    assert finding.stage == "guide_check"
    assert len(step.findings) == 1
    assert detail in asked


@pytest.mark.parametrize(("result", "problems"), [("right", 0), ("wrong", 1), ("missed", 1)])
def test_a_phone_that_was_called_is_a_problem_only_where_it_did_not_help(
    result: str, problems: int
) -> None:
    answers = {**COUNTER, "guide_match": ("none", "phone"), "phone_result": result}
    _, step = walk(ACCOMPANIED, answers, GUIDE, strict=True)
    assert len(step.findings) == problems
    assert all(finding.guide == "咨询方式" for finding in step.findings)


def test_papers_are_offered_by_the_guides_names_as_many_as_it_has() -> None:
    step = begin(ACCOMPANIED, NOW, GUIDE)
    while step.prompt is not None and step.prompt.path != "papers_twice":
        step = reply(ACCOMPANIED, step, step.prompt, {**COUNTER, "guide_match": ("twice",)})
    assert step.prompt is not None
    labels = [choice.label["zh"].replace("\u00a0", " ") for choice in step.prompt.choices]
    assert labels == list(GUIDE["guide_papers"])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("visits", "trips", "problem"),
    [
        ("1 次", 1, False),
        ("1 次", 2, True),
        ("1 次（选择自取的为 2 次）", 2, False),
        ("1 次（选择自取的为 2 次）", 3, True),
        ("0 次", 1, False),  # one chose to come
        ("0 次（网上办理）；窗口办理的为 1 次", 2, True),
        ("2", 2, False),
        ("2", 3, True),
        ("3 次", 4, False),  # more than two are not told apart
        ("视情况", 5, False),
        ("", 5, False),
    ],
)
def test_more_trips_than_the_guide_says_are_a_problem(
    visits: str, trips: int, problem: bool
) -> None:
    known: dict[str, Value] = {"promised_visits": visits, "trips_hint": "yes"}
    _, step = walk(ACCOMPANIED, {**COUNTER, "trips": trips}, known)
    assert [f.key for f in step.findings] == ["trips"] * problem
    assert all(f.guide == "到办事现场次数" for f in step.findings)


@pytest.mark.parametrize(
    ("limit", "days", "problem"),
    [
        ("5 个工作日", 7, False),
        ("5 个工作日", 17, False),  # a week of holidays may have been among them
        ("5 个工作日", 18, True),
        ("20个工作日（评定的时间不计）", 60, True),
        ("即时办结", 3, False),
        ("5", 90, False),
        ("", 90, False),
    ],
)
def test_days_that_no_promised_limit_can_be_are_a_problem(
    limit: str, days: int, problem: bool
) -> None:
    answers = {**COUNTER, "outcome": "done_later", "days_taken": days, "trips": 1}
    _, step = walk(ACCOMPANIED, answers, {"guide_limit": limit})
    assert [f.key for f in step.findings] == ["days_taken"] * problem
    assert all(f.guide == "承诺办结时限" for f in step.findings)


def test_problems_of_the_guide_name_their_element_everywhere_in_the_flow() -> None:
    about = {
        "counter_troubles": {
            "repeated": "申请材料",
            "extra": "申请材料",
            "extra_trip": "到办事现场次数",
        },
        "outcomes": {"late": "承诺办结时限"},
    }
    for name, wanted in about.items():
        named = {
            c.name: c.extra["issue_guide"]
            for c in ACCOMPANIED.choices[name]
            if c.extra.get("issue_guide")
        }
        assert named == wanted
    rows = [r for r in ACCOMPANIED.walk_rows() if isinstance(r, Question) and r.issue_guide]
    assert [row.name for row in rows] == ["days_taken"]
