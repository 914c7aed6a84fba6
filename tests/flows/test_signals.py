"""Signals of staging: each with what raises it, and what is alike and must not."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.signals import (
    MAX_SHOWN,
    Limits,
    Picture,
    Signal,
    Twin,
    Walked,
    Words,
    core_of,
    signals_of,
    tells,
)
from tests.patience import soon

NINE = datetime.fromisoformat("2026-03-02T09:00:00+08:00")
LIMITS = Limits()
OFF = Limits(0, 0, 0, 0, 0, 0, 0)
NOTE = Words("note", 3, "三号窗口没人")
HALL, VILLAGE = (30.50, 104.10), (30.60, 104.20)
"""Two places some 15 km apart, of no town."""


def walked(*gaps: float, **changes: Any) -> Walked:
    """A walk whose answers took so many seconds each, in which all is well."""
    gaps = gaps or (60.0,) * 10
    times = [NINE + timedelta(seconds=sum(gaps[: n + 1])) for n in range(len(gaps))]
    plain = Walked(
        started=NINE,
        ended=times[-1],
        channel="terminal",
        messages=list(enumerate(times, start=1)),
        answered=frozenset(range(1, len(gaps) + 1)),
        ratings=(True, False),
        words=(NOTE,),
        pictures=(),
        files=0,
        problems=0,
        points=(),
        at_counter=True,
    )
    return replace(plain, **changes)


def found(walk: Walked, limits: Limits = LIMITS) -> dict[str, Signal]:
    return {one.kind: one for one in signals_of(walk, limits)}


def test_a_plain_walk_raises_nothing() -> None:
    assert found(walked()) == {}


@pytest.mark.parametrize(
    ("gaps", "raised"),
    [
        ((1.0,) * 8, True),
        ((2.9,) * 5 + (600.0,), True),  # the median, whatever else took long
        ((4.0,) * 8, True),  # 32 seconds for 8 answers
        ((7.0,) * 8, False),
        ((1.0,) * 4, False),  # too few to tell
        ((0.0,) * 8, True),
        ((1.0, 1.0, 1.0) + (60.0,) * 6, False),
    ],
)
def test_answers_that_come_faster_than_anybody_can_do_anything(
    gaps: tuple[float, ...], raised: bool
) -> None:
    assert ("too_fast" in found(walked(*gaps))) is raised
    assert "too_fast" not in found(walked(*gaps), OFF)


def test_what_was_not_an_answer_is_not_counted() -> None:
    walk = walked(*(1.0,) * 10, answered=frozenset({1, 2, 3, 4}))
    assert "too_fast" not in found(walk)
    signal = found(walked(*(1.0,) * 10, answered=frozenset(range(2, 9))))["too_fast"]
    assert signal.details == {
        "answers": 7,
        "median_seconds": 1.0,
        "total_seconds": 10,
        "channel": "terminal",
        "messages": [2, 3, 4, 5, 6, 7, 8],
    }


def test_twins_make_one_signal_for_each_other_walk() -> None:
    here, there = {"place": "note", "message": 3}, {"place": "unclear", "message": 1}
    texts = [Twin(7, True, here, there), Twin(7, True, here, there), Twin(8, False, here, there)]
    first, second = signals_of(walked(text_twins=texts), LIMITS)
    assert (first.kind, first.other_walk, len(first.details["texts"])) == ("identical_text", 7, 2)
    assert (second.other_walk, second.details["same_person"]) == (8, False)
    photos = [Twin(None, False, {"sha256": "a"}, {"sha256": "b"}, 0.05)]
    (photo,) = signals_of(walked(photo_twins=photos), LIMITS)
    assert (photo.kind, photo.other_walk) == ("reused_photo", None)
    assert photo.details["photos"][0]["difference"] == 0.05
    many = [Twin(n, False, here, there) for n in range(100)]
    assert len(signals_of(walked(text_twins=many), LIMITS)) == MAX_SHOWN


@pytest.mark.parametrize(
    ("changes", "raised"),
    [
        ({}, True),
        ({"ratings": (True, False)}, False),
        ({"ratings": ()}, False),
        ({"words": (NOTE,)}, False),
        ({"files": 1}, False),
        ({"problems": 1}, False),
    ],
)
def test_nothing_but_top_marks(changes: dict[str, Any], raised: bool) -> None:
    walk = walked(**{"ratings": (True, True), "words": ()} | changes)
    assert ("all_top" in found(walk)) is raised
    assert walk.all_top is raised
    assert "all_top" not in found(walk, OFF)


def test_top_marks_are_counted_over_the_last_walks() -> None:
    walk = walked(ratings=(True, True), words=(), before=(True, False, True))
    assert found(walk)["all_top"].details == {"ratings": 2, "in_a_row": 2, "top": 3, "walks": 4}
    assert "all_top" in found(walk, replace(LIMITS, top_walks=2))
    assert "all_top" not in found(walk, replace(LIMITS, top_walks=3))


@pytest.mark.parametrize(
    ("hours", "raised"), [(0.1, False), (-3, False), (-11.9, False), (-13, True), (30, True)]
)
def test_a_photo_of_another_day(hours: float, raised: bool) -> None:
    photo = Picture("a" * 64, 4, NINE + timedelta(hours=hours))
    signals = found(walked(pictures=(photo, Picture("b" * 64, 5))))
    assert ("photo_time" in signals) is raised
    if raised:
        (told,) = signals["photo_time"].details["photos"]
        assert (told["message"], told["sha256"]) == (4, "a" * 64)
    assert "photo_time" not in found(walked(pictures=(photo,)), OFF)


@pytest.mark.parametrize(
    ("places", "points", "raised"),
    [
        ([VILLAGE], [("where", HALL)], True),
        ([HALL], [("where", HALL)], False),
        ([VILLAGE, HALL], [], True),
        ([VILLAGE], [], False),  # nothing to compare with
        ([VILLAGE, (0, 0)], [], False),  # what a camera writes that does not know
        ([HALL, (30.51, 104.11), None], [], False),
    ],
)
def test_a_photo_of_another_place(places: list[Any], points: list[Any], raised: bool) -> None:
    photos = [Picture(str(n), n, position=place) for n, place in enumerate(places)]
    signals = found(walked(pictures=photos, points=points))
    assert ("photo_place" in signals) is raised
    if raised:
        assert 13 < signals["photo_place"].details["km"] < 17
        assert "104" not in str(signals["photo_place"].details), "no place is told, but how far"
    assert "photo_place" not in found(walked(pictures=photos, points=points), OFF)


@pytest.mark.parametrize(
    ("changes", "raised"),
    [
        ({"words": ()}, True),
        ({"words": (), "at_counter": False}, False),
        ({"words": (), "files": 1}, False),
        ({"words": (), "problems": 1}, False),
        ({"words": (NOTE,)}, False),
    ],
)
def test_a_visit_that_left_nothing_behind(changes: dict[str, Any], raised: bool) -> None:
    assert ("no_evidence" in found(walked(**changes))) is raised


STOCK = (
    "没有", "都好", "没有什么问题", "一切都挺顺利的，没有什么意见和建议", "没有特别的",
    "非常满意！", "都很满意，谢谢", "工作人员态度非常好，很热情，办理很快",
    "No, nothing special", "Everything was fine, thank you.", "。。。", "👌",
)  # fmt: skip
TELLING = (
    "三号窗口没人", "没写要不要户口本原件", "叫号屏坏了", "态度不好，喊了两遍",
    "没有坡道，轮椅上不去", "the screen was broken", "nobody answered twice", "20分钟",
)  # fmt: skip


@pytest.mark.parametrize("text", STOCK)
def test_what_everybody_says_tells_nothing(text: str) -> None:
    assert not tells(text)
    assert core_of(text, LIMITS) == ""


@pytest.mark.parametrize("text", TELLING)
def test_what_one_saw_oneself_tells_something(text: str) -> None:
    assert tells(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("没写要不要户口本原件。", "没写 要不要 户口本原件"),
        ("Nobody answered twice!", "nobody answered, twice"),
        ("等了４０分钟才叫到号", "等了40分钟，才叫到号…"),
    ],
)
def test_marks_width_and_case_make_no_difference(one: str, other: str) -> None:
    assert core_of(one, LIMITS) == core_of(other, LIMITS) != ""


@pytest.mark.parametrize("text", ["叫号屏坏了", "3号窗口", "broken screen"])
def test_few_words_prove_nothing(text: str) -> None:
    assert core_of(text, LIMITS) == ""
    assert core_of(text, replace(LIMITS, text_chars=2)) != ""
    assert core_of(text, OFF) == ""


@given(st.text(max_size=200))
def test_a_core_is_its_own_core(text: str) -> None:
    core = core_of(text, LIMITS)
    assert core_of(core, LIMITS) == core


def test_long_words_are_read_in_no_time() -> None:
    with soon():
        for text in ("没有" * 10_000 + "x", "noneno" * 3_000 + "!", "都挺好的" * 5_000):
            tells(text)
