"""What is said of one's answers: which are asked for, which draft is meant, which text grows."""

from __future__ import annotations

import pytest

from bot.reading import about_bot, draft_words, names, no_answer, recall_words
from bot.reading.draft_words import CALLED
from bot.reading.recall_words import Recalled
from bot.reading.text_edits import grown
from tests.patience import soon


@pytest.mark.parametrize(
    "text",
    [
        "看看我说了啥", "目前记了什么", "你记了些什么", "我填了啥", "回顾一下前面的内容",
        "看一下我的回答", "都记了哪些内容", "show me what you have so far",
        "what have I said so far", "read me my answers",
    ],
)  # fmt: skip
def test_all_that_was_said_may_be_asked_for(text: str) -> None:
    assert recall_words.read(text) == Recalled()


@pytest.mark.parametrize(
    ("text", "name", "own"),
    [
        ("我刚才排队填的啥", "排队", True),
        ("排队我填的多少来着", "排队", True),
        ("接待人数填的多少", "接待人数", False),
        ("我刚才填的排队时间是多少", "排队时间", True),
        ("大厅建议我怎么填的", "大厅建议", True),
        ("坐班日期我填的哪天", "坐班日期", True),
        ("what did I put for the counter", "counter", True),
        ("what was my answer for received", "received", True),
        ("what did i say about the queue", "queue", True),
    ],
)
def test_one_answer_may_be_asked_for(text: str, name: str, own: bool) -> None:
    assert recall_words.read(text) == Recalled(name, own)


@pytest.mark.parametrize(
    "text",
    [
        "收费是多少", "要填什么", "填什么", "我要填什么", "说什么", "屏幕上写了什么",
        "窗口说的什么", "他说了什么",
        "我要带什么", "what do I need", "what was the fee", "what did they say",
        "材料要几份", "怎么填表",
    ],
)  # fmt: skip
def test_what_the_guides_know_is_no_answer_of_ones_own(text: str) -> None:
    assert recall_words.read(text) is None


@pytest.mark.parametrize(
    ("text", "act", "words"),
    [
        ("叫号屏那个不登", "drop", "叫号屏"),
        ("把叫号屏那条删掉", "drop", "叫号屏"),
        ("不要厕所那个", "drop", "厕所"),
        ("门口坡道那个登记", "keep", "门口坡道"),
        ("drop the one about the screen", "drop", "screen"),
        ("the toilet one, leave it out", "drop", "toilet"),
    ],
)
def test_a_draft_is_called_by_what_it_tells(text: str, act: str, words: str) -> None:
    (deed,) = draft_words.read(text)
    assert (deed.act, deed.place, text[deed.start : deed.end]) == (act, CALLED, words)


@pytest.mark.parametrize(
    "text",
    [
        "第二个不登记", "刚才那个不登记", "最后那个不要", "这个不登记", "坐班窗口那个改一下",
        "排队那个不对，是一个小时", "那个不登记", "剩下那个不登", "叫号屏那个要不要登记",
    ],
)  # fmt: skip
def test_other_words_call_no_draft_by_what_it_tells(text: str) -> None:
    assert all(deed.place != CALLED for deed in draft_words.read(text))


def test_words_are_added_as_points_or_as_a_sentence() -> None:
    assert (
        grown("1.加凳子 2.加水", "1.换灯 2.换牌", as_points=True) == "1.加凳子 2.加水 3.换灯 4.换牌"
    )
    assert grown("加凳子", "要带扶手", as_points=False) == "加凳子。要带扶手"
    assert grown("", "要带扶手", as_points=True) == "要带扶手"


@pytest.mark.parametrize(
    "unit", ["我", "能不能", "我刚才", "那个", "看看", "登记那个", "please ", "烦死了，", "1."]
)
def test_long_messages_are_read_at_once(unit: str) -> None:
    text = (unit * 20_000)[:20_000]
    with soon():
        assert recall_words.read(text) is None
        assert no_answer.reason(text) is None
        assert not about_bot.grumbles(text)
        assert names.read(text) is None
        draft_words.read(text[:2_000])
