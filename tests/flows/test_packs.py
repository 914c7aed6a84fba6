"""How the built-in flows are written, and that their manual is true.

Contract: both languages are complete, labels are short, lists are the fixed terms of
`issue_terms`, no word means two choices; docs/flows.md names all that a flow may use.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from flows.columns import EXPRESSIONS, PLAIN, QUESTION_TYPES, TEXTS
from flows.expression_parser import SPECIAL
from flows.functions import FUNCTIONS
from flows.issue_terms import CATEGORIES, MODES, SEVERITIES, STEPS
from flows.model import SILENT_TYPES, Choice, Flow, Question, Text
from flows.yaml_form import load_flow
from tests.flows.pack_walks import (
    ACCOMPANIED,
    FLOWS,
    ISSUE,
    asked_questions,
    questions,
)

MANUAL = Path(__file__).parents[2] / "docs" / "flows.md"


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


ASKED_WHICH = frozenset({"线上", "网络上"})
"""Words that mean several choices on purpose: who says one is asked which."""


@pytest.mark.parametrize("flow", FLOWS.values(), ids=FLOWS.keys())
def test_no_word_of_a_list_means_two_choices(flow: Flow) -> None:
    for name, choices in flow.choices.items():
        words: dict[str, str] = {}
        for choice in choices:
            own = {choice.label["zh"], choice.label["en"].lower()}
            own |= {s.lower() for s in choice.extra.get("synonyms", "").split("|") if s}
            for word in own:
                other = words.setdefault(word, choice.name)
                assert other == choice.name or word in ASKED_WHICH, (name, word)


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


def test_the_manual_names_every_type_column_and_function() -> None:
    manual = MANUAL.read_text(encoding="utf-8")
    words = [*QUESTION_TYPES, *TEXTS, *EXPRESSIONS, *PLAIN, *FUNCTIONS, *SPECIAL, "repeat_count"]
    named = set(re.findall(r"[\w-]+", " ".join(re.findall(r"`([^`\n]+)`", manual))))
    assert not {word for word in words if word not in named}


def test_the_manual_names_every_appearance_that_a_built_in_flow_uses() -> None:
    manual = MANUAL.read_text(encoding="utf-8")
    used = {w for flow in FLOWS.values() for row in questions(flow) for w in row.appearance.split()}
    assert used
    for word in used:
        assert f"| `{word}` |" in manual, word


def test_the_example_of_the_manual_is_a_flow(tmp_path: Path) -> None:
    blocks = re.findall(r"```yaml\n(.*?)```", MANUAL.read_text(encoding="utf-8"), re.DOTALL)
    whole = [block for block in blocks if block.startswith("flow:")]
    assert len(whole) == 1
    path = tmp_path / "kiosk_check.yaml"
    path.write_text(whole[0], encoding="utf-8")
    assert load_flow(path).id == "kiosk_check"
