"""Who says that the consent is taken back, and who only says something like it."""

from __future__ import annotations

import pytest

from bot.reading.withdrawal import takes_back_consent
from tests.patience import soon


@pytest.mark.parametrize(
    "text",
    [
        "他又不同意了", "她又说不愿意了", "老太太反悔了", "等等，老爷子变卦了，不让你们记了",
        "家属说别记了", "他们改主意了", "人家现在不想让咱们录", "不好意思，本人后来说不同意记录了",
    ],
)  # fmt: skip
def test_a_change_of_mind_is_heard(text: str) -> None:
    assert takes_back_consent(text)


@pytest.mark.parametrize(
    "text",
    [
        "他反悔了要退房", "窗口不让拍照", "保安说不让记笔记", "老人不想让我陪", "他又说不同意延期",
        "后悔没早点来", "不同意见很多", "他们不肯给登记表", "别记错了", "他说现在好多了", "又说",
    ],
)  # fmt: skip
def test_what_only_sounds_like_it_is_not(text: str) -> None:
    assert not takes_back_consent(text)


def test_a_long_run_of_such_words_is_read_in_time() -> None:
    with soon():
        takes_back_consent("他又说反悔" * 4000)
