"""Dates, relative to `now`: "昨天下午", "上周五", "11月3号", "1990年3月1日", "3天前", "last Friday".

A date without a year is the nearest one, but hardly one to come: what is told has
happened. A weekday without "下" is the last one. A year that was said is kept, or nothing is read. Whatever is not fully
written is said back. Value: ISO 8601. The ways to write a date are in
`bot.reading.date_forms`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.reading import times
from bot.reading.date_forms import FORMS, TO_COME, Day
from bot.reading.numbers import CJK, is_ranged
from bot.reading.reading import Reading
from bot.reading.words import core, fold, is_denied
from flows.model import Locale

SOON = 31
"""Days ahead up to which a day without a year may be meant as one to come."""
ANY = 366
_EITHER_WAY = re.compile(
    r"(?<![0-9/.\-])(?:1[0-2]|0?[1-9])([/.\-])(?:1[0-2]|0?[1-9])(?:\1[0-9]{2})?(?![0-9])"
)
"""In English "3/11" is March 11 to some and 3 November to others."""
_OTHER_CALENDAR = re.compile(r"农历|阴历|旧历|民国|[腊冬正]月|初[一二三四五六七八九十]|除夕")
_OTHER_YEAR = re.compile(
    rf"(?:[去前明后上那当同每几头]|[0-9{CJK}○])\s*年(?![轻级龄纪检审报费])|"
    r"\b(?:last|next) year\b|(?<![0-9.:/])(?:1[89]|20)[0-9]{2}(?![0-9.:/元块])"
)
_AROUND = re.compile(r"\s*(?:之|以)?[前后](?![台面去来])")
"""Behind a date: some time before or after it."""
_BY = re.compile(r"\s*(?:之|以)?前(?![后台面去来])")
"""Behind the last day of something to come, which it names: "12月20号之前"."""
_OTHER_DAY = re.compile(
    rf"[0-9{CJK}]\s*[年月日号天周]|[上下这本每]个?[周月年]|星期|礼拜|周末|[月年周][底初末]|那天|"
    r"[前后]几天|国庆|元旦|春节|中秋|端午|清明|五一|十一(?!点)|节|"
    r"\b(?:days?|weeks?|months?|years?|weekend|holiday)\b|/"
)
"""Names a day that cannot be read."""


@dataclass(frozen=True, slots=True)
class _Found:
    day: Day
    start: int
    end: int

    def holds(self, clock: times.Clock) -> bool:
        return self.start <= clock.start and clock.end <= self.end


def read(text: str, *, now: datetime, locale: Locale = "zh", ahead: int = SOON) -> Reading | None:
    """The one date that `text` gives; None for none, for an impossible one, or for several.

    A day without a year ("3月1号") is one that has passed, unless it comes within `ahead` days.
    """
    folded = fold(text)
    found = _one(folded, now.date(), locale, ahead)
    if found is None:
        return None
    literal = found.day.written and not core(folded[: found.start] + folded[found.end :])
    return Reading(found.day.on.isoformat(), found.start, found.end, literal=literal)


def read_moment(
    text: str, *, now: datetime, locale: Locale = "zh", ahead: int = SOON
) -> Reading | None:
    """A date with a time of day ("昨天下午3点"); a time alone is today's. `ahead` as in `read`."""
    folded = fold(text)
    day = _one(folded, now.date(), locale, ahead)
    clock = times.find_one(folded, now=now)
    if clock is None and day is not None:  # the comma of "11.3,9点" is none of a range
        clock = times.find_one(_without(folded, [day]), now=now)
    if clock is None:
        return None
    if day is None and _names_a_day(folded[: clock.start] + " " + folded[clock.end :]):
        return None
    if day is not None and day.holds(clock) and re.search("[0-9]", folded[clock.start : clock.end]):
        return None  # 9.30
    on = day.day.on if day else now.date()
    if clock.next_day and day is not None:
        on += timedelta(days=1)
    moment = datetime.combine(on, clock.moment, tzinfo=now.tzinfo)
    start = min(clock.start, day.start) if day else clock.start
    end = max(clock.end, day.end) if day else clock.end
    return Reading(moment.isoformat(timespec="seconds"), start, end, literal=False)


def _one(folded: str, today: date, locale: Locale, ahead: int) -> _Found | None:
    if _OTHER_CALENDAR.search(folded) or (locale == "en" and _EITHER_WAY.search(folded)):
        return None
    found = [replace(f, day=_told(f.day, today, ahead)) for f in _every(folded, today, ahead)]
    if not found or _names_another_year(folded, found):
        return None
    if len(found) > 1:
        return _agreed(found)
    return found[0]


def _told(day: Day, today: date, ahead: int) -> Day:
    """`day`, of the year before where its year was not said and it is more than `ahead` days off."""
    if not day.near or day.on <= today + timedelta(days=ahead):
        return day
    try:
        return replace(day, on=day.on.replace(year=day.on.year - 1))
    except ValueError:
        return day  # 2月29日


def _every(folded: str, today: date, ahead: int) -> list[_Found]:
    """All dates of `folded`; none at all when one of them is impossible, or only about then."""
    out: list[_Found] = []
    for pattern, build in (*FORMS, *(TO_COME if ahead == ANY else ())):
        for match in pattern.finditer(folded):
            start, end = match.span()
            if any(start < f.end and f.start < end for f in out):
                continue
            day = _safe(build, match, today)
            if day is None or is_denied(folded, start):
                return []
            if ahead == ANY and not day.counted and (by := _BY.match(folded, end)):
                end = by.end()
            elif not day.counted and _AROUND.match(folded, end):
                return []
            out.append(_Found(day, start, end))
    out.sort(key=lambda f: f.start)
    for one in out:
        if is_ranged(_without(folded, [f for f in out if f is not one]), one.start):
            return []
    return out


def _without(folded: str, found: list[_Found]) -> str:
    """`folded` with these dates blanked out; as long as before."""
    for one in found:
        folded = folded[: one.start] + " " * (one.end - one.start) + folded[one.end :]
    return folded


def _names_a_day(folded: str) -> bool:
    """Whether a day is named that could not be read: "月底", "昨天和前天"."""
    dated = any(pattern.search(folded) for pattern, _ in FORMS)
    return dated or _OTHER_DAY.search(folded) is not None


def _safe(
    build: Callable[[re.Match[str], date], Day], match: re.Match[str], today: date
) -> Day | None:
    try:
        return build(match, today)
    except (ValueError, OverflowError):
        return None  # 2月30日


def _names_another_year(folded: str, found: list[_Found]) -> bool:
    """Whether a year is said that no date took in: "去年,3号"."""
    return _OTHER_YEAR.search(_without(folded, found)) is not None


def _agreed(found: list[_Found]) -> _Found | None:
    """The one date that is said twice: "上周五,11月20号", "11月3号周二"."""
    firm = [f for f in found if not f.day.bare_weekday] or found
    day = firm[0].day.on
    fits = all(
        f.day.on.weekday() == day.weekday() if f.day.bare_weekday else f.day.on == day
        for f in found
    )
    whole = Day(day, written=False)
    return _Found(whole, found[0].start, found[-1].end) if fits else None
