"""The built-in flows: what they ask, how few replies they need, what they propose as problems.

Contract: where all is well a walk takes at most 15 replies, the choice of the item and the
confirmation of the read-back included (issue 2, §2); every answer that the walk scripts mark as
a problem proposes one with terms of `issue_terms`; both languages are complete.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

import pytest
from flows.catalog import built_in
from flows.engine import advance, begin, correctable, look, read_back, text_of

from flows.events import Answered, Corrected, Finding, Finished, Prompt, Skipped, Step
from flows.issue_terms import CATEGORIES, MODES, SEVERITIES, STEPS
from flows.model import MEDIA_TYPES, SILENT_TYPES, Choice, Flow, Question, Text
from flows.state import Evidence, Value

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SAID = Evidence(1, 0, 1)
FLOWS = built_in()
ACCOMPANIED = FLOWS["accompanied"]
ISSUE = FLOWS["issue"]
DIMENSIONS = ("dong", "tong", "you", "hao")  # 懂不懂 通不通 优不优 好不好 (R01)
CONFIRMATION = 1  # the dialogue asks "确认提交" after the flow's last question

OPENING: dict[str, Value] = {
    "item": "居民身份证补领",
    "consent": "yes",
    "aim": "到底要带几样材料",
    "profile": "ordinary",
    "found": "clear",
}
RESULT: dict[str, Value] = {
    "outcome": "done",
    "handling": 25,
    "rating": "5",
    "four": "all_5",
    "aim_answered": "answered",
}
COUNTER: dict[str, Value] = {
    **OPENING,
    "channels": ("window",),
    "queue": 20,
    "counter_trouble": ("none",),
    **RESULT,
}
ONLINE: dict[str, Value] = {
    **OPENING,
    "channels": ("app",),
    "online_trouble": ("none",),
    **RESULT,
}
BOTH: dict[str, Value] = {**COUNTER, **ONLINE, "channels": ("mini_program", "window")}

FOLLOW_UPS: dict[str, Value] = {"integer": 2, "text": "当时是这样的"}
"""What is said to a question that a script does not name, by type."""


def walk(
    flow: Flow,
    answers: Mapping[str, Value],
    known: Mapping[str, Value] | None = None,
    *,
    strict: bool = False,
) -> tuple[list[str], Step]:
    """Answer until nothing is open; gives the questions asked and the last step.

    `strict`: a question that `answers` does not name fails the test.
    """
    asked: list[str] = []
    step = begin(flow, NOW, known or {})
    while (prompt := step.prompt) is not None:
        assert len(asked) < 60, f"no end: {asked}"
        asked.append(prompt.path)
        if prompt.path not in answers:
            assert not strict, f"asked without need: {prompt.path}"
        step = reply(flow, step, prompt, answers)
        assert step.refusal is None, (prompt.path, step.refusal)
    return asked, step


def reply(flow: Flow, step: Step, prompt: Prompt, answers: Mapping[str, Value]) -> Step:
    kind = prompt.question.type
    if prompt.path in answers:
        value = answers[prompt.path]
    elif kind in MEDIA_TYPES:
        return advance(flow, step.state, Skipped(prompt.path), NOW)
    elif kind == "select_one":
        value = prompt.choices[0].name
    elif kind == "select_multiple":
        value = (prompt.choices[0].name,)
    else:
        value = FOLLOW_UPS[kind]
    return advance(flow, step.state, Answered(prompt.path, value, SAID), NOW)


def questions(flow: Flow) -> Iterator[Question]:
    return (row for row in flow.walk_rows() if isinstance(row, Question))


def asked_questions(flow: Flow) -> Iterator[Question]:
    return (row for row in questions(flow) if row.type not in SILENT_TYPES)


def problem_choices(list_name: str) -> list[str]:
    return [c.name for c in ACCOMPANIED.choices[list_name] if c.extra.get("issue_category")]


def finding_of(step: Step, key: str) -> Finding:
    found = {finding.key: finding for finding in step.findings}
    assert key in found, f"{key} not in {list(found)}"
    return found[key]


def assert_complete(finding: Finding) -> None:
    assert finding.category in CATEGORIES
    assert finding.severity in SEVERITIES
    assert finding.step in STEPS
    for locale in ("zh", "en"):
        assert finding.text[locale]
        assert "${" not in finding.text[locale]


def shown(flow: Flow, step: Step) -> dict[str, str]:
    return {
        line.path: line.shown["zh"]
        for stage in read_back(flow, step.state, NOW)
        for line in stage.lines
    }


def values(flow: Flow, step: Step) -> dict[str, Value | None]:
    return {
        line.path: line.value for stage in read_back(flow, step.state, NOW) for line in stage.lines
    }


# --- how they are written ---------------------------------------------------------------------


@pytest.mark.parametrize("flow", FLOWS.values(), ids=FLOWS.keys())
def test_every_text_is_there_in_both_languages(flow: Flow) -> None:
    needed: list[tuple[str, Text]] = [("title", flow.title)]
    optional: list[tuple[str, Text]] = []
    for row in flow.walk_rows():
        if not isinstance(row, Question):
            needed.append((row.name, row.label))
            continue
        if row.type not in SILENT_TYPES:
            needed.append((f"{row.name}.label", row.label))
        if row.type not in SILENT_TYPES | {"note"}:
            needed.append((f"{row.name}.short", row.short))
        if row.constraint:
            needed.append((f"{row.name}.constraint_message", row.constraint_message))
        if row.issue:
            needed.append((f"{row.name}.issue_text", row.issue_text))
        optional.append((f"{row.name}.hint", row.hint))
    needed += [(f"{n}:{c.name}", c.label) for n, cs in flow.choices.items() for c in cs]
    needed += [("minimum", rule.message) for rule in flow.minimum]
    for where, text in needed:
        assert text.get("zh") and text.get("en"), where
    for where, text in optional:
        assert bool(text.get("zh")) == bool(text.get("en")), where


@pytest.mark.parametrize("flow", FLOWS.values(), ids=FLOWS.keys())
def test_labels_are_short_and_free_answers_have_an_example(flow: Flow) -> None:
    for row in asked_questions(flow):
        assert len(row.label["zh"]) <= 120, row.name
        assert row.type == "note" or len(row.short["zh"]) <= 12, row.name
        if row.type == "text":
            assert row.hint.get("zh"), row.name


@pytest.mark.parametrize("flow", FLOWS.values(), ids=FLOWS.keys())
def test_chinese_texts_use_chinese_punctuation(flow: Flow) -> None:
    for row in asked_questions(flow):
        for text in (row.label, row.hint, row.short, row.constraint_message):
            plain = re.sub(r"\$\{\w+\}", "", text.get("zh", ""))
            assert not re.search(r"[\u4e00-\u9fff][,?:!;]", plain), (row.name, plain)


@pytest.mark.parametrize("flow", FLOWS.values(), ids=FLOWS.keys())
def test_no_word_of_a_list_means_two_choices(flow: Flow) -> None:
    for name, choices in flow.choices.items():
        words: dict[str, str] = {}
        for choice in choices:
            own = {choice.label["zh"], choice.label["en"].lower()}
            own |= {s.lower() for s in choice.extra.get("synonyms", "").split("|") if s}
            for word in own:
                assert words.setdefault(word, choice.name) == choice.name, (name, word)


def test_choice_names_are_plain_ascii_words() -> None:
    for flow in FLOWS.values():
        for choices in flow.choices.values():
            assert all(re.fullmatch(r"[a-z0-9_]+", choice.name) for choice in choices)


def test_the_lists_of_the_issue_flow_are_the_fixed_terms_in_their_order() -> None:
    for name, terms in (
        ("categories", CATEGORIES),
        ("steps", STEPS),
        ("severities", SEVERITIES),
        ("modes", MODES),
    ):
        assert {c.label["zh"]: c.label["en"] for c in ISSUE.choices[name]} == terms
        assert [c.label["zh"] for c in ISSUE.choices[name]] == list(terms)


def test_every_problem_that_a_row_or_choice_names_uses_the_fixed_terms() -> None:
    texts: list[tuple[str, str, str, Text | str]] = [
        (row.issue_category, row.issue_severity, row.issue_step, row.issue_text.get("zh", ""))
        for row in questions(ACCOMPANIED)
        if row.issue
    ]
    choices: list[Choice] = [
        choice
        for choices in ACCOMPANIED.choices.values()
        for choice in choices
        if choice.extra.get("issue_category")
    ]
    texts += [
        (
            choice.extra["issue_category"],
            choice.extra["issue_severity"],
            choice.extra["issue_step"],
            choice.extra["issue_text::zh"] and choice.extra["issue_text::en"],
        )
        for choice in choices
    ]
    assert len(texts) >= 35
    for category, severity, step, text in texts:
        assert category in CATEGORIES
        assert severity in SEVERITIES
        assert step in STEPS
        assert text


def test_the_five_faults_that_the_plan_names_can_all_be_proposed() -> None:
    proposed = {
        choice.extra.get("issue_category", "")
        for choices in ACCOMPANIED.choices.values()
        for choice in choices
    }
    assert proposed >= {
        "事前公开不清楚",
        "咨询引导无门路",
        "流程环节不透明",
        "线上线下不一致",
        "申请材料重复交",
    }  # R34


# --- accompanied: where all is well -------------------------------------------------------------


@pytest.mark.parametrize(
    "known", [{}, {"guide_place": "政务大厅一楼12号窗口"}], ids=["bare", "guide"]
)
@pytest.mark.parametrize(
    ("answers", "most"),
    [(COUNTER, 13), (ONLINE, 12), (BOTH, 14)],
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
    assert lines["reach"] == "跨省"
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


# --- the issue flow -----------------------------------------------------------------------------

PLAIN: dict[str, Value] = {
    "problem": "窗口说复印件不行",
    "category": "not_told",
    "severity": "more_trips",
    "step": "acceptance",
    "more": ("none",),
}


def test_a_problem_in_a_walk_takes_four_replies_and_outside_one_five() -> None:
    inside, _ = walk(ISSUE, PLAIN, {"stage_step": "acceptance"}, strict=True)
    outside, _ = walk(ISSUE, PLAIN, strict=True)
    assert inside == ["problem", "category", "severity", "more"]
    assert outside == ["problem", "category", "severity", "step", "more"]


def test_the_guessed_category_is_offered_and_not_decided() -> None:
    step = begin(ISSUE, NOW, {"guessed_category": "attitude"})
    step = advance(ISSUE, step.state, Answered("problem", "没人理", SAID), NOW)
    assert step.prompt is not None
    assert (step.prompt.path, step.prompt.default) == ("category", "attitude")


def test_only_what_could_not_be_done_asks_for_the_window_of_such_cases() -> None:
    for choice in ISSUE.choices["severities"]:
        asked, _ = walk(ISSUE, {**PLAIN, "severity": choice.name})
        assert ("raised_at_window" in asked) is (choice.label["zh"] == "办不成")


@pytest.mark.parametrize("extra", ["photo", "cause", "suggestion", "department", "mode"])
def test_each_addition_is_asked_for_only_when_wanted(extra: str) -> None:
    asked, _ = walk(ISSUE, {**PLAIN, "more": (extra,), "mode": "deadline"}, strict=False)
    assert asked[-1] == extra
    assert not {"photo", "cause", "suggestion", "department", "mode"} - {extra} & set(asked)


def test_a_problem_solved_on_the_spot_says_how() -> None:
    asked, _ = walk(ISSUE, {**PLAIN, "more": ("mode",), "mode": "solved"})
    assert asked[-2:] == ["mode", "onspot_fix"]


def test_the_mode_is_not_known_until_someone_says_it() -> None:
    _, step = walk(ISSUE, PLAIN)
    assert shown(ISSUE, step)["mode"] == "不清楚"


def test_a_report_can_stop_after_the_three_things_that_are_needed() -> None:
    required = {row.name for row in asked_questions(ISSUE) if row.required and not row.relevant}
    assert required - {"step", "mode"} == {"problem", "category", "severity"}
    step = begin(ISSUE, NOW, {"stage_step": "queue"})
    while step.prompt is not None and step.prompt.path != "more":
        step = reply(ISSUE, step, step.prompt, PLAIN)
    step = advance(ISSUE, step.state, Skipped("more"), NOW)
    assert step.refusal is None
    assert step.prompt is None
    assert look(ISSUE, step.state, NOW).prompt is None
