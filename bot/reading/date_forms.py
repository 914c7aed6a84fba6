"""The ways to write a date, each a pattern on folded text and what it makes of a match.

A builder raises ValueError for what cannot be a date, or not this one date
("2月30日", "几月3号"): then nothing of the text is read.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.reading.numbers import CJK, ENGLISH_NUMBER, value_of

_N = rf"[0-9]{{1,2}}|[{CJK}]{{1,3}}"
_D = "[零〇○一二三四五六七八九]"
_DIGITS = {c: str(n) for n, c in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0"}
_YEAR = rf"(?:1[89]|20)[0-9]{{2}}|[一二]{_D}{{3}}"
_WEEK = r"(?:周|星期|礼拜)"
_WEEKDAYS = {c: n for n, c in enumerate("一二三四五六日")} | {"天": 6}
_DAYS_EN = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS_EN = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_OFFSETS = {
    "day before yesterday": -2, "day after tomorrow": 2, "大前天": -3, "大前日": -3, "大后天": 3,
    "前天": -2, "前日": -2, "前晚": -2, "前儿": -2, "昨天": -1, "昨日": -1, "昨晚": -1, "昨夜": -1,
    "昨儿": -1, "昨个": -1, "今天": 0, "今日": 0, "今早": 0, "今晚": 0, "今晨": 0, "今儿": 0,
    "今个": 0, "当天": 0, "后天": 2, "明天": 1, "明日": 1, "明晚": 1, "刚才": 0, "刚刚": 0,
    "yesterday": -1, "last night": -1, "today": 0, "tonight": 0, "this morning": 0,
    "this afternoon": 0, "this evening": 0, "just now": 0, "tomorrow": 1,
}  # fmt: skip
YEARS_AWAY = {
    "大前": -3, "去": -1, "前": -2, "今": 0, "本": 0, "明": 1, "后": 2, "大后": 3, "": 0
}  # fmt: skip
_EN_YEARS = {"last": -1, "this": 0, "next": 1}
_MONTHS = {"上上": -2, "上": -1, "这": 0, "本": 0, "当": 0, "下": 1}
_WEEKS = {"上上": -2, "上": -1, "这": 0, "本": 0, "this": 0, "下": 1, "下下": 2}
CENTURY, YEAR = 100, 366
LAST_DAY, MONTHS = 31, 12


@dataclass(frozen=True, slots=True)
class Day:
    """A date, and how it was said."""

    on: date
    written: bool
    """In full, with its year."""
    bare_weekday: bool = False
    """By its weekday alone."""
    counted: bool = False
    """From today: "3天前"."""
    near: bool = False
    """Without a year: the nearest such day."""


Form = tuple[re.Pattern[str], Callable[[re.Match[str], date], Day]]


def _number(token: str) -> int:
    value = value_of(token)
    if value is None or value % 1:
        raise ValueError(token)
    return int(value)


def _on(year: str, month: int, day: int, today: date) -> Day:
    """`year` in four digits, or in two: then of the past, or of the twelve months ahead."""
    written = int("".join(_DIGITS.get(c, c) for c in year))
    if written >= CENTURY:
        return Day(date(written, month, day), written=True)
    on = date(2000 + written, month, day)
    if on > today + timedelta(days=YEAR):
        on = date(1900 + written, month, day)
    return Day(on, written=False)


def _nearest(month: int, day: int, today: date) -> Day:
    candidates = []
    for year in (today.year, today.year - 1, today.year + 1):
        try:
            candidates.append(date(year, month, day))
        except ValueError:
            continue
    if not candidates:
        raise ValueError(f"{month}-{day}")
    return Day(min(candidates, key=lambda d: abs(d - today)), written=False, near=True)


def english_month(name: str) -> int:
    """The number of a month by its English name, cut short or not."""
    return _MONTHS_EN.index(name[:3]) + 1


def _full(match: re.Match[str], today: date) -> Day:
    return _on(match["y"], _number(match["m"]), _number(match["d"]), today)


def _short(match: re.Match[str], today: date) -> Day:
    year = int(match["y"])
    if year <= MONTHS or today.year % CENTURY + 1 < year <= LAST_DAY:
        raise ValueError(match[0])  # may begin with the month, or with the day
    return _full(match, today)


def _year_last(match: re.Match[str], today: date) -> Day:
    first, second = int(match["a"]), int(match["b"])
    if first <= MONTHS and second <= MONTHS and first != second:
        raise ValueError(match[0])  # 3/4/2026
    month, day = sorted((first, second))
    return Day(_on(match["y"], month, day, today).on, written=False)


def _month_day(match: re.Match[str], today: date) -> Day:
    if match.string[: match.start()].rstrip(" 的").endswith("年"):
        raise ValueError(match[0])  # 那年3月1号
    month, day = _number(match["m"]), _number(match["d"])
    if match["year"]:
        return Day(date(today.year + YEARS_AWAY[match["year"]], month, day), written=False)
    return _nearest(month, day, today)


def _slashed(match: re.Match[str], today: date) -> Day:
    return _nearest(int(match["m"]), int(match["d"]), today)


def _months_on(today: date, months: int, day: int) -> date:
    month = today.year * MONTHS + today.month - 1 + months
    return date(month // MONTHS, month % MONTHS + 1, day)


def _last_day(match: re.Match[str], today: date) -> Day:
    """The last day of a month or a year: "这个月底", "年底"."""
    if match["y"] is not None:
        return Day(date(today.year + (match["y"] == "明"), MONTHS, LAST_DAY), written=False)
    months = _MONTHS[match["month"]] if match["month"] else 0
    return Day(_months_on(today, months + 1, 1) - timedelta(days=1), written=False)


def _day_only(match: re.Match[str], today: date) -> Day:
    day = _number(match["d"])
    months = _MONTHS[match["month"]] if match["month"] else -1 if day > today.day else 0
    return Day(_months_on(today, months, day), written=False)


def _weekday(match: re.Match[str], today: date) -> Day:
    if match["en"]:
        wanted = _DAYS_EN.index(match["en"][:3])
    else:
        word = match["day"]
        wanted = int(word) - 1 if word.isdigit() else _WEEKDAYS[word]
    monday = today - timedelta(days=today.weekday())
    which = match["which"] or ""
    if which in _WEEKS:
        return Day(monday + timedelta(days=7 * _WEEKS[which] + wanted), written=False)
    if which == "next":
        days = (wanted - today.weekday() - 1) % 7 + 1
        return Day(today + timedelta(days=days), written=False)
    back = (today.weekday() - wanted) % 7 or (7 if which == "last" else 0)
    return Day(today - timedelta(days=back), written=False, bare_weekday=not which)


def _ago(match: re.Match[str], today: date) -> Day:
    unit = match["unit"]
    count = 1 if match["n"] in ("a", "an") else _number(match["n"])
    if "月" in unit or unit.startswith("month"):
        first = _months_on(today, -count, 1)
        last = _months_on(first, 1, 1) - timedelta(days=1)
        on = first.replace(day=min(today.day, last.day))
    else:
        days = 1 if unit.startswith(("天", "day")) else 7
        on = today - timedelta(days=days * count)
    return Day(on, written=False, counted=True)


def _same_day(match: re.Match[str], today: date) -> Day:
    year = today.year + YEARS_AWAY[match["year"]]
    return Day(date(year, today.month, today.day), written=False)


def _english(match: re.Match[str], today: date) -> Day:
    month = english_month(match["m1"] or match["m2"])
    day = int(match["d1"] or match["d2"])
    if year := match["y"] or match["yy"]:
        return _on(year, month, day, today)
    if match["rel"]:
        return Day(date(today.year + _EN_YEARS[match["rel"]], month, day), written=False)
    return _nearest(month, day, today)


def _offset(match: re.Match[str], today: date) -> Day:
    return Day(today + timedelta(days=_OFFSETS[match["word"]]), written=False)


_UNITS = "点时:天周个月年次分秒小公里米元块万千百度%倍折岁寸斤层楼"
FORMS: tuple[Form, ...] = tuple(
    (re.compile(pattern), build)
    for pattern, build in (
        (
            rf"(?<![0-9{CJK}])(?P<y>{_YEAR})(?:\s*[-/.、_年]\s*|\s+)(?P<m>[0-9]{{1,2}})"
            r"(?:\s*[-/.、_月]\s*|\s+)(?P<d>[0-9]{1,2})(?![0-9])\s*[号日]?",
            _full,
        ),
        (r"(?<![0-9])(?P<y>(?:19|20)[0-9]{2})(?P<m>[01][0-9])(?P<d>[0-3][0-9])(?![0-9])", _full),
        (
            rf"(?<![0-9{CJK}])(?P<y>{_YEAR}|[0-9]{{2}}|{_D}{{2}})\s*年\s*(?P<m>{_N})\s*月\s*"
            rf"(?P<d>{_N})(?![0-9])\s*[号日]?",
            _full,
        ),
        (
            r"(?<![0-9./\-])(?P<y>[0-9]{2})(?P<s>[./\-])(?P<m>[0-9]{1,2})(?P=s)"
            r"(?P<d>[0-9]{1,2})(?![0-9./\-])\s*[号日]?",
            _short,
        ),
        (
            r"(?<![0-9./\-])(?P<a>[0-9]{1,2})(?P<s>[./\-])(?P<b>[0-9]{1,2})(?P=s)"
            r"(?P<y>(?:19|20)[0-9]{2})(?![0-9./\-])",
            _year_last,
        ),
        (
            rf"(?<![0-9{CJK}])(?:(?P<year>大前|[去前今本明后])年的?\s*)?(?P<m>{_N})\s*月份?\s*的?"
            rf"(?P<d>{_N})\s*(?:[号日]|(?![0-9个天点时:]))",
            _month_day,
        ),
        (
            r"(?<![0-9./\-])(?P<m>1[0-2]|0?[1-9])(?:[/.]|-(?!\s*[0-9]{1,2}\s*[号日]))"
            rf"(?P<d>[12][0-9]|3[01]|0?[1-9])(?![0-9./\-]|\s*[{_UNITS}])\s*[号日]?",
            _slashed,
        ),
        (
            rf"(?<![0-9{CJK}月年.])(?:(?P<month>上上|[上这本当下])个?月的?)?(?P<d>{_N})[号日]"
            r"(?![楼窗线台柜厅机门院房馆桌文令路库出入通内])",
            _day_only,
        ),
        (
            rf"(?<!每)(?:(?P<which>上上|下下|[上下这本])个?(?:{_WEEK}的?)??)?{_WEEK}"
            r"(?P<day>[一二三四五六日天1-7])(?![0-9次个趟回天]|[一二三四五六](?!点))(?P<en>)",
            _weekday,
        ),
        (
            r"\b(?:(?P<which>last|next|this)\s+)?(?P<en>mon(?:day)?|tue(?:s(?:day)?)?|"
            r"wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|saturday|sunday)\b(?P<day>)",
            _weekday,
        ),
        (
            rf"(?<![0-9.{CJK}])(?P<n>[0-9]{{1,3}}|[{CJK}]{{1,3}}|{ENGLISH_NUMBER}|\ban?)\s*"
            r"(?P<unit>天|周|个?星期|个?礼拜|个月|days?|weeks?|months?)\s*(?:以?前|之前|ago)",
            _ago,
        ),
        (
            rf"\b(?:(?P<m1>{_MONTH})\.?\s+(?:the\s+)?(?P<d1>[0-9]{{1,2}})(?:st|nd|rd|th)?|"
            rf"(?P<d2>[0-9]{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m2>{_MONTH}))\b(?!:)\.?"
            r"(?:,?\s+(?P<y>(?:19|20)[0-9]{2})|,?\s+'(?P<yy>[0-9]{2})\b|\s+(?P<rel>last|this|next) year)?",
            _english,
        ),
        (r"(?P<year>大前|[去前明后])年的?(?:今[天日]|[这同]一?天)", _same_day),
        (
            rf"(?P<word>{'|'.join(_OFFSETS)})"
            r"(?:的?(?:一早|早上|上午|中午|下午|傍晚|晚上)|\s(?:morning|afternoon|evening))?",
            _offset,
        ),
    )
)
"""The first that fits takes its characters."""
TO_COME: tuple[Form, ...] = (
    (
        re.compile(
            rf"(?:(?P<month>[这本当下])个?)?(?<![0-9{CJK}])月[底末]|"
            rf"(?P<y>今|本|明|这|(?<![0-9{CJK}去前后每]))一?年[底末]"
        ),
        _last_day,
    ),
)
"""Only where a day to come is asked for: "月底" of what is over is no one day."""
