"""Passages, and the search that fuses letters and meaning; on real Chroma and the real model."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.importers.files import read_drafts
from knowledge.importers.rows import Draft
from knowledge.library import Library
from knowledge.model import Faq, Guide
from knowledge.passages import PASSAGE_CHARS, faq_number, passages_of
from tests.knowledge.shelf import GUIDES

SOUGHT = [
    ("身份证丢失补领的材料", "T-GA-001", "申请材料"),
    ("丢了身份证怎样凭临时证件应急", "T-GA-001", "常见问题"),
    ("65岁以上坐公共汽车", "T-MZ-002", "常见问题"),
    ("结婚要满多少岁", "T-MZ-001", "受理条件"),
    ("一年能提多少公积金付房租", "T-GJJ-001", "常见问题"),
    ("卡补了以后余额怎么办", "T-RS-001", "常见问题"),
    ("体检证明 换驾驶证", "T-GA-002", "申请材料"),
    ("how much money can I withdraw for rent each year", "T-GJJ-001", "常见问题"),
]


@pytest.mark.parametrize(("text", "guide", "element"), SOUGHT)
def test_the_right_passage_comes_first(
    library: Library, text: str, guide: str, element: str
) -> None:
    source = library.search(text, limit=3)[0].source
    assert (source.guide, source.element) == (guide, element)


def test_scores_fall_and_stay_in_range(library: Library) -> None:
    scores = [hit.score for hit in library.search("居住证要什么材料")]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)
    assert len(library.search("居住证要什么材料", limit=2)) == 2


def test_search_goes_on_by_letters_alone(letters: Library) -> None:
    assert letters.search("体检证明")[0].source.guide == "T-GA-002"
    assert letters.search("") == []


def test_a_long_text_is_cut_at_its_sentences_and_nothing_is_lost() -> None:
    text = "".join(f"第{n}条规定申请人应当提交相应的证明材料。" for n in range(40))
    guide = Guide(id="1", name="甲", elements={"受理条件": text})
    parts = [p for p in passages_of(guide) if p.element == "受理条件"]
    assert "".join(part.shown for part in parts) == text
    assert all(len(part.shown) <= PASSAGE_CHARS for part in parts)
    assert all(part.shown.endswith("。") for part in parts)
    assert [part.anchor for part in parts[:2]] == ["受理条件-1", "受理条件-2"]


def test_only_texts_with_language_get_a_vector() -> None:
    guide = Guide(
        id="1",
        name="甲",
        elements={"受理条件": "无", "是否网办": "是", "申请材料": "居民身份证原件和复印件",
                  "咨询方式": "0999-8123456", "祖传秘方": "这是一段有内容的文字"},
        faqs=(Faq(question="能代办吗?", answer="可以。"),),
    )  # fmt: skip
    semantic = [p.element for p in passages_of(guide) if p.semantic]
    assert semantic == ["申请材料", "祖传秘方", "常见问题"]


def test_equal_texts_of_two_guides_share_a_vector() -> None:
    first, second = (
        Guide(id=code, name="甲", elements={"申请材料": "居民身份证原件和复印件"}) for code in "12"
    )
    assert [p.key for p in passages_of(first)] == [p.key for p in passages_of(second)]


def test_a_passage_knows_its_faq() -> None:
    faqs = (Faq(question="一?", answer="甲"), Faq(question="二?", answer="乙"))
    guide = Guide(id="1", name="甲", elements={"常见问题": "旧式文字"}, faqs=faqs)
    assert [faq_number(p) for p in passages_of(guide)] == [None, 0, 1]


@given(st.dictionaries(st.text(min_size=1, max_size=8), st.text(min_size=1, max_size=900)))
def test_passages_of_any_guide_are_short(elements: dict[str, str]) -> None:
    guide = Guide(id="1", name="甲", elements=elements)
    assert all(len(p.shown) <= PASSAGE_CHARS for p in passages_of(guide))


def test_the_test_guides_are_all_in_order() -> None:
    drafts = list(read_drafts([Path(GUIDES)]))
    assert len(drafts) == 10
    assert all(
        isinstance(draft, Draft) and not draft.guide.source.startswith("/") for draft in drafts
    )
