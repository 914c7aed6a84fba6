"""What is said of answers and gaps of the guides, in rows; and what looks alike and is not."""

from __future__ import annotations

import pytest

from bot.reading import check_words, gap_words, list_words
from bot.reading.guide_questions import asks_for_element
from bot.reading.neither import is_neither
from bot.reading.unhelpful_words import finds_unhelpful
from tests.patience import soon

UNHELPFUL = (
    "没帮上忙|答非所问|不是我问的|没用|看不懂|没用啊|这回答没用|你答非所问啊|没帮到我|我问的不是这个|"
    "没回答我的问题|等于没说|看不明白|没什么用|还是看不懂|帮不上忙|文不对题|白问了|这不是我要问的|没帮上忙。|"
    "not helpful|That's not what I asked|useless|I don't understand|that didn't help|no use|"
    "It does not answer my question|wrong answer"
)
OTHERS = (
    "没有|不是|不对|没用过|不用|没办好|没看懂指示牌上的字|窗口没用|系统没用|不是窗口|没带|没回答|不知道|"
    "看不懂告示|没问题|没事|帮我查一下|没答应|我要问的是加急|有用|懂了|"
    "没用上身份证|no|helpful|not sure|no answer|"
    "understand|not yet|no queue"
)
GAPS = {
    "": "指南缺口|大家问了什么没答上|缺口|指南缺什么|看看指南缺口|没答上的问题|guide gaps|"
    "what could the guides not answer|大家问了什么|最近群众都问什么|有哪些问题大家问了没答上|"
    "缺口怎么转成问题|what did people ask that was not answered",
    "3": "指南缺口 3|缺口3|guide gap 3",
    "3:issue": "缺口3转问题|把缺口3转成问题|指南缺口第3个转为问题|gap 3 to issue",
    "3:done": "指南缺口3已补|缺口3写好了|gap 3 done",
    "3:ignored": "缺口3忽略|缺口3不管了|ignore gap 3",
}
DEEDS = {
    "issue": "转问题|转为问题|登记问题|make it an issue",
    "done": "已补写|补好了|done",
    "ignored": "忽略|不管它|ignore it",
}
NO_DEEDS = "好|1|问题|要不要转问题|没写收费|忽略了我的问题"
NO_GAPS = (
    "指南没写收费|缺口3在哪|我问了没答上|排队缺口3|缺材料|gap year|大家问了窗口什么|问什么|缺口大"
)
CHECKS = {
    "": "检查指南|指南检查|检查所有指南|指南有哪些问题|check the guides|"
    "检查全部指南里的错误|都有哪些错",
    "居住证": "检查居住证的指南|检查指南 居住证|居住证的指南检查|检查一下居住证指南有没有错|"
    "居住证的指南有什么问题|"
    "居住证的指南有没有问题",
    "~": "哪些指南过期了|有没有过期的指南|which guides are out of date",
    "=F-862eb284ea50": "F-862eb284ea50 转为问题|把发现F-862eb284ea50转成问题|"
    "finding F-862eb284ea50 to issue",
}
PLACES = {
    1: "第一条转问题|第 1 条转为问题|检查指南 1转问题|make 1 an issue",
    12: "12转问题|第12个转成问题",
}
NO_PLACES = "第一条是什么|把问题1转给民政局|转问题|三天|20分钟|第三个孩子|1楼|一样|一次问清"
LOOKS = {1: "1|第一条|看第一条|show me the first one", 3: "3号缺口|看3号"}
NEXT = "下一页|还有吗|看后面的|next page|show more"
NO_NEXT = "下一步|下一个问题|还有什么材料|更多材料要带吗|next question"
LOOSE = {"老年卡": "检查老年卡|检查一下老年卡有没有错|老年卡检查", "": "检查|老年卡|材料要检查吗"}
NO_CHECKS = "指南写错了|检查材料|窗口检查指南不认真|体检要带什么|办理体检指南在哪"


@pytest.mark.parametrize("words", UNHELPFUL.split("|"))
def test_an_answer_did_not_help(words: str) -> None:
    assert finds_unhelpful(words)


@pytest.mark.parametrize("words", OTHERS.split("|"))
def test_what_says_something_else_is_none_of_it(words: str) -> None:
    assert not finds_unhelpful(words)


def test_gaps_are_asked_for_in_these_words() -> None:
    said = {words: wanted for wanted, line in GAPS.items() for words in line.split("|")}
    assert {words: gap_words.meant(words) for words in said} == said
    assert [words for words in NO_GAPS.split("|") if gap_words.meant(words) is not None] == []


def test_a_check_is_asked_for_in_these_words() -> None:
    said = {words: wanted for wanted, line in CHECKS.items() for words in line.split("|")}
    assert {words: check_words.meant(words) for words in said} == said
    assert [words for words in NO_CHECKS.split("|") if check_words.meant(words) is not None] == []


def test_what_is_to_be_done_with_the_gap_or_fault_that_was_shown() -> None:
    said = {words: deed for deed, line in DEEDS.items() for words in line.split("|")}
    assert {words: gap_words.deed(words) for words in said} == said
    assert [words for words in NO_DEEDS.split("|") if gap_words.deed(words)] == []
    listed = {words: place for place, line in PLACES.items() for words in line.split("|")}
    lines = {words: list_words.line(words) for words in listed}
    assert {words: line.figure for words, line in lines.items() if line} == listed
    assert {line.deed for line in lines.values() if line} == {"issue"}
    assert [words for words in NO_PLACES.split("|") if list_words.line(words)] == []


def test_a_line_of_a_list_is_wanted_or_its_next_page() -> None:
    said = {words: figure for figure, line in LOOKS.items() for words in line.split("|")}
    lines = {words: list_words.line(words) for words in said}
    assert {words: line.figure for words, line in lines.items() if line} == said
    assert {line.deed for line in lines.values() if line} == {""}
    assert [words for words in NEXT.split("|") if not list_words.wants_next(words)] == []
    assert [words for words in NO_NEXT.split("|") if list_words.wants_next(words)] == []


def test_a_check_with_no_word_of_guides_names_what() -> None:
    said = {words: named for named, line in LOOSE.items() for words in line.split("|")}
    assert {words: check_words.service(words) for words in said} == said


@pytest.mark.parametrize(
    "words",
    ["都不是", "这些都不是", "两个都不是", "一个都不是", "neither", "none of these"],
)
def test_none_of_the_services_is_meant(words: str) -> None:
    assert is_neither(words)


@pytest.mark.parametrize("words", ["不是", "没有", "都是", "都不是我办的材料", "none left"])
def test_what_looks_like_none_of_them(words: str) -> None:
    assert not is_neither(words)


@pytest.mark.parametrize(
    ("words", "asks"),
    [
        ("办身份证要带什么啊", True),
        ("公积金提取要什么材料", True),
        ("補辦身份證需要帶什麼材料", True),
        ("异地就医备案在哪办", True),
        ("what papers do I need for an ID card", True),
        ("身份证丢了怎么办", False),
        ("怎么办身份证", False),
        ("身份证补领", False),
        ("能不能办居住证", False),
        ("how do I replace an ID card", False),
    ],
)
def test_what_a_guide_tells_is_asked_for_beside_a_name(words: str, *, asks: bool) -> None:
    assert asks_for_element(words) == asks


@pytest.mark.parametrize(
    "piece", ["不是", "这", "没", "的不是我问的", "not ", "指南", "检查 ", "缺口 3", " "]
)
def test_no_words_take_long(piece: str) -> None:
    for length in (40, 60, 90, 20_000):
        text = (piece * length)[:length]
        with soon():
            finds_unhelpful(text)
            gap_words.meant(text)
            check_words.meant(text)
            check_words.service(text)
            list_words.line(text)
            list_words.wants_next(text)
            gap_words.deed(text)
            is_neither(text)
