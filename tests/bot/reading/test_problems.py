"""A problem told in one message: what is read of it, from which words, and what is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.privacy import mask
from bot.reading.problems import read_problem, several
from bot.reading.severities import CUES
from flows.issue_terms import CATEGORIES, SEVERITIES, STEPS
from storage.records import ISSUE_FIELDS
from tests.patience import soon

ONE = "3号窗口又要了一遍户口本复印件，等了40分钟"
TOLD = [
    (ONE, "category", "申请材料重复交", "又要了一遍"),
    (ONE, "severity", "多花时间", "40分钟"),
    (ONE, "step", "提交材料", "复印"),
    (ONE, "material", "户口本复印件", "户口本复印件"),
    (ONE, "minutes", "40", "40分钟"),
    (ONE, "place", "3号窗口", "3号窗口"),
    ("没办成，说缺一份居住证明，白跑一趟", "severity", "办不成", "没办成"),
    ("没办成，说缺一份居住证明，白跑一趟", "material", "居住证明", "居住证明"),
    ("带了身份证，却要结婚证原件", "material", "结婚证原件", "结婚证原件"),
    (
        "要身份证复印件和户口本，交了两遍",
        "material",
        "身份证复印件和户口本",
        "身份证复印件和户口本",
    ),
    ("让我回家拿原件", "severity", "要多跑一趟及以上", "回家拿"),
    ("后来办成了，就是等了两个小时", "severity", "多花时间", "两个小时"),
    ("承诺20分钟办好，等了1个半小时", "minutes", "90", "1个半小时"),
    ("等了1小时20分钟才叫到", "minutes", "80", "1小时20分钟"),
    ("叫号机坏了，守了一个小时", "minutes", "60", "一个小时"),
    ("在二楼社保窗口排了半个小时队", "place", "二楼社保窗口", "二楼社保窗口"),
    ("政务大厅3楼A12号窗口没人", "place", "政务大厅3楼A12号窗口", "政务大厅3楼A12号窗口"),
    ("户口本首页复印件要两份", "material", "户口本首页复印件", "户口本首页复印件"),
    ("从10点等到11点半才叫号", "minutes", "90", "10点等到11点半"),
    ("材料交了五天了还没消息", "severity", "多花时间", "天了还没"),
    ("医保局的系统打不开", "department", "医保局", "医保局"),
    ("小程序一直转圈，建议加个客服电话", "suggestion", "加个客服电话", "加个客服电话"),
    ("去办不成事窗口反映过了，还是没办成", "raised_at_window", "是", "去办不成事窗口反映过"),
    ("建议把叫号声音调大", "severity", "建议优化", "建议"),
    ("大厅没有轮椅坡道", "severity", "不方便", "没有轮椅坡道"),
    (
        "counter 5 asked for the copy of my id card again, waited 40 minutes",
        "category",
        "申请材料重复交",
        "asked for the copy of my id card again",
    ),
    ("counter 5 was closed, we waited an hour", "minutes", "60", "an hour"),
    ("counter 5 was closed", "place", "counter 5", "counter 5"),
    ("we were sent home to fetch the passport", "severity", "要多跑一趟及以上", "were sent home"),
    ("I could not apply, the page was down", "severity", "办不成", "could not apply"),
]
NOT_TOLD = [
    ("3号那天窗口没人", "place"),
    ("3号去的时候没人", "place"),
    ("从家过去40分钟路程，到了说下班了", "minutes"),
    ("说好20分钟办好", "minutes"),
    ("30分钟以内应该办完", "minutes"),
    ("等了20到30分钟", "minutes"),
    ("上午排了50分钟，下午排了20分钟", "minutes"),
    ("等了三天", "minutes"),
    ("等了半天", "minutes"),
    ("两份材料都要", "material"),
    ("身份证带了，户口本也带了，还是不行", "material"),
    ("医保局让我去社保局", "department"),
    ("没有让我多跑，就是态度差", "severity"),
    ("不用再跑一趟了", "severity"),
    ("最后办成了，没耽误", "severity"),
    ("没有不方便", "severity"),
    ("窗口没人理", "severity"),
    ("问了几个窗口都说不知道", "place"),
    ("打印机坏了", "step"),
    ("复印收费两块一张", "step"),
    ("让我们等，窗口9点到12点才办", "minutes"),
    ("没有建议", "suggestion"),
]


@pytest.mark.parametrize(("text", "field", "value", "words"), TOLD)
def test_a_field_is_read_with_the_words_that_tell_it(
    text: str, field: str, value: str, words: str
) -> None:
    read = read_problem(text)[field]
    assert (read.value, text[read.start : read.end]) == (value, words)


@pytest.mark.parametrize(("text", "field"), NOT_TOLD)
def test_what_only_looks_like_it_is_not_read(text: str, field: str) -> None:
    assert field not in read_problem(text)


def test_the_table_of_severities_has_the_ledger_s_terms_the_gravest_first() -> None:
    assert list(CUES) == list(SEVERITIES)


_PIECES = st.sampled_from([text for text, *_ in TOLD] + [text for text, _ in NOT_TOLD])
_TERMS = {"category": CATEGORIES, "severity": SEVERITIES, "step": STEPS}


@given(st.lists(_PIECES | st.text(max_size=30), max_size=6).map("，".join))
def test_what_is_read_stands_in_the_text_at_its_place(text: str) -> None:
    for field, read in read_problem(text).items():
        assert field in ISSUE_FIELDS
        assert 0 <= read.start < read.end <= len(text)
        words = text[read.start : read.end]
        if field in _TERMS:
            assert read.value in _TERMS[field]
        elif field not in ("minutes", "raised_at_window"):
            assert read.value == words
    for start, end in several(text):
        assert text[start:end].strip()


@given(
    _PIECES, st.sampled_from(["15412345678", "身份证号11010519491231002X", "6222021234567890128"])
)
def test_places_are_those_of_the_masked_text(text: str, number: str) -> None:
    masked = mask(f"{number}，{text}").text
    assert number[-11:] not in masked
    for field, read in read_problem(masked).items():
        if field in ("material", "place", "department"):
            assert masked[read.start : read.end] == read.value


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("3号窗口态度很差。取号机也坏了", ("3号窗口态度很差", "取号机也坏了")),
        ("窗口没人理，还有叫号屏坏了", ("窗口没人理", "还有叫号屏坏了")),
        ("小程序打不开；大厅没座位；多收了20块", ("小程序打不开", "大厅没座位", "多收了20块")),
        ("The clerk was rude. The ticket machine is broken", None),
        (ONE, ()),
        ("材料交了两遍，等了很久", ()),
        ("又要了一遍户口本复印件。白跑一趟，态度还差", ()),
        ("态度很差。真的很差。非常差", ()),
        ("窗口没人理。为什么叫号屏坏了？", ()),
    ],
)
def test_several_problems_are_told_apart_only_where_each_stands_by_itself(
    text: str, parts: tuple[str, ...] | None
) -> None:
    found = tuple(text[start:end] for start, end in several(text))
    assert len(found) == 2 if parts is None else found == parts


@pytest.mark.parametrize("piece", ["等了", "户口本和", "3号", "没有", "建议", "1小时20", "窗口"])
def test_long_texts_are_read_at_once(piece: str) -> None:
    with soon():
        read_problem(piece * (20_000 // len(piece)))
        several(piece * (20_000 // len(piece)))
