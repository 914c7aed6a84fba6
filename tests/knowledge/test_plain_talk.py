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
    ("YX-GA-001", "我奶奶72岁有效期几年", "有效期", "长期"),
    ("YX-GA-001", "小孩9岁有效期多久", "有效期", "5 年"),
    ("YX-GA-001", "哪些人可以减免", "可否减免", "否"),
    ("YX-MZ-002", "我爷爷58岁能办不", "受理条件", "60"),
    ("YX-MZ-002", "我妈六十一了能办吗", "受理条件", "60"),
    ("YX-RS-005", "他交了13年，够不够", "受理条件", "缴费年限"),
    ("YX-GA-003", "居委会能办不", "办理地点", "社区"),
    ("YX-RS-003", "要不要离职证明", "办理流程", "离职"),
    ("YX-GA-005", "过期一年多会不会注销", "常见问题", "注销"),
]
NOT_TOLD = [
    ("YX-GA-001", "这卡能干啥"),
    ("YX-GA-001", "能不能先给我办"),
    ("YX-GA-001", "不办了行不行"),
    ("YX-GA-001", "停车场也在里面，能停多久？"),
    ("YX-GA-001", "什么是电子证照"),
    ("YX-GA-003", "签注是啥"),
    ("YX-RS-005", "来了几个人？"),
    ("YX-RS-005", "窗口人手够不够"),
    ("YX-GA-005", "驾照丢了怎么补"),
    ("YX-WJ-001", "出生证明上名字打错了怎么改"),
]


@pytest.mark.parametrize(("item", "question", "element", "words"), TOLD)
def test_plain_words_are_answered(
    sampled: Library, item: str, question: str, element: str, words: str
) -> None:
    answer = sampled.ask(question, item=item, on=ON)
    assert answer.status == "answered", answer.text
    assert any(one.element == element and words in one.passage for one in answer.sources)


@pytest.mark.parametrize(
    ("question", "item", "element"),
    [
        ("怀上老三了，要不要谁批啊", "YX-WJ-002", "常见问题"),
        ("失业金申令要去窗囗吗", "YX-RS-003", "到办事现场次数"),
        ("零时身份证多少钱", "YX-GA-002", "收费标准"),
        ("二首房过户登记费多少", "YX-ZR-001", "收费标准"),
        ("房东贷款还没还完，这二手房能过给我不", "YX-ZR-001", "常见问题"),
        ("房东死活不肯帮忙，办居住证能叫社区民警开个条不", "YX-GA-003", "常见问题"),
        ("扯证光拿身份证就够了吗", "YX-MZ-001", "申请材料"),
        ("驾使证期满换正要带几张像片", "YX-GA-005", "申请材料"),
        ("创业坦保贷款在那里办里", "YX-RS-007", "办理地点"),
    ],
)
def test_the_service_is_read_through_slips_and_what_is_said_beside_it(
    sampled: Library, question: str, item: str, element: str
) -> None:
    answer = sampled.ask(question, on=ON)
    assert {source.guide for source in answer.sources} == {item}
    assert element in {source.element for source in answer.sources}


@pytest.mark.parametrize(("item", "question"), NOT_TOLD)
def test_a_cue_alone_answers_nothing(sampled: Library, item: str, question: str) -> None:
    assert sampled.ask(question, item=item, on=ON).status != "answered"


def test_what_a_faq_asks_for_itself_is_not_told_again(sampled: Library) -> None:
    answer = sampled.ask("公司名字被别人用了咋办", on=ON)
    assert [source.element for source in answer.sources] == ["常见问题"]


def test_how_an_element_is_done_asks_for_no_procedure(sampled: Library) -> None:
    answer = sampled.ask("预约咋弄", item="YX-GA-001", on=ON)
    assert [source.passage for source in answer.sources] == [
        "取号：到户政窗口取号，也可以提前在“云溪通”App 预约。"
    ]


def test_three_items_named_side_by_side_are_asked_back_about(sampled: Library) -> None:
    answer = sampled.ask("身份证补领、结婚登记和社保卡都要带什么", on=ON)
    assert {"YX-GA-001", "YX-MZ-001", "YX-RS-001"} <= {one.id for one in answer.candidates}


@pytest.mark.parametrize(
    ("question", "ids"),
    [
        ("居住证和社保卡哪个先办", {"YX-GA-003", "YX-RS-001"}),
        ("补身份证、居住证、社保卡都带啥", {"YX-GA-001", "YX-GA-003", "YX-RS-001"}),
        ("身份证补领/社保卡补办各要几天", {"YX-GA-001", "YX-RS-001"}),
    ],
)
def test_what_is_asked_of_several_is_asked_back_about(
    sampled: Library, question: str, ids: set[str]
) -> None:
    answer = sampled.ask(question, on=ON)
    assert answer.status == "clarify"
    assert {one.id for one in answer.candidates} == ids


def test_papers_side_by_side_are_no_several_items(sampled: Library) -> None:
    answer = sampled.ask("补身份证要带户口本和照片吗", on=ON)
    assert {source.guide for source in answer.sources} == {"YX-GA-001"}


def test_more_parts_than_are_told_at_once_are_named(sampled: Library) -> None:
    asked = [f"{name}要带什么" for name in ("补身份证", "居住证", "社保卡", "退休", "结婚")]
    answer = sampled.ask("；".join(asked), on=ON)
    assert [source.guide for source in answer.sources] == [
        "YX-GA-001",
        "YX-GA-003",
        "YX-RS-001",
        "YX-RS-005",
    ]
    assert answer.text.endswith("一次先答 4 问，还没答的请再问一遍：结婚要带什么")


def test_six_parts_of_one_item_are_all_told(sampled: Library) -> None:
    asked = "补身份证要什么，多少钱，几天，在哪办，能不能代办，能不能网上办"
    told = {source.element for source in sampled.ask(asked, on=ON).sources}
    assert {"申请材料", "收费标准", "承诺办结时限", "办理地点", "委托代办", "是否网办"} <= told


def test_a_part_that_is_not_told_is_said_to_be_none(sampled: Library) -> None:
    answer = sampled.ask("结婚登记要带什么，彩礼要给多少", on=ON)
    assert "“彩礼要给多少”这一问，《结婚登记》的指南里没有找到。" in answer.text
    assert "这一问" not in sampled.ask("结婚登记要带什么，多少钱", on=ON).text


def test_a_tax_is_no_paper(sampled: Library) -> None:
    told = sampled.ask("不动产过户要交什么税，几天办好", on=ON).sources
    assert "申请材料" not in {source.element for source in told}
    assert any("契税" in source.passage for source in told)
