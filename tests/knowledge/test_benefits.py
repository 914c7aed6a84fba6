"""What one gets, until when to apply, and whom the words are about, in guides for benefits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from knowledge.library import Library

ON = date(2026, 6, 1)
GUIDES = """guides:
  - id: T-old
    name: 高龄津贴申领
    bureau: 望川市民政局
    elements:
      受理条件: 本市户籍、年满 80 周岁。
      待遇标准: [80—89 周岁每月 80 元, 90—99 周岁每月 200 元]
      申请材料: [身份证]
      年审: 每年 10 月 31 日前做生存认证，不认证的停发。
      收费标准: 不收费
  - id: T-only
    name: 独生子女父母奖励金申领
    elements: {奖励标准: 每人每月 100 元, 收费标准: 不收费}
  - id: T-rest
    name: 殡葬惠民补贴申领
    elements: {受理条件: 在本市火化。, 申请期限: 火化之日起 6 个月内, 补贴金额: 1200 元}
    faqs: [{question: 骨灰寄存要钱吗？, answer: 头一年免费，第二年起每年 120 元。}]
  - id: T-school
    name: 义务教育阶段学生转学
    elements: {受理条件: 休学期间不转学。, 申请材料: [户口簿, 转学申请表], 收费标准: 免费}
  - id: T-birth
    name: 出生医学证明补发
    elements: {申请材料: [父母身份证], 承诺办结时限: 3 个工作日}
  - id: T-exam
    name: 异地高考报名（随迁子女）
    elements: {受理条件: 有三年学籍。, 办理时间: 2026年11月1日9:00至11月10日网上报名}
    faqs: [{question: 错过报名时间还能补报吗？, answer: 不能补报。}]
  - id: T-dig
    name: 临时占用城市道路许可（占道施工）
    elements: {承诺办结时限: 7 个工作日, 有效期: 最长 90 天}
  - id: T-file
    name: 人事档案转移
    elements: {申请材料: [身份证, 调档函], 办理流程: 走机要通信或 EMS，不能自己带}
"""


@pytest.fixture(scope="module")
def town(sampled_and: Callable[[str], Library]) -> Library:
    return sampled_and(GUIDES)


@pytest.mark.parametrize(
    ("question", "guide", "elements"),
    [
        ("高龄津贴每月能领多少", "T-old", ["待遇标准"]),
        ("高龄津贴一个月多少钱", "T-old", ["待遇标准"]),
        ("高龄津贴发多少", "T-old", ["待遇标准"]),
        ("独生子女父母奖励金每月多少", "T-only", ["待遇标准"]),
        ("殡葬补贴能拿多少钱", "T-rest", ["待遇标准"]),
        ("殡葬补贴多久之内要申请", "T-rest", ["申请时限"]),
        ("小孩转学要什么材料", "T-school", ["申请材料"]),
        ("出生医学证明补办几天", "T-birth", ["承诺办结时限"]),
        ("异地高考哪天报名", "T-exam", ["办理时间"]),
        ("异地高考报名错过了能补报吗", "T-exam", ["常见问题", "办理时间"]),
        ("占道施工最长能批多久", "T-dig", ["有效期"]),
        ("人事档案转移可以自己带档案吗", "T-file", ["办理流程"]),
        ("占道施工多久批下来", "T-dig", ["承诺办结时限"]),
    ],
)
def test_it_is_told_by_its_element(
    town: Library, question: str, guide: str, elements: list[str]
) -> None:
    sources = town.ask(question, on=ON).sources
    assert {source.guide for source in sources} == {guide}
    assert [source.element for source in sources] == elements


@pytest.mark.parametrize(
    ("question", "guide"),
    [
        ("骨灰寄存第二年多少钱", "T-rest"),
        ("没做生存认证停发了怎么办", "T-old"),
        ("孩子转学户口本带不带", "T-school"),
        ("高中转学怎么办", "T-school"),
    ],
)
def test_what_names_no_item_is_asked_back_about_where_one_passage_says_it(
    town: Library, question: str, guide: str
) -> None:
    answer = town.ask(question, on=ON)
    assert (answer.status, [c.id for c in answer.candidates]) == ("clarify", [guide])


@pytest.mark.parametrize("question", ["藏獒能不能打比赛", "我要办公租房", "社会团体成立登记"])
def test_a_word_that_names_no_service_chooses_no_item(town: Library, question: str) -> None:
    assert "指南" not in town.ask(question, on=ON).text.removeprefix("指南库里没有")


def test_two_items_with_one_question_are_asked_back_about(town: Library) -> None:
    answer = town.ask("公积金提取（租房）和结婚登记各要多少钱", on=ON)
    assert answer.status == "clarify"
