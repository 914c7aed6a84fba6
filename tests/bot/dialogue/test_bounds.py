"""What is too long is bounded and said so; a tap says only what a button said."""

from __future__ import annotations

import pytest

from bot.app import App
from bot.dialogue.checking import READ_BACK_LENGTH, pages
from bot.dialogue.interpret import MAX_MESSAGE
from flows.limits import MAX_TEXT_ANSWER
from tests.bot.dialogue.conftest import Say
from tests.patience import soon

PHONE = "138" + "0" * 8
"""A number of nobody, in the form of a mobile phone's."""


@pytest.mark.parametrize(
    "text", ["嗯" * 60 + "…对", "skip " + "this question " * 30 + "x", "吧" * 90_000, "1" * 90_000]
)
def test_no_message_hangs_the_talk(say: Say, text: str) -> None:
    say("走流程 陪同式帮办 补办身份证")
    with soon():
        assert say(text).replies


@pytest.mark.parametrize("text", ["嗯" * 200 + "x", "对的是的" * 50 + "x", "就是要办" * 50 + "x"])
def test_no_nod_to_an_offered_service_hangs_the_talk(say: Say, text: str) -> None:
    say("走流程 陪同式帮办")
    say("身份证")
    with soon():
        assert say(text).replies


def test_a_message_that_is_too_long_is_kept_to_its_bound_and_said_so(app: App, say: Say) -> None:
    say("走流程 陪同式帮办 补办身份证")
    say("同意")
    outcome = say("窗口排队很久。" * 10_000)
    assert str(MAX_MESSAGE) in outcome.replies[0].text
    note = app.reader.notes(int(outcome.walk.id))[-1]
    assert len(note.text) == MAX_MESSAGE
    assert outcome.walk.question == "channels"


def test_a_report_that_is_too_long_is_said_to_be_and_kept(app: App, say: Say) -> None:
    walk = say("走流程 陪同式帮办 补办身份证").walk.id
    outcome = say("报问题：" + "窗口没人。" * 1_000)
    assert any(str(MAX_TEXT_ANSWER) in reply.text for reply in outcome.replies)
    assert any("窗口没人" in note.text for note in app.reader.notes(int(walk)))


@pytest.mark.parametrize("place", ["item", "aim", "channels", "consent"])
def test_a_tap_that_no_button_offered_is_nobody_s_answer(app: App, say: Say, place: str) -> None:
    walk = say("走流程 陪同式帮办 补办身份证").walk
    before = app.reader.messages(int(walk.id))
    tag = next(o.id for o in say("帮我看看").replies[-1].options if "=" in o.id).partition(":")[0]
    say("同意")
    say("窗口")
    outcome = say(choose=f"{tag}:{place}=打{PHONE}")
    assert outcome.walk.question == "aim"
    stored = app.reader.messages(int(walk.id))[len(before) :]
    assert not any(PHONE in message.text for message in stored)


def test_a_change_of_what_has_no_such_place_is_no_answer_in_free_words(say: Say) -> None:
    say("走流程 陪同式帮办 补办身份证")
    say("同意")
    say("窗口")
    outcome = say("第九个窗口的时间改成30")
    assert outcome.walk.question == "aim"
    assert "哪" in outcome.replies[0].text


def test_a_read_back_is_shown_whole_in_as_many_messages_as_it_needs() -> None:
    lines = [f"· 第{n}项：" + "很" * 100 for n in range(80)] + ["长" * 5_000]
    shown = pages(lines)
    assert "\n".join(shown).split("\n") == lines
    assert all(len(page) <= READ_BACK_LENGTH for page in shown[:-1])


@pytest.mark.parametrize(
    "text",
    [
        "多收了一份户口本复印件，指南没写，别的都顺利",
        "她让我多交了一份复印件，办事员态度倒是挺好的",
    ],
)
def test_a_trouble_beside_praise_is_not_all_well(say: Say, text: str) -> None:
    for words in (
        "走流程 陪同式帮办 补办身份证",
        "同意",
        "窗口",
        "没有特别的",
        "普通群众",
        "清楚",
        "没等",
    ):
        say(words)
    assert say(text).walk.question in ("counter_trouble", "extra_which")  # asked again, or read
