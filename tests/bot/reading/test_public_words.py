"""An admin's words on what the public sees of an issue."""

from __future__ import annotations

import pytest

from bot.reading.public_words import PublicSaid, read


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("暂不公开 12号 原因：涉及未成年人", PublicSaid("hold", 12, None, "涉及未成年人")),
        ("12号暂不公开，涉及个人隐私", PublicSaid("hold", 12, None, "涉及个人隐私")),
        ("把12号先别公开，措辞要改", PublicSaid("hold", 12, None, "措辞要改")),
        ("先不公开WT-2026-0012", PublicSaid("hold", 12, 2026, "")),
        ("2025年12号暂不公开，再看看", PublicSaid("hold", 12, 2025, "再看看")),
        (
            "hold back issue 12, because it names a child",
            PublicSaid("hold", 12, None, "it names a child"),
        ),
        ("恢复公开12号", PublicSaid("release", 12, None, "")),
        ("12号恢复公开吧", PublicSaid("release", 12, None, "")),
        ("release issue 12", PublicSaid("release", 12, None, "")),
        ("12号对外写成：窗口午间无人值守", PublicSaid("reword", 12, None, "窗口午间无人值守")),
        ("12号的公开文字改成：窗口无人？", PublicSaid("reword", 12, None, "窗口无人？")),
        (
            "tell the public issue 12: nobody at noon",
            PublicSaid("reword", 12, None, "nobody at noon"),
        ),
    ],
)
def test_a_decision_is_read(text: str, said: PublicSaid) -> None:
    assert read(text) == said


@pytest.mark.parametrize(
    "text",
    [
        "公开12号", "12号公开", "12号撤回公开，措辞要改", "12号可以公开了", "12号公开了吗",
        "12号为什么不公开？", "12号公开的有哪些", "不公开", "12号不公开透明，投诉",
        "办事流程不公开，跑了12号窗口", "12月3号不公开", "x" * 3000, "",
    ],
)  # fmt: skip
def test_anything_else_is_none(text: str) -> None:
    assert read(text) is None
