"""How words are taken in a whole conversation: questions, nods, unknown commands, new values."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.app import App
from bot.dialogue.messages import Outcome
from bot.rehearsal import said
from flows.state import State
from tests.bot.dialogue.conftest import Say

TO_CONSENT = ("走流程 陪同式帮办 敲锣打鼓的手续", "就按“敲锣打鼓的手续”走")
TO_AIM = (*TO_CONSENT, "同意", "窗口和小程序")
TO_TEXT = (*TO_AIM, "没有", "普通群众", "不清楚")
TO_MINUTES = (*TO_TEXT, "没写要不要原件")


def walked(say: Say, lines: tuple[str, ...]) -> Outcome:
    outcomes = [say(line) for line in lines]
    return outcomes[-1]


def state_of(app: App, outcome: Outcome) -> State:
    walk = app.reader.walk(int(outcome.walk.id))
    assert walk is not None
    return walk.state


def notes_of(app: App, outcome: Outcome) -> list[str]:
    return [note.text for note in app.reader.notes(int(outcome.walk.id))]


@pytest.mark.parametrize(
    "text", ["没有户口本行不行", "没有照片怎么办", "不去现场行不行", "不同意会怎么样"]
)
def test_a_question_at_consent_ends_no_walk(app: App, say: Say, text: str) -> None:
    before = walked(say, TO_CONSENT)
    after = say(text)
    assert (after.walk.status, after.walk.question) == ("open", "consent")
    assert state_of(app, after) == state_of(app, before)
    assert "回到刚才这一步" in said(after)


@pytest.mark.parametrize("text", ["不太愿意", "不同意？", "不同意，是吧", "不同意，为什么要记录？"])
def test_a_no_that_is_not_plain_ends_no_walk_either(say: Say, text: str) -> None:
    walked(say, TO_CONSENT)
    assert say(text).walk.status == "open"


def test_a_question_at_the_aim_is_kept_and_answered(app: App, say: Say) -> None:
    walked(say, TO_AIM)
    after = say("居住证要带几样材料？")
    assert state_of(app, after).answers["aim"].value == "居住证要带几样材料？"
    assert after.walk.question == "profile"
    assert "想弄清的问题 — 居住证要带几样材料" in after.replies[0].text
    assert after.replies[1].sources
    assert "回到刚才" not in said(after)


def test_an_unknown_command_is_named_and_help_is_offered(app: App, say: Say) -> None:
    before = walked(say, TO_TEXT)
    after = say("/foo")
    assert "/foo" in said(after)
    assert "cmd:help" in [option.id for reply in after.replies for option in reply.options]
    assert state_of(app, after) == state_of(app, before)


@pytest.mark.parametrize("text", ["。。。", "👌", "嗯", "好的"])
def test_a_nod_is_no_story_and_no_note(app: App, say: Say, text: str) -> None:
    walked(say, TO_TEXT)
    after = say(text)
    assert after.walk.question == "found_unclear"
    assert "还等您说一句" in said(after)
    assert notes_of(app, after) == []


def test_words_that_were_not_read_are_kept(app: App, say: Say) -> None:
    walked(say, TO_MINUTES)
    after = say("-5分钟")
    assert after.walk.question == "queue"
    assert notes_of(app, after) == ["-5分钟"]


def test_a_slip_of_the_finger_is_read_and_said_back(app: App, say: Say) -> None:
    walked(say, TO_MINUTES)
    after = say("排了半个小是")
    assert state_of(app, after).answers["queue"].value == 30
    assert "30 分钟" in said(after)


def test_a_named_correction_beats_the_options_in_its_words(app: App, say: Say) -> None:
    walked(say, (*TO_MINUTES, "20分钟"))
    after = say("我没说清楚，排队其实是一个半小时，叫号屏还坏了")
    assert state_of(app, after).answers["queue"].value == 90
    assert notes_of(app, after) == ["叫号屏还坏了"]
    assert after.walk.question == "counter_trouble"


@pytest.mark.parametrize("text", ["没有照片怎么办", "/foo", "嗯", "20分钟够不够"])
def test_what_is_no_value_corrects_nothing(app: App, say: Say, text: str) -> None:
    walked(say, TO_MINUTES)
    before = say("上一步")
    after = say(text)
    assert state_of(app, after).answers == state_of(app, before).answers


def test_nothing_more_beside_a_photo_skips_no_question(app: App, say: Say, tmp_path: Path) -> None:
    from PIL import Image

    photo = tmp_path / "shot.png"
    Image.new("RGB", (4, 4)).save(photo)
    walked(say, (*TO_CONSENT, "同意", "小程序", "没有", "普通群众", "清楚", "上传材料"))
    say("文件过大")
    after = say("没有别的了", files=(photo,))
    assert after.walk.question == "outcome"
    assert state_of(app, after).skipped == ()
