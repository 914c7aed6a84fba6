"""One worksheet, written row by row: header, styles, row heights, filters, paper.

Streams (`storage.exports.rows`), so memory does not grow with the rows. Whatever
text comes in is written as text: never as a formula, an error value or a link, and
what Excel reads is what `text.clean` gave.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar
from zipfile import ZIP_DEFLATED, ZipFile

from storage.exports.columns import Column, Value
from storage.exports.files import ExportError
from storage.exports.rows import Rows, lines_of, look_of, number_xml, plain
from storage.exports.text import clean, clip

if TYPE_CHECKING:
    from openpyxl import Workbook

T = TypeVar("T")

MAX_ROWS = 1_048_576
MAX_LINKS = 65_000
"""Links in one sheet; Excel drops all of them above 65,530."""
MAX_HEIGHT = 409.0
LINE = 14.0
"""Points of one line of the body font."""
FILTER_BUTTON = 2.5
"""Width units that the filter's arrow takes from a header."""
TALL = "tall"
"""Style of text in a row that is too low for it: centred, its beginning would be out of sight."""
_FORMATS = {"text": "General", "date": "yyyy-mm-dd", "time": "yyyy-mm-dd hh:mm", "number": "0"}


def add_styles(book: Workbook) -> None:
    """Define the named styles; an office can change them in Excel in one place."""
    from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side

    side = Side(style="thin", color="B7BDC7")
    border = Border(left=side, right=side, top=side, bottom=side)
    body = Font(name="宋体", size=10)
    for kind, number_format in _FORMATS.items():
        across = "left" if kind == "text" else "center"
        align = Alignment(horizontal=across, vertical="center", wrap_text=True)
        book.add_named_style(
            NamedStyle(kind, body, border=border, alignment=align, number_format=number_format)
        )
    top = Alignment(horizontal="left", vertical="top", wrap_text=True)
    book.add_named_style(NamedStyle(TALL, body, border=border, alignment=top))
    align = Alignment(vertical="center", wrap_text=True)
    book.add_named_style(
        NamedStyle(
            "link",
            Font(name="宋体", size=10, color="0563C1", u="single"),
            border=border,
            alignment=align,
        )
    )
    heading = Font(name="黑体", size=10.5, bold=True, color="FFFFFF")
    align = Alignment(horizontal="center", vertical="center", wrap_text=True)
    for name, colour in (("header", "2F5277"), ("seed", "B3261E")):
        fill = PatternFill("solid", fgColor=colour)
        book.add_named_style(NamedStyle(name, heading, fill, border, align))


@contextmanager
def closing_sheets(book: Workbook) -> Iterator[Workbook]:
    """On a failure, end the XML streams that the write-only sheets hold open.

    Raises OSError where the folder for temporary files, in which they are, takes no more.
    """
    try:
        yield book
    except BaseException as error:
        for sheet in book.worksheets:
            if not sheet.closed:
                with suppress(Exception):  # it fails as the one before did
                    sheet.close()
        number = getattr(errno, str(error).removeprefix("IO_"), 0)  # lxml's way to tell it
        if number:
            raise OSError(number, os.strerror(number)) from error
        raise


def save_book(book: Workbook, path: Path) -> None:
    """Write a workbook to `path`, a part at a time: a large one is not held in memory."""
    from openpyxl.writer.excel import ExcelWriter

    book.properties.modified = datetime.now(UTC).replace(tzinfo=None)
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        ExcelWriter(book, archive).write_data()


@dataclass
class Sheet(Generic[T]):
    """A worksheet of `columns`; give it rows with `add`, then `finish` it. Frozen at `freeze`."""

    book: Workbook
    title: str
    columns: Sequence[Column[T]]
    heading: str
    """Stands at the top of every printed page."""
    freeze: str = "A2"
    pages: int = 1
    """Pages side by side that the columns take on paper; the first two columns repeat on each."""
    continues: bool = False
    """Whether it goes on in another sheet (佐证2) where Excel takes no more rows."""
    parts: int = field(default=0, init=False)
    """Sheets that it takes."""
    count: int = field(default=0, init=False)
    """Rows in all, headers not counted."""
    rows: int = field(default=0, init=False)
    """Rows of the last part, its header included."""
    links: int = field(default=0, init=False)
    """In the last part."""
    _looks: dict[tuple[str, bool], str] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        from openpyxl.utils import get_column_letter

        self._letters = [get_column_letter(at) for at in range(1, len(self.columns) + 1)]
        self._begin()

    def _begin(self) -> None:
        """Begin a part: its columns and header."""
        from openpyxl.worksheet.properties import PageSetupProperties

        after = self.book.index(self.sheet) + 1 if self.parts else None
        self.parts += 1
        title = self.title if self.parts == 1 else f"{self.title}{self.parts}"
        self.sheet: Any = self.book.create_sheet(title, after)
        for letter, column in zip(self._letters, self.columns, strict=True):
            self.sheet.column_dimensions[letter].width = column.width
        self.sheet.freeze_panes = self.freeze
        self.sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        self.sheet.sheet_view.zoomScale = 100
        self.sheet.row_dimensions[1].height = 8 + max(
            LINE * lines_of(c.zh, c.width - FILTER_BUTTON) for c in self.columns
        )
        self.sheet.append([self._heading(column) for column in self.columns])
        self._body = Rows(self.sheet)
        self.rows, self.links = 1, 0

    def add(self, row: T, links: Mapping[str, str] | None = None) -> list[Value]:
        """Write one row; `links` are relative targets by column key. What its cells hold."""
        if self.rows >= MAX_ROWS:
            self._go_on()
        self.rows += 1
        self.count += 1
        values = [plain(column.value(row)) for column in self.columns]
        height = self._height(values)
        text = TALL if height > MAX_HEIGHT else "text"
        number = str(self.rows)
        cells = [
            self._cell(value, letter + number, text if column.kind == "text" else column.kind)
            for value, column, letter in zip(values, self.columns, self._letters, strict=True)
        ]
        if links:
            self._link(cells, values, links)
        self._body.add(self.rows, cells, f' ht="{min(MAX_HEIGHT, height):g}" customHeight="1"')
        return values

    def _go_on(self) -> None:
        if not self.continues:
            raise ExportError(
                f"“{self.title}”超过 Excel 一张表的 {MAX_ROWS:,} 行。请按部门或日期分开导出。",
                f"{self.title} has more than the {MAX_ROWS:,} rows of one Excel sheet. "
                "Export it in parts, by department or date.",
            )
        self.finish()
        self._begin()

    def finish(self) -> None:
        """Set what needs the last row: filters; and the paper (A4 landscape)."""
        sheet = self.sheet
        sheet.auto_filter.ref = f"A1:{self._letters[-1]}{self.rows}"
        sheet.print_title_rows = "1:1"
        setup = sheet.page_setup
        setup.orientation, setup.paperSize = "landscape", 9
        if self.pages > 1:
            sheet.print_title_cols = "A:B"
        setup.fitToWidth, setup.fitToHeight = self.pages, 0
        margins = sheet.page_margins
        margins.left = margins.right = 10 / 25.4
        margins.top, margins.bottom = 18 / 25.4, 14 / 25.4
        margins.header = margins.footer = 7 / 25.4
        sheet.print_options.horizontalCentered = True
        sheet.HeaderFooter.oddHeader.center.text = clip(clean(self.heading), 100).replace("&", "&&")
        sheet.HeaderFooter.oddHeader.center.size = 14
        sheet.HeaderFooter.oddFooter.center.text = "第 &P 页，共 &N 页"
        self._body.close()

    def _height(self, values: Sequence[Value]) -> float:
        """Points for the row's tallest cell; Excel's own fitting is not to be relied on."""
        lines = 1
        for value, column in zip(values, self.columns, strict=True):
            if isinstance(value, str):
                lines = max(lines, lines_of(value, column.width))
        return max(20.0, lines * LINE + 6)

    def _heading(self, column: Column[T]) -> Any:
        from openpyxl.cell import WriteOnlyCell

        cell = WriteOnlyCell(self.sheet, column.zh)
        cell.style = "seed" if column.seed else "header"
        return cell

    def _cell(self, value: Value, place: str, style: str) -> str:
        """A cell as XML. Text keeps to the left, whatever its column is for."""
        if value is None:
            return f'<c r="{place}" s="{self._style(style)}"/>'
        if isinstance(value, str):
            look = look_of(value)
            name = "text" if style in _FORMATS else style
            return f'<c r="{place}" s="{self._style(name, look.is_risky)}"{look.xml}'
        return f'<c r="{place}" s="{self._style(style)}"{number_xml(value)}'

    def _link(self, cells: list[str], values: Sequence[Value], links: Mapping[str, str]) -> None:
        """Have cells lead to files."""
        from openpyxl.worksheet.hyperlink import Hyperlink

        for at, (column, letter) in enumerate(zip(self.columns, self._letters, strict=True)):
            target = links.get(column.key)
            if target and self.links < MAX_LINKS:
                self.links += 1
                place = f"{letter}{self.rows}"
                self.sheet._hyperlinks.append(Hyperlink(ref=place, target=target))
                cells[at] = self._cell(values[at], place, "link")

    def _style(self, name: str, quoted: bool = False) -> str:
        """The number of a named style in this book; looked up once."""
        key = (name, quoted)
        if key not in self._looks:
            from openpyxl.cell import WriteOnlyCell

            cell: Any = WriteOnlyCell(self.sheet)
            cell.style = name
            if quoted:
                cell.quotePrefix = True
            self._looks[key] = str(cell.style_id)
        return self._looks[key]
