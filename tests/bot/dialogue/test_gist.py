"""A guide's passage in few words: what says who needs a document must not be lost."""

from __future__ import annotations

import pytest

from bot.dialogue.gist import gist


@pytest.mark.parametrize(
    ("passage", "short"),
    [
        ("□ 居民身份证（原件 1 份，申请人自备，核验后退回）", "居民身份证"),
        (
            "□ 监护人的居民身份证（原件 1 份，申请人自备，核验后退回；仅未满 16 周岁的需要）",
            "监护人的居民身份证（仅未满 16 周岁的需要）",
        ),
        (
            "- 结婚证（原件 1 份；民政数据能核验的可以不带，未婚生育的不需要）",
            "结婚证（民政数据能核验的可以不带，未婚生育的不需要）",
        ),
        ("- 申领表（1 份，村（社区）提供）\n- 照片（近期 2 寸 3 张）", "申领表；照片"),
        ("即时办结（约 30 分钟）", "即时办结（约 30 分钟）"),
        ("40 元/证（丢失补领）。\n依据：某某通知（某某号）。", "40 元/证（丢失补领）"),
        ("各县（区）婚姻登记处", "各县（区）婚姻登记处"),
        ("第一句。第二句。", "第一句"),
    ],
)
def test_brackets_keep_who_needs_it_and_lose_how_it_is_handed_in(passage: str, short: str) -> None:
    assert gist(passage, "zh") == short
