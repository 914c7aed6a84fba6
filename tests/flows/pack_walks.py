"""Walks through the built-in flows: scripts of answers, and a person who gives them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from flows.catalog import built_in
from flows.engine import advance, begin
from flows.events import Answered, Finding, Prompt, Skipped, Step
from flows.issue_terms import CATEGORIES, SEVERITIES, STEPS
from flows.model import MEDIA_TYPES, SILENT_TYPES, Flow, Question
from flows.readback import read_back
from flows.state import Evidence, Value
from tests.flows.walks import in_words

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SAID = Evidence(1, 0, 1)
FLOWS = built_in()
ACCOMPANIED = FLOWS["accompanied"]
ISSUE = FLOWS["issue"]
DIMENSIONS = ("dong", "tong", "you", "hao")  # 懂不懂 通不通 优不优 好不好 (R01)

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
    "guide_match": ("none",),
    **RESULT,
}
ONLINE: dict[str, Value] = {
    **OPENING,
    "channels": ("app",),
    "online_trouble": ("none",),
    "guide_match": ("none",),
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
    """What stands in the read-back, as people see it."""
    return {
        line.path: in_words(flow, step.state, line, NOW)["zh"]
        for stage in read_back(flow, step.state, NOW)
        for line in stage.lines
    }


def values(flow: Flow, step: Step) -> dict[str, Value | None]:
    return {
        line.path: line.value for stage in read_back(flow, step.state, NOW) for line in stage.lines
    }
