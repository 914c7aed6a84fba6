"""Tables of an office are read in one way, whatever wrote them; what cannot be read is told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from bot.office_folder import MAX_BYTES, tables_of
from flows.calendar_table import read_calendar
from flows.errors import FlowErrors
from flows.unit_table import read_units


def book(path: Path, *rows: list[object], merged: str = "") -> Path:
    made = Workbook()
    assert made.active is not None
    for row in rows:
        made.active.append(row)
    if merged:
        made.active.merge_cells(merged)
    made.save(path)
    return path


def test_dates_of_excel_are_days(tmp_path: Path) -> None:
    head: list[object] = ["日期", "类型", "名称"]
    path = book(tmp_path / "t.xlsx", ["三月三"], [], head, [date(2026, 4, 20), "休", "三月三"])
    (day,) = read_calendar(tables_of(path))
    assert (day.day, day.works) == (date(2026, 4, 20), False)


def test_merged_cells_all_say_the_same(tmp_path: Path) -> None:
    path = book(
        tmp_path / "t.xlsx", ["片区", "单位"], ["城区", "甲局"], [None, "乙局"], merged="A2:A3"
    )
    assert [one.unit.area for one in read_units(tables_of(path))] == ["城区", "城区"]


def test_cells_that_cannot_be_read_are_told_and_nothing_is_taken(tmp_path: Path) -> None:
    path = book(
        tmp_path / "t.xlsx", ["单位", "负责人"], ["甲局", "=1/0"], ["乙局", 1234567890123456789]
    )
    with pytest.raises(FlowErrors, match=r"sheet Sheet.*from these cells: B3, B2"):
        read_units(tables_of(path))


def test_rows_are_counted_as_the_file_has_them(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("单位;负责人\n\n甲局;王局\n;李局\n", encoding="gb18030")
    with pytest.raises(FlowErrors, match=r"t\.csv:4: '单位' is empty"):
        read_units(tables_of(path))


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("t.txt", b"", "t.txt：只能读 .xlsx 和 .csv 文件；"),
        ("t.csv", b"\xff\xfe\x00", "t.csv：读不了：不是 UTF-8、UTF-16 或 GBK 文本；另存为"),
        ("t.csv", b'"a', "t.csv:1：读不了：引号不成对"),
        ("t.xlsx", b"PK", "t.xlsx：读不了：不是能读的 Excel 工作簿"),
        ("t.csv", b"x" * (MAX_BYTES + 1), f"t.csv：文件超过 {MAX_BYTES} 字节；"),
    ],
)
def test_a_file_that_is_no_table_is_told(
    tmp_path: Path, name: str, content: bytes, told: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(FlowErrors) as found:
        tables_of(tmp_path / name)
    assert found.value.told("zh").startswith(told)
