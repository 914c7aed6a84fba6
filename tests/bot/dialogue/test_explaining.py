"""What is asked of the bot itself, and what only looks like it."""

from __future__ import annotations

import pytest

from bot.dialogue.commands import CommandMeant
from bot.dialogue.explaining import meant
from bot.reading.small_talk import is_small_talk


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("为什么要记录", "why"),
        ("为什么？", "why"),
        ("你们问这么细干什么", "why"),
        ("这些给谁看", "why"),
        ("why do you ask?", "why"),
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
