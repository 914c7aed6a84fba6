"""Which of a list a question points at, and what looks like it and does not."""

from __future__ import annotations

import pytest

from knowledge.ordinals import pointing

LISTED = ("甲", "乙", "丙")
POINTS = (
    ("第二个呢", "", ["乙"], ""),
    ("那第一个的呢？", "", ["甲"], ""),
    ("第3个多少钱", "", ["丙"], "多少钱"),
    ("最后一个要多久", "", ["丙"], "要多久"),
    ("第五个呢", "", [], ""),
    ("另一个呢", "甲", ["乙", "丙"], ""),
    ("另外两个呢", "乙", ["甲", "丙"], ""),
    ("另一个呢", "", [], ""),
    ("the second one?", "", ["乙"], ""),
    ("and the first?", "", ["甲"], ""),
    ("what about the other one", "甲", ["乙", "丙"], ""),
)
NONE = (
    "第三个孩子要带什么|第二个工作日能取吗|第一次办要带什么|3号窗口在哪|"
    "what is the first step|多少钱"
)


@pytest.mark.parametrize(("text", "answered", "meant", "rest"), POINTS)
def test_a_place_in_a_list(text: str, answered: str, meant: list[str], rest: str) -> None:
    found = pointing(text)
    assert found is not None
    assert (found.of(LISTED, answered), found.rest) == (meant, rest)


@pytest.mark.parametrize("text", NONE.split("|"))
def test_what_points_at_nothing(text: str) -> None:
    assert pointing(text) is None
