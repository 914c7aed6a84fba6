"""The table by which an office brings the calendar of a coming year, or its own days off.

Columns 日期, 到 (the last day of several, may be missing), 类型 (休 or 班) and 名称. Guards the
counting of deadlines (R61, R71) from half a year: a year that only this table knows is there with
all its days off, or not at all. Pure: the rows are told.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from flows.errors import FlowError, FlowErrors, Place
from flows.office_table import rows_below_head, words_fault
from flows.office_texts import Office
from flows.workdays import KNOWN_YEARS, SpecialDay, works_by_library
from flows.xlsform.tables import Tables

HEADS = {
    "day": ("日期", "从", "开始", "from", "date"),
    "until": ("到", "至", "结束", "to", "until"),
    "kind": ("类型", "休班", "休/班", "安排", "type", "kind"),
    "name": ("名称", "节日", "说明", "name"),
}
WORKS = {
    **dict.fromkeys(("休", "放假", "休息", "假", "off", "holiday"), False),
    **dict.fromkeys(("班", "上班", "补班", "调休上班", "work", "workday"), True),
}
MAX_ROWS = 2_000
LONGEST = 40
"""Days of one row at the most."""
LONGEST_NAME = 30
FEWEST_OFF = 16
"""Days off that a whole year has at least; it was 18 on weekdays alone in every year since 2008."""
FEASTS = ((1, 1), (5, 1), (10, 1))
"""Days that are off in every year."""
FIRST_YEAR, LAST_YEAR = min(KNOWN_YEARS), 2099
_DAY = re.compile(r"(\d{4})\s*(?:[-/.年])\s*(\d{1,2})\s*(?:[-/.月])\s*(\d{1,2})日?(?:[T ]00:00.*)?")
_BARE = re.compile(r"(\d{4})(\d{2})(\d{2})")


def read_calendar(tables: Tables, kept: Iterable[SpecialDay] = ()) -> list[SpecialDay]:
    """The days of a table together with those `kept` before, by day; the table's stand above.

    Raises FlowErrors with every fault.
    """
    found: dict[date, SpecialDay] = {}
    errors: list[FlowError] = []
    rows, file = rows_below_head(tables, HEADS, ("day", "kind")), Place(tables.source)
    if not rows:
        raise FlowErrors([file.error(Office.NO_ROWS)])
    if len(rows) > MAX_ROWS:
        raise FlowErrors([file.error(Office.TOO_MANY, limit=MAX_ROWS)])
    for place, cells in rows:
        try:
            for day in _days(place, cells):
                _put(found, place, day)
        except FlowErrors as wrong:
            errors += wrong.errors
    whole = {each.day: each for each in kept} | found
    if not errors:
        errors += _half_years(whole, {day.year for day in found}, file)
    if errors:
        raise FlowErrors(errors)
    return [whole[day] for day in sorted(whole)]


def _days(place: Place, cells: dict[str, str]) -> list[SpecialDay]:
    """The days of a row."""
    first, works = _day(cells["day"]), WORKS.get(cells["kind"].lower())
    last = _day(cells["until"]) if cells["until"] else first
    errors = []
    if first is None or last is None:
        wrong = cells["day"] if first is None else cells["until"]
        years = {"first": FIRST_YEAR, "last": LAST_YEAR}
        errors.append(place.error(Office.NO_DAY_OF_YEARS, value=wrong[:20], **years))
    elif not first <= last <= first + timedelta(days=LONGEST - 1):
        days = {"begins": f"{first}", "ends": f"{last}"}
        errors.append(place.error(Office.NO_RUN_OF_DAYS, limit=LONGEST, **days))
    if works is None:
        errors.append(place.error(Office.NEITHER_OFF_NOR_WORK, value=cells["kind"][:20]))
    if wrong_name := words_fault(place, cells["name"], LONGEST_NAME):
        errors.append(wrong_name)
    if errors or first is None or last is None or works is None:
        raise FlowErrors(errors)
    days_of_it = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [SpecialDay(day, works, cells["name"], own=True) for day in days_of_it]


def _put(found: dict[date, SpecialDay], place: Place, new: SpecialDay) -> None:
    old = found.get(new.day)
    if old is not None and old.works != new.works:
        raise FlowErrors([place.error(Office.OFF_AND_WORK, day=f"{new.day}")])
    if new.works and works_by_library(new.day):
        raise FlowErrors([place.error(Office.WORKS_ANYHOW, day=f"{new.day}")])
    found[new.day] = new


def _half_years(whole: dict[date, SpecialDay], years: set[int], file: Place) -> Iterator[FlowError]:
    """Years that nobody else knows and of which a part only is there."""
    off = Counter(each.day.year for each in whole.values() if not each.works)
    for year in sorted(years - set(KNOWN_YEARS)):
        feasts = (date(year, month, day) for month, day in FEASTS)
        lacking = tuple(f"{day}" for day in feasts if works_by_library(day) and day not in whole)
        if lacking:
            yield file.error(Office.NO_FEASTS, year=year, off=off[year], days=lacking)
        elif off[year] < FEWEST_OFF:
            yield file.error(Office.FEW_DAYS_OFF, year=year, off=off[year])


def written_day(text: str) -> date | None:
    """A day as offices write it; None where it is none."""
    found = _DAY.fullmatch(text) or _BARE.fullmatch(text)
    if found is None:
        return None
    try:
        return date(*map(int, found.groups()))
    except ValueError:
        return None


def _day(text: str) -> date | None:
    """A day of the years that a calendar may tell of."""
    day = written_day(text)
    return day if day is not None and FIRST_YEAR <= day.year <= LAST_YEAR else None


def told_rows(days: Iterable[SpecialDay]) -> list[tuple[str, ...]]:
    """A table that reads as these days, a row a day, its head row first."""
    head = tuple(HEADS[name][0] for name in ("day", "kind", "name"))
    return [
        head,
        *((each.day.isoformat(), "班" if each.works else "休", each.name) for each in days),
    ]
