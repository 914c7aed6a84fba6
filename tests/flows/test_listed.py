"""The points of a text are told apart as they are counted, and one more or less stays a list."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.listed import (
    points_at,
    with_point,
    with_point_changed,
    with_sentence,
    without_point,
)
from flows.points import points_in

LISTS = [
    ("取号机旁加凳子", ["取号机旁加凳子"]),
    ("1.取号机旁加凳子 2.窗口别老换人", ["取号机旁加凳子", "窗口别老换人"]),
    ("1、加凳子2、加饮水机", ["加凳子", "加饮水机"]),
    ("（1）加凳子（2）加水", ["加凳子", "加水"]),
    ("①加凳子②加水③换牌子", ["加凳子", "加水", "换牌子"]),
    ("第一，精简材料；第二，合并环节。", ["精简材料", "合并环节"]),
    ("一是减材料，二是并环节，三是延时服务", ["减材料", "并环节", "延时服务"]),
    ("加凳子\n加饮水机\n", ["加凳子", "加饮水机"]),
    ("加凳子；加饮水机；换指示牌", ["加凳子", "加饮水机", "换指示牌"]),
    ("First, add seats. Second, fewer forms", ["add seats", "fewer forms"]),
    ("1.只有一条", ["只有一条"]),
    ("没有", []),
]


@pytest.mark.parametrize(("text", "points"), LISTS)
def test_each_point_is_found_without_its_mark(text: str, points: list[str]) -> None:
    assert [text[p.start : p.end] for p in points_at(text)] == points


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("1.加凳子 2.留人值班", "1.加凳子 2.留人值班 3.增加轮椅"),
        ("1.加凳子\n2.留人值班", "1.加凳子\n2.留人值班\n3.增加轮椅"),
        ("①加凳子②加水", "①加凳子②加水 ③增加轮椅"),
        ("一是减材料，二是并环节", "一是减材料，二是并环节 三是增加轮椅"),
        ("加凳子；加水。", "加凳子；加水；增加轮椅"),
        ("加凳子。", "加凳子；增加轮椅"),
        ("", "增加轮椅"),
    ],
)
def test_one_more_point_is_marked_as_the_others_are(text: str, after: str) -> None:
    assert with_point(text, "增加轮椅。") == after
    assert points_in(after) == points_in(text) + 1


def test_a_point_is_changed_and_a_sentence_is_added_where_it_belongs() -> None:
    assert with_point_changed("1.加凳子 2.加水", 2, "加饮水机") == "1.加凳子 2.加饮水机"
    assert with_sentence("加凳子", "要带扶手") == "加凳子。要带扶手"
    assert with_sentence("add seats.", "with arms") == "add seats. with arms"


@pytest.mark.parametrize(
    ("text", "place", "after"),
    [
        ("1.加凳子 2.加水 3.换牌子", 2, "1.加凳子 2.换牌子"),
        ("1.加凳子 2.加水 3.换牌子", 3, "1.加凳子 2.加水"),
        ("1.加凳子 2.加水 3.换牌子", 1, "1.加水 2.换牌子"),
        ("一是减材料，二是并环节，三是延时", 1, "一是并环节，二是延时"),
        ("加凳子；加水；换牌子", 2, "加凳子；换牌子"),
        ("加凳子", 1, ""),
    ],
)
def test_the_numbers_close_up_where_a_point_is_taken_out(text: str, place: int, after: str) -> None:
    assert without_point(text, place) == after


@given(
    st.text(alphabet="1234一二三是第①②.、；;\n （)aB加凳子水，。另外", max_size=60),
    st.integers(1, 6),
)
def test_any_text_can_be_edited(text: str, place: int) -> None:
    points = points_at(text)
    assert len(points) in (points_in(text), min(points_in(text), 1))
    assert all(p.mark <= p.start <= p.end <= len(text) for p in points)
    with_point(text, "增加轮椅")
    if place <= len(points):
        without_point(text, place)
        with_point_changed(text, place, "增加轮椅")


@pytest.mark.parametrize("text", ["第一" * 10_000, "1." * 10_000, "；" * 20_000, "另外" * 10_000])
def test_a_long_text_is_told_apart_at_once(text: str) -> None:
    assert len(points_at(text)) <= len(text)
    assert "加水" in with_point(text, "加水")
