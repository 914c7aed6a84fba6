"""Asking for another language, or for large type and short sentences."""

from __future__ import annotations

import pytest

from bot.reading.manner import Manner, finds_hard_to_read, read_manner

PLAIN = (
    "大字版|我要大字版|换成大字|请换成长辈版|老年模式|老人版|说简单点|讲得简短一些|话短一点|用大白话|"
    "大白话吧|适老模式|关怀版|large type|bigger letters please|can you use simple words|"
    "plain language|/大字版|short sentences please|I need larger print"
)
USUAL = (
    "普通版|换回普通版|恢复正常模式|标准版|小字|退出大字版|不要大字版了|关闭长辈模式|normal type|"
    "back to normal print|no large type|"
    "普通字|换回正常字号|普通字体吧|不用这么大的字了|字不用那么大|normal size"
)
NEITHER = (
    "字太小|字大一点|把字放大一些|看不清|大厅|简单|挺简单的|指示牌的字大一点就好了|正常|普通群众|一般|"
    "材料简单点就好|普通|字太小看不清|字不大|大小不一|the normal size of a form|不用这么大的章|"
    "老年人|large|simple|the print was large|it was simple|normal|说明书字太小"
)


@pytest.mark.parametrize("text", PLAIN.split("|"))
def test_plain(text: str) -> None:
    assert read_manner(text) == Manner(plain=True)


@pytest.mark.parametrize("text", USUAL.split("|"))
def test_usual(text: str) -> None:
    assert read_manner(text) == Manner(plain=False)


@pytest.mark.parametrize("text", NEITHER.split("|"))
def test_neither(text: str) -> None:
    assert read_manner(text) is None


ENGLISH = (
    "English|/english|English please|in English|can we speak English?|英文版|换成英语|"
    "switch to English please|说英文可以吗|能不能换成英语啊|how do I switch to English|"
    "I'd like English|"
    "I don't understand Chinese|sorry, I can't read Chinese|我看不懂中文|用英文说"
)
CHINESE = (
    "中文|说中文吧|用汉语|speak Chinese|中文版|我想看中文|换回中文|切换到中文界面|讲中文|"
    "请说普通话|"
    "我看不懂英文|不好意思，我不会英语|可以用中文吗"
)
NO_LANGUAGE = (
    "看不懂英文|窗口的人看不懂英文|我看不懂英文指示牌|只有英文|英文看不懂|没有中文版|"
    "they spoke English|English form|中文指南|英文版没有"
)


@pytest.mark.parametrize("text", ENGLISH.split("|"))
def test_english(text: str) -> None:
    assert read_manner(text) == Manner(locale="en")


@pytest.mark.parametrize("text", CHINESE.split("|"))
def test_chinese(text: str) -> None:
    assert read_manner(text) == Manner(locale="zh")


@pytest.mark.parametrize("text", NO_LANGUAGE.split("|"))
def test_no_language(text: str) -> None:
    assert read_manner(text) is None


HARD = (
    "字太小了看不清|字太小|看不清|看不懂|太小了看不清|老花眼看不清|字能不能大一点|说得太复杂了|"
    "too small, can't read|i can't read this|the text is too small|too small to read"
)
OF_THE_HALL = (
    "告示字太小|指示牌看不清|叫号屏字太小看不清|表格看不懂|指南看不懂|屏幕坏了看不见|too small|"
    "the hall was too small|大厅太小|the form was hard to read"
)


@pytest.mark.parametrize("text", HARD.split("|"))
def test_hard_to_read(text: str) -> None:
    assert finds_hard_to_read(text)


@pytest.mark.parametrize("text", OF_THE_HALL.split("|"))
def test_what_is_named_is_no_matter_of_manner(text: str) -> None:
    assert not finds_hard_to_read(text)
