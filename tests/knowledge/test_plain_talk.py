"""What people ask of a sure item in plain words: told where the guide tells it, else not at all."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.library import Library

ON = date(2026, 5, 1)
TOLD = [
    ("YX-GA-001", "要不要预约", "办理流程", "预约"),
    ("YX-GA-001", "是哪个部门管", "实施主体", "公安局"),
    ("YX-GA-001", "收我60块，对吗", "收费标准", "40 元"),
    ("YX-GA-001", "今天能拿到不", "承诺办结时限", "20 个工作日"),
    ("YX-GA-003", "他们说网上也行，对不对", "是否网办", "是"),
    ("YX-GA-003", "能帮我看看还差什么材料吗", "申请材料", "居民身份证"),
    ("YX-GA-003", "邮费谁出", "物流快递", "邮费到付"),
    ("YX-GA-003", "邮费哪个出嘛", "物流快递", "邮费到付"),
    ("YX-RS-003", "一个月能领好多钱哦", "常见问题", "最低工资标准"),
    ("YX-GA-001", "电话是多小", "咨询方式", "0999"),
]
NOT_TOLD = [
    ("YX-GA-001", "这卡能干啥"),
    ("YX-GA-001", "能不能先给我办"),
    ("YX-GA-001", "不办了行不行"),
    ("YX-GA-001", "停车场也在里面，能停多久？"),
    ("YX-GA-001", "什么是电子证照"),
    ("YX-GA-003", "签注是啥"),
]


@pytest.mark.parametrize(("item", "question", "element", "words"), TOLD)
def test_plain_words_are_answered(
    sampled: Library, item: str, question: str, element: str, words: str
) -> None:
    answer = sampled.ask(question, item=item, on=ON)
    assert answer.status == "answered", answer.text
    assert any(one.element == element and words in one.passage for one in answer.sources)


@pytest.mark.parametrize(("item", "question"), NOT_TOLD)
def test_a_cue_alone_answers_nothing(sampled: Library, item: str, question: str) -> None:
    assert sampled.ask(question, item=item, on=ON).status != "answered"


def test_what_a_faq_asks_for_itself_is_not_told_again(sampled: Library) -> None:
    answer = sampled.ask("公司名字被别人用了咋办", on=ON)
    assert [source.element for source in answer.sources] == ["常见问题"]


def test_three_items_named_side_by_side_are_asked_back_about(sampled: Library) -> None:
    answer = sampled.ask("身份证补领、结婚登记和社保卡都要带什么", on=ON)
    assert {"YX-GA-001", "YX-MZ-001", "YX-RS-001"} <= {one.id for one in answer.candidates}
