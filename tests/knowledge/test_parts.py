"""Several questions in one, and questions that lean on the one before."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.library import Library
from knowledge.model import Before

ON = date(2026, 5, 1)
SEVERAL = "身份证补领和社保卡要带什么"

LEANING = [
    ("居住证能找人代办吗", "那老人呢?", "YX-GA-003", "委托代办"),
    ("居住证能找人代办吗", "那多少钱", "YX-GA-003", "收费标准"),
    ("居住证能找人代办吗", "网上能办吗", "YX-GA-003", "是否网办"),
    ("居住证能找人代办吗", "刚才那个要本人去吗", "YX-GA-003", "委托代办"),
    ("居住证能找人代办吗", "那结婚登记呢?", "YX-MZ-001", "委托代办"),
    ("居住证能找人代办吗", "那社保卡呢", "YX-RS-001", "委托代办"),
    ("结婚登记要带什么", "那多久能好", "YX-MZ-001", "承诺办结时限"),
    ("结婚登记要带什么", "周末上班吗", "YX-MZ-001", "办理时间"),
    ("结婚登记要带什么", "还有电话", "YX-MZ-001", "咨询方式"),
    ("結婚登記要帶什麼", "那多久能好", "YX-MZ-001", "承诺办结时限"),
    ("个体户登记要交哪些材料", "那公司呢", "YX-SC-002", "申请材料"),
    ("补身份证几天能好", "那临时的要多少钱呢", "YX-GA-002", "收费标准"),
    ("租房提公积金要带什么", "那购房的呢", "YX-GJJ-002", "申请材料"),
    ("给娃上户口要带什么", "没领结婚证的呢", "YX-WJ-001", "常见问题"),
    ("租房提公积金要带什么", "买房的呢", "YX-GJJ-002", "申请材料"),
    (SEVERAL, "第一个多少钱", "YX-GA-001", "收费标准"),
    (SEVERAL, "第二个呢", "YX-RS-001", "申请材料"),
    (SEVERAL, "那后一个要多久", "YX-RS-001", "承诺办结时限"),
]


@pytest.mark.parametrize(("before", "question", "guide", "element"), LEANING)
def test_a_question_leans_on_the_one_before(
    sampled: Library, before: str, question: str, guide: str, element: str
) -> None:
    answer = sampled.ask(question, before=Before(question=before), on=ON)
    assert answer.status == "answered"
    assert {source.guide for source in answer.sources} == {guide}
    assert element in {source.element for source in answer.sources}
    hits = sampled.search(question, before=Before(question=before), limit=3)
    assert (guide, element) in {(hit.source.guide, hit.source.element) for hit in hits}


@pytest.mark.parametrize(
    "question", ["谢谢", "今天天气怎么样", "好的", "我叫王明", "那离婚呢", "护照呢"]
)
def test_what_does_not_lean_gets_no_answer_by_it(sampled: Library, question: str) -> None:
    before = Before(question="结婚登记要带什么")
    assert sampled.ask(question, before=before, on=ON).status != "answered"


STANDING_ALONE = [
    ("居住证要多久", "YX-GA-003", "驾照换证要体检吗", "YX-GA-005"),
    ("退休要跑几次", "YX-RS-005", "灵活就业社保怎么收费", "YX-RS-002"),
    ("退休要跑几次", "YX-RS-005", "社保卡丢了怎么补", "YX-RS-001"),
    ("居住证要多久", "YX-GA-003", "东山县的殡葬补贴多少钱", ""),
    ("居住证要多久", "YX-GA-003", "爷爷走了，火化的钱政府给不给报", ""),
]


@pytest.mark.parametrize(("before", "item", "question", "guide"), STANDING_ALONE)
def test_what_names_something_else_does_not_lean(
    sampled: Library, before: str, item: str, question: str, guide: str
) -> None:
    answer = sampled.ask(question, before=Before(question=before, item=item), on=ON)
    assert answer.item == guide


@pytest.mark.parametrize("question", ["要照片吗", "房东不给合同怎么办", "孩子能上学吗", "几天能好"])
def test_what_the_item_before_knows_leans_on_it(sampled: Library, question: str) -> None:
    before = Before(question="居住证要多久", item="YX-GA-003")
    assert sampled.ask(question, before=before, on=ON).item == "YX-GA-003"


def test_the_item_of_the_answer_before_is_taken_at_its_word(sampled: Library) -> None:
    before = Before(question="要带什么", item="YX-MZ-001")
    answer = sampled.ask("那多久能好", before=before, item="YX-GA-003", on=ON)
    assert {source.guide for source in answer.sources} == {"YX-MZ-001"}


def test_an_ordinal_beyond_what_was_named_is_asked_back(sampled: Library) -> None:
    answer = sampled.ask("第三个呢", before=Before(question=SEVERAL), on=ON)
    assert answer.status == "clarify"
    assert {candidate.id for candidate in answer.candidates} == {"YX-GA-001", "YX-RS-001"}


PARTS = [
    ("居民身份证补领要带什么，结婚登记多少钱，居住证多久能好", [
        ("YX-GA-001", "申请材料"), ("YX-MZ-001", "收费标准"), ("YX-GA-003", "承诺办结时限")]),
    ("身份证补领要带什么结婚登记多少钱", [("YX-GA-001", "申请材料"), ("YX-MZ-001", "收费标准")]),
    ("结婚登记要带什么、去哪办、多少钱", [
        ("YX-MZ-001", "申请材料"), ("YX-MZ-001", "办理地点"), ("YX-MZ-001", "收费标准")]),
    ("身份证补领要带什么多久能好", [("YX-GA-001", "申请材料"), ("YX-GA-001", "承诺办结时限")]),
]  # fmt: skip


@pytest.mark.parametrize(("question", "wanted"), PARTS)
def test_each_part_is_answered_of_its_own_item(
    sampled: Library, question: str, wanted: list[tuple[str, str]]
) -> None:
    told = [(s.guide, s.element) for s in sampled.ask(question, on=ON).sources]
    assert [pair for pair in told if pair in wanted] == wanted
    found = [(hit.source.guide, hit.source.element) for hit in sampled.search(question)]
    assert set(wanted) <= set(found[: len(wanted) + 2])
