"""What was put right on the spot; a promise, a wish and a deed of one's own are not."""

from __future__ import annotations

import pytest

from bot.reading.mended import put_right
from bot.reading.problems import read_problem
from tests.patience import soon


@pytest.mark.parametrize(
    "text",
    [
        "当场就改了",
        "工作人员马上换了牌子",
        "值班主任当场让人把屏修好了",
        "现场就给解决了",
        "牌子写错了，马上就换了块新牌子",
        "反映以后立刻改过来了",
        "叫号屏坏了，工作人员马上修好了",
        "当场解决了",
        "当场整改到位",
        "窗口马上贴了张提示",
        "主任看到后立即协调解决了",
        "没有老花镜，反映后马上添了两副老花镜",
        "fixed on the spot",
        "the sign was wrong, they changed it right away",
        "staff replaced the sign on the spot",
        "it was put right at once",
        "网页报错，技术员当场修复了",
        "马上给我们处理好了",
        "指南上电话错了，当场更正了",
        "座位不够，保安马上搬了几把椅子",
        "单子错了，窗口当场就改好了",
    ],
)
def test_what_was_put_right_is_read(text: str) -> None:
    assert put_right(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "没有当场改",
        "不能当场解决",
        "说马上改",
        "要求当场整改",
        "会马上换牌子",
        "马上就要换牌子了",
        "希望当场解决",
        "马上能改",
        "让我当场改了申请表",
        "马上换了个窗口让我重新排队",
        "马上换了个人",
        "当场改了口",
        "我当场改了名字",
        "当场办好了",
        "马上就办完了",
        "他们答应马上修好",
        "it was not fixed on the spot",
        "they promised to fix it right away",
        "can it be fixed on the spot",
        "I changed it right away",
        "当场解决了吗",
        "要是当场解决了就好了",
        "当场没改",
        "当场交了材料",
        "工作人员马上变了脸色",
        "马上改了主意",
        "立刻拒绝了",
        "当场缴费",
        "当场发现牌子不对",
        "我自己马上改好了",
        "we fixed it ourselves right away",
    ],
)
def test_what_was_not_put_right_is_not(text: str) -> None:
    assert put_right(text) is None


def test_it_rests_on_the_words_that_tell_it() -> None:
    text = "3号窗口的牌子写错了，我们一说工作人员马上换了牌子"
    mode = read_problem(text)["mode"]
    assert (mode.value, text[mode.start : mode.end]) == ("已当场解决", "马上换了牌")


@pytest.mark.parametrize("bit", ["马上", "当场改了", "right away", "没马上换了牌子，"])
def test_long_texts_are_quick(bit: str) -> None:
    with soon():
        put_right((bit * 20_000)[:20_000])
