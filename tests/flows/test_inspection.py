"""沉浸式督查: the three 看, element by element, and who mends what by when.

Contract: at most 15 replies where all is well, the choice of the item and the confirmation of
the read-back included; every rule can fire (walk_scripts A5, R47-R55); nobody has to invent a
problem (R78), and nobody gets past the question whether there was one.
"""

from __future__ import annotations

import pytest

from flows.engine import advance, begin
from flows.events import Answered, Corrected, Finished
from flows.readback import text_of
from flows.state import Value
from tests.flows.pack_walks import (
    DIMENSIONS,
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

INSPECTION = FLOWS["inspection"]
CONFIRMATION = 1  # the dialogue asks "确认提交" after the flow's last question
ELEMENTS = {
    "conditions": "受理条件",
    "papers": "申请材料",
    "procedure": "办理流程",
    "legal_limit": "法定办结时限",
    "promised_limit": "承诺办结时限",
    "visits": "到办事现场次数",
    "fee": "收费标准",
    "location": "办理地点",
    "telephone": "咨询方式",
    "complaint": "监督投诉方式",
    "basis": "设定依据",
}
"""A5 a3: the elements to be checked, by the choice."""
GUIDE: dict[str, Value] = {f"says_{name}": f"指南的{name}" for name in ELEMENTS}
KNOWN: dict[str, Value] = {**GUIDE, "guide_version": "2026-1", "guide_bureau": "云溪市公安局"}

COUNTER: dict[str, Value] = {
    "item": "居民身份证补领",
    "channels": ("window",),
    "aim": "到底要带几样材料",
    "elements": ("all_right",),
    "phone": "right",
    "covered": ("none",),
    "links": ("none",),
    "can_cut": 0,
    "new_tech": "4",
    "conduct": "5",
    "four": "all_4",
    "total_minutes": 90,
    "aim_answered": "answered",
    "no_problem": "yes",
}
DUTY = ["evidence", "department", "deadline", "target", "similar"]
DEADLINE: dict[str, Value] = {"deadline": "2026-03-20"}


def problems(list_name: str) -> list[str]:
    return [c.name for c in INSPECTION.choices[list_name] if c.extra.get("issue_category")]


@pytest.mark.parametrize("channels", [("window",), ("app",), ("window", "app")])
@pytest.mark.parametrize("known", [{}, KNOWN], ids=["bare", "guide"])
def test_a_walk_where_all_is_well_needs_few_replies(
    channels: tuple[str, ...], known: dict[str, Value]
) -> None:
    asked, step = walk(INSPECTION, {**COUNTER, "channels": channels}, known, strict=True)
    assert len(asked) + CONFIRMATION <= 15
    assert step.findings == ()
    done = advance(INSPECTION, step.state, Finished(), NOW)
    assert done.refusal is None
    assert not {"consent", *DUTY} & set(asked)


def test_questions_come_in_the_order_of_the_three_looks() -> None:
    asked, _ = walk(INSPECTION, COUNTER)
    assert asked == [
        "item", "channels", "aim",
        "elements", "phone", "covered",
        "links",
        "can_cut", "new_tech", "conduct",
        "four", "total_minutes", "aim_answered",
        "no_problem",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("channels", "asked_for"), [(("app",), False), (("window",), True), (("hotline",), True)]
)
def test_conduct_is_asked_about_where_somebody_was_met(
    channels: tuple[str, ...], asked_for: bool
) -> None:
    asked, _ = walk(INSPECTION, {**COUNTER, "channels": channels})
    assert ("conduct" in asked) == asked_for


@pytest.mark.parametrize(
    ("says", "problem"), [("是（全程网办）", True), ("否", False), ("", False)]
)
def test_what_the_guide_says_can_be_done_online_and_cannot_is_a_problem(
    says: str, problem: bool
) -> None:
    answers = {**COUNTER, **DEADLINE, "covered": ("not_online",), "online_what": "要去窗口签字"}
    known: dict[str, Value] = {**KNOWN, "says_online": says} if says else KNOWN
    _, step = walk(INSPECTION, answers, known)
    assert [(f.key, f.guide) for f in step.findings] == (
        [("online_what", "是否网办")] if problem else []
    )


# --- the guide, element by element ---------------------------------------------------------------


def test_the_elements_of_the_script_are_those_that_can_be_chosen_and_are_shown() -> None:
    names = [c.name for c in INSPECTION.choices["element_list"]]
    assert names == ["all_right", "gaps", *ELEMENTS]
    row = next(row for row in questions(INSPECTION) if row.name == "elements")
    assert set(ELEMENTS.values()) <= set(row.guide.split())


@pytest.mark.parametrize("element", ELEMENTS)
def test_an_element_that_is_wrong_is_a_problem_that_shows_what_the_guide_says(element: str) -> None:
    asked, step = walk(INSPECTION, {**COUNTER, **DEADLINE, "elements": (element,)}, KNOWN)
    finding = finding_of(step, f"elements:{element}")
    assert_complete(finding)
    assert finding.category == "办事指南不准/缺项"
    assert finding.details == (f"{element}_what",)  # and a photo, if one is sent
    row = next(row for row in questions(INSPECTION) if row.name == f"{element}_what")
    assert row.guide == ELEMENTS[element]
    assert [path for path in asked if path in DUTY] == DUTY


def test_what_a_guide_is_silent_on_is_told_and_is_one_problem_if_one_says_so() -> None:
    known = {n: v for n, v in KNOWN.items() if n not in ("says_legal_limit", "says_complaint")}
    step = begin(INSPECTION, NOW, known)
    told: list[str] = []
    while step.prompt is not None and step.prompt.path != "elements":
        step = reply(INSPECTION, step, step.prompt, COUNTER)
        told += [one.path for one in step.told]
    assert told == ["gaps_told"]
    words = text_of(INSPECTION, step.state, "gaps_told", "label", NOW)
    assert "没写：法定办结时限、监督投诉方式。" in words["zh"]
    assert "state: legal time limit, complaints." in words["en"]
    for value in (("gaps",), ("all_right", "gaps")):
        after = advance(INSPECTION, step.state, Answered("elements", value, SAID), NOW)
        assert [f.text["zh"] for f in after.findings] == [
            "办事指南缺项：法定办结时限、监督投诉方式"
        ]
        assert after.prompt is not None
        assert after.prompt.path == "phone"


@pytest.mark.parametrize("known", [KNOWN, {}], ids=["complete", "no guide"])
def test_where_nothing_is_missing_nothing_can_be_called_missing(known: dict[str, Value]) -> None:
    step = begin(INSPECTION, NOW, known)
    while step.prompt is not None and step.prompt.path != "elements":
        step = reply(INSPECTION, step, step.prompt, COUNTER)
        assert not step.told
    assert step.prompt is not None
    assert "gaps" not in {choice.name for choice in step.prompt.choices}


def test_a_guide_that_names_no_charge_is_not_silent_on_the_fee() -> None:
    known = {n: v for n, v in KNOWN.items() if n != "says_fee"} | {"says_fee_2": "否"}
    asked, _ = walk(INSPECTION, {**COUNTER, **DEADLINE, "elements": ("fee",)}, known)
    assert "fee_what" in asked


# --- phone, coverage, links ----------------------------------------------------------------------


@pytest.mark.parametrize("result", ["right", "wrong", "lost", "not_called"])
def test_the_enquiry_line_is_a_problem_where_it_was_wrong_or_silent(result: str) -> None:
    asked, step = walk(INSPECTION, {**COUNTER, **DEADLINE, "phone": result})
    if result in ("wrong", "lost"):
        finding = finding_of(step, f"phone:{result}")
        assert_complete(finding)
        assert finding.details == (f"phone_{result}_what",)
    else:
        assert step.findings == ()
        assert "no_problem" in asked


@pytest.mark.parametrize("choice", problems("coverage_troubles"))
def test_a_gap_in_coverage_is_a_problem_with_its_detail(choice: str) -> None:
    _, step = walk(INSPECTION, {**COUNTER, **DEADLINE, "covered": (choice,)})
    finding = finding_of(step, f"covered:{choice}")
    assert_complete(finding)
    assert finding.details


@pytest.mark.parametrize(
    ("chosen", "found"),
    [(("not_online",), False), (("far",), False), (("not_online", "far"), True)],
)
def test_neither_online_nor_near_is_a_problem_and_one_of_them_is_none(
    chosen: tuple[str, ...], found: bool
) -> None:
    asked, step = walk(INSPECTION, {**COUNTER, **DEADLINE, "covered": chosen})
    assert bool(step.findings) is found
    assert ("no_problem" in asked) is not found
    if found:
        assert_complete(finding_of(step, "covered"))


def test_what_the_guide_says_of_online_service_is_proposed() -> None:
    for says, default in (("否（须现场采集）", ("not_online",)), ("是", None), ("", None)):
        step = begin(INSPECTION, NOW, {"says_online": says})
        while step.prompt is not None and step.prompt.path != "covered":
            step = reply(INSPECTION, step, step.prompt, COUNTER)
        assert step.prompt is not None
        assert step.prompt.default == default


@pytest.mark.parametrize("choice", problems("link_troubles"))
def test_a_link_that_is_broken_is_a_problem_with_its_detail(choice: str) -> None:
    _, step = walk(INSPECTION, {**COUNTER, **DEADLINE, "links": (choice,)})
    finding = finding_of(step, f"links:{choice}")
    assert_complete(finding)
    assert finding.stage == "flow"
    assert finding.details == (f"{choice}_what" if choice != "other" else "other_what",)


def test_all_five_links_and_the_three_further_points_can_be_chosen() -> None:
    labels = [c.label["zh"] for c in INSPECTION.choices["link_troubles"]]
    assert labels[1:6] == ["注册", "登录", "认证", "办理", "反馈"]  # R50
    assert len(problems("link_troubles")) == 9


@pytest.mark.parametrize("links", [("none", "unsure"), ("unsure",)])
def test_not_knowing_whether_systems_are_connected_is_no_problem(links: tuple[str, ...]) -> None:
    asked, step = walk(INSPECTION, {**COUNTER, "links": links}, strict=True)
    assert step.findings == ()
    assert "no_problem" in asked


# --- quality -------------------------------------------------------------------------------------


def test_what_can_still_be_cut_is_a_problem_that_says_how_many() -> None:
    _, step = walk(INSPECTION, {**COUNTER, **DEADLINE, "can_cut": 3})
    finding = finding_of(step, "can_cut")
    assert_complete(finding)
    assert "3" in finding.text["zh"]
    assert finding.details == ("cut_what",)


@pytest.mark.parametrize("mark", ["1", "2", "3"])
def test_bad_conduct_is_a_problem_and_little_technology_is_none(mark: str) -> None:
    _, step = walk(INSPECTION, {**COUNTER, **DEADLINE, "conduct": mark})
    assert [f.key for f in step.findings] == ([] if mark == "3" else ["conduct"])
    _, step = walk(INSPECTION, {**COUNTER, "new_tech": mark}, strict=True)
    assert step.findings == ()


# --- who mends it --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "trouble",
    [
        {"elements": ("fee",)},
        {"phone": "lost"},
        {"covered": ("missing",)},
        {"covered": ("not_online", "far")},
        {"links": ("auth",)},
        {"can_cut": 1},
        {"conduct": "2"},
        {"aim_answered": "unanswered"},
        *({"four": "each", **dict.fromkeys(DIMENSIONS, "4"), name: "2"} for name in DIMENSIONS),
    ],
    ids=str,
)
def test_every_problem_asks_for_owner_deadline_and_target(trouble: dict[str, Value]) -> None:
    asked, step = walk(INSPECTION, {**COUNTER, **DEADLINE, **trouble})
    assert len(step.findings) == 1
    assert [path for path in asked if path in DUTY] == DUTY
    assert "no_problem" not in asked
    assert advance(INSPECTION, step.state, Finished(), NOW).refusal is None


def test_a_problem_reported_on_the_way_asks_for_them_too() -> None:
    asked, _ = walk(INSPECTION, {**COUNTER, **DEADLINE}, {"reported_problems": 1})
    assert [path for path in asked if path in DUTY] == DUTY


def test_the_department_of_the_guide_is_proposed() -> None:
    step = begin(INSPECTION, NOW, KNOWN)
    while step.prompt is not None and step.prompt.path != "department":
        step = reply(INSPECTION, step, step.prompt, {**COUNTER, "phone": "lost"})
    assert step.prompt is not None
    assert step.prompt.default == "云溪市公安局"


def test_a_deadline_that_has_passed_is_refused_with_a_word() -> None:
    step = begin(INSPECTION, NOW)
    while step.prompt is not None and step.prompt.path != "deadline":
        step = reply(INSPECTION, step, step.prompt, {**COUNTER, "phone": "lost"})
    for day, fits in (("2026-03-01", False), ("2026-03-02", True), ("2026-04-01", True)):
        tried = advance(INSPECTION, step.state, Answered("deadline", day, SAID), NOW)
        assert (tried.refusal is None) is fits, day


# --- no problem ----------------------------------------------------------------------------------


def test_that_there_was_no_problem_is_said_aloud_and_not_assumed() -> None:
    step = begin(INSPECTION, NOW)
    while step.prompt is not None and step.prompt.path != "no_problem":
        step = reply(INSPECTION, step, step.prompt, COUNTER)
    refused = advance(INSPECTION, step.state, Finished(), NOW)
    assert refused.refusal is not None
    step = advance(INSPECTION, step.state, Answered("no_problem", "yes", SAID), NOW)
    assert advance(INSPECTION, step.state, Finished(), NOW).refusal is None


def test_a_problem_remembered_at_the_end_is_one_in_its_own_words() -> None:
    answers = {**COUNTER, **DEADLINE, "no_problem": "no", "missed": "样表还是去年的"}
    asked, step = walk(INSPECTION, answers)
    finding = finding_of(step, "missed")
    assert finding.text["zh"] == "样表还是去年的"
    assert [path for path in asked if path in DUTY] == DUTY


def test_a_correction_to_a_problem_asks_who_mends_it() -> None:
    _, step = walk(INSPECTION, COUNTER)
    step = advance(INSPECTION, step.state, Corrected("phone", "lost", SAID), NOW)
    assert "no_problem" not in step.state.answers
    assert step.prompt is not None
    assert step.prompt.path == "phone_lost_what"


def test_how_many_services_were_sampled_is_known_and_correctable() -> None:
    _, step = walk(INSPECTION, COUNTER)
    assert shown(INSPECTION, step)["sampled"] == "1"
    step = advance(INSPECTION, step.state, Corrected("sampled", 10, SAID), NOW)
    assert shown(INSPECTION, step)["sampled"] == "10"
