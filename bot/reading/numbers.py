"""Counts: "3次", "三趟", "两份", "twice". A range ("两三趟", "3-5次", "十几次") is not read.

`find` is shared with durations and dates: it only finds figures and says what
each is worth, or that it is no single number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.reading.reading import Reading
from bot.reading.words import core, fold, is_filler, is_vague, trimmed

DIGITS = {"零": 0, "〇": 0, "两": 2, "俩": 2, "仨": 3} | {
    c: n for n, c in enumerate("一二三四五六七八九", start=1)
}
UNITS = {"十": 10, "百": 100, "千": 1_000, "万": 10_000}
ENGLISH = {
    "one": 1, "once": 1, "two": 2, "twice": 2, "three": 3, "thrice": 3, "four": 4, "five": 5,
    "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
    "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90,
}  # fmt: skip

CJK = "零〇一二两俩仨三四五六七八九十百千万几"
NUMBER = rf"(?:[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]+)(?:\.[0-9]+)?[百千万几]?|[{CJK}]+"
"""Pattern of one written number, on folded text."""

_FIGURE = re.compile(rf"(?:^-(?=[0-9]))?(?:{NUMBER})|\b(?:{'|'.join(ENGLISH)})\b")
_NO_FIGURE = re.compile(
    r"一[般样直起下定些点会旦律致遍遍]|第[一二三四五六七八九十0-9]+|万一|唯一|统一|同一|千万|"
    r"一次性|"
    r"十分(?=[满顺方麻慢久快不好])|三番五次|乱七八糟|no one|one by one"
)
_COUNTER = (
    r"次|趟|回|个|处|份|样|人|遍|家|项|件|张|条|名|位|页|台|道|轮|步|种|times?|trips?|places?"
)
_UNIT = re.compile(rf"\s*(?:多|来|余)?\s*(?:{_COUNTER})?(?:地方|部门|窗口|材料|东西)?")
_FOREIGN = (
    (r"个?(?:分钟|小时|钟头)|分|min|hour|hr", "分钟|小时|时间|minute|hour"),
    (r"天|日|days?", "天|日|day"),
    (r"周|个?星期|个?礼拜|week", "周|星期|week"),
    (r"个?月|month", "月|month"),
    (r"元|块|角|rmb|yuan|cny", "元|钱|费|yuan|fee|cost|pay"),
    (r"年|岁|year", "年|岁|year|age"),
    (r"号|点|楼|[%:/]|米|公里|度|分之", "号|点|楼|%|米|公里|度"),
)
_FOREIGN_AT = tuple((re.compile(rf"\s*(?:多|来|余)?\s*(?:{u})"), about) for u, about in _FOREIGN)
_ZERO = re.compile(
    r"(?:一(?:次|趟|个|处|份|样)?(?:也|都)?)?(?:没有?|木有|无|未)(?:有?过|.{0,3}过|跑|去|退|问|"
    r"多跑|收费?|收钱|花钱|要钱)?"
    r"(?:任何|一[次趟个处份样]|了|啊|呢|的)*|在家里?办的?|没出门|(?:done )?(?:from|at) home|免费|不要钱|不收[费钱]|free|none|zero|never|"
    r"not once|no"
)
MAX_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a text; `value` is None when it is a range or cannot be one number."""

    value: float | None
    start: int
    end: int


def find(folded: str) -> list[Figure]:
    """Every figure in `folded`, in order."""
    return [Figure(value_of(m[0]), m.start(), m.end()) for m in _FIGURE.finditer(plain(folded))]


def plain(folded: str) -> str:
    """`folded` with what only looks like a figure ("一般", "第二") blotted out."""
    return _NO_FIGURE.sub(lambda m: "·" * len(m[0]), folded)


def value_of(token: str) -> float | None:
    """What one written number is worth; None for "两三", "十几" and other ranges."""
    if token in ENGLISH:
        return ENGLISH[token]
    if "几" in token or sum(c.isdigit() for c in token) > MAX_DIGITS or len(token) > 2 * MAX_DIGITS:
        return None
    if token[:1] in "-0123456789":
        factor = UNITS.get(token[-1], 1)
        value = float(token.rstrip("百千万").replace(",", "")) * factor
        return int(value) if value == int(value) else value
    return _cjk(token)


def _cjk(token: str) -> int | None:
    if not any(c in UNITS for c in token):
        if len(token) == 2 and token[0] not in "零〇" and token[1] not in "零〇":
            return None  # 两三, 七八: a range
        return int("".join(str(DIGITS[c]) for c in token))
    total = section = 0
    digit: int | None = None
    unit = 1
    for place, c in enumerate(token):
        if c in DIGITS:
            if digit:
                return None  # 十五六, 三四十
            digit = DIGITS[c]
        else:
            unit = UNITS[c]
            if unit == UNITS["万"]:
                total = (total + section + (digit or 0)) * unit
                section = 0
            else:
                section += (1 if digit is None and place == 0 else digit or 0) * unit
            digit = None
    if digit and unit >= UNITS["百"] and token[-2] in UNITS:
        digit *= unit // 10  # 一百五 is 150
    return total + section + (digit or 0)


def read(text: str, *, about: str = "", whole: bool = True) -> Reading | None:
    """The one count that `text` gives; `about` is the question, for its unit.

    "没有" is 0. None when there is no figure, more than one, a range, or a unit
    that the question did not ask for ("3小时" is no number of trips).
    """
    folded = fold(text)
    if (zero := _zero(folded, whole=whole)) is not None:
        return zero
    figures = _counted(folded)
    figure = figures[0] if len(figures) == 1 else None
    if figure is None or figure.value is None or (whole and figure.value != int(figure.value)):
        return None
    if any(
        unit.match(folded, figure.end) and not re.search(words, fold(about))
        for unit, words in _FOREIGN_AT
    ):
        return None
    unit = _UNIT.match(folded, figure.end)
    end = _unit_end(folded, unit.end() if unit else figure.end)
    before, after = folded[: figure.start], folded[end:]
    literal = not core(before + after) and not is_vague(folded[figure.start : end])
    value = int(figure.value) if whole else float(figure.value)
    return Reading(value, *trimmed(folded, figure.start, end), literal=literal)


def _unit_end(folded: str, end: int) -> int:
    for unit, _ in _FOREIGN_AT:
        if found := unit.match(folded, end):
            return found.end()
    return end


def _counted(folded: str) -> list[Figure]:
    """Figures that count something: written in digits, followed by a unit, or alone."""
    out = []
    for figure in find(folded):
        digits = any(c in "0123456789" for c in folded[figure.start : figure.end])
        unit = _UNIT.match(folded, figure.end)
        has_unit = (unit is not None and unit.end() > figure.end) or any(
            u.match(folded, figure.end) for u, _ in _FOREIGN_AT
        )
        rest = folded[: figure.start] + folded[figure.end :]
        if digits or has_unit or is_filler(rest):
            out.append(figure)
    return out


def _zero(folded: str, *, whole: bool) -> Reading | None:
    start, end = trimmed(folded)
    if not _ZERO.fullmatch(folded[start:end]):
        return None
    return Reading(0 if whole else 0.0, start, end, literal=False)
