"""Papers as people call them against the names that guides have."""

from __future__ import annotations

import pytest

from bot.reading.papers import demanded, heads, names, told
from tests.patience import soon


@pytest.mark.parametrize(
    ("text", "paper"),
    [
        ("又要了居住证明", "居住证明"),
        ("3号窗口又要了一遍户口本复印件,等了40分钟", "户口本复印件"),
        ("还让我交一份单位证明", "单位证明"),
        ("又让我开无房证明", "无房证明"),
        ("另外还要租房合同", "租房合同"),
        ("窗口还要身份证原件", "身份证原件"),
        ("硬要交一张照片", "照片"),
        ("多要了材料", ""),
        ("还要排队", ""),
        ("要带什么材料", ""),
        ("材料交齐了", ""),
        ("they wanted a proof of residence", ""),
        ("", ""),
    ],
)
def test_the_paper_that_was_wanted_besides(text: str, paper: str) -> None:
    assert demanded(text) == paper


@pytest.mark.parametrize(
    ("text", "paper"),
    [
        ("居住证明，指南上没有", "居住证明"),
        ("说还要单位证明", "单位证明"),
        ("一份收入证明", "收入证明"),
        ("说还要单位盖章", ""),
        ("什么材料都要", ""),
        ("a copy of the lease", ""),
    ],
)
def test_the_paper_that_an_answer_names(text: str, paper: str) -> None:
    assert told(text) == paper


@pytest.mark.parametrize(
    ("words", "row", "same"),
    [
        ("户口本", "居民户口簿（原件 1 份）", True),
        ("户口本复印件", "居民户口簿（原件 1 份）", True),
        ("身份证", "居民身份证（原件 1 份）", True),
        ("照片", "照片（近期 2 寸）", True),
        ("居住证明", "居住证（仅外地户籍的需要）", False),
        ("身份证", "监护人的居民身份证（原件）", False),
        ("结婚证", "居民户口簿", False),
    ],
)
def test_words_name_a_row_of_the_guide(words: str, row: str, same: bool) -> None:
    assert names(words, row) is same


def test_names_are_few_and_never_empty() -> None:
    row = "社会" * 3000
    assert len(heads("、".join(["租赁合同或产权证明"] * 500))) <= 12 + 6
    assert all(len(name) > 1 for name in heads(row))
    assert heads("") == ()


@pytest.mark.parametrize(
    "bit", ["又要", "还要交一份", "证", "证明", "要了一遍", "说要交", "材料、"]
)
def test_long_texts_are_quick(bit: str) -> None:
    text = (bit * 20_000)[:20_000]
    with soon():
        demanded(text)
        told(text)
        names(text, "居民户口簿")
        heads(text[:4000])


@pytest.mark.parametrize(
    ("words", "row"),
    [
        ("the household register", "居民户口簿"),
        ("my ID card again", "居民身份证"),
        ("two photos", "近期 2 寸照片"),
        ("the application form", "补领申请表"),
        ("business licence", "营业执照复印件"),
    ],
)
def test_english_names_are_the_guides_papers(words: str, row: str) -> None:
    assert names(words, row)


@pytest.mark.parametrize(
    ("words", "row"),
    [
        ("we idled", "居民身份证"),
        ("the platform failed", "补领申请表"),
        ("a proof of income", "居民户口簿"),
    ],
)
def test_english_words_that_only_hold_a_name_are_none(words: str, row: str) -> None:
    assert not names(words, row)


@pytest.mark.parametrize(
    ("text", "paper"),
    [("场地使用权证明又要了一遍", "场地使用权证明"), ("材料又要了一遍", "")],
)
def test_a_paper_that_stands_in_front_is_demanded_too(text: str, paper: str) -> None:
    assert demanded(text) == paper
