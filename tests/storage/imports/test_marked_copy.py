"""The copy that says what is to be mended: red cells with a comment, and nothing else changed."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from storage.exports.files import ExportError
from storage.imports import marked_copy as copying
from storage.imports.marked_copy import copy_path, marked_copy, marked_table, plain_stem
from storage.imports.troubles import Trouble
from tests.storage.imports.books import exported

SHEET = "整改台账"
MORNING = datetime(2026, 3, 9, 8, 30)  # noqa: DTZ001  # Excel knows no zones
MIDNIGHT = datetime(2026, 3, 9)  # noqa: DTZ001
WORDS = ("时限要写成日期，如 2026-03-09。", "A deadline is a day, such as 2026-03-09.")


def trouble(row: int, column: int, *, conflict: bool = False) -> Trouble:
    place = f"{SHEET}!{column}:{row}"
    return Trouble(row, column, place, "WT-2026-0001", "整改时限", "下周", WORDS, conflict)


def test_a_cell_to_be_mended_is_red_with_its_reason(tmp_path: Path) -> None:
    source = exported(tmp_path / "台账.xlsx")
    before = list(load_workbook(source)[SHEET].values)
    path = marked_copy(source, SHEET, 1, [trouble(2, 21), trouble(3, 4, conflict=True)])
    assert path == tmp_path / "台账_待改.xlsx"
    book = load_workbook(path)
    assert list(book[SHEET].values) == before, "values and order are those of the original"
    for row, column in ((2, 21), (3, 4)):
        cell = book[SHEET].cell(row, column)
        assert cell.fill.fgColor.rgb.endswith("FFC7CE")
        assert cell.comment is not None and cell.comment.text == WORDS[0]
    assert book[SHEET].cell(2, 20).comment is None
    listed = [tuple(row[4:6]) for row in book["要改的地方"].values]
    assert listed[1:] == [("不允许", WORDS[0]), ("冲突", WORDS[0])]
    hidden = {one.title: one.sheet_state for one in load_workbook(source)}
    assert {one.title: one.sheet_state for one in book if one.title in hidden} == hidden


def test_in_english_the_list_and_the_comments_are_english(tmp_path: Path) -> None:
    source = exported(tmp_path / "ledger.xlsx")
    book = load_workbook(marked_copy(source, SHEET, 1, [trouble(2, 21)], english=True))
    assert [row[5] for row in book["To mend"].values] == ["Why, and how to mend it", WORDS[1]]
    comment = book[SHEET].cell(2, 21).comment
    assert comment is not None and comment.text == WORDS[1]


def test_a_row_that_is_not_there_any_more_can_be_marked(tmp_path: Path) -> None:
    source = exported(tmp_path / "台账.xlsx")
    last = load_workbook(source)[SHEET].max_row
    sheet = load_workbook(marked_copy(source, SHEET, 1, [trouble(last + 2, 2)]))[SHEET]
    assert sheet.cell(last + 2, 2).comment is not None


def test_formulas_are_shown_and_days_stay_days(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["标题"], ["编号", "日子", "数", "算式"], ["1", date(2026, 3, 9), 3, "=1+1"],
                ["2", MORNING, 4.5, "+86"]):  # fmt: skip
        sheet.append(row)
    sheet.column_dimensions["B"].width = 25
    sheet.title = "表"
    source = tmp_path / "来件.xlsx"
    book.save(source)
    marks = [
        Trouble(3, 2, "表!B3", "", "日子", "", WORDS),
        Trouble(4, 2, "表!B4", "", "", "", WORDS),
    ]
    copy = load_workbook(marked_copy(source, "表", 2, marks))["表"]
    assert (copy["D3"].value, copy["D3"].data_type) == ("=1+1", "s")
    assert copy["D4"].quotePrefix
    assert copy["B3"].value == MIDNIGHT and copy["B3"].number_format == "yyyy-mm-dd"
    assert (copy["C3"].value, copy["C4"].value) == (3, 4.5)
    assert copy.column_dimensions["B"].width == 25


def test_a_table_that_is_no_workbook(tmp_path: Path) -> None:
    """Rows keep their numbers, so that a place is found in both."""
    source = tmp_path / "工单.csv"
    source.write_text("x", encoding="utf-8")
    rows = [(1, ["工单号", "内容"]), (4, ["A-1", ""]), (5, ["A-2", "没人接"])]
    book = load_workbook(marked_table(source, rows, 1, [trouble(4, 2)]))
    assert [row[0] for row in book["工单"].values] == ["工单号", None, None, "A-1", "A-2"]
    assert book["工单"]["B4"].comment is not None


def test_a_copy_that_somebody_works_on_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = exported(tmp_path / "台账.xlsx")
    first = marked_copy(source, SHEET, 1, [trouble(2, 21)])
    assert marked_copy(source, SHEET, 1, [trouble(2, 21)]) == first, "nobody has touched it"
    book = load_workbook(first)
    book.properties.lastModifiedBy = "督查科"
    book.save(first)
    second = copy_path(source)
    assert second.name == "台账_待改_2.xlsx"
    assert (plain_stem(first), plain_stem(second)) == ("台账", "台账")
    assert copy_path(first) == second, "a copy of a copy is one of the original"
    monkeypatch.setattr(copying, "MAX_TRIES", 2)
    with pytest.raises(ExportError):
        copy_path(source)
