"""Which of the known problems are still so; at a read-back most words are of something else."""

from __future__ import annotations

import pytest

from bot.reading.known_words import is_unseen, still_so


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("没这个问题了", set()),
        ("没再遇到", set()),
        ("这次没有了", set()),
        ("都没有了", set()),
        ("这次都没遇到", set()),
        ("都好了", set()),
        ("都改好了", set()),
        ("not any more", set()),
        ("they fixed it", set()),
        ("it was fine this time", set()),
        ("all gone", set()),
        ("还是老样子", {1, 2}),
        ("还是一样", {1, 2}),
        ("两个都还在", {1, 2}),
        ("都还在", {1, 2}),
        ("both still so", {1, 2}),
        ("1还有", {1}),
        ("1、2还有", {1, 2}),
        ("第一个还有", {1}),
        ("第二条还在", {2}),
        ("只有2还有", {2}),
        ("1还有，2没有了", {1}),
        ("第一个还有，第二个改好了", {1}),
        ("the first one is still so", {1}),
    ],
)
def test_what_is_still_so_is_read(text: str, places: set[int]) -> None:
    assert still_so(text, 2) == places


@pytest.mark.parametrize(
    "text",
    [
        "确认",
        "没错",
        "没有",
        "没改",
        "20分钟",
        "排队时间改成20分钟",
        "3还有",
        "还有一件事",
        "改好了吗",
        "都对",
    ],
)
def test_what_is_of_something_else_is_not(text: str) -> None:
    assert still_so(text, 2) is None


def test_who_took_no_notice_says_so() -> None:
    assert is_unseen("没留意")
    assert is_unseen("I did not look")
    assert not is_unseen("没有")
