"""A ledger that comes back: what was changed by hand is found, whatever program saved it."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from storage.imports import files
from storage.imports.files import ImportFileError
from storage.imports.ledger_book import Changed, Fault, ledger_book
from tests.storage.imports.books import edit, exported

RESAVED = Path(__file__).parent / "ledger_libreoffice.xlsx"
"""`books.exported`, with three cells filled in, as LibreOffice 7.4 saves it."""


def changes(path: Path) -> dict[tuple[str, str], str]:
    with ledger_book(path) as book:
        rows = [one for one in book.changed() if isinstance(one, Changed)]
        return {(row.number, key): cell.text for row in rows for key, cell in row.cells.items()}


def faults(path: Path) -> list[tuple[str, str]]:
    with ledger_book(path) as book:
        found = [*book.faults, *(one for one in book.changed() if isinstance(one, Fault))]
        return [(fault.kind, fault.cell.ref) for fault in found]


def test_nothing_was_changed(tmp_path: Path) -> None:
    path = exported(tmp_path / "台账.xlsx")
    assert (changes(path), faults(path)) == ({}, [])
    resaved = tmp_path / "又存.xlsx"
    load_workbook(path).save(resaved)
    assert (changes(resaved), faults(resaved)) == ({}, [])


def test_as_libreoffice_saves_it() -> None:
    """Days, line ends, codes and zeros come back as they went out."""
    assert changes(RESAVED) == {
        ("WT-2026-0001", "owner"): "赵某",
        ("WT-2026-0002", "deadline"): "2026-07-15",
        ("WT-2026-0003", "progress"): "问了\n两家",
    }
    assert faults(RESAVED) == []


@settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@example("=1+1", "_x000D_")
@example("  两边有空格  ", "\n\n行\r\n末  \n")
@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_goes_out_and_comes_back(
    tmp_path_factory: pytest.TempPathFactory, one: str, other: str
) -> None:
    path = exported(tmp_path_factory.mktemp("any") / "台账.xlsx", (one, other))
    assert changes(path) == {}
    load_workbook(path).save(path)
    assert (changes(path), faults(path)) == ({}, [])


def test_what_was_deleted_is_told(tmp_path: Path) -> None:
    path = edit(exported(tmp_path / "a.xlsx"), lambda sheet: sheet.delete_rows(3, 2))
    edit(path, lambda sheet: sheet.delete_cols(10))
    with ledger_book(path) as book:
        assert list(book.changed()) == []
        assert book.missing() == ["WT-2026-0002", "WT-2026-0003"]
        assert book.lacking == ("问题",)


@pytest.mark.parametrize(
    ("place", "value", "fault"),
    [
        ("R2", "=A1", ("formula", "R2")),
        ("R2", "#REF!", ("error", "R2")),
        ("B3", "WT-2026-0001", ("number_twice", "B3")),
        ("B3", "WT-2031-0001", ("not_exported", "B3")),
        ("B3", None, ("no_number", "B3")),
        ("Q1", "责任人", ("heading_twice", "R1")),
    ],
)
def test_faults_of_cells(tmp_path: Path, place: str, value: str, fault: tuple[str, str]) -> None:
    path = exported(tmp_path / "a.xlsx")
    edit(path, lambda sheet: setattr(sheet[place], "value", value))
    assert fault in faults(path)


def test_merged_cells_are_told_only_where_they_matter(tmp_path: Path) -> None:
    path = edit(exported(tmp_path / "a.xlsx"), lambda sheet: sheet.insert_rows(1))
    edit(path, lambda sheet: sheet.merge_cells("A1:K1"))
    assert faults(path) == [], "a title above the headings"
    edit(path, lambda sheet: sheet.merge_cells("R4:R6"))
    assert faults(path) == [("merged", "R4")]


def test_a_day_typed_into_an_empty_cell(tmp_path: Path) -> None:
    path = exported(tmp_path / "a.xlsx")
    edit(path, lambda sheet: setattr(sheet["U2"], "value", date(2026, 7, 1)))
    assert changes(path) == {("WT-2026-0001", "deadline"): "2026-07-01"}


def refused(path: Path) -> str:
    with pytest.raises(ImportFileError) as error, ledger_book(path) as book:
        list(book.changed())
    assert error.value.text["en"] and path.name in error.value.text["zh"]
    return error.value.text["zh"]


def test_files_that_are_no_ledger(tmp_path: Path) -> None:
    path = exported(tmp_path / "a.xlsx")
    whole = path.read_bytes()
    said = {}
    for name, data in (
        ("old.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
        ("cut.xlsx", whole[: len(whole) // 2]),
        ("text.xlsx", "序号,问题编号".encode()),
        ("empty.xlsx", b""),
        ("ledger.xls", whole),
    ):
        (tmp_path / name).write_bytes(data)
        said[name] = refused(tmp_path / name)
    assert "密码" in said["old.xlsx"] and ".xls" in said["old.xlsx"]
    assert all("坏了" in said[name] for name in ("cut.xlsx", "text.xlsx", "empty.xlsx"))
    assert "另存为" in said["ledger.xls"]


def rewritten(path: Path, name: str, part: str, data: bytes) -> Path:
    """The workbook with one part replaced."""
    other = path.with_name(name)
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(other, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.namelist():
            new.writestr(each, data if each == part else old.read(each))
    return other


def test_files_that_were_built_to_harm(tmp_path: Path) -> None:
    path = exported(tmp_path / "a.xlsx")
    part = "xl/worksheets/sheet1.xml"
    declared = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><worksheet/>'
    assert "实体" in refused(rewritten(path, "xxe.xlsx", part, declared))
    swollen = b"<worksheet>" + b" " * 60_000_000 + b"</worksheet>"
    assert "大得不正常" in refused(rewritten(path, "bomb.xlsx", part, swollen))
    assert "坏了" in refused(rewritten(path, "odd.xlsx", part, b"<worksheet><sheetData><row"))


def test_a_file_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = exported(tmp_path / "a.xlsx")
    monkeypatch.setattr(files, "MAX_FILE", 100)
    assert "分开导出" in refused(path)


def test_a_ledger_without_its_memory(tmp_path: Path) -> None:
    path = exported(tmp_path / "a.xlsx")
    book = load_workbook(path)
    del book["陪走"]
    book.save(path)
    assert "重新导出" in refused(path)
    headless = edit(exported(tmp_path / "b.xlsx"), lambda sheet: sheet.delete_rows(1))
    assert "表头" in refused(headless)
