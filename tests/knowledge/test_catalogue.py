"""Items are found by any name, by letters, quickly; same-named ones are told apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.catalogue import Catalogue
from knowledge.library import Library
from knowledge.model import Guide

CALLED = [
    ("居民身份证补领", "T-GA-001"),
    ("身份证丢了", "T-GA-001"),
    ("我想补办身份证", "T-GA-001"),
    ("居民身分证补领", "T-GA-001"),
    ("居民 身份证\uff08补领\uff09", "T-GA-001"),
    ("社保卡补办", "T-RS-001"),
    ("领结婚证", "T-MZ-001"),
    ("老年证", "T-MZ-002"),
    ("租房提取公积金", "T-GJJ-001"),
    ("驾照到期换证", "T-GA-002"),
    ("北山县的食品经营许可证", "T-food_county"),
]


@pytest.mark.parametrize(("text", "item"), CALLED)
def test_an_item_is_found_by_what_people_call_it(letters: Library, text: str, item: str) -> None:
    assert letters.find_items(text)[0].candidate.id == item


def test_a_name_and_an_alias_match_exactly_whatever_the_width_and_spaces(letters: Library) -> None:
    for text in ("居民身份证补领", " 居民 身份证补领。", "补办身份证", "身份证丢了"):
        (best, *_) = letters.find_items(text)
        assert best.exact
        assert best.score == 1.0
    assert not letters.find_items("身份证")[0].exact


@pytest.mark.parametrize("said", ["marriage registration", "Marriage  Registration"])
def test_the_english_name_that_people_are_shown_matches_exactly(
    letters: Library, said: str
) -> None:
    [best] = [match for match in letters.find_items(said) if match.exact]
    assert best.candidate.name == "结婚登记"
    assert not any(match.exact for match in letters.find_items("registration"))
    assert not any(match.exact for match in letters.find_items(" ，。"))


def test_part_of_a_name_gives_all_items_that_have_it(letters: Library) -> None:
    found = {match.candidate.id for match in letters.find_items("公积金")}
    assert found == {"T-GJJ-001", "T-GJJ-002"}


def test_what_no_item_is_called_finds_nothing(letters: Library) -> None:
    assert letters.find_items("今天天气") == []
    assert letters.find_items("") == []
    assert letters.find_items("?!。") == []


def test_same_named_items_are_labelled_by_bureau_and_level(letters: Library) -> None:
    labels = {m.candidate.label for m in letters.find_items("食品经营许可证核发")[:2]}
    assert labels == {
        "食品经营许可证核发（云溪市市场监督管理局·市级）",
        "食品经营许可证核发（云溪市北山县市场监督管理局·县级）",
    }


def test_items_alike_in_name_bureau_and_level_are_labelled_by_code() -> None:
    guides = {
        code: Guide(id=code, name="甲", bureau="局", level="市级") for code in ("X10001", "X10002")
    }
    catalogue = Catalogue(guides)
    labels = [catalogue.candidate(code).label for code in guides]
    assert labels == ["甲（局·市级·编码尾号 0001）", "甲（局·市级·编码尾号 0002）"]


def test_of_same_named_items_one_without_an_office_is_labelled_by_code() -> None:
    guides = {code: Guide(id=code, name="甲", bureau=code[2:]) for code in ("X1", "X2局")}
    catalogue = Catalogue(guides)
    assert [catalogue.candidate(code).label for code in guides] == ["甲（X1）", "甲（局）"]


def test_a_name_of_its_own_needs_no_label(letters: Library) -> None:
    candidate = letters.find_items("结婚登记")[0].candidate
    assert candidate.label == candidate.name == "结婚登记"


def test_the_limit_holds(letters: Library) -> None:
    assert len(letters.find_items("公积金提取", limit=1)) == 1


@given(
    names=st.lists(st.text(max_size=12), min_size=1, max_size=6),
    text=st.text(max_size=60),
)
def test_any_text_over_any_names_gives_scores_in_range(names: list[str], text: str) -> None:
    guides = {str(n): Guide(id=str(n), name=name) for n, name in enumerate(names)}
    for match in Catalogue(guides).find(text, 5):
        assert 0 <= match.score <= 1


@pytest.mark.parametrize(
    ("text", "swapped"),
    [
        ("二手车过户多少钱", True),
        ("二手房过户多少钱", False),
        ("我家的二手房过户多少钱", False),
        ("二手房赠与过户", False),
    ],
)
def test_a_name_with_another_character_inside_is_not_the_name_for_sure(
    text: str, swapped: bool
) -> None:
    catalogue = Catalogue({"T": Guide(id="T", name="不动产转移登记", aliases=("二手房过户",))})
    assert catalogue.swapped(catalogue.read(text), "T") is swapped


def test_a_name_with_another_beginning_is_of_another_service() -> None:
    guides = [Guide(id="A", name="食品经营许可"), Guide(id="B", name="医师资格认定")]
    catalogue = Catalogue({guide.id: guide for guide in guides})
    for text, id_ in (("药品经营许可要什么", "A"), ("教师资格认定要什么", "B")):
        assert catalogue.borrowed(catalogue.read(text), id_)
    assert not catalogue.borrowed(catalogue.read("云溪食品经营许可要什么"), "A")
