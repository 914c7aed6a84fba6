"""Figures in a text: a number with what bounds it and its unit, so that none changes unseen."""

from __future__ import annotations

import re
from typing import NamedTuple

_NUMERAL = "一二三四五六七八九十百千万两半零〇"
_BEFORE = (
    r"(?:不满|未满|年满|已满|满|不超过|超过|不少于|不低于|不高于|至少|至多|最多|最长|第|约|近)?"
)
_NUMBER = (
    r"(?:\d{4}年(?:\d{1,2}月(?:\d{1,2}[日号])?)?|\d{1,2}月\d{1,2}[日号]"  # a date is one figure
    rf"|\d[\d.,:\-]*+(?<![.,:\-])|\d++|[{_NUMERAL}]++)"
)
_UNIT = (
    r"(?:个?(?:工作日|自然日|日历日|日历天|周岁|小时|分钟|季度|学期)|个月|万元|号楼|号窗口"
    r"|元/[\u4e00-\u9fff]|%|[\u4e00-\u9fff])?"
)
_AFTER = r"(?:以上|以下|以外|之前|之后|以前|以后|起)?"
_FIGURE = re.compile(rf"({_BEFORE})({_NUMBER})({_UNIT})({_AFTER})")


class Figure(NamedTuple):
    """A number as it is said: "不超过", "30", "个工作日", ""."""

    before: str
    number: str
    unit: str
    after: str


def figures(text: str) -> list[Figure]:
    """The figures of a text that has no blanks, in order."""
    return [Figure(*found) for found in _FIGURE.findall(text)]
