"""What is said to "is it an answer, or a question?", in rows."""

from __future__ import annotations

import pytest

from bot.reading.both_words import read
from tests.patience import soon

ROWS = {
    "answer": "是回答|我没在问|不是提问|这不是问题|没有问|不是问你|"
    "it's not a question|I'm not asking|my answer",
    "ask": "不是回答|我是问|想问指南|不是答案|this is a question|I was asking|not an answer",
    "unclear": "不是我问的|我想问的|没帮上忙|答非所问|not what I asked",
    "": "窗口|20分钟|没写要不要原件|不是|是|"
    "我问了三个窗口|问过了|不知道问谁|a question nobody answered",
}


@pytest.mark.parametrize(
    ("wanted", "text"), [(key, text) for key, row in ROWS.items() for text in row.split("|")]
)
def test_which_of_both(wanted: str, text: str) -> None:
    assert (read(text) or "") == wanted


def test_a_long_text_is_none_of_it() -> None:
    with soon():
        assert read("不是" * 10_000) is None
