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
    rf"(?<![\d.年月第])({_FIGURE})(?:\s*(?:-|—|–|~|～|至|到){{1,2}}\s*({_FIGURE}))?\s*(?:个|（|\()?\s*(半)?"
    r"(工作日|自然日|日历[日天]|天|日(?!常)|小时|钟头|分钟|星期|礼拜|周(?![一二三四五六日末岁年期])|月(?![\d一二三份底初末])|年)"
)
_OF_UNIT = {
    "小时": (1 / 24, 1 / 8),
    "钟头": (1 / 24, 1 / 8),
    "分钟": (1 / 1_440, 1 / 480),
    "星期": (7, 7),
    "礼拜": (7, 7),
    "周": (7, 7),
    "月": (28, 31),
    "年": (365, 366),
}
"""What a unit is in days, at least and at most; a day where it is not here."""
FIRST_YEAR = 1900
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
        (least, most), (low, high) = self.days, other.days
        return least <= high and low <= most

    def longer(self, other: Limit) -> bool:
        """Whether it is longer for sure."""
        if self.unit == other.unit:
            return self.low > other.high
        return self.days[0] > other.days[1]


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
        low = number_of(found[1])
        high = number_of(found[2]) if found[2] else low
        more = 0.5 if found[3] else 0
        unit = "日" if found[4] == "天" else found[4]
        if unit == "年" and low >= FIRST_YEAR:
            continue  # a date
        yield Limit(low + more, high + more, unit, *found.span())


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
