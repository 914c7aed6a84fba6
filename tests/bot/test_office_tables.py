"""The tables of a home: used whole or not at all, followed while the program runs."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from bot.office_tables import CALENDAR, OfficeTables, rows_of
from flows import workdays
from flows.calendar_table import read_calendar
from flows.table_rows import TableFaults

DAY_OFF = "日期,类型,名称\n2026-04-20,休,三月三\n"
THE_DAY = date(2026, 4, 20)


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    yield
    workdays.announce(())


def written(path: Path, text: str) -> Path:
    """A file that is another one than before, also for a clock that stands still."""
    before = path.stat().st_mtime_ns if path.exists() else 0
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(before + 1_000_000_000,) * 2)
    return path


def test_an_edited_table_holds_with_the_next_look(tmp_path: Path) -> None:
    tables = OfficeTables(tmp_path)
    tables.begin()
    assert workdays.is_workday(THE_DAY)
    written(tmp_path / CALENDAR, DAY_OFF)
    tables.keep_current()
    assert not workdays.is_workday(THE_DAY)
    (tmp_path / CALENDAR).unlink()
    tables.keep_current()
    assert workdays.is_workday(THE_DAY)


def test_a_table_that_was_spoilt_is_told_and_the_last_good_one_stays(tmp_path: Path) -> None:
    tables = OfficeTables(tmp_path)
    written(tmp_path / CALENDAR, DAY_OFF)
    tables.begin()
    written(tmp_path / CALENDAR, DAY_OFF.replace("休", "？"))
    tables.keep_current()
    assert not workdays.is_workday(THE_DAY)
    ((path, fault),) = tables.faults()
    assert (path.name, fault.row) == (CALENDAR, 2)
    written(tmp_path / CALENDAR, DAY_OFF)
    tables.keep_current()
    assert tables.faults() == []


def test_a_file_that_cannot_be_read_stops_nobody_and_is_looked_at_again(tmp_path: Path) -> None:
    tables = OfficeTables(tmp_path)
    written(tmp_path / CALENDAR, DAY_OFF)
    tables.begin()
    (tmp_path / CALENDAR).unlink()
    (tmp_path / CALENDAR).mkdir()
    tables.keep_current()
    assert not workdays.is_workday(THE_DAY)
    assert [fault.zh for _, fault in tables.faults()] == ["读不了：那是一个文件夹"]
    (tmp_path / CALENDAR).rmdir()
    written(tmp_path / CALENDAR, DAY_OFF.replace("休,三月三", "休,本地"))
    tables.keep_current()
    assert [day.name for day in tables.calendar] == ["本地"]
    assert tables.faults() == []


def test_what_is_kept_is_read_again_by_another_process(tmp_path: Path) -> None:
    days = read_calendar(rows_of(written(tmp_path / "给.csv", DAY_OFF)))
    OfficeTables(tmp_path).keep_calendar(days)
    other = OfficeTables(tmp_path)
    other.begin()
    assert list(other.calendar) == days
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
    other.keep_calendar([])
    assert not (tmp_path / CALENDAR).exists()


def test_a_table_is_read_from_excel_with_its_dates(tmp_path: Path) -> None:
    book = Workbook()
    assert book.active is not None
    book.active.append(["日期", "类型", "名称"])
    book.active.append([THE_DAY, "休", "三月三"])
    book.save(tmp_path / "t.xlsx")
    (day,) = read_calendar(rows_of(tmp_path / "t.xlsx"))
    assert (day.day, day.works) == (THE_DAY, False)


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("t.txt", b"", "only|kinds"),
        ("t.csv", b"\xff\xfe\x00", "."),
        ("t.csv", b'"a', "."),
        ("t.xlsx", b"PK", "."),
        ("t.csv", b"x" * 2_000_001, "more than 2 MB"),
    ],
)
def test_a_file_that_is_no_table_is_told(
    tmp_path: Path, name: str, content: bytes, word: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(TableFaults, match=word):
        rows_of(tmp_path / name)
