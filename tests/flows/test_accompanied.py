"""陪同式帮办: few replies where all is well, a problem with its detail where something was wrong.

Contract: at most 15 replies, the choice of the item and the confirmation of the read-back
included (issue 2, §2); every answer that the walk scripts mark as a problem proposes one.
"""

from __future__ import annotations

import pytest

from flows.engine import advance, begin
from flows.events import Answered, Corrected, Finished
from flows.issue_terms import STEPS
from flows.model import SILENT_TYPES, Group, Question
from flows.readback import correctable, text_of
from flows.state import Value
from tests.flows.pack_walks import (
    ACCOMPANIED,
    BOTH,
    COUNTER,
    DIMENSIONS,
    NOW,
    ONLINE,
    SAID,
    assert_complete,
    finding_of,
    problem_choices,
    questions,
    reply,
    shown,
    values,
    walk,
)

CONFIRMATION = 1  # the dialogue asks "确认提交" after the flow's last question


# --- accompanied: where all is well -------------------------------------------------------------


@pytest.mark.parametrize(
    "known",
    [{}, {"guide_place": "政务大厅一楼12号窗口", "guide_fee": "不收费"}],
    ids=["bare", "guide"],
)
@pytest.mark.parametrize(
    ("answers", "most"),
    [(COUNTER, 14), (ONLINE, 13), (BOTH, 14)],
    ids=["counter", "online", "both"],
)
@pytest.mark.parametrize("outcome", ["done", "pending"])
def test_a_walk_where_all_is_well_needs_few_replies(
    answers: dict[str, Value], most: int, outcome: str, known: dict[str, Value]
) -> None:
    asked, step = walk(ACCOMPANIED, {**answers, "outcome": outcome}, known, strict=True)
    assert len(asked) <= most
    assert len(asked) + CONFIRMATION <= 15
    assert step.findings == ()
    done = advance(ACCOMPANIED, step.state, Finished(), NOW)
    assert done.refusal is None
    assert done.state.status == "finished"


def test_questions_come_in_the_order_of_the_procedure() -> None:
    asked, _ = walk(ACCOMPANIED, BOTH)
    assert asked == [
        "item", "consent", "channels", "aim",
        "profile", "found",
        "queue", "counter_trouble",
        "online_trouble",
        "outcome", "handling", "rating",
        "four", "aim_answered",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "aim", ["没有特别的", "没有", "无", "没什么", "暂时没有", "nothing special"]
)
def test_without_an_aim_nobody_asks_whether_it_was_met(aim: str) -> None:
    asked, _ = walk(ACCOMPANIED, {**COUNTER, "aim": aim})
    assert "aim_answered" not in asked


@pytest.mark.parametrize(
    "aim", ["没有身份证能不能办", "要带几样材料", "不清楚收不收费", "no idea what to bring"]
)
def test_an_aim_is_asked_again_in_its_own_words(aim: str) -> None:
    asked, step = walk(ACCOMPANIED, {**COUNTER, "aim": aim})
    assert asked[-1] == "aim_answered"
    assert aim in text_of(ACCOMPANIED, step.state, "aim_answered", "label", NOW)["zh"]


def test_a_hotline_walk_has_neither_a_counter_nor_an_online_stage() -> None:
    asked, _ = walk(ACCOMPANIED, {**COUNTER, "channels": ("hotline",)})
    assert "counter_trouble" not in asked
    assert "online_trouble" not in asked
    assert "help_given" in asked  # it does not follow from the channel here


def test_what_is_known_is_not_asked_but_read_back() -> None:
    known = {"guide_place": "政务大厅一楼12号窗口", "guide_scope": "跨省通办", "role": "staff"}
    asked, step = walk(ACCOMPANIED, COUNTER, known)
    assert not {"place", "trips", "total_minutes", "reach", "help_given"} & set(asked)
    lines = shown(ACCOMPANIED, step)
    assert lines["place"] == "政务大厅一楼12号窗口"
    assert lines["trips"] == "1"
    assert lines["total_minutes"] == "45"
    assert lines["reach"] == "跨省通办"
    assert lines["help_given"] == "线下申报辅导"


def test_a_place_from_outside_goes_before_that_of_the_guide() -> None:
    known = {"guide_place": "政务大厅", "here": "城东便民服务中心"}
    _, step = walk(ACCOMPANIED, COUNTER, known)
    assert shown(ACCOMPANIED, step)["place"] == "城东便民服务中心"


def test_what_was_known_can_be_corrected_at_the_read_back() -> None:
    _, step = walk(ACCOMPANIED, COUNTER)
    assert "trips" in {line.path for line in correctable(ACCOMPANIED, step.state, NOW)}
    step = advance(ACCOMPANIED, step.state, Corrected("trips", 3, SAID), NOW)
    assert step.refusal is None
    assert shown(ACCOMPANIED, step)["trips"] == "3"


def test_online_alone_means_no_trip() -> None:
    _, step = walk(ACCOMPANIED, ONLINE)
    assert shown(ACCOMPANIED, step)["trips"] == "0"


def test_only_old_or_disabled_applicants_are_asked_for_help_and_offered_barriers() -> None:
    for profile, special in (("ordinary", False), ("elderly", True), ("disabled", True)):
        asked, _ = walk(ACCOMPANIED, {**COUNTER, "profile": profile, "help_needed": ("none",)})
        assert ("help_needed" in asked) is special
        step = begin(ACCOMPANIED, NOW)
        while step.prompt is not None and step.prompt.path != "counter_trouble":
            step = reply(ACCOMPANIED, step, step.prompt, {**COUNTER, "profile": profile})
        assert step.prompt is not None
        assert ("barrier" in {choice.name for choice in step.prompt.choices}) is special


# --- accompanied: consent -----------------------------------------------------------------------


def test_without_consent_nothing_more_is_asked_and_the_walk_cannot_be_handed_in() -> None:
    asked, step = walk(ACCOMPANIED, {**COUNTER, "consent": "no"})
    assert asked == ["item", "consent"]
    assert [told.path for told in step.told] == ["not_recorded"]
    refused = advance(ACCOMPANIED, step.state, Finished(), NOW)
    assert refused.refusal is not None
    assert refused.refusal.code == "minimum"
    assert "不同意" in refused.refusal.message["zh"]


def test_consent_taken_back_by_a_correction_sets_all_answers_aside() -> None:
    _, step = walk(ACCOMPANIED, COUNTER)
    step = advance(ACCOMPANIED, step.state, Corrected("consent", "no", SAID), NOW)
    assert set(step.state.answers) == {"item", "consent"}
    assert step.prompt is None


# --- accompanied: where something was wrong -----------------------------------------------------


@pytest.mark.parametrize("choice", problem_choices("found_levels"))
def test_bad_information_beforehand_is_a_problem_with_its_detail(choice: str) -> None:
    _, step = walk(ACCOMPANIED, {**COUNTER, "found": choice})
    finding = finding_of(step, f"found:{choice}")
    assert_complete(finding)
    assert finding.stage == "before"
    assert finding.details


@pytest.mark.parametrize("choice", problem_choices("counter_troubles"))
def test_trouble_at_the_counter_is_a_problem_with_its_detail(choice: str) -> None:
    answers = {**COUNTER, "profile": "disabled", "counter_trouble": (choice,)}
    asked, step = walk(ACCOMPANIED, answers)
    finding = finding_of(step, f"counter_trouble:{choice}")
    assert_complete(finding)
    assert finding.stage == "counter"
    assert finding.details
    assert "place" in asked  # an issue needs to say where
    assert len(step.findings) == 1


@pytest.mark.parametrize("choice", problem_choices("online_troubles"))
def test_trouble_online_is_a_problem_with_its_detail(choice: str) -> None:
    asked, step = walk(ACCOMPANIED, {**ONLINE, "online_trouble": (choice,)})
    finding = finding_of(step, f"online_trouble:{choice}")
    assert_complete(finding)
    assert finding.stage == "online"
    assert finding.details
    assert "screenshot" in asked
    assert len(step.findings) == 1


def test_several_troubles_are_several_problems_each_with_its_own_detail() -> None:
    troubles = ("returned", "repeated", "praise")
    asked, step = walk(ACCOMPANIED, {**COUNTER, "counter_trouble": troubles})
    assert [f.key for f in step.findings] == [
        "counter_trouble:returned",
        "counter_trouble:repeated",
    ]
    assert step.findings[0].details == ("returned_times", "returned_why")
    assert step.findings[1].details == ("repeated_which",)
    assert "good_practice" in asked


def test_each_trouble_online_keeps_its_own_detail() -> None:
    _, step = walk(ACCOMPANIED, {**ONLINE, "online_trouble": ("auth", "upload", "differs")})
    assert [finding.details for finding in step.findings] == [
        ("auth_minutes", "auth_what"),
        ("upload_what",),
        ("differs_what",),
    ]


def test_a_good_practice_is_asked_for_where_someone_wants_to_tell_one() -> None:
    asked, step = walk(ACCOMPANIED, {**COUNTER, "counter_trouble": ("none", "praise")})
    assert "good_practice" in asked
    assert "place" not in asked
    assert step.findings == ()


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("counter_trouble", ("none", "returned")),
        ("counter_trouble", ("none", "praise", "returned")),
        ("queue", -1),
        ("queue", 2000),
    ],
)
def test_answers_that_cannot_be_are_refused_with_a_word(path: str, value: Value) -> None:
    step = begin(ACCOMPANIED, NOW)
    while step.prompt is not None and step.prompt.path != path:
        step = reply(ACCOMPANIED, step, step.prompt, COUNTER)
    refused = advance(ACCOMPANIED, step.state, Answered(path, value, SAID), NOW)
    assert refused.refusal is not None
    assert refused.refusal.code == "constraint"
    assert refused.refusal.message["zh"]
    assert refused.state == step.state


def test_more_than_one_trip_is_counted_by_asking() -> None:
    asked, step = walk(ACCOMPANIED, {**COUNTER, "counter_trouble": ("extra_trip",), "trips": 2})
    assert "trips" in asked
    assert finding_of(step, "counter_trouble:extra_trip").category == "跑动次数多"


def test_a_late_case_is_a_problem_that_names_the_promised_limit() -> None:
    answers = {**COUNTER, "outcome": "late", "late_done": "no", "days_taken": 9, "trips": 2}
    _, step = walk(ACCOMPANIED, answers, {"guide_limit": "5个工作日"})
    finding = finding_of(step, "outcome:late")
    assert finding.category == "超承诺时限"
    assert "5个工作日" in finding.text["zh"]
    assert finding.details == ("late_done", "days_taken")


def test_a_case_done_some_days_later_in_time_is_no_problem() -> None:
    answers = {**COUNTER, "outcome": "done_later", "days_taken": 3, "trips": 2}
    asked, step = walk(ACCOMPANIED, answers, strict=True)
    assert "days_taken" in asked
    assert step.findings == ()


@pytest.mark.parametrize("reason", problem_choices("failed_reasons"))
@pytest.mark.parametrize("outcome", ["refused", "abandoned"])
def test_a_case_that_failed_is_a_problem_of_the_kind_of_its_reason(
    outcome: str, reason: str
) -> None:
    asked, step = walk(ACCOMPANIED, {**COUNTER, "outcome": outcome, "failed_why": reason})
    finding = finding_of(step, f"failed_why:{reason}")
    assert_complete(finding)
    assert finding.severity == "办不成"
    assert finding.details == ("failed_what",)
    assert "handling" not in asked
    assert "total_minutes" in asked  # nothing was measured that would tell it


def test_a_failed_case_corrected_to_a_done_one_leaves_no_problem() -> None:
    _, step = walk(ACCOMPANIED, {**COUNTER, "outcome": "refused"})
    assert step.findings
    step = advance(ACCOMPANIED, step.state, Corrected("outcome", "done", SAID), NOW)
    assert step.findings == ()
    assert step.prompt is not None
    assert step.prompt.path == "handling"


@pytest.mark.parametrize("mark", ["1", "2"])
def test_a_bad_mark_of_the_applicant_is_a_problem_with_the_reason(mark: str) -> None:
    _, step = walk(ACCOMPANIED, {**COUNTER, "rating": mark})
    finding = finding_of(step, "rating")
    assert_complete(finding)
    assert finding.details == ("rating_why",)


def test_an_acceptable_mark_is_no_problem() -> None:
    asked, step = walk(ACCOMPANIED, {**COUNTER, "rating": "3"})
    assert "rating_why" not in asked
    assert step.findings == ()


@pytest.mark.parametrize("dimension", DIMENSIONS)
@pytest.mark.parametrize("mark", ["1", "2", "3"])
def test_a_bad_mark_in_one_dimension_is_a_problem_with_the_reason(
    dimension: str, mark: str
) -> None:
    answers = {**COUNTER, "four": "each", **dict.fromkeys(DIMENSIONS, "4"), dimension: mark}
    _, step = walk(ACCOMPANIED, answers)
    if mark == "3":
        assert step.findings == ()
        return
    finding = finding_of(step, dimension)
    assert_complete(finding)
    assert finding.stage == "wrap_up"
    assert finding.details == (f"why_{dimension}",)


@pytest.mark.parametrize(("overall", "score"), [("all_5", "5"), ("all_4", "4"), ("all_3", "3")])
def test_one_answer_gives_all_four_scores(overall: str, score: str) -> None:
    asked, step = walk(ACCOMPANIED, {**COUNTER, "four": overall})
    assert not set(DIMENSIONS) & set(asked)
    scores = values(ACCOMPANIED, step)
    assert [scores[name] for name in DIMENSIONS] == [score] * 4


def test_four_different_scores_are_asked_one_by_one() -> None:
    marks = dict(zip(DIMENSIONS, ("5", "3", "4", "5"), strict=True))
    asked, step = walk(ACCOMPANIED, {**COUNTER, "four": "each", **marks})
    assert [path for path in asked if path in DIMENSIONS] == list(DIMENSIONS)
    scores = values(ACCOMPANIED, step)
    assert {name: scores[name] for name in DIMENSIONS} == marks


def test_an_aim_that_was_not_met_is_a_problem_that_names_it() -> None:
    _, step = walk(ACCOMPANIED, {**COUNTER, "aim_answered": "unanswered"})
    finding = finding_of(step, "aim_answered:unanswered")
    assert_complete(finding)
    assert "到底要带几样材料" in finding.text["zh"]


def test_every_follow_up_belongs_to_a_question_or_choice_that_proposes_a_problem() -> None:
    rows = {row.name: row for row in questions(ACCOMPANIED)}
    linked = [row for row in rows.values() if row.issue_detail]
    assert len(linked) >= 25
    for row in linked:
        name, _, choice = row.issue_detail.partition(":")
        choices = {c.name: c for c in ACCOMPANIED.choices.get(rows[name].list_name, ())}
        if choice:
            assert choices[choice].extra.get("issue_category"), row.name
        else:
            proposing = [c for c in choices.values() if c.extra.get("issue_category")]
            assert rows[name].issue or proposing, row.name


def test_every_question_of_the_procedure_says_at_which_step_it_is_asked() -> None:
    stages = {"before", "counter", "online", "result"}
    for group in ACCOMPANIED.rows:
        if isinstance(group, Group) and group.name in stages:
            for row in group.rows:
                assert isinstance(row, Question)
                silent = row.type in SILENT_TYPES or "known" in row.appearance.split()
                assert silent or row.issue_step in STEPS, row.name
