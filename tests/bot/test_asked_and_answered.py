"""Questions stay questions and answers stay answers, at every kind of question."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.dialogue.meanings import (
    Ambiguous,
    AnswerMeant,
    AskMeant,
    CommandMeant,
    NotUnderstood,
    View,
)
from bot.dialogue.understand import understand
from bot.dialogue.values import answer_in
from flows.catalog import built_in
from flows.events import Prompt
from flows.model import Question, has_appearance
from tests.bot.test_understand import NOW, rows, shown, view_of
from tests.bot.test_understand import PROMPTS as TABLE

ASKED = [row[0] for row in rows("Asked anywhere")]
TIRED, *_ = (row for row in rows("Typed when tired", heads=True))
NOT_ASKED = frozenset({"hidden", "calculate", "note"})


def _prompts() -> dict[str, Prompt]:
    return {
        f"{flow.id}/{row.name}": Prompt(
            row.name,
            row,
            "s",
            1,
            9,
            required=bool(row.required),
            choices=flow.choices.get(row.list_name, ()),
        )
        for flow in built_in().values()
        for row in flow.walk_rows()
        if isinstance(row, Question) and row.type not in NOT_ASKED
    }


PROMPTS = _prompts()
PROMPTS |= {
    f"table/{key}": TABLE[key] for key in ("visited", "arrived", "handed", "spot", "fee", "same")
}
PROMPTS["table/more"] = replace(TABLE["queue"], more=True)
KINDS = {
    (p.question.type, p.question.appearance, p.choices and p.question.name, p.required, p.more): key
    for key, p in PROMPTS.items()
}.values()
"""One question of each kind, and every choice: what free text takes does not hang on its label."""


def _view(key: str, text: str) -> View:
    english = text.isascii() and any(c.isalpha() for c in text)
    return View(PROMPTS[key], (), "open", "en" if english else "zh", NOW)


def _ways_to_ask(text: str) -> tuple[str, str]:
    bare = text.rstrip("?？")
    return bare if text == bare else text, bare + ("?" if text.isascii() else "？")


@pytest.mark.parametrize("key", KINDS)
def test_a_question_is_never_a_value_by_itself(key: str) -> None:
    prompt = PROMPTS[key]
    aim = {"aim", "question"} & set(prompt.question.appearance.split())
    for text in (way for asked in ASKED for way in _ways_to_ask(asked)):
        meaning = understand(text, _view(key, text))
        if aim and isinstance(meaning, AnswerMeant):
            assert meaning.ask == text
        elif prompt.question.type == "text":
            assert isinstance(meaning, AskMeant | Ambiguous), (text, meaning)
        else:
            assert meaning == AskMeant(text), (text, meaning)


@pytest.mark.parametrize("key", [k for k in KINDS if PROMPTS[k].question.type != "text"])
def test_nor_is_it_the_new_value_of_an_answer_that_is_being_corrected(key: str) -> None:
    for text in ASKED:
        assert answer_in(text, PROMPTS[key], locale="zh", now=NOW) is None, text


@pytest.mark.parametrize(("key", "text", "value"), rows("Answered"))
def test_an_answer_stays_an_answer(key: str, text: str, value: str) -> None:
    meaning = understand(text, _view(key, text))
    assert isinstance(meaning, AnswerMeant)
    read = meaning.reading.value
    shown_value = " ".join(read) if isinstance(read, tuple) else str(read)
    assert shown_value == (value or text)


def test_both_tables_are_long_enough_to_be_worth_something() -> None:
    assert len(ASKED) >= 120
    assert len(rows("Answered")) >= 300


def _cell(open_: str, text: str) -> str:
    meaning = understand(text, view_of(open_, text))
    what, gives = shown(meaning, text)
    match meaning:
        case AnswerMeant():
            return "text" if TABLE[open_].question.type == "text" else gives
        case CommandMeant(name):
            return f"/{name}"
        case NotUnderstood(reason):
            return "dont_know" if reason == "dont_know" else "-"
    return what


@pytest.mark.parametrize("row", rows("Typed when tired"), ids=lambda row: row[0])
def test_what_a_tired_person_types_is_neither_guessed_nor_lost(row: list[str]) -> None:
    text, *cells = row
    assert [_cell(open_, text) for open_ in TIRED[1:]] == cells


@pytest.mark.parametrize("key", KINDS)
def test_a_very_long_text_is_no_value_but_of_free_text(key: str) -> None:
    text = "今天陪老人来大厅，人特别多，保安让我们先去二楼，" * 250
    meaning = understand(text, _view(key, text))
    question = PROMPTS[key].question
    is_name = has_appearance(question, "dept", "owner", "place")
    assert isinstance(meaning, AnswerMeant) == (question.type == "text" and not is_name)


@pytest.mark.parametrize("key", KINDS)
def test_a_name_that_nobody_taught_is_no_answer(key: str) -> None:
    for text in ("/foo", "／没有", "/1 号窗口"):
        assert understand(text, _view(key, text)) == CommandMeant("unknown", text, 0)
