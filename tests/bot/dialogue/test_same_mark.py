"""A mark may be said to be that of the question before."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.dialogue.meanings import AnswerMeant, Earlier, View
from bot.dialogue.understand import understand
from flows.catalog import built_in
from flows.events import Prompt
from flows.model import Question

NOW = datetime.fromisoformat("2026-11-24T15:30:00+08:00")
FLOW = built_in()["accompanied"]
QUESTIONS = {row.name: row for row in FLOW.walk_rows() if isinstance(row, Question)}


def picked(text: str, at: str, last: str, said: str) -> object:
    question, before = QUESTIONS[at], QUESTIONS[last]
    options = FLOW.choices.get(before.list_name, ())
    earlier = Earlier(last, (), 1, before, options, said=said)
    choices = FLOW.choices[question.list_name]
    prompt = Prompt(at, question, "s", 1, 9, required=True, choices=choices)
    meaning = understand(text, View(prompt, (earlier,), "open", "zh", NOW))
    return meaning.reading.value if isinstance(meaning, AnswerMeant) else None


@pytest.mark.parametrize(
    "text",
    ["跟上面一样", "和刚才一样吧", "同上", "也一样", "差不多就这样", "same as before", "ditto"],
)
def test_the_mark_before_is_given_again(text: str) -> None:
    assert picked(text, "tong", "dong", "满意") == "4"
    assert picked(text, "tong", "dong", "非常不满意") == "1"
    assert picked(text, "four", "rating", "满意") == "all_4"


@pytest.mark.parametrize("text", ["跟上面不一样", "一样一样来", "跟网上说的一样", "不一样"])
def test_what_only_sounds_alike_is_no_mark(text: str) -> None:
    assert picked(text, "tong", "dong", "满意") is None


def test_nothing_is_the_same_as_what_is_no_mark() -> None:
    assert picked("跟上面一样", "dong", "four", "有高有低，逐项打分") is None
    assert picked("跟上面一样", "four", "rating", "不满意") is None
