"""What names no service where one is asked for; and what may be a name all the same."""

from __future__ import annotations

import pytest

from bot.reading.service_names import is_figure, unnamed
from tests.patience import soon

NAMELESS = {
    "nothing": "fine|all good|nothing|都顺利|一切正常|还行|"
    "没什么|都挺好的，没什么|everything is fine",
    "channel": "小程序|线上|微信小程序办|手机上办|在窗口办的|"
    "窗口和小程序|online|at the counter|on the app",
    "trouble": "排队太久了|窗口没人|机器坏了|"
    "the queue was too long|没人管我们|系统崩溃了|等了两个小时",
    "remark": "我腿疼|今天人好多|跟上次一样|妈办的|you tell me|it is raining|太累了",
}
NAMES = (
    "养狗上牌|居民身份证补领|不动产登记|太阳能热水器补贴|真伪鉴定|无房证明|没有房产证明|伤残等级鉴定|"
    "小程序备案|网上备案|社保卡挂失|困难群众救助|我要开餐馆|电话安装|热线投诉|窗口改造补贴|"
    "噪音扰民投诉|身份证丢了|身份证过期了|i want to renew my id|marriage registration|dog licence|"
    "phone number transfer|手机号过户|大厅租赁|不予处罚证明|好人好事申报|幼儿园入园"
)


@pytest.mark.parametrize(
    ("text", "told"),
    [(text, told) for told, texts in NAMELESS.items() for text in texts.split("|")],
)
def test_what_tells_something_else_is_told_apart(text: str, told: str) -> None:
    assert unnamed(text) == told


@pytest.mark.parametrize("text", NAMES.split("|"))
def test_what_may_be_a_name_is_left_to_the_person(text: str) -> None:
    assert unnamed(text) is None
    assert not is_figure(text)


@pytest.mark.parametrize("text", ["1", "第三个", "好的", "不是", "e", "20分钟"])
def test_a_number_a_letter_or_a_nod_names_none(text: str) -> None:
    assert is_figure(text)


@pytest.mark.parametrize(
    "text",
    ["都" * 20_000, "小程序和" * 5_000, "it is " * 4_000, "没" * 9_000 + "x", "在用" * 9_000],
)
def test_long_texts_are_read_quickly(text: str) -> None:
    with soon():
        unnamed(text)
        is_figure(text)
