"""报问题: one problem in under a minute (R07), inside a walk or by itself."""

from __future__ import annotations

import pytest

from flows.engine import begin
from flows.model import Question
from flows.state import Value
from tests.flows.pack_walks import ISSUE, NOW, asked_questions, shown, walk

PLAIN: dict[str, Value] = {
    "problem": "窗口说复印件不行",
    "category": "not_told",
    "severity": "more_trips",
}
GUESSED: dict[str, Value] = {
    "guessed_category": "repeated",
    "guessed_severity": "time",
    "guessed_step": "hand_in",
}


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        ((), ["problem", "category", "severity"]),
        (("guessed_category",), ["problem", "severity"]),
        (("guessed_severity",), ["problem", "category"]),
        (("guessed_category", "guessed_severity", "guessed_step"), ["problem"]),
    ],
)
def test_only_what_has_to_be_known_and_was_not_read_is_asked(
    told: tuple[str, ...], asked: list[str]
) -> None:
    known = {name: GUESSED[name] for name in told}
    answers = {name: value for name, value in PLAIN.items() if name in asked}
    assert walk(ISSUE, answers, known, strict=True)[0] == asked


def test_what_was_read_is_shown_and_the_step_in_the_words_goes_before_that_of_the_walk() -> None:
    _, step = walk(ISSUE, {"problem": "又要了一遍"}, {**GUESSED, "stage_step": "enquiry"})
    lines = shown(ISSUE, step)
    assert (lines["category"], lines["severity"]) == ("申请材料重复交", "多花时间")
    assert lines["step"] == "提交材料"
    _, step = walk(ISSUE, PLAIN, {"stage_step": "enquiry"})
    assert shown(ISSUE, step)["step"] == "咨询"


def test_nothing_is_known_of_what_nobody_said() -> None:
    _, step = walk(ISSUE, PLAIN)
    lines = shown(ISSUE, step)
    assert (lines["mode"], lines["raised_at_window"]) == ("不清楚", "没有说")
    assert "step" not in lines


def test_a_report_needs_three_things_and_begins_with_what_happened() -> None:
    required = {row.name for row in asked_questions(ISSUE) if row.required}
    assert required == {"problem", "category", "severity"}
    prompt = begin(ISSUE, NOW).prompt
    assert prompt is not None and prompt.path == "problem"


def test_every_list_of_terms_has_a_question_so_that_no_other_flow_of_it_drifts() -> None:
    lists = {row.list_name for row in ISSUE.walk_rows() if isinstance(row, Question)}
    assert lists - {""} == set(ISSUE.choices)
