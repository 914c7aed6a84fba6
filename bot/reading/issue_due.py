"""The days that a deadline lies in, as an office asks for it: "下周五前到期", "月底的", "due by Friday"."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, time, timedelta

from bot.reading import deadlines
from bot.reading.numbers import CJK, value_of

_N = rf"(?:[0-9]{{1,3}}|[{CJK}]{{1,3}})"
_WEEKS = r"(?:周|星期|礼拜)"
_MONTH = r"(?:1[0-2]|0?[1-9])月"
_TO_COME = (
    rf"(?:明天|明日|大?后天|下下?个?{_WEEKS}[一二三四五六日天]?|下个?月(?:底|末)?|(?:本|这个?|当)?月(?:底|末)|"
    rf"年(?:底|末)|{_N}(?:个?工作日|天|个?{_WEEKS}|个月)(?:之?内|以内))"
)
_WHEN = (
    rf"(?:{_TO_COME}|今天|今日|当天|(?:本|这)?个?{_WEEKS}[一二三四五六日天]|(?:本|这)个?{_WEEKS}|(?:本|这个?|当)月|今年|"
    rf"(?:20[0-9]{{2}}年)?{_MONTH}(?:份|底|末|(?:3[01]|[12][0-9]|0?[1-9])[号日]?)?|"
    r"20[0-9]{2}-[01]?[0-9]-[0-3]?[0-9]|(?<![0-9月])(?:3[01]|[12]?[0-9])[号日])"
)
_DAY_EN = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_MONTH_EN = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}"
_WHEN_EN = (
    rf"(?:today|tomorrow|(?:next |this )?{_DAY_EN}|(?:next|this) (?:week|month)|"
    r"(?:the )?end of (?:the |this |next )?month|month[- ]end|"
    rf"{_MONTH_EN} [0-9]{{1,2}}(?:st|nd|rd|th)?|[0-9]{{1,2}} {_MONTH_EN}|"
    r"20[0-9]{2}-[01]?[0-9]-[0-3]?[0-9]|[0-9]{1,3} (?:working )?(?:days|weeks))"
)
_BEFORE, _MUST = r"(?:之|以)?前", r"(?:要|就要|将要|会|必须|得|应该?)"
_DONE = r"(?:办完|办结|办好|整改完成?|整改好|整改到位|改完|改好|完成)"
_LIMIT = r"(?:整改)?(?:时限|期限|到期(?:时间|日期?)?|截止(?:时间|日期?)?)"
DUE = (
    rf"{_LIMIT}(?:是|在|为|到|:)*{_WHEN}(?:{_BEFORE})?|"
    rf"{_WHEN}(?:{_BEFORE})?{_MUST}*(?:到期|超期|过期|到时限)了?|"
    rf"{_WHEN}(?:{_BEFORE}{_MUST}*|(?<=[底末内]){_MUST}*|{_MUST}+){_DONE}|"
    rf"{_TO_COME}{_BEFORE}(?=的|呢|有|[?]*$)|(?:本|这个?)?月[底末](?=的)|到期(?=的)|"
    rf"(?:due|expiring|to be (?:fixed|done|mended))(?: (?:by|before|until|till|within|in|on))? {_WHEN_EN}|"
    rf"(?:by|before) (?:{_WHEN_EN})"
)
"""Pattern of a message's part that tells when deadlines are, on folded text."""
LATE = rf"(?:超期|逾期)(?:了)?(?:超过)?(?P<late_n>{_N})个?(?P<late_unit>天|日|{_WEEKS}|月)(?:以上|多|及以上)?"
"""Pattern of what is past its deadline by so much: "超期一周以上"."""
_TOLD = re.compile(rf"{_WHEN}|{_WHEN_EN}")
_UNTIL = re.compile(r"前|(?<!月)[底末]|[底末](?!前)|\b(?:by|before|until|till)\b|end")
_WITHIN = re.compile(r"内|\b(?:within|in|days|weeks)\b")
_LATE = {"天": 1, "日": 1, "周": 7, "星": 7, "礼": 7, "月": 30}
_WEEK = timedelta(days=7)
_MONTHS_BACK = timedelta(days=180)
"""How long ago a day without its year may be; else it is of the next year."""
DECEMBER = 12
Days = tuple[date | None, date]


def due_days(said: str, today: date) -> Days | None:
    """The first and the last day of what `DUE` found; None for no such days."""
    told = _TOLD.search(said)
    if told is None:  # nothing but "到期"
        return None, today
    when = told.group()
    found = _week(when, today) or _month(when, today) or _day(when, today)
    if found is None or _UNTIL.search(said):
        return (None, found[1]) if found else None
    return (today, found[1]) if _WITHIN.search(when) else found


def late_days(figure: str, unit: str, today: date) -> Days | None:
    """What is late by `figure` days, weeks or months, or by more."""
    count = value_of(figure)
    return (None, today - timedelta(days=int(count) * _LATE[unit[0]])) if count else None


_WEEK_SAID = re.compile(rf"(本|这|下下|下)个?{_WEEKS}|(this|next) week")


def _week(when: str, today: date) -> tuple[date, date] | None:
    match = _WEEK_SAID.fullmatch(when)
    if match is None:
        return None
    ahead = {"下": 1, "next": 1, "下下": 2}.get(match[1] or match[2], 0)
    monday = today - timedelta(days=today.weekday()) + ahead * _WEEK
    return monday, monday + timedelta(days=6)


_MONTH_SAID = re.compile(
    r"(?:(?P<y>20[0-9]{2})年)?(?P<m>1[0-2]|0?[1-9])月(?:份|底|末)?|(?P<near>本|这个?|当|下个?)?月(?:底|末)?|"
    r"(?P<year>今年|年底|年末)|(?:(?:the )?end of )?(?P<en>the |this |next )?month|month[- ]end"
)


def _month(when: str, today: date) -> tuple[date, date] | None:
    match = _MONTH_SAID.fullmatch(when)
    if match is None:
        return None
    if match["year"]:
        return today.replace(month=1, day=1), date(today.year, DECEMBER, 31)
    year, month = int(match["y"] or today.year), int(match["m"] or today.month)
    if (match["near"] or match["en"] or "").startswith(("下", "next")):
        year, month = (year + 1, 1) if month == DECEMBER else (year, month + 1)
    last = date(year, month, monthrange(year, month)[1])
    if not match["y"] and last < today - _MONTHS_BACK:
        last = date(year + 1, month, monthrange(year + 1, month)[1])
    return last.replace(day=1), last


def _day(when: str, today: date) -> tuple[date, date] | None:
    read = deadlines.read(when, now=datetime.combine(today, time()))
    if read is None:
        return None
    day = date.fromisoformat(str(read.value)[:10])
    return day, day
