"""Dates, relative to `now`: "昨天下午", "上周五", "11月3号", "3天前", "2026-11-03", "last Friday".

A date without a year is the nearest one; a weekday without "下" is the last
one. Whatever is not fully written is said back. Value: ISO 8601.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from bot.reading import times
from bot.reading.numbers import CJK, ENGLISH, value_of
from bot.reading.reading import Reading
from bot.reading.words import core, fold
from flows.model import Locale

_N = rf"[0-9]{{1,2}}|[{CJK}]{{1,3}}"
_WEEKDAYS = {c: n for n, c in enumerate("一二三四五六")} | {"日": 6, "天": 6}
_DAYS_EN = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS_EN = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = "|".join(f"{m}[a-z]*" for m in _MONTHS_EN)
_OFFSETS = {
    "大前天": -3, "前天": -2, "昨天": -1, "昨日": -1, "昨晚": -1, "今天": 0, "今日": 0, "今早": 0,
    "今晚": 0, "今儿": 0, "昨儿": -1, "当天": 0, "大后天": 3, "后天": 2, "明天": 1, "明日": 1,
    "day before yesterday": -2, "yesterday": -1, "today": 0, "day after tomorrow": 2, "tomorrow": 1,
}  # fmt: skip
_EITHER_WAY = re.compile(r"(?<![0-9/])(?:1[0-2]|0?[1-9])/(?:1[0-2]|0?[1-9])(?![0-9])")
"""In English "3/11" is March 11 to some and 3 November to others."""

Found = tuple[date, bool]
"""A date and whether it was fully written."""


def read(text: str, *, now: datetime, locale: Locale = "zh") -> Reading | None:
    """The one date that `text` gives; None for none, for an impossible one, or for several."""
    folded = fold(text)
    if locale == "en" and _EITHER_WAY.search(folded):
        return None
    today = now.date()
    spans: list[tuple[int, int, Found]] = []
    for pattern, build in _PATTERNS:
        for match in pattern.finditer(folded):
            if any(match.start() < end and start < match.end() for start, end, _ in spans):
                continue
            found = _safe(build, match, today)
            if found is None:
                return None
            spans.append((match.start(), match.end(), found))
    if len(spans) != 1:
        return None
    start, end, (day, written) = spans[0]
    literal = written and not core(folded[:start] + folded[end:])
    return Reading(day.isoformat(), start, end, literal=literal)


def read_moment(text: str, *, now: datetime, locale: Locale = "zh") -> Reading | None:
    """A date with a time of day ("昨天下午3点"); a time alone is today's."""
    day, clock = read(text, now=now, locale=locale), times.read(text, now=now)
    if clock is None:
        return None
    on = date.fromisoformat(str(day.value)) if day else now.date()
    moment = datetime.combine(
        on,
        time.fromisoformat(str(clock.value)),
        tzinfo=now.tzinfo,
    )
    start = min(clock.start, day.start) if day else clock.start
    end = max(clock.end, day.end) if day else clock.end
    return Reading(moment.isoformat(timespec="seconds"), start, end, literal=False)


def _safe(
    build: Callable[[re.Match[str], date], Found | None], match: re.Match[str], today: date
) -> Found | None:
    try:
        return build(match, today)
    except (ValueError, OverflowError):
        return None  # 2月30日


def _number(token: str) -> int:
    value = value_of(token)
    if value is None:
        raise ValueError(token)
    return int(value)


def _nearest(month: int, day: int, today: date) -> Found:
    candidates = []
    for year in (today.year, today.year - 1, today.year + 1):
        try:
            candidates.append(date(year, month, day))
        except ValueError:
            continue
    if not candidates:
        raise ValueError(f"{month}-{day}")
    return min(candidates, key=lambda d: abs(d - today)), False


def _full(match: re.Match[str], _: date) -> Found:
    year = int(match["y"])
    return date(year if year > 99 else 2000 + year, _number(match["m"]), _number(match["d"])), True


def _month_day(match: re.Match[str], today: date) -> Found:
    month, day = _number(match["m"]), _number(match["d"])
    years = {"去": -1, "前": -2, "今": 0, "明": 1}
    if match["year"]:
        return date(today.year + years[match["year"]], month, day), False
    return _nearest(month, day, today)


def _day_only(match: re.Match[str], today: date) -> Found:
    day = _number(match["d"])
    back = 1 if match["month"] and match["month"].startswith("上") else 0
    if not match["month"] and day > today.day:
        back = 1
    month = today.year * 12 + today.month - 1 - back
    return date(month // 12, month % 12 + 1, day), False


def _weekday(match: re.Match[str], today: date) -> Found:
    wanted = _WEEKDAYS[match["day"]] if match["day"] else _DAYS_EN.index(match["en"])
    monday = today - timedelta(days=today.weekday())
    which = match["which"] or ""
    if which in ("上", "上上", "下", "这", "本"):
        weeks = {"上": -1, "上上": -2, "下": 1, "这": 0, "本": 0}[which]
        return monday + timedelta(days=7 * weeks + wanted), False
    if which.startswith("next"):
        return today + timedelta(days=(wanted - today.weekday() - 1) % 7 + 1), False
    back = (today.weekday() - wanted) % 7
    return today - timedelta(days=back or (7 if which.startswith("last") else 0)), False


def _ago(match: re.Match[str], today: date) -> Found:
    unit = match["unit"]
    days = (
        7
        if unit.startswith(("周", "星", "礼", "week"))
        else 30
        if "月" in unit or "mon" in unit
        else 1
    )
    count = 1 if match["n"] in ("a", "an") else _number(match["n"])
    return today - timedelta(days=days * count), False


def _english(match: re.Match[str], today: date) -> Found:
    word = match["m1"] or match["m2"]
    month = _MONTHS_EN.index(word[:3]) + 1
    day = int(match["d1"] or match["d2"])
    if match["y"]:
        return date(int(match["y"]), month, day), True
    return _nearest(month, day, today)


def _slashed(match: re.Match[str], today: date) -> Found:
    return _nearest(int(match["m"]), int(match["d"]), today)


def _offset(match: re.Match[str], today: date) -> Found:
    return today + timedelta(days=_OFFSETS[match["word"]]), False


_PATTERNS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], Found | None]], ...] = (
    (
        re.compile(
            r"(?<![0-9])(?P<y>(?:19|20)[0-9]{2})\s*[-/.]\s*(?P<m>[0-9]{1,2})\s*[-/.]\s*"
            r"(?P<d>[0-9]{1,2})(?![0-9])"
        ),
        _full,
    ),
    (
        re.compile(r"(?<![0-9])(?P<y>(?:19|20)[0-9]{2})(?P<m>[01][0-9])(?P<d>[0-3][0-9])(?![0-9])"),
        _full,
    ),
    (
        re.compile(rf"(?<![0-9])(?P<y>(?:20)?[0-9]{{2}})年\s*(?P<m>{_N})月\s*(?P<d>{_N})[号日]?"),
        _full,
    ),
    (
        re.compile(
            rf"(?:(?P<year>[去前今明])年)?(?P<m>{_N})月\s*(?P<d>{_N})(?:[号日]|(?![0-9个天]))"
        ),
        _month_day,
    ),
    (
        re.compile(r"(?<![0-9])(?P<m>1[0-2]|0?[1-9])[/](?P<d>[12][0-9]|3[01]|0?[1-9])(?![0-9/])"),
        _slashed,
    ),
    (re.compile(rf"(?P<month>上个?月|这个?月|本月)?(?P<d>{_N})[号日](?!楼|窗|线)"), _day_only),
    (
        re.compile(
            r"(?P<which>上上|上|下|这|本)?个?(?:周|星期|礼拜)(?P<day>[一二三四五六日天])(?P<en>)"
        ),
        _weekday,
    ),
    (
        re.compile(rf"\b(?:(?P<which>last|next|this)\s+)?(?P<en>{'|'.join(_DAYS_EN)})\b(?P<day>)"),
        _weekday,
    ),
    (
        re.compile(
            rf"(?P<n>[0-9]{{1,3}}|[{CJK}]{{1,3}}|\b(?:{'|'.join(ENGLISH)}|an?)\b)\s*"
            r"(?P<unit>天|周|个?星期|个?礼拜|个月|days?|weeks?|months?)\s*(?:以?前|之前|ago)"
        ),
        _ago,
    ),
    (
        re.compile(
            rf"\b(?:(?P<m1>{_MONTH})\.?\s+(?P<d1>[0-9]{{1,2}})(?:st|nd|rd|th)?|"
            rf"(?P<d2>[0-9]{{1,2}})(?:st|nd|rd|th)?\s+(?P<m2>{_MONTH}))\b"
            r"(?:,?\s+(?P<y>(?:19|20)[0-9]{2}))?"
        ),
        _english,
    ),
    (
        re.compile(
            rf"(?P<word>{'|'.join(_OFFSETS)})"
            r"(?:的?(?:一早|早上|上午|中午|下午|傍晚|晚上)|\s(?:morning|afternoon|evening))?"
        ),
        _offset,
    ),
)
