"""English questions to Chinese guides: asked afresh, in a walk, and after another one."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.library import Library
from knowledge.model import Before

ON = date(2026, 7, 27)

FRESH = [
    ("I lost my wallet with my ID card", "YX-GA-001", "申请材料"),
    (
        "how long do I have to live here before I can get a residence permit",
        "YX-GA-003",
        "受理条件",
    ),
    ("does my grandma pay for the bus", "YX-MZ-002", "坐公交车免费吗"),
    ("is there a senior bus card", "YX-MZ-002", "申请材料"),
    ("baby registration", "YX-WJ-001", "申请材料"),
    ("what is the deadline for birth registration", "YX-WJ-001", "多久之内要上户口"),
    ("I quit my job myself, can I still get unemployment benefits", "YX-RS-003", "自己辞职的"),
    ("how much is the monthly unemployment benefit", "YX-RS-003", "每月领多少钱"),
    ("do I need a licence to open a milk tea shop", "YX-SC-003", "受理条件"),
    ("do the cooks need a health certificate for the restaurant permit", "YX-SC-003", "健康证"),
    ("can I see a doctor in another province with my insurance", "YX-YB-001", "受理条件"),
    ("forgot the PIN of my social security card", "YX-RS-001", "密码忘了"),
    ("can I transfer the flat if the seller still has a mortgage", "YX-ZR-001", "房贷还没还清"),
    ("how much deed tax is there on a second-hand flat", "YX-ZR-001", "契税"),
    ("my father is bedridden, how can he replace his ID card", "YX-GA-001", "卧床"),
    ("my husband is from another province, can we marry here", "YX-MZ-001", "外地户口"),
]
IN_A_WALK = [
    ("can they come to my house", "YX-CL-001", "上门"),
    ("what do I need", "YX-CL-001", "申请材料"),
    ("Can my kid go to school with it?", "YX-GA-003", "上学"),
    ("do I have to be here half a year?", "YX-GA-003", "受理条件"),
    ("can I take the train without an ID card?", "YX-GA-001", "坐火车"),
    ("what if my old card turns up again", "YX-GA-001", "后来找到了"),
    ("how much will I get every month", "YX-RS-004", "每月能领多少"),
    ("For how many months can I get it?", "YX-RS-003", "能领几个月"),
    ("when do I pay tax after that", "YX-SC-002", "多久要报税"),
    ("is the card sent to me", "YX-RS-001", "物流快递"),
]
AFTER = [
    (
        "what do I need for a residence permit",
        "I lost my ID card, how much is a new one",
        "YX-GA-001",
    ),
    ("how much does the elderly card cost", "what about the disability certificate", "YX-CL-001"),
    ("how long does it take to register a sole trader", "and for a company", "YX-SC-002"),
    (
        "how do I register for treatment in another province",
        "will I get less money back",
        "YX-YB-001",
    ),
]
UNTOLD = [
    ("can I pay with bitcoin", "YX-GA-001"),
    ("does the office have free parking", "YX-GA-001"),
    ("how do I fly to Paris", "YX-GA-002"),
    ("how much is a train ticket", "YX-GA-001"),
]


@pytest.mark.parametrize(("question", "guide", "told"), FRESH)
def test_asked_afresh_it_is_told_by_the_service_that_it_names(
    sampled: Library, question: str, guide: str, told: str
) -> None:
    answer = sampled.ask(question, on=ON, locale="en")
    assert (answer.status, answer.item) == ("answered", guide)
    assert told in answer.text


@pytest.mark.parametrize(("question", "guide", "told"), IN_A_WALK)
def test_in_a_walk_it_stays_with_the_item(
    sampled: Library, question: str, guide: str, told: str
) -> None:
    answer = sampled.ask(question, item=guide, on=ON, locale="en")
    assert (answer.status, answer.item) == ("answered", guide)
    assert told in answer.text


@pytest.mark.parametrize(("first", "question", "guide"), AFTER)
def test_what_is_named_after_another_one_is_meant(
    sampled: Library, first: str, question: str, guide: str
) -> None:
    earlier = sampled.ask(first, on=ON, locale="en")
    before = Before(question=first, item=earlier.item)
    answer = sampled.ask(question, before=before, on=ON, locale="en")
    assert (answer.status, answer.item) == ("answered", guide)


@pytest.mark.parametrize(("question", "guide"), UNTOLD)
def test_the_fee_or_procedure_of_something_else_is_not_told(
    sampled: Library, question: str, guide: str
) -> None:
    assert sampled.ask(question, item=guide, on=ON, locale="en").status != "answered"


def test_every_part_of_a_long_question_is_answered(sampled: Library) -> None:
    answer = sampled.ask(
        "what do I need and how long does it take and is it free to get a disability certificate",
        on=ON,
        locale="en",
    )
    assert {source.element for source in answer.sources} >= {
        "申请材料",
        "承诺办结时限",
        "收费标准",
    }
