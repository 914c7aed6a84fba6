"""A wish for one more of something is no count."""

from __future__ import annotations

import pytest

from bot.reading.one_more import WANTED


@pytest.mark.parametrize(
    "text", ["再来一个", "再来一家", "我要再记一户", "再加一件", "再加一处窗口"]
)
def test_one_more_of_any_unit_is_wanted(text: str) -> None:
    assert WANTED.fullmatch(text)


@pytest.mark.parametrize("text", ["一家", "再跑一家", "又来了一家", "再来一趟", "再加一百块"])
def test_what_only_looks_like_it_is_none(text: str) -> None:
    assert not WANTED.fullmatch(text)
