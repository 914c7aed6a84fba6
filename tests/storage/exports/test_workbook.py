"""Workbooks from strangers are read as text, within bounds, or refused; ours are safe to open."""

from __future__ import annotations

import zipfile
from datetime import date, datetime, time
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from flows.errors import Code, FlowErrors
from flows.wording import Fault
from flows.xlsform.error_texts import Sheets
from flows.xlsform.tables import Tables
from storage.exports import workbook
from storage.exports.files import ExportError
from storage.exports.workbook import read_tables, write_tables


def saved(path: Path, *rows: list[object]) -> Path:
    book = Workbook()
    assert book.active is not None
    book.active.title = "survey"
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def refused(path: Path) -> tuple[Fault, str]:
    with pytest.raises(FlowErrors) as wrong:
        read_tables(path)
    (error,) = wrong.value.errors
    assert error.place.file == path.name
    return error.code, error.told("en")


def test_every_cell_becomes_the_text_that_one_would_type(tmp_path: Path) -> None:
    row = [
        1.0,
        2.5,
        True,
        False,
        date(2026, 3, 1),
        datetime.fromisoformat("2026-03-01T09:30"),
        time(8, 5),
        None,
    ]
    path = saved(tmp_path / "a.xlsx", ["type", "文"], [], row)
    tables = read_tables(path)
    texts = ["1", "2.5", "TRUE", "FALSE", "2026-03-01", "2026-03-01 09:30:00", "08:05:00"]
    assert [list(filter(None, row)) for row in tables.sheets["survey"]] == [
        ["type", "文"],
        [],
        texts,
    ]
    assert (tables.source, tables.errors) == ("a.xlsx", [])


def test_formulas_count_by_their_stored_result_and_errors_are_told(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.xlsx", ["type", '=CONCATENATE("a", "b")'], ["text", "#REF!"])
    tables = read_tables(path)
    assert [(e.code, e.place.row, e.place.column) for e in tables.errors] == [
        (Sheets.NO_VALUE, 1, "B"),
        (Sheets.BROKEN_CELL, 2, "B"),
    ]
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    assert b"<v></v>" in parts[sheet] or b"<v />" in parts[sheet] or b"<v/>" in parts[sheet]
    for empty in (b"<v></v>", b"<v />", b"<v/>"):
        parts[sheet] = parts[sheet].replace(empty, b"<v>7</v>")
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert read_tables(path).sheets["survey"][0][1] == "7"


def test_what_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    assert refused(path)[0] is Code.UNREADABLE
    for content in (b"", b"type,name", b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0" * 200):
        path.write_bytes(content)
        assert refused(path)[0] is Sheets.NOT_A_WORKBOOK
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "x")
    assert refused(path)[0] is Sheets.NOT_A_WORKBOOK


def test_what_unpacks_to_too_much_is_refused_unread(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.xlsx", ["type"])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/big.bin", bytes(workbook.MAX_UNPACKED))
    assert path.stat().st_size < 1_000_000
    code, words = refused(path)
    assert code is Sheets.TOO_MUCH_INSIDE and "40 MB" in words
    path.write_bytes(bytes(workbook.MAX_FILE + 1))
    assert refused(path)[0] is Code.TOO_LARGE


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(tmp_path: Path, encoding: str) -> None:
    path = saved(tmp_path / "a.xlsx", ["type"])
    head = f'<?xml version="1.0" encoding="{encoding}"?>{" " * 2_000_000}'
    bomb = f'{head}<!DOCTYPE x [<!ENTITY a "b">]>'
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/more.xml", bomb.encode(encoding))
    assert refused(path)[0] is Sheets.ENTITIES


@pytest.mark.parametrize("cell", ["A1048576", "XFD200"])
def test_a_cell_far_away_is_refused_soon(
    tmp_path: Path, cell: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "MAX_CELLS", 10_000)
    book = Workbook()
    assert book.active is not None
    book.active[cell] = "x"
    book.save(tmp_path / "a.xlsx")
    assert refused(tmp_path / "a.xlsx")[0] is Sheets.TOO_MANY_CELLS


RISKY = [
    "=1+1",
    "+1",
    "-1",
    "@x",
    "_x0041_",
    "a\nb",
    " 1 ",
    "1",
    "TRUE",
    "2026-03-01",
    "“中”",
    "'q'",
]


def test_what_is_written_is_read_back_and_is_never_a_formula(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    grid = [["type", "name", "label"], *(["text", f"n{n}", text] for n, text in enumerate(RISKY))]
    write_tables(Tables("a", {"survey": grid, "choices": [["list_name"]]}), path)
    assert [list(row) for row in read_tables(path).sheets["survey"]] == grid
    book = load_workbook(path)
    assert book.sheetnames == ["survey", "choices"]
    sheet = book["survey"]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s"}
    assert sheet.freeze_panes == "C2"
    assert sheet["C4"].number_format == "@" and sheet["C4"].alignment.wrap_text


def test_an_export_is_replaced_and_what_a_person_saved_is_not(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    tables = Tables("a", {"survey": [["type", "name"], ["text", "a"]]})
    write_tables(tables, path)
    write_tables(tables, path)
    book = load_workbook(path)
    book.properties.lastModifiedBy = "an office"
    book.save(path)
    with pytest.raises(ExportError):
        write_tables(tables, path)
