"""Asking for another language, or for large type and short sentences."""

from __future__ import annotations

import pytest

from bot.reading.manner import Manner, read_manner

PLAIN = (
    "大字版|我要大字版|换成大字|请换成长辈版|老年模式|老人版|说简单点|讲得简短一些|话短一点|用大白话|"
    "大白话吧|适老模式|关怀版|large type|bigger letters please|can you use simple words|"
    "plain language|/大字版|short sentences please|I need larger print"
)
USUAL = (
    "普通版|换回普通版|恢复正常模式|标准版|小字|退出大字版|不要大字版了|关闭长辈模式|normal type|"
    "back to normal print|no large type"
)
NEITHER = (
    "字太小|字大一点|把字放大一些|看不清|大厅|简单|挺简单的|指示牌的字大一点就好了|正常|普通群众|一般|"
    "材料简单点就好|老年人|large|simple|the print was large|it was simple|normal|说明书字太小"
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


@pytest.mark.parametrize(
    ("text", "locale"), [("English", "en"), ("/english", "en"), ("中文", "zh")]
)
def test_language(text: str, locale: str) -> None:
    assert read_manner(text) == Manner(locale=locale)
