"""What is asked of the bot itself, and what only looks like it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.app import App
from bot.dialogue.commands import CommandMeant
from bot.dialogue.explaining import meant
from bot.dialogue.messages import Inbound
from bot.reading.small_talk import is_small_talk
from tests.bot.dialogue.conftest import Say
from tests.bot.homes import START


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("为什么要记录", "why"),
        ("为什么？", "why"),
        ("你们问这么细干什么", "why"),
        ("这些给谁看", "why"),
        ("why do you ask?", "why"),
        ("why do you ask me this", "why"),
        ("what will you do with this?", "why"),
        ("what is this for", "why"),
        ("你是谁", "who"),
        ("WT-2026-0033改一下", "entered"),
        ("wt-2026-0033 is wrong", "entered"),
    ],
)
def test_a_question_to_the_bot_is_told_from_one_to_the_guides(text: str, name: str) -> None:
    asked = meant(text, in_form=True)
    assert isinstance(asked, CommandMeant)
    assert asked.name == name


@pytest.mark.parametrize(
    "text",
    [
        "为什么要登记",
        "为什么要交照片",
        "为什么退回",
        "谁能代办",
        "多久能好",
        "WT-2026-0033的材料放哪儿了",
        "改一下",
        "怎么知道办好没有",
    ],
)
def test_any_other_question_is_not_for_the_bot(text: str) -> None:
    assert meant(text, in_form=True) is None


def test_why_says_nothing_where_nothing_is_asked() -> None:
    assert meant("为什么", in_form=False) is None


@pytest.mark.parametrize("text", ["哈哈哈", "唉", "辛苦啦", "来了来了", "今天天气真好", "haha"])
def test_small_talk_is_no_note(text: str) -> None:
    assert is_small_talk(text)


@pytest.mark.parametrize(
    "text",
    [
        "真烦",
        "好热啊",
        "大厅好热",
        "没人理",
        "来了三次",
        "谢谢志愿者帮忙复印",
        "天气热没空调",
        "3号窗口",
    ],
)
def test_what_may_be_a_complaint_is_none(text: str) -> None:
    assert not is_small_talk(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("WT-2026-0033", "WT-2026-0033"),
        ("wt20260033", "WT-2026-0033"),
        ("wt-2026-33", "WT-2026-0033"),
        ("WT-2026-0033怎么样了", "WT-2026-0033"),
        ("查一下WT-2026-0033的进展", "WT-2026-0033"),
        ("WT-2026-0033解决了吗", "WT-2026-0033"),
        ("status of WT-2026-0033?", "WT-2026-0033"),
    ],
)
def test_a_number_alone_asks_what_became_of_it(text: str, number: str) -> None:
    assert meant(text, in_form=True) == CommandMeant("state", number)


@pytest.mark.parametrize("text", ["为什么问这个", "why do you ask", "谁能看到这些", "问这些干嘛"])
def test_why_is_answered_outside_a_walk_too(text: str) -> None:
    assert meant(text, in_form=False) == CommandMeant("why")


@pytest.mark.parametrize("text", ["第一个不登记", "第二个改一下", "drop the second"])
def test_what_is_in_the_ledger_cannot_be_dropped_afterwards(text: str) -> None:
    assert meant(text, in_form=False) == CommandMeant("entered")
    assert meant(text, in_form=True) is None


def test_the_state_of_anothers_issue_is_told_to_nobody_else(app: App, say: Say) -> None:
    for text in ("报问题：大厅没座位", "登记"):
        entered = say(text)
    number = entered.replies[0].text.removeprefix("已登记：").rstrip("。")
    assert say(number).replies[0].text == f"{number} [待核实] 大厅没座位"
    other = Inbound("test", "别人", "1", START, number, name="别人")
    missing = replace(other, external_id="2", text="WT-2026-9999")
    told, unknown = (app.dialogue.handle(each).replies[0].text for each in (other, missing))
    assert told.replace(number, "") == unknown.replace("WT-2026-9999", "")


@pytest.mark.parametrize(
    "text",
    [
        "我的名字会公开吗", "会不会公开我的名字", "会写我名字吗", "要实名吗", "别人知道是我说的吗",
        "窗口的人会知道是我反映的吗", "会不会打击报复", "会保密吗",
        "谁能看到我写的", "不会写我的名字吧",
        "will my name be shown", "will they know it was me", "is this anonymous",
        "who can see what I write", "am I anonymous",
    ],
)  # fmt: skip
def test_who_sees_ones_name_is_asked_of_the_bot(text: str) -> None:
    assert meant(text, in_form=True) == meant(text, in_form=False) == CommandMeant("names")


@pytest.mark.parametrize(
    "text",
    [
        "户口本上我的名字写错了能改吗", "填表要写我的名字吗", "叫号屏上显示了我的名字",
        "能改名字吗",
        "写我的名字就行吗", "不知道是谁让我写的", "没有告诉我",
        "can I change my name", "who can help me",
        "do I need to write my name on the form", "保密协议要签吗",
    ],
)  # fmt: skip
def test_a_name_on_a_paper_is_none_of_it(text: str) -> None:
    assert meant(text, in_form=True) is None


def test_whose_name_is_left_out_hears_so(say: Say) -> None:
    assert "以后都匿名" in say("我的名字会公开吗").replies[0].text
    say("以后都匿名")
    assert "选了匿名" in say("我的名字会公开吗").replies[0].text
