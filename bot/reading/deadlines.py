"""Until when something is to be done: "下周五前", "5个工作日内", "三天内", "9号", "by Friday", "月底".

A day that is told without its month or its week is the next one to come. A period is counted from
the day after today, working days by the calendar with 调休 (R61, R71). Value: ISO 8601.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, timedelta

from bot.reading import dates
from bot.reading.ends import read_end
from bot.reading.numbers import CJK, ENGLISH, value_of
from bot.reading.reading import Reading
from bot.reading.words import fold
from flows.model import Locale
from flows.workdays import add_workdays

_N = rf"(?P<n>[0-9]{{1,3}}|[{CJK}]{{1,3}}|半|an?|{'|'.join(ENGLISH)})"
_PERIOD = re.compile(
    rf"(?:(?:in|within)\s+)?(?<![0-9第])(?<!周)(?<!星期){_N}\s*"
    r"(?P<unit>个?工作日|working days?|workdays?|business days?|天|日(?=之?内|以内)|个?(?:周|星期|礼拜)|"
    r"个月|月(?=之?内|以内)|days?|weeks?|months?)(?:之?内|以内|后|左右)?"
)
_DAY = re.compile(r"(?<![0-9月./-])(?P<day>3[01]|[12]?[0-9])[号日](?!窗|楼|线|厅|问题)")
_WEEKDAY = re.compile(r"周|星期|礼拜|day\b")
_BEHIND = re.compile(
    r"\s*(?:之|以)?(?:前|内)(?:完成|改好|改完|整改|办结|搞定)?|\s*(?:完成|改好|到期)"
)
_WEEK, _HALF = 7, 15


def read(text: str, *, now: datetime, locale: Locale = "zh") -> Reading | None:
    """The one day that `text` names as the last one; None for none."""
    folded, today = fold(text), now.date()
    found = _period(folded, today) or _day(folded, today) or _dated(text, now, locale)
    if found is None:
        return None
    behind = _BEHIND.match(folded, found.end)
    return Reading(found.value, found.start, behind.end() if behind else found.end, literal=False)


def _period(folded: str, today: date) -> Reading | None:
    match = _PERIOD.search(folded)
    count = _count(match["n"]) if match else None
    if match is None or count is None:
        return None
    unit = match["unit"].removeprefix("个")
    is_half = match["n"] == "半"
    if unit.startswith(("工作", "work", "business")):
        day = None if is_half else add_workdays(today, count)
    elif unit.startswith(("月", "month")):
        day = today + timedelta(days=_HALF) if is_half else _months_on(today, count)
    else:
        each = 1 if unit.startswith(("天", "日", "day")) else _WEEK
        day = None if is_half else today + timedelta(days=each * count)
    return None if day is None else Reading(day.isoformat(), *match.span(), literal=False)


def _months_on(day: date, count: int) -> date:
    """The same day of a later month, or that month's last."""
    year, month = day.year + (day.month - 1 + count) // 12, (day.month - 1 + count) % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _count(word: str) -> int | None:
    if word in ("半", "a", "an"):
        return 1
    figure = ENGLISH.get(word) or value_of(word)
    return int(figure) if figure and figure == int(figure) else None


def _day(folded: str, today: date) -> Reading | None:
    """ "9号": of this month, or of the next one where it has passed."""
    match = _DAY.search(folded)
    if match is None:
        return None
    for ahead in range(3):
        month = today.month - 1 + ahead
        try:
            day = date(today.year + month // 12, month % 12 + 1, int(match["day"]))
        except ValueError:
            continue
        if day >= today:
            return Reading(day.isoformat(), *match.span(), literal=False)
    return None


def _dated(text: str, now: datetime, locale: Locale) -> Reading | None:
    found = dates.read(text, now=now, locale=locale, ahead=dates.ANY)
    if found is None:
        end = read_end(text, begins=now.date(), now=now, locale=locale)
        return Reading(end.on.isoformat(), 0, len(text), literal=False) if end else None
    day = date.fromisoformat(str(found.value))
    is_weekday = _WEEKDAY.search(fold(text)[found.start : found.end]) is not None
    if is_weekday and now.date() - timedelta(days=_WEEK) <= day < now.date():
        day += timedelta(days=_WEEK)
    return Reading(day.isoformat(), found.start, found.end, literal=False)
