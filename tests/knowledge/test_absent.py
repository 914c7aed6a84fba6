"""Services that no sample guide is for: never answered, whatever item is in focus."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.library import Library

ABSENT = """
离婚登记要带什么
离婚登记怎么办
怎么离婚
我要离婚
离婚证丢了怎么补
离婚要多少钱
离婚冷静期多久
离婚登记预约
协议离婚去哪里办
办离婚需要双方到场吗
离婚登记和结婚登记在一个地方吗
离了婚户口本要改吗
想离婚周末能办吗
护照怎么办
护照要带什么材料
办护照多少钱
护照丢了补办
护照过期了怎么换
小孩护照怎么申请
护照和身份证一起补办
加急护照几天
办个护照要跑几趟
港澳通行证怎么办
港澳通行证要带什么
办港澳通行证多少钱
港澳通行证签注在哪办
去香港的通行证几天能拿
港澳通行证丢了
通行证过期
往来港澳通行证可以网上办吗
台胞证怎么办
签证在哪里办
how to get a passport
passport fees
divorce documents
Hong Kong permit how much
无犯罪记录证明去哪开
驾驶证丢了补领
考驾照多少钱
车辆年检在哪办
教师资格证
低保怎么申请
廉租房怎么申请
工商注销
公积金封存
生育津贴
房产抵押登记
死亡证明
"""
FOCUS = [None, "YX-GA-001", "YX-GA-003", "YX-MZ-001"]


@pytest.mark.parametrize("question", ABSENT.split("\n")[1:-1])
def test_an_absent_service_is_never_answered(sampled: Library, question: str) -> None:
    on = date(2026, 6, 1)
    answers = {item: sampled.ask(question, item=item, on=on).status for item in FOCUS}
    assert "answered" not in answers.values(), answers


def test_what_is_to_be_done_with_it_counts(sampled: Library) -> None:
    """What a marriage asks for is no answer to what a lost certificate asks for; its FAQ is."""
    answer = sampled.ask("结婚证补领要什么材料", on=date(2026, 6, 1))
    assert [source.element for source in answer.sources] == ["常见问题"]
    assert "怎么补" in answer.sources[0].passage
