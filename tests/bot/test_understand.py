"""Every row of utterances.md means what it says; and whatever is typed, nothing breaks."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dialogue.commands import CORE, read_command
from bot.dialogue.texts import say
from bot.dialogue.understand import (
    Ambiguous,
    AnswerMeant,
    AskMeant,
    CommandMeant,
    CorrectionMeant,
    Earlier,
    IssueMeant,
    Meaning,
    NoteMeant,
    NotUnderstood,
    View,
    understand,
)
from bot.reading.reading import Reading
from flows.catalog import built_in
from flows.events import Prompt
from flows.model import LOCALES, Choice, Flow, Question
from flows.state import Value
from tests.patience import soon

NOW = datetime.fromisoformat("2026-11-24T15:30:00+08:00")
SHEET = (Path(__file__).parent / "utterances.md").read_text(encoding="utf-8")
EARLIER = ("item", "place", "queue", "trips", "channels")


def rows(heading: str, *, heads: bool = False) -> list[list[str]]:
    """The rows of a table of the sheet, with their heads if those are wanted."""
    section = SHEET.split(f"## {heading}\n")[1].split("\n## ")[0]
    table = [line for line in section.splitlines() if line.startswith("|")]
    kept = [*table[:1], *table[2:]] if heads else table[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in kept]


def _choices(cell: str) -> tuple[Choice, ...]:
    out = []
    for one in filter(None, map(str.strip, cell.split(";"))):
        name, _, words = one.partition(":")
        label, *synonyms = (w.strip() for w in words.split(" / "))
        extra = {"synonyms": "|".join(synonyms)}
        if name.endswith("!"):
            extra["issue_category"] = "其他"
        out.append(Choice(name.rstrip("!"), {"zh": label}, extra))
    return tuple(out)


def _prompts() -> dict[str, Prompt]:
    prompts = {}
    for key, type_, appearance, required, label, short, options in rows("Questions"):
        question = Question(
            name=key,
            type=type_,  # type: ignore[arg-type]
            row=0,
            label={"zh": label},
            short={"zh": short},
            appearance=appearance,
        )
        prompts[key] = Prompt(
            key, question, "s", 1, 9, required=required == "yes", choices=_choices(options)
        )
    return prompts


PROMPTS = _prompts()


def _earlier(order: tuple[str, ...]) -> tuple[Earlier, ...]:
    return tuple(
        Earlier(
            path=key,
            labels=(PROMPTS[key].question.short["zh"], PROMPTS[key].question.label["zh"]),
            number=number,
            question=PROMPTS[key].question,
            choices=PROMPTS[key].choices,
        )
        for number, key in enumerate(order, start=1)
    )


def view_of(cell: str, text: str = "") -> View:
    open_, _, last = (part.strip() for part in cell.partition("<"))
    order = EARLIER
    if last:
        order = (*(k for k in EARLIER if k != last), last)
    status = {"-": "none", "paused": "paused"}.get(open_, "open")
    return View(
        prompt=PROMPTS.get(open_),
        earlier=() if open_ == "-" else _earlier(tuple(k for k in order if k != open_)),
        status=status,  # type: ignore[arg-type]
        locale="en" if re.search("[a-z]{3}", text) and text.isascii() else "zh",
        now=NOW,
    )


def _value(value: Value) -> str:
    shown = " ".join(value) if isinstance(value, tuple) else str(value)
    return shown.removesuffix("+08:00")


def _reading(reading: Reading) -> str:
    return ("" if reading.literal else "~") + _value(reading.value)


def shown(meaning: Meaning, text: str) -> tuple[str, str]:
    """A meaning as the table writes it."""
    match meaning:
        case AnswerMeant(reading, rest, ask):
            more = f" + {text[slice(*rest)]}" if rest else ""
            return "answer", _reading(reading) + more + (f" ? {ask}" if ask else "")
        case AskMeant(question, told):
            return "ask", question + (f" + {text[slice(*told)]}" if told else "")
        case Ambiguous(_, question):
            return "both", question
        case CorrectionMeant(path, reading, _):
            value = f" = {_reading(reading)}" if reading else ""
            return "correction", (path or "?") + value
        case NoteMeant(words, _, _):
            return "note", words
        case IssueMeant(words, _, _):
            return "issue", words
        case CommandMeant(name, argument, _):
            return "command", f"{name} {argument}".strip()
        case NotUnderstood(reason):
            return "unclear", reason


@pytest.mark.parametrize(
    ("open_", "text", "what", "gives"), rows("Messages"), ids=lambda cell: cell or "-"
)
def test_a_message_means_what_the_table_says(open_: str, text: str, what: str, gives: str) -> None:
    assert shown(understand(text, view_of(open_, text)), text) == (what, gives)


def test_the_table_is_long_enough_to_be_worth_something() -> None:
    messages = rows("Messages")
    assert len(messages) >= 250
    assert {row[2] for row in messages} == {
        "answer", "ask", "both", "correction", "note", "issue", "command", "unclear"
    }  # fmt: skip


def test_taught_words_mean_what_they_say_whatever_is_open() -> None:
    for key in [*PROMPTS, "-", "paused"]:
        for name, words in CORE.items():
            for word in words.split("|"):
                assert understand(word, view_of(key)) == CommandMeant(name), (key, word)
                assert understand(f"/{word}", view_of(key)) == CommandMeant(name), (key, word)


def test_a_note_awaited_by_a_menu_can_be_told_from_a_command() -> None:
    assert read_command("大厅里没有饮水机") is None
    assert read_command("跳过") == CommandMeant("skip")


def test_a_complaint_during_a_report_is_the_report_itself() -> None:
    view = replace(view_of("why"), reporting=True)
    assert isinstance(understand("我要投诉窗口态度差", view), AnswerMeant)
    assert understand("取消", view) == CommandMeant("end")


def test_agreeing_to_a_prefilled_value_keeps_it() -> None:
    prompt = replace(PROMPTS["queue"], default=30)
    view = replace(view_of("queue"), prompt=prompt)
    for yes in ("对", "没错", "是的", "就这个", "ok"):
        meaning = understand(yes, view)
        assert isinstance(meaning, AnswerMeant)
        assert meaning.reading.value == 30
    assert understand("不对,是20分钟", view) == AnswerMeant(Reading(20, 4, 8, literal=False), None)


def test_agreeing_to_prefilled_words_keeps_them() -> None:
    prompt = replace(PROMPTS["place"], default="云溪市公安局")
    view = replace(view_of("place"), prompt=prompt)
    for yes in ("对", "对的", "就这样", "嗯", "yes"):
        meaning = understand(yes, view)
        assert isinstance(meaning, AnswerMeant), yes
        assert meaning.reading.value == "云溪市公安局"
    assert not isinstance(understand("对", view_of("place")), AnswerMeant)


def test_the_button_of_prefilled_words_may_be_typed() -> None:
    known = "公安局、医保局"
    view = replace(view_of("place"), prompt=replace(PROMPTS["place"], default=known))
    for typed in (f"对，就是 {known}", f"就是{known}", f"是的，{known}", f"Yes, {known}"):
        meaning = understand(typed, view)
        assert isinstance(meaning, AnswerMeant), typed
        assert meaning.reading.value == known
    other = understand("就是公安局", view)
    assert not isinstance(other, AnswerMeant) or other.reading.value != known


def test_one_more_instance_is_offered_and_answered() -> None:
    view = replace(view_of("queue"), prompt=replace(PROMPTS["queue"], more=True))
    offered = {
        "yes": ("再记一个", "有", "还有一户", "下一家", "there's another one"),
        "no": ("没有了", "就这些", "不加了", "就这两家", "that was the last one"),
    }
    for text, value in ((text, value) for value, texts in offered.items() for text in texts):
        meaning = understand(text, view)
        assert isinstance(meaning, AnswerMeant)
        assert meaning.reading.value == value
    assert not isinstance(understand("还有一个老王家", view), AnswerMeant)


def test_two_appearances_stand_beside_each_other() -> None:
    question = replace(PROMPTS["queue"].question, appearance="minutes known")
    view = replace(view_of("queue"), prompt=replace(PROMPTS["queue"], question=question))
    meaning = understand("半小时", view)
    assert isinstance(meaning, AnswerMeant)
    assert meaning.reading.value == 30


@pytest.mark.parametrize("flow", built_in().values(), ids=lambda flow: flow.id)
def test_every_option_of_the_packs_is_picked_by_each_of_its_words(flow: Flow) -> None:
    rows = [row for row in flow.walk_rows() if isinstance(row, Question)]
    for question in (row for row in rows if row.list_name):
        options = flow.choices[question.list_name]
        prompt = Prompt(question.name, question, "s", 1, 9, required=True, choices=options)
        view = View(prompt, (), "open", "zh", NOW)
        for option in options:
            said = [*option.label.values(), *option.extra.get("synonyms", "").split("|")]
            for words in filter(None, said):
                meaning = understand(words, view)
                if sum(words in o.extra.get("synonyms", "").split("|") for o in options) > 1:
                    assert meaning == NotUnderstood("ambiguous"), words  # "线上": which of them?
                    continue
                assert isinstance(meaning, AnswerMeant), (question.name, words)
                assert meaning.reading.value in (option.name, (option.name,)), words


@pytest.mark.parametrize("flow", built_in().values(), ids=lambda flow: flow.id)
def test_the_examples_that_the_packs_give_are_understood(flow: Flow) -> None:
    for question in flow.walk_rows():
        if not isinstance(question, Question):
            continue
        options = flow.choices.get(question.list_name, ())
        prompt = Prompt(question.name, question, "s", 1, 9, required=False, choices=options)
        for locale in LOCALES:
            for example in re.findall('[“"](.+?)[”"]', question.hint.get(locale, "")):
                meaning = understand(example, View(prompt, (), "open", locale, NOW))
                skip = meaning == CommandMeant("skip")
                assert skip or isinstance(meaning, AnswerMeant), (question.name, example)


SAID = sorted({row[1] for row in rows("Messages")})
TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from([*SAID, "，", "。", "?", " ", "不", "20", "\n", "!"]), max_size=6).map(
        "".join
    ),
    st.text(
        alphabet="一二两三几半个多分钟小时天次趟点到和不没是对0123456789/.,:-?改成第", max_size=40
    ),
)


@given(TEXTS, st.sampled_from([*PROMPTS, "-", "paused", "done"]))
@settings(deadline=None)
def test_nothing_that_is_typed_breaks_it_and_every_place_is_in_the_text(
    text: str, open_: str
) -> None:
    meaning = understand(text, view_of(open_, text))
    match meaning:
        case AnswerMeant(reading, rest, ask):
            assert 0 <= reading.start < reading.end <= len(text)
            assert rest is None or 0 <= rest[0] < rest[1] <= len(text)
            assert ask in text
        case CorrectionMeant(_, reading, words):
            assert words in text
            assert reading is None or 0 <= reading.start < reading.end <= len(text)
        case NoteMeant(words, start, end) | IssueMeant(words, start, end):
            assert text[start:end] == words
        case CommandMeant(_, argument, start):
            assert text[start : start + len(argument)] == argument
        case AskMeant(question) | Ambiguous(_, question):
            assert question in text
        case NotUnderstood():
            pass


@given(TEXTS, st.sampled_from([*PROMPTS]))
@settings(deadline=None)
def test_a_value_fits_its_question(text: str, open_: str) -> None:
    meaning = understand(text, view_of(open_, text))
    if not isinstance(meaning, AnswerMeant):
        return
    prompt, value = PROMPTS[open_], meaning.reading.value
    names = {c.name for c in prompt.choices}
    match prompt.question.type:
        case "select_one":
            assert value in names
        case "select_multiple":
            assert isinstance(value, tuple)
            assert value
            assert set(value) <= names
        case "integer":
            assert isinstance(value, int)
        case "decimal":
            assert isinstance(value, float)
        case "date" | "dateTime":
            datetime.fromisoformat(str(value))
        case "text":
            assert str(value) in text or value == say("zh", "no_aim")


@pytest.mark.parametrize(
    "text",
    ["就是" * 5_000, "不" * 20_000, "1 " * 10_000, "是的" * 9_000 + "?", "把" * 300, "第三" * 150,
     "一" * 300, "我想" * 4_000 + "办", "1小时" * 100, "陪老人" * 3_000, "怎么" * 9_000,
     "嗯" * 60 + "…对", "嗯" * 300 + "一", "好的" * 100 + "x",
     "skip " + "this question " * 30 + "x",
     "吧" * 19_000 + "x", "👌" * 19_000 + "x", "ok" * 40 + "登", "没问题" * 40 + "x",
     "刚" * 80 + "x", "哦不，" * 60, "sorry, " * 300, "20分钟 不对 30分钟" * 60,
     "不对，是他们说的" * 37, "，去掉" * 6_000, "没有特别的 " * 50,
     "渠道还" * 70, "1 到 " * 60, "a or " * 60, "回 一 " * 5_000 + "改成5分钟"],
    ids=lambda text: text[:4],
)  # fmt: skip
def test_a_hostile_message_is_read_in_time(text: str) -> None:
    with soon():
        for open_ in PROMPTS:
            understand(text, view_of(open_))
