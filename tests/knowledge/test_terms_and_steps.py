"""One step by its place, what a word means, places by sound, and what a leaning question adds."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.library import Library
from knowledge.model import Before, GuideAnswer
from knowledge.place_sounds import in_chinese, without
from knowledge.terms_asked import defines

ON = date(2026, 5, 1)
ID_CARD, RESIDENCE, SOCIAL = "YX-GA-001", "YX-GA-003", "YX-RS-001"
NOT_TOLD = "这一问"


def after(library: Library, question: str, before: str, item: str) -> GuideAnswer:
    """The answer to a question right after another one."""
    locale = "en" if question.isascii() else "zh"
    return library.ask(question, before=Before(question=before, item=item), on=ON, locale=locale)


@pytest.mark.parametrize(
    ("question", "told", "left_out"),
    [
        ("第二步呢", "核验", "取号"),
        ("第三步是啥", "采集", "核验"),
        ("最后一步呢", "领证", "缴费"),
        ("第1步怎么弄", "取号", "领证"),
        ("what's the second step", "核验", "取号"),
        ("step 3", "采集", "核验"),
    ],
)
def test_one_step_is_told_where_its_place_is_said(
    sampled: Library, question: str, told: str, left_out: str
) -> None:
    answer = after(sampled, question, "身份证补领流程", ID_CARD)
    assert answer.status == "answered"
    assert told in answer.text
    assert left_out not in answer.text


def test_what_else_is_asked_of_a_step_is_that(sampled: Library) -> None:
    answer = after(sampled, "第二步要带什么", "身份证补领流程", ID_CARD)
    assert {source.element for source in answer.sources} == {"申请材料"}


@pytest.mark.parametrize(
    "question", ["什么是居住证", "居住证是什么", "居住证是啥意思", "what is a residence permit"]
)
def test_what_a_word_means_is_told_by_no_faq_that_holds_it(sampled: Library, question: str) -> None:
    assert not sampled.ask(question, on=ON, locale="zh").sources
    assert not after(sampled, question, "居住证多少钱", RESIDENCE).sources


@pytest.mark.parametrize(
    "question",
    [
        "收费标准是什么",
        "居住证的收费标准是什么",
        "what are the fees",
        "what is the processing time",
    ],
)
def test_what_an_element_is_asks_for_it(sampled: Library, question: str) -> None:
    assert after(sampled, question, "居住证要带什么", RESIDENCE).status == "answered"


def test_a_text_defines_a_word_where_it_says_so() -> None:
    assert defines("灵活就业是指没有固定单位的工作。", "灵活就业")
    assert defines("什么是弹性退休？", "弹性退休")
    assert not defines("有了居住证，孩子能上学。", "居住证")


@pytest.mark.parametrize(
    "question",
    ["how do I move my hukou to Yunxi", "how can I get married in Yunxi", "我65岁有效期多久"],
)
def test_the_own_city_and_an_age_are_no_topic(sampled: Library, question: str) -> None:
    answer = after(sampled, question, "身份证补领多少钱", ID_CARD)
    assert answer.status == "answered"


def test_places_are_known_by_their_sound() -> None:
    names = ("云溪市", "青禾县")
    assert without("get married in Yunxi City", names) == "get married"
    assert without("In Yun Xi, how much?", names) == ", how much?"
    assert in_chinese("fee in Qinghe county?", names) == "fee in 青禾县?"
    assert in_chinese("to Beijing", names) == "to Beijing"
    assert without("yunxiang street", names) == "yunxiang street"


@pytest.mark.parametrize(
    ("question", "before", "item", "is_told"),
    [
        ("那老人呢", "居住证要带什么", RESIDENCE, False),
        ("那老年人呢", "居住证要带什么", RESIDENCE, False),
        ("那小孩的呢", "补身份证多久", ID_CARD, False),
        ("那小孩呢", "补身份证要带什么", ID_CARD, True),  # "仅未满 16 周岁的需要"
        ("那外国人呢", "社保卡要带什么", SOCIAL, True),
        ("那结婚登记呢", "补身份证要带什么", ID_CARD, True),
    ],
)
def test_what_a_leaning_question_adds_is_said_to_be_untold(
    sampled: Library, question: str, before: str, item: str, is_told: bool
) -> None:
    answer = after(sampled, question, before, item)
    assert answer.status == "answered"
    assert (NOT_TOLD not in answer.text) == is_told


@pytest.mark.parametrize(
    "question", ["what about the elderly?", "do kids need one", "小孩要办吗", "老人能办吗"]
)
def test_for_whom_it_is_asked_names_no_other_service(sampled: Library, question: str) -> None:
    answer = after(sampled, question, "how long does it take", ID_CARD)
    assert answer.item == ID_CARD


@pytest.mark.parametrize("question", ["第二个多少钱", "第三个要带什么", "第二个"])
def test_a_place_in_a_list_names_no_service(sampled: Library, question: str) -> None:
    assert not sampled.ask(question, on=ON).sources
    assert not sampled.find_items(question)


@pytest.mark.parametrize("question", ["生第二个要登记吗", "第三个孩子要审批吗", "要第二个要登记不"])
def test_a_second_child_still_does(sampled: Library, question: str) -> None:
    assert {source.guide for source in sampled.ask(question, on=ON).sources} == {"YX-WJ-002"}


@pytest.mark.parametrize(
    "question", ["另外，居住证要带什么", "另外居住证要带什么", "顺便问下居住证要带什么"]
)
def test_by_the_way_hides_no_name(sampled: Library, question: str) -> None:
    answer = sampled.ask(question, item=ID_CARD, on=ON)
    assert {source.guide for source in answer.sources} == {RESIDENCE}


def test_for_whom_a_later_part_asks_is_of_the_same_service(sampled: Library) -> None:
    answer = sampled.ask("补身份证要带什么，老人能代办吗，周六开门不", on=ON)
    assert {source.guide for source in answer.sources} == {ID_CARD}
