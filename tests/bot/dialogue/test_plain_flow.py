"""A flow without stages and hints: an example by type, values as people write them."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import count

import pytest

from bot.app import App
from bot.dialogue.dialogue import Dialogue
from bot.dialogue.messages import Inbound, Outcome
from bot.dialogue.prompts import EXAMPLES, show_value
from bot.dialogue.texts import TEXTS
from bot.reading.answers import read_answer
from bot.rehearsal import said
from bot.reports import experience_of
from flows.events import Prompt
from flows.model import Locale, Question, QuestionType
from flows.state import Value
from tests.bot.dialogue.with_flows import dialogue_with
from tests.bot.homes import START

ANSWERS = (
    "11月3日",
    "下午两点半",
    "11月3日14:05",
    "2.0",
    "3",
    "70分钟",
    "北纬23.1 东经113.3",
    "跳过",
)
_ids = count()


@pytest.fixture(scope="module")
def plain(app: App) -> Dialogue:
    return dialogue_with(app, "plain")


def say(dialogue: Dialogue, chat: str, text: str) -> Outcome:
    return dialogue.handle(Inbound("test", chat, str(next(_ids)), START, text, name=chat))


def test_every_question_is_asked_again_with_an_example(plain: Dialogue) -> None:
    outcome = say(plain, "再问", "走流程 一行一题")
    for answer in ANSWERS:
        name = outcome.walk.question
        again = say(plain, "再问", "啊这个嘛哎哟")
        assert again.walk.question == name
        assert re.search("比如|直接发", said(again)), name
        outcome = say(plain, "再问", answer)
        assert outcome.walk.question != name, answer


@pytest.mark.parametrize("passing", ["北纬23.1 东经113.3", "上一步", "不走了"])
def test_the_key_for_a_place_goes_once_no_place_is_asked_for(plain: Dialogue, passing: str) -> None:
    for answer in ("走流程 一行一题", *ANSWERS[:6]):
        outcome = say(plain, passing, answer)
    assert outcome.replies[-1].wants == "location"
    again = say(plain, passing, "啊这个嘛哎哟")
    assert (again.replies[-1].wants, again.unasked) == ("location", False)
    assert say(plain, passing, passing).unasked
    assert not say(plain, passing, "帮助").unasked, "it is gone"


@pytest.mark.parametrize("key", ["example_minutes", *EXAMPLES.values()])
@pytest.mark.parametrize("language", [0, 1])
def test_an_example_is_an_answer_that_is_read(key: str, language: int) -> None:
    types: dict[str, QuestionType] = {word: type_ for type_, word in EXAMPLES.items()}  # type: ignore[misc]
    type_ = types.get(key, "integer")
    appearance = "minutes" if key == "example_minutes" else ""
    question = Question("q", type_, 0, {"zh": "？"}, appearance=appearance)
    prompt = Prompt("q", question, "", 1, 1, required=True)
    examples = re.findall("“(.+?)”", TEXTS[key][language])
    assert examples or type_ in ("image", "audio", "video", "file")
    for example in examples:
        locale: Locale = "en" if language else "zh"
        assert read_answer(prompt, example, locale=locale, now=START) is not None, example


def test_the_read_back_says_values_as_people_write_them(plain: Dialogue) -> None:
    outcome = say(plain, "读回", "走流程 一行一题")
    for answer in ANSWERS:
        outcome = say(plain, "读回", answer)
    told = said(outcome)
    assert "【】" not in told
    for line in (
        "日子：2026年11月3日",
        "钟点：14:30",
        "叫号：2026年11月3日 14:05",
        "金额：2\n",
        "等候：1 小时 10 分钟",
        "位置：北纬 23.1°，东经 113.3°",
    ):
        assert line in told, told


def test_words_not_understood_at_the_end_are_in_no_report_of_rows_without_a_stage(
    app: App, plain: Dialogue
) -> None:
    for text in ("走流程 一行一题", *ANSWERS, "甲乙丙丁"):
        outcome = say(plain, "没读懂", text)
    assert "不写进报告" in said(outcome)
    walk = app.reader.walk(int(outcome.walk.id))
    assert walk is not None
    stages = experience_of(replace(app, flows=plain._house.flows), walk).stages
    told = [line.value for stage in stages for line in stage.lines]
    assert "1 小时 10 分钟" in told and "甲乙丙丁" not in told


@pytest.mark.parametrize(
    ("type_", "value", "zh", "en"),
    [
        ("decimal", 2.0, "2", "2"),
        ("decimal", 2.5, "2.5", "2.5"),
        ("decimal", 1e15, "1000000000000000", "1000000000000000"),
        ("integer", 3, "3", "3"),
        ("calculate", 3.0, "3", "3"),
        ("calculate", "2026-03-01", "2026-03-01", "2026-03-01"),
        ("date", "2026-03-01", "2026年3月1日", "2026-03-01"),
        ("dateTime", "2026-03-01T14:00:00+08:00", "2026年3月1日 14:00", "2026-03-01 14:00"),
        ("time", "14:00", "14:00", "14:00"),
        ("geopoint", "-23.1 113.325941", "南纬 23.1°，东经 113.32594°", "23.1° S, 113.32594° E"),
        ("geopoint", "23 -113 12 5", "北纬 23°，西经 113°", "23° N, 113° W"),
    ],
)
def test_a_value_is_shown_in_words(type_: QuestionType, value: Value, zh: str, en: str) -> None:
    question = Question("q", type_, 0)
    assert show_value(question, (), value, "zh") == zh
    assert show_value(question, (), value, "en") == en
