"""A message that was edited in the channel, and several choices in one tap."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from itertools import count

import pytest

from bot.app import App
from bot.dialogue.messages import Inbound, Outcome
from bot.rehearsal import said
from flows.state import Value
from tests.bot.homes import START

BEGIN = ("走流程 T-GA-001", "同意", "窗口", "没有特别的", "普通群众", "清楚，一次就问到")
"""Messages 1 to 6; the next question is how long the queue was."""
Talk = Callable[..., Outcome]
_people = count()


@pytest.fixture
def talk(app: App) -> Talk:
    """Someone whose messages have the numbers 1, 2, 3 … as ids; `edits` names one of them."""
    name, ids = f"改字的人{next(_people)}", count(1)

    def one(text: str = "", *, edits: int | str = "", choose: str = "") -> Outcome:
        number = next(ids)
        at = START + timedelta(minutes=number)
        return app.dialogue.handle(
            Inbound("test", name, str(number), at, text, choose, name=name, edits=str(edits))
        )

    return one


def begun(talk: Talk, *more: str) -> Outcome:
    for text in (*BEGIN, *more):
        outcome = talk(text)
    return outcome


def value(app: App, outcome: Outcome, path: str) -> Value:
    walk = app.reader.walk(int(outcome.walk.id))
    assert walk is not None
    return walk.state.answers[path].value


def test_an_edit_corrects_the_answer_and_says_so(app: App, talk: Talk) -> None:
    begun(talk, "半小时")
    outcome = talk("四十分钟", edits=7)
    assert "已把「排队用时」从“30 分钟”改成“40 分钟”" in said(outcome)
    assert value(app, outcome, "queue") == 40
    assert outcome.walk.question == "counter_trouble"


def test_the_same_message_may_be_edited_again_and_again(app: App, talk: Talk) -> None:
    begun(talk, "半小时")
    talk("四十分钟", edits=7)
    talk("五十分钟", edits=7)
    assert value(app, talk("一个小时", edits=7), "queue") == 60


def test_the_answer_rests_on_the_words_of_the_edit(app: App, talk: Talk) -> None:
    begun(talk, "半小时")
    outcome = talk("大概四十分钟吧", edits=7)
    walk = app.reader.walk(int(outcome.walk.id))
    assert walk is not None
    texts = {message.id: message.text for message in app.reader.messages(walk.id)}
    evidence = walk.state.answers["queue"].evidence
    assert "四十分钟" in texts[evidence.message][evidence.start : evidence.end]


def test_an_edit_delivered_twice_changes_nothing_the_second_time(app: App, talk: Talk) -> None:
    begun(talk, "半小时")
    edit = Inbound("test", "两次", "8", START, "走流程 T-GA-001", name="两次", edits="1")
    assert app.dialogue.handle(edit) == app.dialogue.handle(edit)


@pytest.mark.parametrize(
    ("number", "text", "path", "expected"),
    [
        (1, "走流程 居住证申领", "item", "居住证申领"),
        (3, "窗口和小程序", "channels", ("mini_program", "window")),
        (4, "要带几样材料", "aim", "要带几样材料"),
        (5, "老年人", "profile", "elderly"),
        (6, "不清楚", "found", "unclear"),
    ],
)
def test_every_kind_of_answer_can_be_edited(
    app: App, talk: Talk, number: int, text: str, path: str, expected: Value
) -> None:
    begun(talk)
    assert value(app, talk(text, edits=number), path) == expected


def test_the_edit_of_a_correction_corrects_what_it_named(app: App, talk: Talk) -> None:
    begun(talk, "半小时", "排队用时改成20分钟")
    assert value(app, talk("排队用时改成25分钟", edits=8), "queue") == 25


@pytest.mark.parametrize("text", ["跳过", "啊啊啊", "没人知道"])
def test_what_gives_no_value_is_asked_back_about(app: App, talk: Talk, text: str) -> None:
    begun(talk, "半小时")
    outcome = talk(text, edits=7)
    assert value(app, outcome, "queue") == 30
    assert "排队用时" in said(outcome)


def notes(app: App, outcome: Outcome) -> list[str]:
    return [note.text for note in app.reader.notes(int(outcome.walk.id))]


def test_a_note_says_what_its_message_says_now(app: App, talk: Talk) -> None:
    begun(talk, "半小时", "记一条：取号机坏了", "记一条：没有椅子")
    outcome = talk("记一条：2号取号机坏了", edits=8)
    assert "现在记的是“2号取号机坏了”" in said(outcome)
    assert outcome.walk.question == "counter_trouble"
    outcome = talk("3号取号机坏了", edits=8)
    assert notes(app, outcome) == ["3号取号机坏了", "没有椅子"]
    assert value(app, outcome, "queue") == 30


def test_a_note_of_nothing_stays_what_it_was(app: App, talk: Talk) -> None:
    begun(talk, "半小时", "记一条：取号机坏了")
    outcome = talk("记一条：", edits=8)
    assert notes(app, outcome) == ["取号机坏了"], said(outcome)


def test_an_edit_of_what_gave_no_answer_says_that_nothing_changed(app: App, talk: Talk) -> None:
    begun(talk, "半小时")
    outcome = talk("四十分钟", edits=99)
    assert "什么都没有改" in said(outcome)
    assert value(app, outcome, "queue") == 30
    assert outcome.walk.question == "counter_trouble"


def test_the_new_wording_of_what_nobody_understood_is_what_is_said_now(
    app: App, talk: Talk
) -> None:
    begun(talk, "四是粉钟")
    assert value(app, talk("四十分钟", edits=7), "queue") == 40
    assert value(app, talk("五十分钟", edits=7), "queue") == 50


def test_what_was_not_understood_long_ago_answers_nothing_now(talk: Talk) -> None:
    begun(talk, "啊啊啊啊", "半小时")
    assert "什么都没有改" in said(talk("都顺利", edits=7))


def test_before_any_walk_and_after_it_an_edit_changes_nothing(talk: Talk) -> None:
    talk("你好")
    talk("帮助")
    assert "什么都没有改" in said(talk("您好", edits=1))


def test_in_english_too(talk: Talk) -> None:
    talk("walk T-GA-001")
    assert "nothing was changed" in said(talk("x", edits=77))


def test_several_choices_in_one_tap(app: App, talk: Talk) -> None:
    outcome = begun(talk, *())
    number = outcome.walk.id
    asked = talk(choose=f"w{number}:channels=app window")
    assert value(app, asked, "channels") == ("app", "window")
    assert "APP、办事窗口" in said(asked)


@pytest.mark.parametrize("names", ["", " ", "window nothing", "nothing"])
def test_choices_that_the_question_has_not_are_nobody_s_words(
    app: App, talk: Talk, names: str
) -> None:
    outcome = begun(talk)
    after = talk(choose=f"w{outcome.walk.id}:channels={names}")
    assert value(app, after, "channels") == ("window",)
    assert after.walk.question == outcome.walk.question


def test_what_takes_several_says_so(talk: Talk) -> None:
    talk(BEGIN[0])
    asked = talk(BEGIN[1])
    assert asked.replies[-1].many
    assert Outcome.from_payload(asked.to_payload()) == asked
    assert not talk(BEGIN[2]).replies[-1].many
