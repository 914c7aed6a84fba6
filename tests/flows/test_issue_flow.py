"""报问题: one problem in under a minute (R07), inside a walk or by itself."""

from __future__ import annotations

import pytest

from flows.engine import advance, begin, look
from flows.events import Answered, Skipped
from flows.state import Value
from tests.flows.pack_walks import ISSUE, NOW, SAID, asked_questions, reply, shown, walk

PLAIN: dict[str, Value] = {
    "problem": "窗口说复印件不行",
    "category": "not_told",
    "severity": "more_trips",
    "step": "acceptance",
    "more": ("none",),
}


def test_a_problem_takes_four_replies_where_its_words_tell_the_step_else_five() -> None:
    told, _ = walk(ISSUE, PLAIN, {"guessed_step": "acceptance"}, strict=True)
    untold, _ = walk(ISSUE, PLAIN, {"stage_step": "acceptance"}, strict=True)
    assert told == ["problem", "category", "severity", "more"]
    assert untold == ["problem", "category", "severity", "step", "more"]


def test_the_step_of_the_open_question_is_offered_and_not_decided() -> None:
    step = begin(ISSUE, NOW, {"stage_step": "acceptance"})
    for path, value in list(PLAIN.items())[:3]:
        step = advance(ISSUE, step.state, Answered(path, value, SAID), NOW)
    assert step.prompt is not None
    assert (step.prompt.path, step.prompt.default) == ("step", "acceptance")


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
