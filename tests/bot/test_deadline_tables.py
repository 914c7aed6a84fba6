"""The tables of a home: used whole or not at all, followed while the program runs."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.deadline_tables import DeadlineTables
from bot.office_folder import CALENDAR, FOLDER, tables_of
from flows import workdays
from flows.calendar_table import read_calendar

DAY_OFF = "日期,类型,名称\n2026-04-20,休,三月三\n"
THE_DAY = date(2026, 4, 20)


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    yield
    workdays.announce(())


@pytest.fixture
def calendar(tmp_path: Path) -> Path:
    path = tmp_path / FOLDER / CALENDAR
    path.parent.mkdir()
    return path


def written(path: Path, text: str) -> Path:
    """A file that is another one than before, also for a clock that stands still."""
    before = path.stat().st_mtime_ns if path.exists() else 0
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(before + 1_000_000_000,) * 2)
    return path


def test_an_edited_table_holds_with_the_next_look(tmp_path: Path, calendar: Path) -> None:
    tables = DeadlineTables(tmp_path)
    tables.begin()
    assert workdays.is_workday(THE_DAY)
    written(calendar, DAY_OFF)
    tables.keep_current()
    assert not workdays.is_workday(THE_DAY)
    calendar.unlink()
    tables.keep_current()
    assert workdays.is_workday(THE_DAY)


def test_a_table_that_was_spoilt_is_told_and_the_last_good_one_stays(
    tmp_path: Path, calendar: Path
) -> None:
    tables = DeadlineTables(tmp_path)
    written(calendar, DAY_OFF)
    tables.begin()
    written(calendar, DAY_OFF.replace("休", "？"))
    tables.keep_current()
    assert not workdays.is_workday(THE_DAY)
    (fault,) = tables.calendar_faults
    assert (fault.place.file, fault.place.row) == (str(calendar), 2)
    written(calendar, DAY_OFF)
    tables.keep_current()
    assert tables.calendar_faults == ()


def test_a_file_that_cannot_be_read_stops_nobody_and_is_looked_at_again(
    tmp_path: Path, calendar: Path
) -> None:
    tables = DeadlineTables(tmp_path)
    written(calendar, DAY_OFF)
    tables.begin()
    calendar.unlink()
    calendar.mkdir()
    tables.keep_current()
    assert not workdays.is_workday(THE_DAY)
    (fault,) = tables.calendar_faults
    assert fault.told("zh").startswith(f"{calendar}：读不了这个文件（这是一个文件夹）")
    calendar.rmdir()
    written(calendar, DAY_OFF.replace("休,三月三", "休,本地"))
    tables.keep_current()
    assert [day.name for day in tables.calendar] == ["本地"]
    assert tables.calendar_faults == ()


def test_what_is_kept_is_read_again_by_another_process(tmp_path: Path, calendar: Path) -> None:
    days = read_calendar(tables_of(written(tmp_path / "给.csv", DAY_OFF)))
    DeadlineTables(tmp_path).keep_calendar(days)
    other = DeadlineTables(tmp_path)
    other.begin()
    assert list(other.calendar) == days
    assert [path.name for path in calendar.parent.rglob("*") if path.is_file()] == [CALENDAR]
    assert calendar.stat().st_mode & 0o077 == 0o044
    other.keep_calendar([])
    assert not calendar.exists()
