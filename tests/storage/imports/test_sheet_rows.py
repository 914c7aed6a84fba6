"""Rows are read as openpyxl reads them, however a program wrote their cells."""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import ZipFile

from openpyxl import Workbook, load_workbook

from storage.imports.sheet_rows import EMPTY, rows_of
from tests.storage.imports.books import exported

EMPTY_SHEET = re.compile(r"<sheetData\s*/>|<sheetData></sheetData>")
CELLS = (
    '<row r="2"><c r="A2" t="inlineStr"><is><t xml:space="preserve"> 一 </t></is></c>'
    '<c r="C2" t="inlineStr"><is><r><t>粗</t></r><r><t>细</t></r></is></c>'
    '<c r="D2"><f>1+1</f><v>2</v></c><c r="E2" t="e"><v>#N/A</v></c></row>'
    '<row r="2"><c r="A2"><v>9</v></c></row>'
    '<row r="4"><c t="inlineStr"><is><t>无位置</t></is></c><c><v>7</v></c>'
    '<c r="F4" t="inlineStr"><is><t/></is></c><c t="b"><v>1</v></c></row>'
    "<row><c><v>1.5</v></c></row>"
)


def as_openpyxl(path: Path, title: str) -> dict[tuple[int, int], object]:
    rows = load_workbook(path, read_only=True)[title].iter_rows()
    return {(c.row, c.column): c.value for row in rows for c in row if c.value is not None}


def as_here(path: Path, title: str) -> dict[tuple[int, int], object]:
    return {
        (number, column): one.value
        for number, row in rows_of(load_workbook(path, read_only=True)[title])
        for column, one in row.items()
        if one.value is not None
    }


def test_what_was_exported_is_read_as_openpyxl_reads_it(tmp_path: Path) -> None:
    path = exported(tmp_path / "a.xlsx")
    for title in load_workbook(path).sheetnames:
        assert as_here(path, title) == as_openpyxl(path, title)
    assert len(as_here(path, "整改台账")) > 36


def test_cells_of_every_kind(tmp_path: Path) -> None:
    plain, odd = tmp_path / "plain.xlsx", tmp_path / "odd.xlsx"
    Workbook().save(plain)
    with ZipFile(plain) as old, ZipFile(odd, "w") as new:
        for name in old.namelist():
            part = old.read(name).decode()
            new.writestr(name, EMPTY_SHEET.sub(f"<sheetData>{CELLS}</sheetData>", part))
    rows = dict(rows_of(load_workbook(odd, read_only=True).active))
    assert [*rows] == [2, 4, 5]
    assert rows[2][1] == (" 一 ", "s") and rows[2][3] == ("粗细", "s")
    assert rows[2][4] == ("=1+1", "f") and rows[2][5] == ("#N/A", "e")
    assert rows[2].get(2, EMPTY) == (None, "n")
    assert {column: one.value for column, one in rows[4].items()} == {
        1: "无位置", 2: 7, 6: None, 7: True,
    }  # fmt: skip
    assert rows[5][1] == (1.5, "n")
