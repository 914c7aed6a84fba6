"""The table of elements, and which of them a question asks for."""

from __future__ import annotations

import re

import pytest

from knowledge.elements import BY_TERM, MAIN, OVERVIEW, find_element, intents, is_faq, shown_name
from knowledge.text import fold

# forms.md §5: every element of the national tables that a guide can have as a text of its own.
NATIONAL = re.split(
    r"\s+",
    """基本编码 业务办理项编码 地方编码 事项类型 事项状态 设定依据 权力来源 实施主体 委托部门
    服务对象 办件类型 受理条件 办理流程 特别程序 法定办结时限 承诺办结时限 到办事现场次数 办理形式
    是否收费 收费依据 办理地点 办理时间 咨询方式 监督投诉方式 计算机端办理地址 移动端办理地址
    通办范围 是否进驻政务大厅 物流快递 是否网办 网办深度 网上支付 预约 终端办理 数量限制
    必须现场办理原因 联办机构 中介服务 审批结果名称 主题分类 申请材料 收费标准 可否减免""",
)

ASKED = [
    ("要带什么", ["申请材料"]),
    ("需要哪些材料", ["申请材料"]),
    ("要准备啥证件", ["申请材料"]),
    ("带啥", ["申请材料"]),
    ("照片要几张", ["申请材料"]),
    ("多久能办好", ["承诺办结时限"]),
    ("要几天", ["承诺办结时限"]),
    ("什么时候能拿到", ["承诺办结时限"]),
    ("法定时限是多少", ["法定办结时限"]),
    ("多少钱", ["收费标准"]),
    ("收费吗", ["收费标准"]),
    ("要不要交钱", ["收费标准"]),
    ("在哪里办", ["办理地点"]),
    ("地址在哪", ["办理地点"]),
    ("去哪办", ["办理地点"]),
    ("几点上班", ["办理时间"]),
    ("周末能办吗", ["办理时间"]),
    ("能不能网上办", ["是否网办"]),
    ("手机上可以办吗", ["是否网办"]),
    ("要本人去吗", ["委托代办"]),
    ("可以代办吗", ["委托代办"]),
    ("电话多少", ["咨询方式"]),
    ("打给谁", ["咨询方式"]),
    ("投诉电话是多少", ["监督投诉方式"]),
    ("要跑几趟", ["到办事现场次数"]),
    ("有什么条件", ["受理条件"]),
    ("符合什么条件", ["受理条件"]),
    ("多大年纪可以办", ["受理条件"]),
    ("怎么办理", ["办理流程"]),
    ("流程是什么", ["办理流程"]),
    ("可以快递吗", ["物流快递"]),
    ("要提前预约吗", ["预约"]),
    ("依据是什么", ["设定依据"]),
    ("归哪个部门管", ["实施主体"]),
    ("要带什么,多久能好?", ["申请材料", "承诺办结时限"]),
    ("多少钱,在哪里办,要带什么", ["收费标准", "办理地点", "申请材料"]),
    ("今天中午吃什么", []),
    ("教师资格考试", []),
    ("谢谢", []),
]
ASKED_EN = [
    ("What documents do I need?", ["申请材料"]),
    ("How long does it take?", ["承诺办结时限"]),
    ("How much does it cost?", ["收费标准"]),
    ("Where is it?", ["办理地点"]),
    ("Can I do it online?", ["是否网办"]),
    ("What are the opening hours?", ["办理时间"]),
]
FILE_KEYS = [
    ("咨询电话", "咨询方式"),
    ("投诉电话", "监督投诉方式"),
    ("网办", "是否网办"),
    ("支持快递", "物流快递"),
    ("支持网上预约", "预约"),
    ("URL", "计算机端办理地址"),
    ("收费", "收费标准"),
    ("## 申请 材料:".strip("# "), "申请材料"),
    ("Documents", "申请材料"),
]


def test_every_element_of_the_national_tables_is_in_the_table() -> None:
    assert [term for term in NATIONAL if term not in BY_TERM] == []


def test_main_and_overview_elements_are_in_the_table() -> None:
    assert all(term in BY_TERM for term in (*OVERVIEW, *(t for group in MAIN for t in group)))


def test_no_name_stands_for_two_elements() -> None:
    names = [name for row in BY_TERM.values() for name in (row.term, *row.keys)]
    assert [name for name in names if names.count(name) > 1] == []
    assert all(find_element(name) is row for row in BY_TERM.values() for name in row.keys)


def test_related_elements_exist() -> None:
    related = {term for row in BY_TERM.values() for term in (*row.else_, *row.also)}
    assert related <= BY_TERM.keys()


@pytest.mark.parametrize("cue", [c for row in BY_TERM.values() for c in (*row.cues, *row.cues_en)])
def test_a_cue_never_matches_nothing(cue: str) -> None:
    assert re.compile(cue).match("") is None


@pytest.mark.parametrize(("key", "term"), FILE_KEYS)
def test_a_file_may_call_an_element_by_a_synonym(key: str, term: str) -> None:
    element = find_element(key)
    assert element is not None
    assert element.term == term


def test_an_unknown_name_is_no_element() -> None:
    assert find_element("祖传秘方") is None


def test_faq_headings_are_known() -> None:
    assert is_faq("常见问题")
    assert is_faq("FAQ")
    assert not is_faq("申请材料")


@pytest.mark.parametrize(("question", "terms"), ASKED)
def test_the_elements_that_a_question_asks_for(question: str, terms: list[str]) -> None:
    found = intents(fold(question))
    assert list(dict.fromkeys(intent.term for intent in found)) == terms


@pytest.mark.parametrize(("question", "terms"), ASKED_EN)
def test_the_elements_that_an_english_question_asks_for(question: str, terms: list[str]) -> None:
    found = intents(fold(question), english=True)
    assert list(dict.fromkeys(intent.term for intent in found)) == terms


def test_english_names_show_the_guides_term_beside() -> None:
    assert shown_name("申请材料", "en") == "Documents (申请材料)"
    assert shown_name("申请材料", "zh") == "申请材料"
    assert shown_name("祖传秘方", "en") == "祖传秘方"
