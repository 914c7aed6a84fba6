"""开放式观摩: few replies where all is well, faults told one by one, demands that stayed open.

Contract: at most 15 replies, the choice of the item and the confirmation of the read-back
included; every rule can fire and every choice is offered (walk_scripts A1, R21-R25).
"""

from __future__ import annotations

import pytest

from flows.engine import advance, begin
from flows.events import Answered, Corrected, Finished
from flows.state import Value
from tests.flows.pack_walks import (
    FLOWS,
    NOW,
    SAID,
    assert_complete,
    finding_of,
    questions,
    reply,
    shown,
    walk,
)

OPEN_DAY = FLOWS["open_day"]
CONFIRMATION = 1  # the dialogue asks "确认提交" after the flow's last question

COUNTER: dict[str, Value] = {
    "item": "居民身份证补领",
    "channels": ("window",),
    "aim": "到底要带几样材料",
    "places": ("counters", "service_centre"),
    "intro": "4",
    "theme": "other",
    "queue": 20,
    "visit_trouble": ("none",),
    "demands": "answered",
    "demands_told": "问周末能不能办，答周六上午有人",
    "hall_advice": "午休时留一个窗口",
    "four": "all_4",
    "total_minutes": 90,
    "aim_answered": "answered",
}
ONLINE: dict[str, Value] = {**COUNTER, "channels": ("app",)}


def problems(list_name: str) -> list[str]:
    return [c.name for c in OPEN_DAY.choices[list_name] if c.extra.get("issue_category")]


@pytest.mark.parametrize("answers", [COUNTER, ONLINE], ids=["counter", "online"])
@pytest.mark.parametrize("demands", ["answered", "none"])
def test_a_walk_where_all_is_well_needs_few_replies(
    answers: dict[str, Value], demands: str
) -> None:
    asked, step = walk(OPEN_DAY, {**answers, "demands": demands}, strict=True)
    assert len(asked) + CONFIRMATION <= 15
    assert step.findings == ()
    done = advance(OPEN_DAY, step.state, Finished(), NOW)
    assert done.refusal is None
    assert "consent" not in asked  # nobody's own case is walked


def test_questions_come_in_the_order_of_the_day() -> None:
    asked, _ = walk(OPEN_DAY, COUNTER)
    assert asked == [
        "item", "channels", "aim",
        "places", "intro",
        "theme", "queue", "visit_trouble",
        "demands", "demands_told", "hall_advice",
        "four", "total_minutes", "aim_answered",
    ]  # fmt: skip


@pytest.mark.parametrize("choice", problems("visit_troubles"))
def test_what_went_wrong_is_a_problem_with_its_detail(choice: str) -> None:
    asked, step = walk(OPEN_DAY, {**COUNTER, "visit_trouble": (choice,), "faults_found": 1})
    finding = finding_of(step, f"visit_trouble:{choice}")
    assert_complete(finding)
    assert finding.stage == "fault_finding"
    assert finding.details
    assert len(step.findings) == 1
    assert {"photos", "place"} <= set(asked)


def test_every_step_where_the_script_lets_one_be_stuck_can_be_chosen() -> None:
    labels = {c.label["zh"] for c in OPEN_DAY.choices["visit_troubles"]}
    assert {
        "卡在咨询", "卡在登录认证", "卡在取号", "卡在填表", "卡在材料", "卡在受理", "其他情况",
    } <= labels  # fmt: skip
    assert len(OPEN_DAY.choices["themes"]) == 9  # R23, without the theme named twice
    assert len(OPEN_DAY.choices["places"]) == 6  # R22


@pytest.mark.parametrize("mark", ["1", "2"])
def test_an_introduction_that_was_bad_is_a_problem_with_the_reason(mark: str) -> None:
    asked, step = walk(OPEN_DAY, {**COUNTER, "intro": mark, "faults_found": 1})
    finding = finding_of(step, "intro")
    assert_complete(finding)
    assert finding.details == ("intro_why",)
    assert "faults_found" in asked


def test_a_place_that_is_not_on_the_list_is_asked_for() -> None:
    asked, _ = walk(OPEN_DAY, {**COUNTER, "places": ("counters", "other")})
    assert "places_other" in asked


# --- the guide, where one is not sure ------------------------------------------------------------


def test_who_is_not_sure_is_shown_the_guide_and_asked_again() -> None:
    answers = {**COUNTER, "visit_trouble": ("none", "guide_unsure"), "guide_matches": "no"}
    known: dict[str, Value] = {"guide_version": "2026-1"}
    asked, step = walk(OPEN_DAY, {**answers, "faults_found": 1}, known)
    assert asked.index("guide_matches") == asked.index("visit_trouble") + 1
    row = next(row for row in questions(OPEN_DAY) if row.name == "guide_matches")
    assert row.guide == "承诺办结时限"
    finding = finding_of(step, "guide_matches:no")
    assert_complete(finding)
    assert finding.details == ("matches_what",)


@pytest.mark.parametrize("said", ["yes", "unsure"])
def test_a_guide_that_matches_or_stays_unclear_is_no_problem(said: str) -> None:
    answers = {**COUNTER, "visit_trouble": ("guide_unsure",), "guide_matches": said}
    _, step = walk(OPEN_DAY, answers, {"guide_version": "2026-1"})
    assert step.findings == ()


def test_without_a_guide_nobody_is_asked_to_compare() -> None:
    asked, _ = walk(OPEN_DAY, {**COUNTER, "visit_trouble": ("none", "guide_unsure")})
    assert "guide_matches" not in asked


# --- themes and accessibility --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("item", "theme"),
    [
        ("基本医疗保险跨省异地就医备案", "medical"),
        ("结婚登记", "family"),
        ("就业创业证申领", "jobs"),
        ("机动车驾驶证换领", "travel"),
        ("残疾人证申领", "disabled"),
        ("高龄津贴申领", "elderly"),
        ("个体工商户设立登记", "market"),
        ("居民身份证补领", None),
        ("公园年票办理", None),
    ],
)
def test_the_theme_is_proposed_where_the_service_names_it(item: str, theme: str | None) -> None:
    step = begin(OPEN_DAY, NOW)
    while step.prompt is not None and step.prompt.path != "theme":
        step = reply(OPEN_DAY, step, step.prompt, {**COUNTER, "item": item})
    assert step.prompt is not None
    assert step.prompt.default == theme


@pytest.mark.parametrize("theme", ["elderly", "disabled", "medical"])
@pytest.mark.parametrize("access", ["alone", "helped", "cannot", "not_applicable"])
def test_whether_it_can_be_done_alone_is_asked_for_old_and_disabled_people(
    theme: str, access: str
) -> None:
    answers = {**COUNTER, "theme": theme, "accessible": access, "faults_found": 1}
    asked, step = walk(OPEN_DAY, answers)
    assert ("accessible" in asked) is (theme != "medical")
    if "accessible" in asked and access in problems("access_levels"):
        finding = finding_of(step, f"accessible:{access}")
        assert_complete(finding)
        assert finding.details == ("accessible_what",)
    else:
        assert step.findings == ()


# --- how many faults -----------------------------------------------------------------------------


def test_no_fault_is_known_without_asking_and_can_be_corrected() -> None:
    asked, step = walk(OPEN_DAY, COUNTER)
    assert "faults_found" not in asked
    assert shown(OPEN_DAY, step)["faults_found"] == "0"
    step = advance(OPEN_DAY, step.state, Corrected("faults_found", 2, SAID), NOW)
    assert step.prompt is not None
    assert step.prompt.path == "more_faults[1]/fault"


def test_faults_that_were_not_told_yet_are_asked_for_one_by_one() -> None:
    answers: dict[str, Value] = {
        **COUNTER,
        "visit_trouble": ("signs",),
        "faults_found": 3,
        "more_faults[1]/fault": "厕所没纸",
        "more_faults[2]/fault": "叫号屏坏了",
    }
    asked, step = walk(OPEN_DAY, answers)
    assert [p for p in asked if p.startswith("more_faults")] == [
        "more_faults[1]/fault",
        "more_faults[2]/fault",
    ]
    assert [f.text["zh"] for f in step.findings[1:]] == ["厕所没纸", "叫号屏坏了"]


@pytest.mark.parametrize("found", [0, 1])
def test_nothing_more_is_asked_for_where_all_was_told(found: int) -> None:
    answers = {**COUNTER, "visit_trouble": ("signs",), "faults_found": found}
    asked, _ = walk(OPEN_DAY, answers)
    assert not [path for path in asked if path.startswith("more_faults")]


def test_problems_reported_on_the_way_count_as_told() -> None:
    known: dict[str, Value] = {"reported_problems": 2}
    asked, step = walk(OPEN_DAY, {**COUNTER, "faults_found": 2}, known)
    assert "faults_found" in asked  # there is something to compare with
    assert not [path for path in asked if path.startswith("more_faults")]
    assert step.findings == ()


def test_at_most_five_faults_are_asked_for_however_many_were_found() -> None:
    asked, _ = walk(OPEN_DAY, {**COUNTER, "visit_trouble": ("signs",), "faults_found": 40})
    assert len([path for path in asked if path.startswith("more_faults")]) == 5


# --- the discussion ------------------------------------------------------------------------------


@pytest.mark.parametrize("demands", ["partly", "unanswered"])
def test_a_demand_that_was_not_answered_is_a_problem_in_its_own_words(demands: str) -> None:
    answers: dict[str, Value] = {
        **COUNTER,
        "demands": demands,
        "open_demands[1]/open_demand": "能不能邮寄",
        "open_demands[2]": "yes",
        "open_demands[2]/open_demand": "周末办不办",
        "open_demands[3]": "no",
    }
    asked, step = walk(OPEN_DAY, answers)
    assert ("demands_told" in asked) is (demands == "partly")
    assert [f.text["zh"].partition("：")[2] for f in step.findings] == ["能不能邮寄", "周末办不办"]
    for finding in step.findings:
        assert_complete(finding)


def test_demands_that_were_answered_or_not_raised_are_no_problem() -> None:
    for demands in ("answered", "none"):
        _, step = walk(OPEN_DAY, {**COUNTER, "demands": demands})
        assert step.findings == ()


@pytest.mark.parametrize(
    "said",
    ["没有", "没有建议", "暂时没什么意见", "无", "建议", "提个建议", "none", "No suggestions."],
)
def test_a_visit_brings_back_one_suggestion_at_least(said: str) -> None:
    step = begin(OPEN_DAY, NOW)
    while step.prompt is not None and step.prompt.path != "hall_advice":
        step = reply(OPEN_DAY, step, step.prompt, COUNTER)
    refused = advance(OPEN_DAY, step.state, Answered("hall_advice", said, SAID), NOW)
    assert refused.refusal is not None
    assert "一条" in refused.refusal.message["zh"]


@pytest.mark.parametrize(
    "said",
    ["没有座位，加几把椅子", "建议午休留一个窗口", "没有指示牌的地方补上", "No more paper forms"],
)
def test_a_suggestion_that_begins_like_none_is_taken(said: str) -> None:
    _, step = walk(OPEN_DAY, {**COUNTER, "hall_advice": said})
    assert step.prompt is None


# --- the whole -----------------------------------------------------------------------------------


def test_a_total_below_the_queue_is_said_before_the_read_back() -> None:
    for minutes, told in ((10, ["total_below_queue"]), (20, [])):
        _, step = walk(OPEN_DAY, {**COUNTER, "aim": "没有", "total_minutes": minutes})
        assert [one.path for one in step.told] == told


def test_trouble_beside_none_is_refused() -> None:
    step = begin(OPEN_DAY, NOW)
    while step.prompt is not None and step.prompt.path != "visit_trouble":
        step = reply(OPEN_DAY, step, step.prompt, COUNTER)
    for value, fits in (
        (("none", "signs"), False),
        (("none", "praise"), True),
        (("none", "guide_unsure", "praise"), True),
        (("none", "guide_unsure", "signs"), False),
    ):
        tried = advance(OPEN_DAY, step.state, Answered("visit_trouble", value, SAID), NOW)
        assert (tried.refusal is None) is fits, value


def test_an_aim_that_was_not_met_is_a_problem_that_names_it() -> None:
    _, step = walk(OPEN_DAY, {**COUNTER, "aim_answered": "unanswered"})
    assert "到底要带几样材料" in finding_of(step, "aim_answered:unanswered").text["zh"]
