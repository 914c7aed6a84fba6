"""Everyday and English names of services and papers: which item they mean, and which not."""

from __future__ import annotations

from datetime import date
from itertools import chain

import pytest

from knowledge.everyday import MATTERS, words_asked, words_told
from knowledge.library import Library
from knowledge.model import Locale
from knowledge.text import fold
from knowledge.words import GROUP_OF, groups_in

ASKED_ON = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("asked", "guide", "element"),
    [
        ("我俩下周想去领证，得带啥", "YX-MZ-001", "申请材料"),
        ("明天和对象扯证，几点上班", "YX-MZ-001", "办理时间"),
        ("我妈想评残，几天能办好", "YX-CL-001", "承诺办结时限"),
        ("房本过户收费不", "YX-ZR-001", "收费标准"),
        ("驾本过期了去哪换", "YX-GA-005", "办理地点"),
        ("医保卡丢了在哪补办", "YX-RS-001", "办理地点"),
        ("开个火锅店要交哪些材料", "YX-SC-003", "申请材料"),
        ("卫生证几天下来", "YX-SC-003", "承诺办结时限"),
        ("二胎证怎么办", "YX-WJ-002", "办理流程"),
        ("公积金取钱交房租要什么材料", "YX-GJJ-001", "申请材料"),
        ("劳动手册在哪领", "YX-RS-006", "办理地点"),
        ("失业金一个月能领好多钱", "YX-RS-003", "常见问题"),
        ("补身份证能寄不", "YX-GA-001", "物流快递"),
    ],
)
def test_an_everyday_name_means_its_service(
    asked: str, guide: str, element: str, sampled: Library
) -> None:
    answer = sampled.ask(asked, on=ASKED_ON)
    assert {source.guide for source in answer.sources} == {guide}
    assert element in {source.element for source in answer.sources}


@pytest.mark.parametrize(
    "asked",
    [
        "跟老公离婚要带什么",
        "给狗上户口要什么材料",
        "无房证明在哪开",
        "二手车过户多少钱",
        "吃低保要什么条件",
        "开个食品厂要办什么证",
        "去香港的通行证多少钱",
        "车子年检去哪",
        "单身证明怎么开",
        "宅基地怎么批",
    ],
)
def test_a_service_that_no_guide_is_of_is_not_taken_for_a_like_one(
    asked: str, sampled: Library
) -> None:
    assert sampled.ask(asked, on=ASKED_ON).status != "answered"


def test_what_may_mean_either_of_two_services_is_asked_back_about(sampled: Library) -> None:
    offered = {one.id for one in sampled.ask("落户口要带些什么", on=ASKED_ON).candidates}
    assert {"YX-GA-004", "YX-WJ-001"} <= offered


def test_to_get_a_permit_is_no_marriage() -> None:
    assert [head for *_, head in words_asked("领证")] == ["结婚"]
    assert not words_told("当场领证")


def test_what_a_guide_says_in_other_order_is_had_by_it(sampled: Library) -> None:
    answer = sampled.ask("驾照换证要几天", on=ASKED_ON)
    assert {source.guide for source in answer.sources} == {"YX-GA-005"}


@pytest.mark.parametrize(
    ("asked", "item"),
    [("户口本在哪办", "YX-GA-001"), ("户口本怎么办", "YX-GA-001"), ("营业执照去哪办", "YX-SC-003")],
)
def test_where_to_get_a_paper_is_not_told_by_what_wants_it(
    asked: str, item: str, sampled: Library
) -> None:
    assert item not in {s.guide for s in sampled.ask(asked, item=item, on=ASKED_ON).sources}
    assert sampled.ask(asked, item=item, on=ASKED_ON).status != "answered"


@pytest.mark.parametrize("asked", ["户口本要原件吗", "还要带户口本吗"])
def test_how_a_paper_is_handed_in_is_told_by_what_wants_it(asked: str, sampled: Library) -> None:
    answer = sampled.ask(asked, item="YX-GA-001", on=ASKED_ON)
    assert {source.guide for source in answer.sources} == {"YX-GA-001"}


def test_an_item_named_wholly_goes_before_one_that_is_called_fast(sampled: Library) -> None:
    answer = sampled.ask("身份证补领多少天能好，可以加急不", on=ASKED_ON)
    assert {source.guide for source in answer.sources} == {"YX-GA-001"}


@pytest.mark.parametrize(
    ("asked", "guide", "element"),
    [
        ("residence permit, how long?", "YX-GA-003", "承诺办结时限"),
        ("hukou transfer documents", "YX-GA-004", "申请材料"),
        ("withdraw housing fund to pay rent, which papers", "YX-GJJ-001", "申请材料"),
        ("temporary ID office hours", "YX-GA-002", "办理时间"),
        ("employment certificate, where?", "YX-RS-006", "办理地点"),
        ("pregnancy registration online", "YX-WJ-002", "是否网办"),
        ("second-hand flat transfer fee", "YX-ZR-001", "收费标准"),
        ("do I have to go in person for the social security card", "YX-RS-001", "委托代办"),
        ("who can I call about the residence permit", "YX-GA-003", "咨询方式"),
    ],
)
def test_an_english_name_means_its_service(
    asked: str, guide: str, element: str, sampled: Library
) -> None:
    locale: Locale = "en"
    answer = sampled.ask(asked, on=ASKED_ON, locale=locale)
    assert {source.guide for source in answer.sources} == {guide}
    assert element in {source.element for source in answer.sources}


def test_english_for_either_of_two_services_is_asked_back_about(sampled: Library) -> None:
    answer = sampled.ask("housing fund withdrawal documents?", on=ASKED_ON, locale="en")
    assert {one.id for one in answer.candidates} == {"YX-GJJ-001", "YX-GJJ-002"}


@pytest.mark.parametrize("asked", ["passport renewal fee", "divorce papers", "car registration"])
def test_an_english_name_of_no_guide_is_not_answered(asked: str, sampled: Library) -> None:
    assert sampled.ask(asked, on=ASKED_ON, locale="en").status != "answered"


@pytest.mark.parametrize(
    ("asked", "guide", "element"),
    [
        ("外省看病的老人，多少天给结果", "YX-YB-001", "承诺办结时限"),
        ("怀孕的媳妇，打哪个电话问", "YX-WJ-002", "咨询方式"),
    ],
)
def test_an_asked_limit_or_phone_goes_before_prose_that_was_not_asked_for(
    asked: str, guide: str, element: str, sampled: Library
) -> None:
    first = sampled.search(asked)[0].source
    assert (first.guide, first.element) == (guide, element)


def test_the_table_has_each_name_once_and_folded() -> None:
    rows = [row for matter in MATTERS.values() for row in matter.items()]
    names = [name for _, own in rows for name in own]
    assert len(names) == len({*names})
    assert [name for name in names if fold(name) != name or len(name) < 2] == []
    words = {*chain.from_iterable(key.split("|") for key, _ in rows)}
    assert [word for word in words if fold(word) != word or len(word) < 2] == []


def test_a_name_stands_in_one_table_unless_it_says_more_here() -> None:
    rows = [row for matter in MATTERS.values() for row in matter.items()]
    both = [(name, key) for key, own in rows for name in own if name in GROUP_OF]
    assert [name for name, key in both if GROUP_OF[name] == GROUP_OF.get(key, key)] == []


def test_no_name_says_otherwise_than_the_words_that_are_everywhere() -> None:
    rows = [row for matter in MATTERS.values() for row in matter.items() if "|" not in row[0]]
    both = [(name, key) for key, own in rows for name in own if name in GROUP_OF]
    assert [
        name for name, key in both if GROUP_OF[name] not in {h for *_, h in groups_in(key)}
    ] == []
