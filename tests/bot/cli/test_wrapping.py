"""Lines fit the terminal, and break where a reader expects it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cli.wrapping import NARROWEST, wrapped
from tests.patience import soon


def widest(text: str) -> int:
    return max(
        sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in line)
        for line in text.split("\n")
    )


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("办事人同意我们记录这次过程吗", ["办事人同意我们记录这", "次过程吗"]),
        ("办事人同意我们记录吗？可以", ["办事人同意我们记录", "吗？可以"]),
        ("我们一起从头走到尾“同意”了", ["我们一起从头走到尾", "“同意”了"]),
        ("Does the applicant agree?", ["Does the applicant", "agree?"]),
        ("say “help” or “walk”, both", ["say “help” or", "“walk”, both"]),
        ("  1. on the government website", ["  1. on the", "     government", "     website"]),
        (
            "· 走流程 — 开始陪走，后面可加事项名",
            ["· 走流程 — 开始陪", "  走，后面可加事项名"],
        ),
        ("x" * 25, ["x" * 20, "x" * 5]),
        ("one\n\ntwo", ["one", "", "two"]),
    ],
)
def test_a_line_breaks_between_words_and_never_before_a_closing_mark(
    text: str, lines: list[str]
) -> None:
    assert wrapped(text, 20).split("\n") == lines


@given(st.text(alphabet="我们，。“”（）ab c1.\n·□—《》é😀", max_size=200), st.integers(20, 60))
def test_nothing_is_lost_and_nothing_is_too_wide(text: str, width: int) -> None:
    shown = wrapped(text, width)
    assert "".join(shown.split()) == "".join(text.split())
    assert widest(shown) <= width


@pytest.mark.parametrize("text", ["x" * 20_000, "我" * 20_000, "（" * 20_000, "— x" * 7_000])
def test_a_long_line_is_wrapped_in_time(text: str) -> None:
    with soon():
        wrapped(text, 60)


def test_a_very_narrow_terminal_breaks_by_itself() -> None:
    assert wrapped("我" * 50, NARROWEST - 1) == "我" * 50
