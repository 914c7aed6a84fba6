"""What became of a walk, in words of one's own; what says two things is asked again."""

from __future__ import annotations

import pytest

from bot.reading.afterwards import answer, days_until
from tests.patience import soon


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("还没办好", "not_yet"),
        ("还没有呢", "not_yet"),
        ("没消息", "not_yet"),
        ("一直没收到", "not_yet"),
        ("还在审", "not_yet"),
        ("not yet", "not_yet"),
        ("still waiting", "not_yet"),
        ("I haven't got it", "not_yet"),
        ("拿到了，昨天拿到的", "done"),
        ("证收到了", "done"),
        ("已经办好了", "done"),
        ("下来了", "done"),
        ("got it last week", "done"),
        ("不清楚", "unknown"),
        ("没去问", "unknown"),
        ("don't know", "unknown"),
        ("晚点再说", "later"),
        ("过两天再问我", "later"),
        ("现在没空", "later"),
        ("ask me later", "later"),
        ("拿到了，但没给拿全，还没寄发票", ""),
        ("办好了吗", ""),
        ("要带什么材料", ""),
        ("走流程", ""),
    ],
)
def test_whether_the_result_is_there(text: str, said: str) -> None:
    assert answer(text, "result") == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("改好了", "mended"),
        ("已经修好了", "mended"),
        ("没这个问题了", "mended"),
        ("没问题了", "mended"),
        ("都解决了", "mended"),
        ("it works now", "mended"),
        ("no longer broken", "mended"),
        ("改了一半", "partly"),
        ("好一点了", "partly"),
        ("有的改了", "partly"),
        ("partly fixed", "partly"),
        ("还是老样子", "same"),
        ("还是坏的", "same"),
        ("没人管", "same"),
        ("没改", "same"),
        ("not fixed", "same"),
        ("still broken", "same"),
        ("没再去过", "away"),
        ("不知道，没去", "away"),
        ("have not been there", "away"),
        ("回头再说", "later"),
        ("屏修好了，牌子没换", ""),
        ("改好了吗", ""),
    ],
)
def test_whether_the_problem_is_mended(text: str, said: str) -> None:
    assert answer(text, "issues") == said


@pytest.mark.parametrize(
    ("text", "days"), [("过两天再问我", 2), ("过10天再说", 10), ("明天再问", 1), ("晚点再说", 0)]
)
def test_when_to_ask_again(text: str, days: int) -> None:
    assert days_until(text) == days


@pytest.mark.parametrize("bit", ["还没", "过两天", "not ", "没有改"])
def test_long_texts_are_quick(bit: str) -> None:
    with soon():
        assert answer((bit * 20_000)[:20_000], "issues") == ""
