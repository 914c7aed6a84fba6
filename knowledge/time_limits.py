"""Time limits of guides: how long they are, and whether that is known for sure."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

NUMBER = re.compile(r"\d{1,4}")
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_PLACES = {"十": 10, "百": 100, "千": 1_000, "万": 10_000}
_FIGURE = r"(?:\d{1,4}(?:\.\d)?|[一二两三四五六七八九十百]{1,5}|半)"
_LIMIT = re.compile(
    rf"(?<![\d.年月第])(?:({_FIGURE})(?:\s*(?:-|—|–|~|～|至|到){{1,2}}\s*({_FIGURE}))?(?P<over>[来几多余])?\s*(?:个|（|\()?"
    r"\s*(?:(半)|(?P<more>多))?|(?P<about>个把))"
    r"(?P<unit>工作日|自然日|日历[日天]|天|日(?!常)|小时|钟头|分钟|星期|礼拜|周(?![一二三四五六日末岁年期])"
    r"|月(?![\d一二三份底初末])|(?<=个)季度|年)"
)
_BESIDE = re.compile("(十?)([一二两三四五六七八九])([二两三四五六七八九])(十?)")
"""Two figures side by side: "两三天", "二三十天", "十七八天"."""
_OF_UNIT = {
    "小时": (1 / 24, 1 / 8),
    "钟头": (1 / 24, 1 / 8),
    "分钟": (1 / 1_440, 1 / 480),
    "星期": (7, 7),
    "礼拜": (7, 7),
    "周": (7, 7),
    "月": (28, 31),
    "季度": (89, 92),
    "年": (365, 366),
}
"""What a unit is in days, at least and at most; a day where it is not here."""
FIRST_YEAR = 1900
_OF_CALENDAR = frozenset({"自然日", "日历日", "日历天", "月", "季度", "星期", "礼拜", "周", "年"})
"""Units that count every day for sure; the licensing law means working days by 日."""
SHIFTED = 2
"""Days of weekends that are worked on for a holiday (调休)."""
LONG_HOLIDAY = 9
"""Days that a promise can grow by holidays, beside its weekends."""


@dataclass(frozen=True, slots=True)
class Limit:
    """A time that a text names: "5 个工作日", "三至五天", "1 个半月"."""

    low: float
    high: float
    unit: str
    start: int
    end: int

    @property
    def days(self) -> tuple[float, float]:
        """How many days it takes at least and at most."""
        return days_of(self.low, self.unit)[0], days_of(self.high, self.unit)[1]

    def same(self, other: Limit) -> bool:
        """Whether both can be the same time: ranges of one unit or of days that meet."""
        if self.unit == other.unit:
            return self.low <= other.high and other.low <= self.high
        least, low = self._least(other), other._least(self)
        return least <= other.days[1] and low <= self.days[1]

    def longer(self, other: Limit) -> bool:
        """Whether it is longer for sure."""
        if self.unit == other.unit:
            return self.low > other.high
        return self._least(other) > other.days[1]

    def _least(self, other: Limit) -> float:
        """How many days it takes at least: with its weekends where the other counts every day."""
        weekends = max(int(self.low) - 1, 0) // 5
        if self.unit == "工作日" and other.unit in _OF_CALENDAR:
            return max(self.low, self.low + 2 * weekends - SHIFTED)
        return self.days[0]


def number_of(figure: str) -> float:
    """What a figure of Arabic or of Chinese digits counts: "十五", "两百", "半", "3.5"."""
    if figure[:1].isascii():
        return float(figure)
    if figure == "半":
        return 0.5
    total, digit = 0, 0
    for char in figure:
        if char in _PLACES:
            total, digit = total + (digit or 1) * _PLACES[char], 0
        else:
            digit = _DIGITS.get(char, 0)
    return float(total + digit)


def limits_in(text: str) -> Iterator[Limit]:
    """Every time that a text names with its unit, in order."""
    for found in _LIMIT.finditer(text):
        low, high = _range(found)
        unit = "日" if found["unit"] == "天" else found["unit"]
        if unit == "年" and low >= FIRST_YEAR:
            continue  # a date
        yield Limit(low, high, unit, *found.span())


def _range(found: re.Match[str]) -> tuple[float, float]:
    """The least and the most that a time can mean: "3 至 5", "两三", "十几", "1 个半"."""
    if found["about"]:
        return 1, 2
    if not found[2] and (beside := _BESIDE.fullmatch(found[1])):
        before, first, last, behind = beside.groups()
        low, high = number_of(before + first + behind), number_of(before + last + behind)
        if low < high:
            return low, high
    low = number_of(found[1])
    high = number_of(found[2]) if found[2] else low
    if found["over"] or found["more"]:
        return (low + 1, high + 9) if low >= 10 else (low, high + 1)
    half = 0.5 if found[4] else 0
    return low + half, high + half


def limit_of(text: str) -> Limit | None:
    """The first time that a text names, None if it names none or has no unit."""
    return next(limits_in(text), None)


def days_of(number: float, unit: str) -> tuple[float, float]:
    """How many days a limit takes at least and at most.

    Of working days at least their own number, for a law that says 日 may mean them; at most with
    their weekends and a long holiday.
    """
    if unit == "工作日":
        return number, min(number * 2, math.ceil(number * 7 / 5) + LONG_HOLIDAY)
    shortest, longest = _OF_UNIT.get(unit, (1, 1))
    return number * shortest, number * longest


def has_unit(text: str) -> bool:
    """False for a limit that is a number alone ("30", "约 30")."""
    return not re.fullmatch(r"约?\s*\d+\s*个?", text)
