"""A copy of a workbook with what is to be mended: red cells with a comment, and a list of them.

Streams from the one file to the other, so that memory does not grow with the rows. Values, order
and widths are those of the original, which nobody touches; formulas are shown and never run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from storage.exports.columns import Value
from storage.exports.files import AUTHOR, ExportError, may_be_replaced, staged
from storage.exports.rows import MAX_CELL, RISKY, lines_of
from storage.exports.sheet import LINE, MAX_HEIGHT, add_styles, closing_sheets, save_book
from storage.exports.text import clean, clip
from storage.imports.files import workbook
from storage.imports.troubles import Trouble, add_list

if TYPE_CHECKING:
    from openpyxl import Workbook

BAD = "bad"
"""Style of a cell that is to be mended."""
SUFFIX = "_待改"
_COPIED = re.compile(rf"{SUFFIX}(?:_\d+)?$")
MAX_TRIES = 100
_TOP = 65_536
"""Bytes at the beginning of a sheet among which the widths of its columns stand."""
_COL = re.compile(rb"<(?:\w+:)?col\s([^>]*)>")
_ATTRIBUTE = re.compile(rb'(\w+)="([^"]*)"')
_DEFAULT_WIDTH = 12.0
PAGES = 3
"""A4 pages side by side."""
_CHARS, _LINES = 34, 18
"""Characters and points of a line of a comment."""


def plain_stem(path: Path) -> str:
    """The name of a file, of a copy that of its original."""
    return _COPIED.sub("", path.stem)


def copy_path(source: Path) -> Path:
    """Where the copy goes: beside the original; a copy that somebody works on stays."""
    for count in range(1, MAX_TRIES):
        number = "" if count == 1 else f"_{count}"
        path = source.with_name(f"{plain_stem(source)}{SUFFIX}{number}.xlsx")
        if path != source and (not path.exists() or may_be_replaced(path)):
            return path
    raise ExportError(
        f"{source.parent} 里“{SUFFIX}”文件太多，请删掉旧的。",
        f"There are too many {SUFFIX} files in {source.parent}: remove old ones.",
    )


def marked_copy(
    source: Path, sheet: str, head: int, troubles: Sequence[Trouble], *, english: bool = False
) -> Path:
    """Copy a workbook, its cells of `troubles` marked; where it is. Raises `ExportError`."""
    with workbook(source) as book:
        sheets = (
            _Source(one.title, one.sheet_state, _widths(one), head if one.title == sheet else 1,
                    _rows(one), troubles if one.title == sheet else ())
            for one in book.worksheets
        )  # fmt: skip
        return _write(source, sheets, troubles, english)


def marked_table(
    source: Path,
    rows: Iterable[tuple[int, Sequence[str]]],
    head: int,
    troubles: Sequence[Trouble],
    *,
    english: bool = False,
) -> Path:
    """The same of a table that is no workbook: `rows` by their number in it."""
    one = _Source(source.stem[:25] or "表", "visible", {}, head, _spread(rows), troubles)
    return _write(source, [one], troubles, english)


@dataclass(frozen=True, slots=True)
class _Source:
    """A sheet that is copied."""

    title: str
    state: str
    widths: Mapping[int, float]
    head: int
    rows: Iterable[Sequence[Value]]
    troubles: Sequence[Trouble]


def _write(
    source: Path, sheets: Iterable[_Source], troubles: Sequence[Trouble], english: bool
) -> Path:
    from openpyxl import Workbook

    path = copy_path(source)
    with ExitStack() as stack:
        folder = stack.enter_context(staged(path, ".xlsx"))
        book = stack.enter_context(closing_sheets(Workbook(write_only=True)))
        add_styles(book)
        _add_style(book)
        book.properties.creator = book.properties.lastModifiedBy = AUTHOR
        add_list(book, source.name, troubles, english=english)
        for one in sheets:
            _Copy(book, one, english).write()
        save_book(book, folder / path.name)
    return path


def _add_style(book: Workbook) -> None:
    from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side

    side = Side(style="medium", color="B3261E")
    border = Border(left=side, right=side, top=side, bottom=side)
    align = Alignment(vertical="center", wrap_text=True)
    fill = PatternFill("solid", fgColor="FFC7CE")
    font = Font(name="宋体", size=10, color="7A0C12")
    book.add_named_style(NamedStyle(BAD, font, fill, border, align))


class _Copy:
    """One sheet on its way into the copy."""

    def __init__(self, book: Workbook, source: _Source, english: bool) -> None:
        from openpyxl.utils import get_column_letter

        self._source, self._english = source, english
        self._looks: dict[str, Any] = {}
        self._notes: dict[tuple[int, int], list[Trouble]] = {}
        for trouble in source.troubles:
            self._notes.setdefault((trouble.row, trouble.column), []).append(trouble)
        self._sheet = book.create_sheet(source.title)
        self._sheet.sheet_state = source.state
        for column, width in source.widths.items():
            self._sheet.column_dimensions[get_column_letter(column)].width = width
        self._wide = 0
        if source.troubles:
            self._sheet.freeze_panes = f"C{source.head + 1}"
            self._for_paper()

    def _for_paper(self) -> None:
        """A4 across, the comments behind the rows."""
        from openpyxl.worksheet.properties import PageSetupProperties

        self._sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        setup = self._sheet.page_setup
        setup.orientation, setup.paperSize, setup.cellComments = "landscape", 9, "atEnd"
        setup.fitToWidth, setup.fitToHeight = PAGES, 0
        self._sheet.print_title_rows = f"{self._source.head}:{self._source.head}"
        self._sheet.print_title_cols = "A:B"

    def write(self) -> None:
        last = max((row for row, _ in self._notes), default=0)
        number = 0
        for number, row in enumerate(self._source.rows, start=1):
            self._row(number, row)
        for rest in range(number + 1, last + 1):
            self._row(rest, ())

    def _row(self, number: int, row: Sequence[Value]) -> None:
        if number == self._source.head:
            self._wide = max([len(row), *(column for _, column in self._notes)])
        values = [*row, *[None] * (self._wide - len(row))]
        visible = self._source.state == "visible"
        if visible:
            self._sheet.row_dimensions[number].height = self._height(values)
        self._sheet.append([self._cell(number, at, v) for at, v in enumerate(values, start=1)])
        if visible:
            del self._sheet.row_dimensions[number]

    def _height(self, values: Sequence[Value]) -> float:
        lines = [
            lines_of(value, self._source.widths.get(at, _DEFAULT_WIDTH))
            for at, value in enumerate(values, start=1)
            if isinstance(value, str)
        ]
        return min(MAX_HEIGHT, max(20.0, max(lines, default=1) * LINE + 6))

    def _cell(self, row: int, column: int, value: Value) -> Any:
        from openpyxl.cell import Cell
        from openpyxl.comments import Comment

        notes = self._notes.get((row, column), [])
        if value is None and not notes and (row < self._source.head or column > self._wide):
            return None
        style = BAD if notes else "header" if row == self._source.head else _kind(value)
        value = clip(clean(value), MAX_CELL) if isinstance(value, str) else value
        cell: Any = Cell(
            self._sheet, row=1, column=1, value=value, style_array=self._looks_of(style, value)
        )
        if isinstance(value, str):
            cell.data_type = "s"
            cell.quotePrefix = value.startswith(RISKY)
        if notes:
            text = "\n".join(note.words[self._english] for note in notes)
            lines = sum(1 + len(line) // _CHARS for line in text.split("\n")) + 1
            cell.comment = Comment(text, AUTHOR, height=lines * _LINES, width=460)
        return cell

    def _looks_of(self, style: str, value: Value) -> Any:
        """What a cell of a style carries; looked up once, for it takes longer than a cell."""
        from openpyxl.cell import WriteOnlyCell

        name = f"{style} {_kind(value)}"
        if name not in self._looks:
            cell: Any = WriteOnlyCell(self._sheet)
            cell.style = style
            if style == BAD and _kind(value) in ("date", "time"):
                cell.number_format = "yyyy-mm-dd"
            self._looks[name] = cell._style
        return self._looks[name]


def _kind(value: Value) -> str:
    if isinstance(value, datetime):
        return "time" if value.time().isoformat() != "00:00:00" else "date"
    if isinstance(value, date):
        return "date"
    return "number" if isinstance(value, int | float) else "text"


def _rows(sheet: Any) -> Iterator[list[Value]]:
    sheet.reset_dimensions()
    for row in sheet.iter_rows(values_only=True):
        yield [_value(value) for value in row]


def _value(value: Any) -> Value:
    """A formula, of one cell or of many, as it is written."""
    if value is None or isinstance(value, str | int | float | date):
        return value
    return str(getattr(value, "text", value))


def _spread(rows: Iterable[tuple[int, Sequence[str]]]) -> Iterator[Sequence[Value]]:
    """The rows with the empty ones between them."""
    last = 0
    for number, row in rows:
        yield from ([] for _ in range(number - last - 1))
        yield [cell or None for cell in row]
        last = number


def _widths(sheet: Any) -> dict[int, float]:
    """The widths of the columns, which the reader of rows does not tell."""
    with sheet._get_source() as source:
        top = source.read(_TOP).partition(b"<sheetData")[0]
    widths: dict[int, float] = {}
    for found in _COL.finditer(top):
        told = {name.decode(): value.decode() for name, value in _ATTRIBUTE.findall(found[1])}
        try:
            first, last = int(told["min"]), int(told["max"])
            width = float(told["width"])
        except (KeyError, ValueError):
            continue
        for column in range(first, min(last, first + 100) + 1):
            widths[column] = min(max(width, 3.0), 120.0)
    return widths
