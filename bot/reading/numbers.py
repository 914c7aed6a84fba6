"""Written numbers: "3", "1,200", "1万2", "一百五", "十二点五", "贰拾", "2k", "twenty-five".

Shared by the readers of counts, durations, dates and times: it only finds
figures and says what each is worth, or that it is no single number ("两三",
"十几"). What a figure counts is told by `bot.reading.counts` and the others.
All of it works on folded text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

DIGITS = {"零": 0, "〇": 0, "两": 2, "俩": 2, "仨": 3} | {
    c: n for n, c in enumerate("一二三四五六七八九", start=1)
}
TEN, MYRIAD = 10, 10_000
UNITS = {"十": TEN, "百": 100, "千": 1_000, "万": MYRIAD, "亿": 100_000_000}
_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
_SCORES = {"廿": "二十", "卅": "三十"}
_SUFFIXES = {"k": 1_000, "w": MYRIAD}
"""As chats write them: "2k", "3w" (w for 万)."""
ENGLISH = {
    "zero": 0, "one": 1, "once": 1, "two": 2, "twice": 2, "three": 3, "thrice": 3, "four": 4,
    "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
    "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
    "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1_000}
_TENS = "|".join(word for word, n in ENGLISH.items() if n >= ENGLISH["twenty"])
_ONES = "|".join(word for word, n in ENGLISH.items() if 0 < n < TEN and not word.endswith("ce"))
_BELOW_100 = rf"(?:(?:{_TENS})(?:[-\s]?(?:{_ONES}))?|{'|'.join(ENGLISH)})"
_SCALED = rf"(?:an?|half a|{_BELOW_100}) (?:{'|'.join(_SCALES)})\b"
ENGLISH_NUMBER = (
    rf"\b(?:{_SCALED}(?: (?:and )?{_SCALED})?(?: (?:and )?{_BELOW_100})?|{_BELOW_100})\b"
)
"""Pattern of a number in English words; "a dozen" is one."""

CJK = "零〇一二两俩仨三四五六七八九十百千万亿廿卅几"
ARABIC = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?"
DECIMAL = rf"[{CJK}]++点[零〇一二三四五六七八九]++(?![{CJK}]|\s*[分刻半点])"
"""Pattern of a spoken decimal; "八点二十" and "三点五分" are times."""
NUMBER = (
    rf"{ARABIC}(?:[百千]?[万亿]|[百千])(?:[0-9]+(?:[百千]?万|[百千]|(?![0-9.%])))*几?|"
    rf"{ARABIC}(?:[kw](?![a-z0-9])|几)?|{DECIMAL}|"
    rf"[壹贰叁肆伍陆柒捌玖][拾佰仟万][壹贰叁肆伍陆柒捌玖拾佰仟万亿零]*|[{CJK}]+"
)
"""Pattern of one written number, on folded text."""

_FIGURE = re.compile(rf"(?:^-(?=[0-9])|负)?(?:{NUMBER})|{ENGLISH_NUMBER}(?: and a half\b)?")
_NO_FIGURE = re.compile(
    rf"(?<![0-9{CJK}])(?:一(?:[般样直起下定些会旦律致遍]|[来到去进问看](?=就|便)|点(?![零〇一二三四五六七八九]))|"
    r"万一|千万|一家(?=[两二三四五六七八九]口))|"
    r"第[一二三四五六七八九十0-9]+|唯一|统一|同一|一次性|"
    r"(?<![二三四五六七八九几])十分(?=[满顺方麻慢久快不好])|三番五次|乱七八糟|no one|one by one"
)
_MIXED = re.compile(r"([0-9.]+)([百千]?[万亿]|[百千])?")
_RANGED = re.compile(
    rf"\bbetween [^,]{{1,20}} and\s+$|(?<![0-9.])[0-9]\s+$|(?:[0-9{CJK}半]|(?:{ENGLISH_NUMBER}))\s*(?:-{{1,2}}|~|、|,|到|至|或者?|还是|\bor\b|\bto\b)\s*$"
)
_OF_ELSE = re.compile(
    r"[多来几]?\s*(?:[分秒点号时天日月年次趟回遍个位名人份张页件项条本元块角毛楼层路户口级线]|后(?![来面的])|周(?!岁)|刻钟|公里|米|%|"
    r"-?(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|times?|people|persons?|yuan|copies|"
    r"pages|visits|trips|years? (?!old\b)|percent|rmb)\b)"
)
"""Behind a figure: what it counts."""
MAX_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a text; `value` is None when it is a range or cannot be one number."""

    value: float | None
    start: int
    end: int
    plain: bool
    """Written as a number is: no "2k", no "三点五" (which is a time too), no "a dozen"."""


def find(folded: str) -> list[Figure]:
    """Every figure in `folded`, in order."""
    clear = plain(folded)
    return [
        Figure(
            None if is_ranged(clear, m.start()) else value_of(m[0]),
            m.start(),
            m.end(),
            plain=not re.search("[kw]$|点|负|dozen|half", m[0]),
        )
        for m in _FIGURE.finditer(clear)
    ]


def plain(folded: str) -> str:
    """`folded` with what only looks like a figure ("一般", "第二") blotted out."""
    return _NO_FIGURE.sub(lambda m: "·" * len(m[0]), folded)


def is_ranged(folded: str, start: int) -> bool:
    """Whether what begins at `start` is the upper end of a range: "三到|五次", "2、|3个"."""
    return _RANGED.search(folded, max(0, start - 20), start) is not None


def is_measured(folded: str, end: int) -> bool:
    """Whether the figure that ends there counts minutes, visits, papers …"""
    return _OF_ELSE.match(folded, end) is not None


def value_of(token: str) -> float | None:
    """What one written number is worth; None for "两三", "十几" and other ranges."""
    if token.startswith("负"):
        value = value_of(token[1:])
        return None if value is None else -value
    if token[:1].isascii() and token[:1].isalpha():
        return _english(token)
    if "几" in token or sum(c.isdigit() for c in token) > MAX_DIGITS or len(token) > 2 * MAX_DIGITS:
        return None
    if token[:1] in "-0123456789":
        return _arabic(token.replace(",", ""))
    for short, long in _SCORES.items():
        token = token.replace(short, long)
    whole, point, fraction = token.translate(_FORMAL).partition("点")
    value = _cjk(whole)
    if value is None or not point:
        return value
    return float(f"{value}.{''.join(str(DIGITS[c]) for c in fraction)}")


def _english(words: str) -> float | None:
    if words.startswith("half a "):
        return _SCALES[words.removeprefix("half a ")] / 2
    if words.endswith(" and a half"):
        whole = _english(words.removesuffix(" and a half"))
        return None if whole is None else whole + 0.5
    total = last = 0
    for word in words.replace("-", " ").split():
        if word in _SCALES:
            total += last * (_SCALES[word] - 1)
            continue
        figure = 1 if word in ("a", "an") else 0 if word == "and" else _english_word(word)
        if figure is None:
            return None
        last = figure or last
        total += figure
    return total


def _english_word(word: str) -> int | None:
    if word in ENGLISH:
        return ENGLISH[word]
    tens = next((t for t in _TENS.split("|") if word.startswith(t)), "")  # twentyfive
    ones = ENGLISH.get(word.removeprefix(tens)) if tens else None
    return None if ones is None else ENGLISH[tens] + ones


def _arabic(token: str) -> float | None:
    """Digits, with units or without: "-3", "1.5万", "3千", "1万2", "2k"."""
    sign, token = (-1, token[1:]) if token.startswith("-") else (1, token)
    if token[-1] in _SUFFIXES:
        return _whole(sign * float(token[:-1]) * _SUFFIXES[token[-1]])
    total, unit = 0.0, float("inf")
    for figure, units in _MIXED.findall(token):
        value, last = float(figure), unit
        unit = 1
        for c in units:
            unit *= UNITS[c]
        if unit >= last:
            return None
        if not units and last < float("inf") and len(figure) == 1:
            unit = last / TEN  # 1万2 is 12,000
        total += value * unit
    return _whole(sign * total)


def _whole(value: float) -> float:
    value = round(value, 6)
    return int(value) if value == int(value) else value


def _cjk(token: str) -> int | None:
    if not any(c in UNITS for c in token):
        if len(token) == 2 and token[0] not in "零〇" and token[1] not in "零〇":
            return None  # 两三, 七八: a range
        return int("".join(str(DIGITS[c]) for c in token))
    for large in "亿万":
        head, found, tail = token.rpartition(large)
        if found:
            high, low = _cjk(head) if head else 1, _tail(tail, UNITS[large])
            return high * UNITS[large] + low if high and low is not None else None
    return _below_myriad(token)


def _tail(token: str, unit: int) -> int | None:
    """What follows 万 or 亿: "两万五" is 25,000, "两万零五" 20,005."""
    if not token:
        return 0
    if token in DIGITS:
        return DIGITS[token] * unit // TEN
    if not any(c in UNITS for c in token) and token[0] not in "零〇":
        return None
    low = _cjk(token)
    return low if low is not None and low < unit else None


def _below_myriad(token: str) -> int | None:
    total, unit = 0, MYRIAD
    digit: int | None = None
    for place, c in enumerate(token):
        if c in DIGITS:
            if digit:
                return None  # 十五六, 三四十
            digit = DIGITS[c]
            continue
        if UNITS[c] >= unit:
            return None
        unit = UNITS[c]
        total += (1 if digit is None and place == 0 else digit or 0) * unit
        digit = None
    if digit and unit > TEN and token[-2] in UNITS:
        digit *= unit // TEN  # 一百五 is 150
    return total + (digit or 0)
