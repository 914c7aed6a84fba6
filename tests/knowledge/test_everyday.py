"""Everyday ways of asking, and the look-alikes that are not answered; by class, on the samples."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.library import Library
from knowledge.words import elsewhere

ASKED_ON = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("asked", "guide", "element"),
    [
        ("迁户口我没空去，我媳妇去行吗", "YX-GA-004", "委托代办"),
        ("补办的身份证能给我寄家里吗", "YX-GA-001", "物流快递"),
        ("有限责任公司设立登记须提交的文件", "YX-SC-002", "申请材料"),
        ("临时居民身份证的有效期是多长时间?", "YX-GA-002", "有效期"),
        ("残疾人证多少年到期", "YX-CL-001", "有效期"),
        ("婚姻登记处的工作时间是怎么安排的", "YX-MZ-001", "办理时间"),
        ("生育登记办结后发放什么凭证?", "YX-WJ-002", "审批结果名称"),
        ("小店刚开张要办什么证", "YX-SC-001", "审批结果名称"),
        ("开饭店要办什么证", "YX-SC-003", "审批结果名称"),
        ("小孩身份证丢了怎么补", "YX-GA-001", "办理流程"),
        ("我到底啥时候能退休啊", "YX-RS-005", "我什么时候能退休？"),
        ("没办公室能注册公司吗", "YX-SC-002", "没有办公室，能用住宅或者集中地址吗？"),
        ("残疾等级评低了不服咋办", "YX-CL-001", "对等级不服怎么办？"),
        ("我换地方住了，居住证用重新办不", "YX-GA-003", "搬家了，原来的居住证还有用吗？"),
        ("创业贷款还晚了还给贴息吗", "YX-RS-007", "逾期了还有贴息吗？"),
        ("宝宝户口随妈妈行不行", "YX-WJ-001", "孩子跟妈妈姓，或者户口随妈妈，可以吗？"),
        ("How fast can I get a temporary ID card?", "YX-GA-002", "承诺办结时限"),
        ("how long is the food business license valid", "YX-SC-003", "有效期"),
        ("Can one person set up a limited liability company", "YX-SC-002", "一个人能开公司吗？"),
    ],
)
def test_an_everyday_question_is_answered_from_what_it_asks(
    asked: str, guide: str, element: str, sampled: Library
) -> None:
    answer = sampled.ask(asked, on=ASKED_ON)
    assert {source.guide for source in answer.sources} == {guide}
    assert any(element == s.element or element in s.passage for s in answer.sources)


@pytest.mark.parametrize(
    "asked",
    [
        "在上海办居住证要什么材料",
        "去重庆注册公司要多久",
        "上海补身份证多少钱",
        "青石市的敬老卡怎么办理",
        "户口迁出要什么材料",
        "职工养老保险参保登记要什么材料",
        "深圳的敬老卡怎么办",
    ],
)
def test_another_place_or_the_opposite_is_not_answered(asked: str, sampled: Library) -> None:
    assert sampled.ask(asked, on=ASKED_ON).status != "answered"


def test_faqs_of_several_items_are_asked_back_about(sampled: Library) -> None:
    answer = sampled.ask("开淘宝店用不用办执照", on=ASKED_ON)
    assert answer.status == "clarify"
    assert "YX-SC-001" in {candidate.id for candidate in answer.candidates}


@pytest.mark.parametrize(
    ("folded", "place"),
    [
        ("在上海办居住证要什么材料", "上海"),
        ("我想问北京注册公司的流程", "北京"),
        ("广州市身份证补办多少钱", "广州"),
        ("青石市的敬老卡怎么办理", "青石"),
        ("到临江县办残疾证", "临江"),
        ("我户口在上海能办居住证吗", ""),
        ("上海户口能在这边补身份证吗", ""),
        ("老家重庆的驾照能在这里换吗", ""),
        ("我在深圳上班想把户口迁过来", ""),
        ("在本市办居住证", ""),
        ("跨省办理", ""),
        ("去北京住院要备案吗", ""),
        ("在大城市办居住证", ""),
        ("补贴什么时候发", ""),
    ],
)
def test_a_place_counts_where_something_is_done_there(folded: str, place: str) -> None:
    assert elsewhere(folded) == place
