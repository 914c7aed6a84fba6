"""The days that an office asks of: "本周新增", "上个月的", "近30天", "11月份", "since 2026-11-01"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.reading.numbers import CJK, value_of

_WEEKDAYS = "一二三四五六日"
_MONTH_DAY = r"(?P<dm>1[0-2]|0?[1-9])月(?P<dd>3[01]|[12][0-9]|0?[1-9])[号日]?"
PERIOD = (
    r"(?P<today>今天|今日|当天|today)|(?P<yesterday>昨天|昨日|yesterday)|(?P<before>前天|前日)|"
    rf"(?P<wd_week>上|本|这)个?(?:周|星期|礼拜)(?P<wd>[{_WEEKDAYS}天])|"
    rf"(?:(?P<dy>20[0-9]{{2}})年)?{_MONTH_DAY}(?:(?:到|至|-|~)(?:(?P<em>1[0-2]|0?[1-9])月)?"
    r"(?P<ed>3[01]|[12][0-9]|0?[1-9])[号日]?|(?P<after>之?以?后|起|开始|以?来|至今))?|"
    r"(?P<half>[上下])半年|第?(?P<quarter>[一二三四1-4])季度|(?P<this_quarter>本季度?|这个?季度)|"
    r"(?P<week>本周|这周|这一?个?星期|这一?个?礼拜|本星期|this week)|"
    r"(?P<last_week>上周|上一?个?星期|上一?个?礼拜|last week)|"
    r"(?P<month>本月|这个?月|当月|this month)|(?P<last_month>上个?月|last month)|"
    r"(?P<year>今年|本年度?|this year)|(?P<last_year>去年|上一?年度?|last year)|"
    rf"(?:最近|近|过去|(?:in )?(?:the )?(?:last|past) )(?:这)?(?P<days>[0-9]{{1,3}}|[{CJK}]{{1,3}})?"
    r" ?个?(?P<unit>天|日|周|星期|月|days?|weeks?|months?)(?:内|以?来|里)?|"
    r"(?:(?P<y>20[0-9]{2})年)?(?<![0-9])(?P<m>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月份?(?![0-9一二三四五六七八九十])(?P<m_on>以?来|至今|起|开始)?|"
    r"(?:从|自|since |from )(?P<since>20[0-9]{2}-[01]?[0-9]-[0-3]?[0-9])(?:起|开始|以?来|以后|之后)?"
)
"""Pattern of one period, on folded text."""
DECEMBER = 12
_WEEK = timedelta(days=7)
_SPANS = {"天": 1, "日": 1, "d": 1, "周": 7, "星": 7, "w": 7, "月": 30, "m": 30}
Days = tuple[date, date | None]


def days_of(match: re.Match[str], today: date) -> Days | None:
    """The first day, and the day after the last one (None: up to now); None for no such days."""
    named = match.groupdict()
    monday = today - timedelta(days=today.weekday())
    first = today.replace(day=1)
    known: dict[str, Days] = {
        "today": (today, None),
        "yesterday": (today - timedelta(days=1), today),
        "before": (today - timedelta(days=2), today - timedelta(days=1)),
        "wd": _weekday(named, monday),
        "week": (monday, None),
        "last_week": (monday - _WEEK, monday),
        "month": (first, None),
        "last_month": ((first - timedelta(days=1)).replace(day=1), first),
        "year": (today.replace(month=1, day=1), None),
        "last_year": (date(today.year - 1, 1, 1), date(today.year, 1, 1)),
    }
    for name, days in known.items():
        if named.get(name):
            return days
    if named.get("since"):
        return _since(named["since"])
    if named.get("dm"):
        return _dated(named, today)
    if named.get("half") or named.get("quarter") or named.get("this_quarter"):
        return _part_of_year(named, today)
    return _month(named, today) if named.get("m") else _ago(named, today)


def _weekday(named: dict[str, str | None], monday: date) -> Days:
    """ "上周五", "周一": one day of a week."""
    place = _WEEKDAYS.find((named.get("wd") or "").replace("天", "日"))
    day = monday + timedelta(days=place) - (_WEEK if named.get("wd_week") == "上" else timedelta())
    return day, day + timedelta(days=1)


def _dated(named: dict[str, str | None], today: date) -> Days | None:
    """A day of a month, which has begun where no year is told, until another day or up to now."""
    month, day = int(named["dm"] or 0), int(named["dd"] or 0)
    is_past = (month, day) <= (today.month, today.day)
    year = int(named.get("dy") or (today.year if is_past else today.year - 1))
    last_month, last_day = int(named.get("em") or month), int(named.get("ed") or day)
    try:
        first, last = date(year, month, day), date(year, last_month, last_day)
    except ValueError:
        return None
    if last < first:
        return None
    return first, None if named.get("after") else last + timedelta(days=1)


def _part_of_year(named: dict[str, str | None], today: date) -> Days:
    """ "上半年", "三季度": of this year."""
    if named.get("half"):
        month, months = (1 if named["half"] == "上" else 7), 6
    else:
        told = value_of(named.get("quarter") or "")
        month, months = 3 * (int(told) if told else (today.month + 2) // 3) - 2, 3
    ends = month + months
    after = date(today.year + 1, 1, 1) if ends > DECEMBER else date(today.year, ends, 1)
    return date(today.year, month, 1), after


def _ago(named: dict[str, str | None], today: date) -> Days | None:
    """ "近30天", "最近一周"; a period without a figure is one."""
    figure = named.get("days")
    count = value_of(figure) if figure else 1
    unit = (named.get("unit") or "")[:1]
    if not count or unit not in _SPANS:
        return None
    return today - timedelta(days=int(count) * _SPANS[unit] - 1), None


def _since(written: str) -> Days | None:
    year, month, day = (int(part) for part in written.split("-"))
    try:
        return date(year, month, day), None
    except ValueError:
        return None


def _month(named: dict[str, str | None], today: date) -> Days | None:
    """A month of the year that is named, else the last one that has begun."""
    month = int(value_of(named["m"] or "") or 0)
    year = int(named.get("y") or (today.year if month <= today.month else today.year - 1))
    if not 1 <= month <= DECEMBER:
        return None
    after = date(year + 1, 1, 1) if month == DECEMBER else date(year, month + 1, 1)
    return date(year, month, 1), None if named.get("m_on") else after
