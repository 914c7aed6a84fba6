"""Plain tables of text as a workbook, and a workbook as plain tables.

Guards the reader of other people's files: what is inside of an .xlsx is measured before it
is unpacked, entities are refused, macros and links to other files are never looked at, and
every cell becomes a text. Guards the writer's reader: all is text, never a formula.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows.errors import Code, FlowError, FlowErrors, Place
from flows.xlsform.error_texts import Sheets
from flows.xlsform.tables import Grid, Tables
from storage.exports.files import AUTHOR, staged
from storage.exports.rows import RISKY, lines_of, plain
from storage.exports.sheet import LINE, add_styles, closing_sheets, save_book
from storage.exports.text import width
from storage.packages import trick_in

if TYPE_CHECKING:
    from openpyxl import Workbook

SUFFIX = ".xlsx"
MAX_FILE = 10_000_000
MAX_UNPACKED = 40_000_000
MAX_CELLS = 2_000_000
"""Cells of one sheet, empty ones between others included."""
NARROWEST, WIDEST = 10, 46
MOST_LINES = 12
PAGES = 3
"""A4 pages side by side, if it is printed."""
CELL, GROUP = "cell", "group"
"""Names of styles."""
_ENCODED = re.compile("_x([0-9A-Fa-f]{4})_")
"""How Excel writes a character that XML cannot hold, and a `_` that would look like one."""
_BRACKET = re.compile(r"(?:begin|end)_")


def read_tables(path: Path) -> Tables:
    """The sheets of a workbook as text. Raises FlowErrors where it is no usable one."""
    file = Place(path.name)
    try:
        _refuse_tricks(path, file)
        with warnings.catch_warnings(action="ignore"):  # of charts and the like, which it drops
            return _read(path)
    except FlowErrors:
        raise
    except OSError as error:
        reason = error.strerror or str(error)
        raise FlowErrors([file.error(Code.UNREADABLE, reason=reason)]) from None
    except Exception as error:  # noqa: BLE001 - zipfile, zlib and openpyxl raise whatever it makes
        reason = " ".join(f"{error}".split())[:200] or type(error).__name__
        raise FlowErrors([file.error(Sheets.NOT_A_WORKBOOK, reason=reason)]) from None


def _refuse_tricks(path: Path, file: Place) -> None:
    """An archive that unpacks to far more than it is, and XML that declares things."""
    if path.stat().st_size > MAX_FILE:
        raise FlowErrors([file.error(Code.TOO_LARGE, limit=MAX_FILE)])
    trick = trick_in(path, MAX_UNPACKED)
    if trick == "bomb":
        limit = f"{MAX_UNPACKED // 1_000_000} MB"
        raise FlowErrors([file.error(Sheets.TOO_MUCH_INSIDE, limit=limit)])
    if trick:
        raise FlowErrors([file.error(Sheets.ENTITIES)])


def _read(path: Path) -> Tables:
    from openpyxl import load_workbook

    told: dict[str, Any] = {"read_only": True, "keep_links": False}
    values = load_workbook(path, data_only=True, **told)
    formulas = load_workbook(path, data_only=False, **told)
    sheets: dict[str, Grid] = {}
    errors: list[FlowError] = []
    try:
        for sheet in values.worksheets:
            place = Place(path.name, sheet.title)
            behind = _cells(formulas[sheet.title], place)
            grid: list[list[str]] = []
            head: list[str] = []
            for row, meant in zip(_cells(sheet, place), behind, strict=True):
                number = len(grid) + 1
                grid.append([_text(value) for value, _ in row])
                head = head or (grid[-1] if any(map(str.strip, grid[-1])) else [])
                errors += _unusable(row, meant, Place(path.name, sheet.title, number), head)
            sheets[sheet.title] = grid
    finally:
        values.close()
        formulas.close()
    return Tables(path.name, sheets, errors)


_Cell = tuple[Any, str]
"""A value and the letter of its kind."""


def _cells(sheet: Any, place: Place) -> Iterator[list[_Cell]]:
    """The rows of a sheet; what it says of its own size is not believed."""
    sheet.reset_dimensions()
    count = 0
    for row in sheet.iter_rows():
        count += 1 + len(row)
        if count > MAX_CELLS:
            raise FlowErrors([place.error(Sheets.TOO_MANY_CELLS, limit=MAX_CELLS)])
        yield [(cell.value, getattr(cell, "data_type", "n")) for cell in row]


def _unusable(
    row: Sequence[_Cell], meant: Sequence[_Cell], at: Place, head: Sequence[str]
) -> Iterator[FlowError]:
    """Error values, and formulas that the program that wrote them has not worked out.

    A column is named by what its head says, else by its letter.
    """
    from openpyxl.utils import get_column_letter

    for index, ((value, kind), (_, behind)) in enumerate(zip(row, meant, strict=False), 1):
        title = head[index - 1].strip() if index <= len(head) else ""
        place = Place(at.file, at.sheet, at.row, title or get_column_letter(index))
        if kind == "e":
            yield place.error(Sheets.BROKEN_CELL, value=str(value))
        elif behind == "f" and value is None:
            yield place.error(Sheets.NO_VALUE)


def _text(value: Any) -> str:
    """A cell as it would be typed: 1 for 1.0, TRUE, dates in ISO 8601."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        whole = value.time() == time()
        return value.date().isoformat() if whole else value.isoformat(" ", "seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    return _ENCODED.sub(lambda found: chr(int(found[1], 16)), str(value))


def write_tables(tables: Tables, path: Path) -> None:
    """Write the sheets to `path`, to be edited: heads stay in sight. Raises `ExportError`."""
    from openpyxl import Workbook

    with staged(path, SUFFIX) as folder:
        book = Workbook(write_only=True)
        book.properties.creator = book.properties.lastModifiedBy = AUTHOR
        book.properties.title = path.stem
        with closing_sheets(book):
            add_styles(book)
            _add_styles(book)
            for name, grid in tables.sheets.items():
                _write(book, name, grid)
            save_book(book, folder / path.name)


def _add_styles(book: Workbook) -> None:
    """Cells of text, so that `1` and `2026-03-01` stay what was typed; groups stand out."""
    from openpyxl.styles import Alignment, Font, NamedStyle, PatternFill

    align = Alignment(vertical="top", wrap_text=True)
    font = Font(name="宋体", size=10)
    book.add_named_style(NamedStyle(CELL, font, alignment=align, number_format="@"))
    fill = PatternFill("solid", fgColor="DCE6F1")
    bold = Font(name="宋体", size=10, bold=True)
    book.add_named_style(NamedStyle(GROUP, bold, fill, alignment=align, number_format="@"))


def _write(book: Workbook, name: str, grid: Grid) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet = book.create_sheet(name)
    widths = [_width([row[at] for row in grid]) for at in range(len(grid[0]))]
    for at, wide in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(at)].width = wide
    sheet.freeze_panes = "C2"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = PAGES, 0
    sheet.print_title_rows, sheet.print_title_cols = "1:1", "A:B"
    for number, row in enumerate(grid, 1):
        style = "header" if number == 1 else GROUP if _BRACKET.match(row[0]) else CELL
        tall = max(lines_of(text, wide) for text, wide in zip(row, widths, strict=True))
        sheet.row_dimensions[number].height = min(MOST_LINES, tall) * LINE + 6
        sheet.append([_cell(sheet, text, style) for text in row])
        del sheet.row_dimensions[number]


def _cell(sheet: Any, text: str, style: str) -> Any:
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet)
    cell.style = style
    cell.value = plain(text)
    if text:
        cell.data_type = "s"
        cell.quotePrefix = text.startswith(RISKY)
    return cell


def _width(texts: Sequence[str]) -> float:
    longest = max((width(line) for text in texts for line in text.split("\n")), default=0)
    return min(WIDEST, max(NARROWEST, longest + 2))
