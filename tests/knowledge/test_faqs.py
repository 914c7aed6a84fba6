"""Every form in which files have 常见问题 gives the same pairs; what is no pair is not lost."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.importers.faqs import Faqs
from tests.patience import soon

FORMS: list[Any] = [
    [{"问题": "能代办吗？", "答案": "可以。"}, {"question": "要钱吗？", "answer": "不要。"}],
    [{"问": "能代办吗？", "答": "可以。", "序号": 1}, {"Q": "要钱吗？", "A": "不要。"}],
    {"能代办吗？": "可以。", "要钱吗？": "不要。"},
    [["能代办吗？", "可以。"], ("要钱吗？", "不要。")],
    ["能代办吗？可以。", "要钱吗？不要。"],
    ["问：能代办吗？答：可以。", "Q:要钱吗？ A:不要。"],
    ["问：能代办吗？", "答：可以。", "问：要钱吗？", "答：不要。"],
    "问：能代办吗？答：可以。问：要钱吗？答：不要。",
    "问题1：能代办吗？\n答案1：可以。\n问题2：要钱吗？\n答案2：不要。",
]


def read(value: Any) -> Faqs:
    faqs = Faqs()
    faqs.read(value)
    return faqs


@pytest.mark.parametrize("value", FORMS)
def test_pairs_are_read_in_every_form(value: Any) -> None:
    faqs = read(value)
    pairs = [(faq.question, faq.answer) for faq in faqs.pairs]
    assert pairs == [("能代办吗？", "可以。"), ("要钱吗？", "不要。")]
    assert (faqs.odd, faqs.rest) == ([], [])


def test_one_pair_may_stand_alone() -> None:
    assert len(read({"问题": "能代办吗？", "答案": "可以。"}).pairs) == 1


def test_a_question_inside_an_answer_does_not_end_it() -> None:
    (faq,) = read("问：怎么办？答：如有疑问：请致电，详见附表A：二。").pairs
    assert faq.answer == "如有疑问：请致电，详见附表A：二。"


def test_an_unknown_key_is_told_once() -> None:
    pairs = [{"问题": "一", "答案": "二", "类别": "甲"}, {"问题": "三", "答案": "四", "类别": "乙"}]
    assert len(read(pairs).odd) == 1


def test_many_questions_without_an_answer_cost_no_time() -> None:
    with soon():
        faqs = read("问：" + "一 问：" * 5_000)
    assert (faqs.pairs, len(faqs.rest)) == ([], 1)


PARTS = st.sampled_from(["问", "答", "问题", "：", ":", "?", "？", "Q:", "A:", " ", "\n", "一"])
TEXTS = st.lists(PARTS, max_size=12).map("".join)
VALUES = st.recursive(
    st.none() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(PARTS, inner, max_size=3),
    max_leaves=8,
)


@given(VALUES)
def test_any_value_is_read(value: Any) -> None:
    assert all(faq.question and faq.answer for faq in read(value).pairs)
