"""Words that say that another thing is asked are as good as marks."""

from __future__ import annotations

import pytest

from knowledge.splitting import marked


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("第一办社保卡要带啥第二收费不第三几天", "办社保卡要带啥；收费不；几天"),
        ("一是要带什么，二是多少钱", "要带什么；多少钱"),
        ("一、要带啥 二、多少钱", "要带啥；多少钱"),
        ("退休要带什么另外老人能代办吗还有几天", "退休要带什么；老人能代办吗；几天"),
    ],
)
def test_another_thing_is_marked(text: str, parts: str) -> None:
    assert marked(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "身份证还有社保卡要带什么",
        "第一次办要什么，第二次呢",
        "那第二个呢",
        "周一，周二开门吗",
        "要带什么？还有呢",
        "一年多少钱二年多少",
        "另外要多少钱",
    ],
)
def test_one_thing_stays_whole(text: str) -> None:
    assert marked(text) == text
