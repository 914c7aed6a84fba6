"""Cleaning, folding and cutting of text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.text import clean, fold, grams, is_english


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("&amp;lt;b&amp;gt;甲&amp;lt;/b&amp;gt;", "甲"),
        ("一<br/>二<BR >三", "一\n二\n三"),
        ("<p class='x'>段</p><p>落</p>", "段\n落"),
        ("关于印发<管理办法>的通知", "关于印发<管理办法>的通知"),
        ("甲\x00\x0b乙\u200b\ufeff", "甲乙"),
        ("甲\ud800乙", "甲乙"),
        ("  多   空格\t\n\n\n 行 ", "多 空格\n行"),
        ("A &amp; B", "A & B"),
    ],
)
def test_markup_and_unseen_characters_are_cleaned(raw: str, plain: str) -> None:
    assert clean(raw) == plain


@given(st.text())
def test_cleaning_never_fails_and_can_be_stored(text: str) -> None:
    assert clean(text).encode("utf-8") is not None


@pytest.mark.parametrize(
    ("raw", "folded"),
    [
        ("\uff21\uff22\uff23\uff08\uff11\uff09", "abc 1"),
        ("居民 身份证,补领", "居民身份证补领"),
        ("ID card  re-issue", "id card re issue"),
        ("办ID card吗", "办id card吗"),
    ],
)
def test_folding_levels_width_case_and_punctuation(raw: str, folded: str) -> None:
    assert fold(raw) == folded


@given(st.text(alphabet="AbC19 -.,中文证\u3000\uff21\uff42\uff11\uff08\uff0c"))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_latin_words_stay_whole_among_n_grams() -> None:
    assert list(grams("办id card", (2,))) == ["id", "card"]
    assert list(grams("身份证", (1, 2))) == ["身", "份", "证", "身份", "份证"]


def test_a_question_is_english_by_its_letters() -> None:
    assert is_english("How long does it take?")
    assert not is_english("APP怎么下载")
    assert not is_english("123")
