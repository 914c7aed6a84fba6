"""A sheet is written without openpyxl's cells, and says what it said when it was written with them.

`sheet_before.xlsx` was written cell by cell by openpyxl, of the rows below.
"""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from storage.exports.columns import Column, Value
from storage.exports.sheet import Sheet, add_styles

BEFORE = Path(__file__).with_name("sheet_before.xlsx")
Row = tuple[Value, ...]
COLUMNS: tuple[Column[Row], ...] = (
    Column("name", "名称 <&>", "Name", 14, "text", lambda row: row[0]),
    Column("day", "日期", "Day", 11.5, "date", lambda row: row[1], seed=True),
    Column("at", "时间", "Time", 17, "time", lambda row: row[2]),
    Column("count", "个数（很长的一个表头，要折行）", "Count", 6, "number", lambda row: row[3]),
)
ROWS: tuple[Row, ...] = (
    ("取号机旁边没有人引导，问了三处才知道要先去二楼预审", date(2026, 11, 24), None, 3),
    (None, None, datetime.fromisoformat("2026-11-24T09:30"), 2.5),
    ("", "节后", "上午", "三"),
    ("=1+1", date(1900, 1, 1), datetime.fromisoformat("1900-03-01T23:59:59"), 0),
    ("＝1+1", date(1900, 2, 28), datetime.fromisoformat("2026-01-01T00:00"), -7),
    ("#N/A", "=A1", "@x", "-1"),
    (" 前后有空格 ", date(2099, 12, 31), None, 10**15),
    ("一行\n两行\r\n三行", None, datetime.fromisoformat("2026-11-24T09:30:15.123"), 1.1),
    ("<b>&amp; \"x\" 'y' ]]>", None, None, True),
    ("_x0041_ _x000D_\x07\u202e", None, None, 1e300),
    ("长" * 40_000, None, None, "长" * 3_000),
    ("😀 𠮷\u2028\x85\t制表", None, None, None),
    ("A1234567890123456789012345678901234567890 " * 3, None, None, None),
    ("\n", "\t=1", " ", "1e5"),
)
LINKS = {2: {"name": "云溪%20台账_影像/a.jpg"}, 3: {"name": "x/b&c.jpg", "count": "x/d.jpg"}}


def write(path: Path) -> None:
    book = Workbook(write_only=True)
    add_styles(book)
    for title, pages in (("表一", 1), ("表二", 3)):
        sheet = Sheet(book, title, COLUMNS, "A & B 台账", freeze="B2", pages=pages)
        for number, row in enumerate(ROWS):
            sheet.add(row, LINKS.get(number))
        sheet.finish()
    book.save(path)


def looks(cell: Any) -> dict[str, Any]:
    return {
        "value": cell.value,
        "type": cell.data_type,
        "style": cell.style,
        "format": cell.number_format,
        "quoted": bool(cell.quotePrefix),
        "font": (cell.font.name, cell.font.sz, cell.font.b, cell.font.u, repr(cell.font.color)),
        "fill": (cell.fill.fill_type, repr(cell.fill.fgColor)),
        "border": repr(cell.border),
        "place": repr(cell.alignment),
        "link": cell.hyperlink and cell.hyperlink.target,
    }


def told(path: Path) -> dict[str, Any]:
    """All that a workbook says and shows, by place."""
    found: dict[str, Any] = {}
    for sheet in load_workbook(path).worksheets:
        found |= {
            f"{sheet.title} {c.coordinate}": looks(c) for row in sheet.iter_rows() for c in row
        }
        found[f"{sheet.title} rows"] = {n: d.height for n, d in sheet.row_dimensions.items()}
        found[f"{sheet.title} columns"] = {n: d.width for n, d in sheet.column_dimensions.items()}
        found[f"{sheet.title} paper"] = (
            sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows,
            sheet.print_title_cols, sheet.page_setup.orientation, sheet.page_setup.fitToWidth,
            sheet.page_setup.fitToHeight, sheet.oddHeader.center.text,
            sheet.oddFooter.center.text, sheet.page_margins.left, sheet.sheet_state,
        )  # fmt: skip
    return found


def test_a_sheet_says_and_shows_what_it_did_when_openpyxl_wrote_its_cells(tmp_path):
    write(tmp_path / "now.xlsx")
    before, now = told(BEFORE), told(tmp_path / "now.xlsx")
    assert [key for key in before | now if before.get(key) != now.get(key)] == []
    assert len(before) == 2 * (4 * 15 + 3)
