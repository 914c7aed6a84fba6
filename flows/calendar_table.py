"""The table by which an office brings the calendar of a coming year, or its own days off.

Columns 日期, 到 (the last day of several, may be missing), 类型 (休 or 班) and 名称. Guards the
counting of deadlines (R61, R71) from half a year: a year that only this table knows is there with
all its days off, or not at all. Pure: the rows are told.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from flows.table_rows import RowFault, TableFaults, TableRow, by_head, words_fault
from flows.workdays import KNOWN_YEARS, SpecialDay, works_by_library

HEADS = {
    "day": ("日期", "从", "开始", "from", "date"),
    "until": ("到", "至", "结束", "to", "until"),
    "kind": ("类型", "休班", "休/班", "安排", "type", "kind"),
    "name": ("名称", "节日", "说明", "name"),
}
"""The words for each column; the first and the last of each are those that are told."""
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


def read_calendar(rows: Sequence[TableRow], kept: Iterable[SpecialDay] = ()) -> list[SpecialDay]:
    """The days of a table together with those `kept` before, by day; the table's stand above.

    Raises `TableFaults` with every fault.
    """
    found: dict[date, SpecialDay] = {}
    faults: list[RowFault] = []
    told = by_head(rows, HEADS, ("day", "kind"))
    if len(told) > MAX_ROWS:
        raise TableFaults([RowFault(0, f"最多 {MAX_ROWS} 行", f"of at most {MAX_ROWS} rows")])
    for number, cells in told:
        try:
            for day in _days(number, cells):
                _put(found, number, day)
        except TableFaults as wrong:
            faults += wrong.faults
    if not found and not faults:
        faults.append(RowFault(0, "表里没有日子", "there are no days in it"))
    whole = {each.day: each for each in kept} | found
    if not faults:
        faults += _half_years(whole, {day.year for day in found})
    if faults:
        raise TableFaults(faults)
    return [whole[day] for day in sorted(whole)]


def _days(number: int, cells: dict[str, str]) -> list[SpecialDay]:
    """The days of a row."""
    first, works = _day(cells["day"]), WORKS.get(cells["kind"].lower())
    last = _day(cells["until"]) if cells["until"] else first
    faults = []
    if first is None or last is None:
        wrong = cells["day"] if first is None else cells["until"]
        faults.append(_no_day(number, wrong))
    elif not first <= last <= first + timedelta(days=LONGEST - 1):
        zh = f"从 {first} 到 {last} 不是 1 到 {LONGEST} 天；写对两个日期，或分成几行"
        en = f"{first} to {last} is not 1 to {LONGEST} days; mend the dates, or write several rows"
        faults.append(RowFault(number, zh, en))
    if works is None:
        kind = cells["kind"][:20]
        zh, en = f"类型是 {kind!r}；写 休 或 班", f"the kind is {kind!r}; write off or work"
        faults.append(RowFault(number, zh, en))
    if wrong_name := words_fault(number, cells["name"], LONGEST_NAME):
        faults.append(wrong_name)
    if faults or first is None or last is None or works is None:
        raise TableFaults(faults)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return [SpecialDay(day, works, cells["name"], own=True) for day in days]


def _put(found: dict[date, SpecialDay], number: int, new: SpecialDay) -> None:
    old = found.get(new.day)
    if old is not None and old.works != new.works:
        zh = f"{new.day} 前面写的是{_word(old)}；一天只能是一样"
        en = f"{new.day} was told otherwise above; a day can be one thing only"
        raise TableFaults([RowFault(number, zh, en)])
    if new.works and works_by_library(new.day):
        zh = f"{new.day} 本来就上班；调休上班在周末或假日，查一下日期"
        en = f"{new.day} is a working day anyhow; make-up days are days off: look at the date"
        raise TableFaults([RowFault(number, zh, en)])
    found[new.day] = new


def _word(day: SpecialDay) -> str:
    return "班" if day.works else "休"


def _half_years(whole: dict[date, SpecialDay], years: set[int]) -> list[RowFault]:
    """Years that nobody else knows and of which a part only is there."""
    off = Counter(each.day.year for each in whole.values() if not each.works)
    faults = []
    for year in sorted(years - set(KNOWN_YEARS)):
        feasts = (date(year, month, day) for month, day in FEASTS)
        works = [day for day in feasts if works_by_library(day) and day not in whole]
        if off[year] >= FEWEST_OFF and not works:
            continue
        lacks_zh = "".join(f"，{day.month}月{day.day}日没有写" for day in works)
        lacks_en = "".join(f", not {day}" for day in works)
        zh = f"{year} 年的安排不全：休 {off[year]} 天{lacks_zh}；写全年公布的放假和调休"
        en = f"{year} is not whole: {off[year]} days off{lacks_en}; write all that was announced"
        faults.append(RowFault(0, zh, en))
    return faults


def _no_day(number: int, text: str) -> RowFault:
    given = repr(text[:20])
    return RowFault(
        number,
        f"{given} 不是 {FIRST_YEAR} 到 {LAST_YEAR} 年的日期；写成 2027-01-01",
        f"{given} is no day of the years {FIRST_YEAR} to {LAST_YEAR}; write 2027-01-01",
    )


def _day(text: str) -> date | None:
    """A day as offices write it; None where it is none."""
    found = _DAY.fullmatch(text) or _BARE.fullmatch(text)
    if found is None:
        return None
    try:
        day = date(*map(int, found.groups()))
    except ValueError:
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None


def told_rows(days: Iterable[SpecialDay]) -> list[tuple[str, ...]]:
    """A table that reads as these days, a row a day, its head row first."""
    head = tuple(HEADS[name][0] for name in ("day", "kind", "name"))
    return [head, *((each.day.isoformat(), _word(each), each.name) for each in days)]
