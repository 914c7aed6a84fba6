"""What a guide says it is not for, what its values leave out, and whose item a question means.

Each row has neighbours that must stay as they are: a rule for one sentence breaks no other.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from knowledge.exclusions import without_left_out
from knowledge.facts import with_list
from knowledge.library import Library

ON = date(2026, 6, 1)
GUIDES = """guides:
  - id: T-flat
    name: 公共租赁住房申请
    aliases: [公租房]
    elements:
      受理条件: 本市无房。
      申请材料: [收入证明（1 份）, 残疾人证（1 份，复印件；残疾人家庭需要）]
      办理流程: [街道受理（5 个工作日初审）, 市住建局终审并公示 15 天, 签合同入住]
      特别程序: 现场踏勘（3 个工作日）
      承诺办结时限: 30 个工作日（不含公示、现场踏勘、轮候）
      收费标准: [安葬费（200 元/次）, 护墓管理费（60 元/年）]
      办理时间: 每年 9 月 1 日—9 月 30 日
      咨询方式: 0999-8123111
      补助标准: 每户 5000 元；两口以上每户 8000 元。
    faqs:
      - {question: 补助打到谁的账户？, answer: 打到申请人的账户。}
      - {question: 号牌能保留吗？, answer: 能，满 1 年的可以保留。}
  - id: T-car
    name: 二手车交易过户登记
    elements:
      申请材料: [行驶证, 登记证书]
      收费标准: 100 元/副
    faqs:
      - {question: 卖家不到场行吗？, answer: 行，出具公证委托书即可。}
  - id: T-animal
    name: 实验动物使用许可
    elements: {申请材料: [申请表], 承诺办结时限: 5 个工作日}
  - id: T-radio
    name: 无线电频率使用许可
    elements: {申请材料: [申请表], 承诺办结时限: 6 个工作日}
"""
TOLD = [  # question, item in focus, guide that answers, element, what it says
    ("继承的房子怎么过户", None, "YX-ZR-001", "受理条件", "不适用本指南"),
    ("离婚房子过户怎么办", None, "YX-ZR-001", "受理条件", "不适用本指南"),
    ("赠与的房子过户要什么材料", None, "YX-ZR-001", "受理条件", "不适用本指南"),
    ("赠与要什么材料", "YX-ZR-001", "YX-ZR-001", "受理条件", "不适用本指南"),
    ("新房办房产证要几天", None, "YX-ZR-001", "受理条件", "不适用本指南"),
    ("外国人身份证丢了能补吗", None, "YX-GA-001", "受理条件", "不适用本指南"),
    ("和外国人结婚登记要什么", None, "YX-MZ-001", "受理条件", "不适用本指南"),
    ("二手房过户要什么材料", None, "YX-ZR-001", "申请材料", "登记申请书"),
    ("第一次过户要什么材料", "YX-ZR-001", "YX-ZR-001", "申请材料", "登记申请书"),
    ("结婚登记节假日上班吗", None, "YX-MZ-001", "办理时间", "休息"),
    ("公租房公示几天", None, "T-flat", "办理流程", "15 天"),
    ("踏勘要多久", "T-flat", "T-flat", "特别程序", "3 个工作日"),
    ("街道初审要几天", "T-flat", "T-flat", "办理流程", "5 个工作日"),
    ("公租房要多久办好", None, "T-flat", "承诺办结时限", "30 个工作日"),
    ("残疾人证要原件吗", "T-flat", "T-flat", "申请材料", "复印件"),
    ("残疾人证怎么办", "T-flat", "YX-CL-001", "办理流程", "评定"),
    ("带不带身份证", "YX-ZR-001", "YX-ZR-001", "申请材料", "居民身份证"),
    ("身份证要带吗", "YX-ZR-001", "YX-ZR-001", "申请材料", "居民身份证"),
    ("结婚登记身份证要带吗", "YX-ZR-001", "YX-MZ-001", "常见问题", "身份证"),
    ("卖家不来二手车能过户吗", None, "T-car", "常见问题", "公证委托书"),
    ("补助款打给谁", "T-flat", "T-flat", "常见问题", "申请人的账户"),
    ("咨询打给谁", "T-flat", "T-flat", "咨询方式", "0999-8123111"),
    ("补助怎么算", "T-flat", "T-flat", "待遇标准", "5000 元"),
    ("能补多少", "T-flat", "T-flat", "待遇标准", "5000 元"),
    ("护墓费一年多少", "T-flat", "T-flat", "收费标准", "60 元/年"),
    ("什么时候申请", "T-flat", "T-flat", "办理时间", "9 月 1 日"),
    ("征信有逾期能贷吗", "YX-RS-007", "YX-RS-007", "常见问题", "信用卡有逾期"),
    ("居住证要住多久才能办", None, "YX-GA-003", "受理条件", "合法稳定住所"),
    ("评残在哪做", "YX-CL-001", "YX-CL-001", "办理流程", "指定医院"),
    ("老人办残疾证要不要钱", None, "YX-CL-001", "收费标准", "不收费"),
    ("失业金什么时候到账", None, "YX-RS-003", "办理流程", "按月"),
    ("失业金一个月能领多少", None, "YX-RS-003", "常见问题", "90%"),
    ("创业担保贷款个人最高能贷多少", None, "YX-RS-007", "受理条件", "30 万元"),
    ("食品许可证现场要来检查吗", None, "YX-SC-003", "特别程序", "现场核查"),
]
NOT_TOLD = [  # question, item in focus, outcome
    ("能报销多少？", "YX-YB-001", "refused"),
    ("失业金什么时候申请", None, "refused"),
    ("带不带身份证", "T-flat", "refused"),
    ("校车使用许可怎么办", None, "refused"),
    ("校车使用许可要什么材料", None, "refused"),
    ("摩托车过户多少钱", None, "refused"),
    ("身份证补领和居住证办理要什么材料", None, "clarify"),
    ("结婚登记和生育登记要带什么", None, "clarify"),
    ("带不带身份证", None, "clarify"),
]


@pytest.fixture(scope="module")
def both(sampled_and: Callable[[str], Library]) -> Library:
    """The sample guides and those above, with the bundled model."""
    return sampled_and(GUIDES)


@pytest.mark.parametrize(("question", "item", "guide", "element", "says"), TOLD)
def test_what_is_asked_is_answered_by_what_the_guide_says_of_it(
    both: Library, question: str, item: str | None, guide: str, element: str, says: str
) -> None:
    sources = both.ask(question, item=item, on=ON).sources
    assert {source.guide for source in sources} == {guide}
    assert element in {source.element for source in sources}
    assert says in "\n".join(source.passage for source in sources)


@pytest.mark.parametrize(("question", "item", "status"), NOT_TOLD)
def test_what_no_guide_says_or_two_may_say_is_not_answered(
    both: Library, question: str, item: str | None, status: str
) -> None:
    assert both.ask(question, item=item, on=ON).status == status


def test_an_exclusion_stands_alone(both: Library) -> None:
    sources = both.ask("继承的房子怎么过户", on=ON).sources
    assert [source.passage for source in sources] == [
        "继承、赠与、离婚析产和新建商品房首次转移不适用本指南。"
    ]


def test_a_faq_that_tells_the_value_leaves_nothing_unwritten(both: Library) -> None:
    answer = both.ask("号牌能保留吗 要满几年", item="T-flat", on=ON)
    assert "满 1 年" in answer.text
    assert "没有写明" not in answer.text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("30个工作日(不含公示、轮候)", "30个工作日(不含     )"),
        ("公示时间不计入办理时限", "  时间不计入办理时限"),
        ("除公告外,5日内办结", "除  外,5日内办结"),
        ("审批5日(公示7天不计入)", "审批5日(公示7天不计入)"),  # it tells a value
        ("公示5天", "公示5天"),
    ],
)
def test_what_a_text_leaves_out_is_not_what_it_speaks_of(text: str, left: str) -> None:
    shown = without_left_out(text)
    assert len(shown) == len(text)
    assert shown.replace(" ", "") == left.replace(" ", "")


@pytest.mark.parametrize(
    ("text", "line", "shown"),
    [
        ("条件之一：\n甲；\n乙。\n丙。", "条件之一：", "条件之一：\n甲；\n乙。"),
        ("两种：\n1.甲\n2.乙\n另说", "两种：", "两种：\n1.甲\n2.乙"),
        ("甲。\n乙。", "甲。", "甲。"),
        ("两种：", "两种：", "两种："),
    ],
)
def test_a_line_that_announces_a_list_brings_it(text: str, line: str, shown: str) -> None:
    assert with_list(text, line) == shown
