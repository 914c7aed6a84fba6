"""What an admin says to have the guides checked: "检查指南", "检查居住证的指南", "check the guides"."""

from __future__ import annotations

import re

from bot.reading.numbers import CJK, value_of
from bot.reading.words import core, fold

_LEAD = r"(?:请|帮我|我想|我要|想|给我|看一?[看下]?|[\s,:/])*+"
_GUIDE = r"(?:办事)?指南"
_CHECK = r"(?:检查|核查|校验|查错)(?:一下|一遍)?"
_ZH = re.compile(
    rf"{_LEAD}(?:{_CHECK}\s*(?:全部|所有)?(?:的)?{_GUIDE}|{_GUIDE}{_CHECK})(?:结果)?"
    rf"(?:\s*[:,]?\s*(?P<after>\S.{{0,60}}))?|"
    rf"{_LEAD}{_CHECK}\s*(?P<item>\S.{{0,60}}?)的?{_GUIDE}|"
    rf"{_LEAD}{_GUIDE}(?:有|还有|里有)?(?:哪些|什么|啥)(?:毛病|问题|错误|错)(?:吗|呢|\?)*"
)
_EN = re.compile(
    r"/?(?:(?:please|can you) )*check (?:(?:all |the )*guides|(?:the )?guide(?: (?:for|of|on))?\s+(?P<item>\S.{0,60}))|"
    r"what is wrong (?:with|in) the guides\??|guide check"
)
_FINDING = re.compile(
    r"(?:把|将|the )?(?:发现|finding)?\s*(?P<id>f-[0-9a-f]{6,20})\s*"
    r"(?:给?我?(?:转|登记|记|报|列|立|改|变)(?:成|为|作|入)?(?:一个|个)?(?:问题|台账|整改)?(?:了|吧)?|(?:(?:to|into|as|is) )?(?:an )?issue)"
)
_PLACE = re.compile(
    rf"(?:把|将|检查指南|\s)*(?:第\s*)?(?P<n>[0-9]{{1,2}}|[{CJK}])\s*[个条项号处]?\s*"
    r"(?:(?:给?我?(?:转|登记|记|报|列|立)(?:成|为|作|入)?(?:一个|个)?(?:问题|台账|整改)?)(?:了|吧)?|"
    r"(?:to|into|as) (?:an )?issue)|(?:make )?(?:no\.? ?)?(?P<m>[0-9]{1,2}) (?:an|into an|to an) issue"
)
MAX_SAID = 90
"""Characters above which a message tells something else."""


def place(text: str) -> int | None:
    """Which line of a list `text`, all of it, wants to be an issue: "第一条转问题", "2转问题"."""
    if len(text) > MAX_SAID or (said := _PLACE.fullmatch(core(fold(text)))) is None:
        return None
    figure = value_of(said["n"] or said["m"])
    return int(figure) if figure else None


def meant(text: str) -> str | None:
    """What `text`, all of it, wants: "" all guides, "=F-…" an issue, else what service; or None."""
    if len(text) > MAX_SAID:
        return None
    said = core(fold(text))
    if finding := _FINDING.fullmatch(said):
        return f"=F-{finding['id'][2:]}"
    if (match := _ZH.fullmatch(said)) is not None:
        return (match["after"] or match["item"] or "").strip()
    match = _EN.fullmatch(said)
    return None if match is None else (match["item"] or "").strip()
