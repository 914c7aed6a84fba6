"""Which problems are put together: measured on a small labelled set, and kept within bounds."""

from __future__ import annotations

import csv
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.settings import Settings
from knowledge.clustering import AT_A_TIME, groups, nearest, shared_words

ROWS = list(
    csv.DictReader(
        (Path(__file__).parent / "problem_classes.tsv").read_text("utf-8").splitlines(),
        delimiter="\t",
    )
)
TEXTS = [row["problem"] for row in ROWS]
BLOCKS = [(row["category"], row["step"]) for row in ROWS]
NEAR = Settings.model_fields["classes_alike"].default / 100
SAME = {
    (a, b)
    for a, b in combinations(range(len(ROWS)), 2)
    if ROWS[a]["class"] == ROWS[b]["class"] != "-"
}


def pairs(near: float) -> set[tuple[int, int]]:
    return {
        (min(pair), max(pair))
        for group in groups(TEXTS, BLOCKS, near)
        for pair in combinations(group, 2)
    }


def test_what_is_proposed_is_right_and_most_is_proposed() -> None:
    """Precision before recall: a wrong proposal costs an admin's trust, a missed one a search."""
    found = pairs(NEAR)
    assert len(found & SAME) / len(found) >= 0.95
    assert len(found & SAME) / len(SAME) >= 0.8


def test_a_lower_bar_finds_more_and_a_higher_one_less() -> None:
    assert pairs(0.25) > pairs(0.6)


def test_an_issue_is_nearest_to_its_own_kind() -> None:
    same, other = nearest("二号窗口中午没有人", ["中午窗口没人，等了很久", "照片上传失败"])
    assert same > NEAR > other
    assert nearest("三号窗口没人", ["五号窗口没人"]) == [pytest.approx(1.0)], "counts are set aside"
    assert nearest("", ["没人"]) == [0.0]
    assert nearest("没人", []) == []


def test_nothing_is_put_together_across_blocks() -> None:
    assert groups(["窗口没人", "窗口没人"], ["a", "b"], NEAR) == []
    assert groups(["窗口没人", "窗口没人", "，"], ["a", "a", "a"], NEAR) == [[0, 1]]


def test_why_they_are_one_is_told_in_their_words() -> None:
    three = ["指南没写收费标准", "办事指南没写收费标准", "没写收费标准"]
    assert shared_words(three) == ["指南没写收费标准"], "most of them say so"
    assert shared_words(["3号窗口没人", "5号窗口没人"]) == ["号窗口没人"]
    assert shared_words(["没人", "繁忙"]) == []


def test_a_block_of_many_different_texts_is_looked_at_in_parts() -> None:
    letters = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地玄黄宇宙洪荒"
    texts = [a + b + a + b for a in letters for b in letters]
    assert len(texts) > AT_A_TIME
    found = groups([*texts, *texts], ["x"] * 2 * len(texts), 0.99)
    assert sorted(at for group in found for at in group) == list(range(2 * len(texts)))


@given(st.lists(st.text("窗口没人系统繁忙照片", max_size=8), max_size=12))
def test_no_text_is_in_two_groups_and_the_same_texts_give_the_same(texts: list[str]) -> None:
    blocks = ["x"] * len(texts)
    found = groups(texts, blocks, NEAR)
    placed = [at for group in found for at in group]
    assert len(placed) == len(set(placed))
    assert all(len(group) > 1 for group in found)
    assert groups(texts, blocks, NEAR) == found
