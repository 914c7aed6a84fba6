"""The calendar of heads at the counters, held against the walks that came of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bot.finished_walks import as_walked, finished_walks, lately_begun
from bot.office_files import duties_of, units_here
from flows.sit_ins import days_short, public_by, time_of
from flows.unit_table import known_as
from flows.workdays import add_workdays, is_known, is_workday
from storage.sit_ins import SitIn, SitIns

if TYPE_CHECKING:
    from bot.app import App

ACTION = "leader"
"""The flow by which a head's day at the counter is walked."""

Words = tuple[str, str]
"""A sentence in Chinese and English."""


class NoSitInError(Exception):
    """A day that cannot be entered: why, and how to mend it."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.words: Words = (zh, en)


class Listed(NamedTuple):
    """A day with how late it became public, and the walks that were made of it."""

    entry: SitIn
    short: int
    walks: tuple[int, ...]


def enter(
    app: App, day: date, unit: str, head: str, place: str, begins: str, ends: str
) -> tuple[int, tuple[Words, ...]]:
    """Enter a day; its number, and what is to be doubted or hurried. Raises NoSitInError."""
    if not is_workday(day):
        after = add_workdays(day, 1)
        raise NoSitInError(
            f"{day} 不是工作日（节假日和周末不算，调休上班的算）；最近的下一个工作日是 {after}。",
            f"{day} is no working day (make-up days are); the next one is {after}.",
        )
    first, last = time_of(begins), time_of(ends)
    if first is None or last is None or (last and first >= last):
        raise NoSitInError(
            f"时间“{begins}—{ends}”不对；写成 --from 09:00 --to 11:30，先早后晚。",
            f"{begins} to {ends} are no hours; write --from 09:00 --to 11:30.",
        )
    units = units_here(app.settings.home)
    name = known_as(unit, [one.name for one in units])
    known = next((one.head for one in units if one.name == name), "")
    entry = SitIn(day, name, head or known, place, first, last)
    if not entry.unit or not entry.head:
        raise NoSitInError(
            f"不知道“{unit}”谁来坐班；加上 --head 姓名，或写进单位表。",
            f"Nobody is named for {unit!r}; add --head NAME, or enter it in the table of units.",
        )
    number = SitIns(app.engine).add(entry)
    return number, tuple(_doubts(app, entry, known=name in {one.name for one in units}))


def _doubts(app: App, entry: SitIn, *, known: bool) -> list[Words]:
    found: list[Words] = []
    if not is_known(entry.day):
        found.append(
            (
                f"{entry.day.year} 年的放假安排还不知道，先按周一到周五算；公布以后请再核对。",
                f"The holidays of {entry.day.year} are not known yet: look at it again later.",
            )
        )
    if not known:
        found.append(
            (f"单位表里没有“{entry.unit}”。", f"{entry.unit!r} is not in the table of units.")
        )
    by, today = public_by(entry.day, duties_of(app).notice_days), app.clock().date()
    if entry.day < today:
        found.append((f"{entry.day} 已经过了。", f"{entry.day} is over."))
    elif by is not None and by < today:
        found.append((f"来不及按时公示：最迟是 {by}。", f"Too late to be public by {by}."))
    elif by is not None:
        found.append((f"请在 {by} 前公示。", f"It is to be public by {by}."))
    return found


def listed(app: App, since: date, until: date | None) -> tuple[list[Listed], int | None]:
    """The days of a time with what came of them, and the days by which they are to be public."""
    notice, units = duties_of(app).notice_days, units_here(app.settings.home)
    done = finished_walks(app, (ACTION,), lately_begun(app, since))
    walked = [as_walked(walk, units) for walk in done]
    found = [
        Listed(
            entry,
            _short(entry, app.clock().date(), notice),
            tuple(one.walk for one in walked if (one.unit, one.day) == (entry.unit, entry.day)),
        )
        for entry in SitIns(app.engine).between(since, until)
    ]
    return found, notice


def _short(entry: SitIn, today: date, notice: int | None) -> int:
    """Days too late: of one that is not public yet, as if it became so today."""
    announced = entry.announced or min(today, entry.day)
    return days_short(entry.day, announced, notice)


def make_public(app: App, path: Path, until: date | None) -> tuple[list[Listed], int | None]:
    """Write the page of the days from today on, which are public from then; raises `ExportError`.

    They are marked once the page is written, so that none is called public that is not.
    """
    from storage.exports.sit_in_page import write_page

    today = app.clock().date()
    found, notice = listed(app, today, until)
    write_page([one.entry for one in found], path, today)
    SitIns(app.engine).announce([one.entry.number for one in found], today)
    public = [
        one._replace(entry=replace(one.entry, announced=one.entry.announced or today))
        for one in found
    ]
    return public, notice
