"""Who takes leave, and who says that a guide is wrong; and what looks alike and is not."""

from __future__ import annotations

import pytest

from bot.reading.categories import OF_GUIDE, guess
from bot.reading.command_shapes import shaped
from bot.reading.guide_wrong import says_wrong
from bot.reading.small_talk import leaves_it, says_goodbye
from tests.patience import soon

BYES = "再见|拜拜|谢谢，再见|好的那就再见了|thanks bye|ok thank you, goodbye|see you later"
NO_BYES = "谢谢|88|再见不到号|再看看|bye-laws of a company|see you at the counter|明天"
LEAVES = "那就不办了|算了|不问了|我先不办了|那不用了|never mind"
NO_LEAVES = "不办了要退钱吗|不办居住证了|办不了|算了一下要三天|不用|mind"
WRONG = (
    "指南写错了，收费应该是20元|指南过时了|你们写的收费不对，窗口说要60|居住证的指南有误|"
    "the guide is wrong, the fee is 20|the guide for the ID card is out of date"
)
NOT_WRONG = (
    "指南写错了吗|指南是不是写错了|填错了|信息不对|名字写错了怎么改|指南写得不错|指南上说要原件|"
    "is the guide wrong|答案不对|户口本信息有误要改"
)
SHAPED = {
    "human": "有没有人工|人工呢|怎么转人工|is there a human here",
    "mine": "where can I see my reports|我报的问题在哪看|在哪能看我报的问题|show my issues",
    "walk": "walk again|another walk|再走一遍",
    "": "人工窗口|有没有人工窗口|人工办理要多久|"
    "在哪看进度|where can I see my card|walk to the hall again",
}


@pytest.mark.parametrize("words", BYES.split("|"))
def test_leave_is_taken(words: str) -> None:
    assert says_goodbye(words)


@pytest.mark.parametrize("words", NO_BYES.split("|"))
def test_no_leave_is_taken(words: str) -> None:
    assert not says_goodbye(words)


def test_nothing_more_is_wanted() -> None:
    assert [words for words in LEAVES.split("|") if not leaves_it(words)] == []
    assert [words for words in NO_LEAVES.split("|") if leaves_it(words)] == []


@pytest.mark.parametrize("words", WRONG.split("|"))
def test_a_guide_is_wrong_and_the_problem_is_of_it(words: str) -> None:
    assert says_wrong(words)
    assert guess(words) == OF_GUIDE


@pytest.mark.parametrize("words", NOT_WRONG.split("|"))
def test_nothing_is_said_of_a_guide(words: str) -> None:
    assert not says_wrong(words)


def test_what_is_wanted_of_the_bot() -> None:
    said = {words: name for name, line in SHAPED.items() for words in line.split("|")}
    assert {words: shaped(words) for words in said} == said


@pytest.mark.parametrize(
    "piece", ["好的", "谢谢", "ok ", "thanks ", "指南", "the ", "你写的", "a b "]
)
def test_no_words_take_long(piece: str) -> None:
    for length in (40, 300, 20_000):
        text = (piece * length)[:length]
        with soon():
            says_goodbye(text)
            leaves_it(text)
            says_wrong(text)
