"""One worksheet, written row by row: header, styles, row heights, filters, paper.

Streams through openpyxl's write-only mode, so memory does not grow with the
rows. Whatever text comes in is written as text: never as a formula, an error
value or a link, and what Excel reads is what `text.clean` gave.
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from math import ceil
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from storage.exports.columns import Column, Value
from storage.exports.files import ExportError
from storage.exports.text import clean, clip, width

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell

T = TypeVar("T")

MAX_ROWS = 1_048_576
MAX_CELL = 32_767
"""UTF-16 units in one cell; Excel repairs a file that has more."""
MAX_LINKS = 65_000
"""Links in one sheet; Excel drops all of them above 65,530."""
MAX_HEIGHT = 409.0
LINE = 14.0
"""Points of one line of the body font."""
FILTER_BUTTON = 2.5
"""Width units that the filter's arrow takes from a header."""
RISKY = ("=", "+", "-", "@", "\t", "\n", "＝", "＋", "－", "＠")
"""What a program may take for the beginning of a formula."""
TALL = "tall"
"""Style of text in a row that is too low for it: centred, its beginning would be out of sight."""
_ENCODED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""What readers of xlsx take for an encoded character (`_x0041_` for A); Excel's way to say "_"."""
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
    rows: int = field(default=1, init=False)
    links: int = field(default=0, init=False)
    _looks: dict[str, Any] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        from openpyxl.utils import get_column_letter
        from openpyxl.worksheet.properties import PageSetupProperties

        self.sheet = self.book.create_sheet(self.title)
        for index, column in enumerate(self.columns, 1):
            self.sheet.column_dimensions[get_column_letter(index)].width = column.width
        self.sheet.freeze_panes = self.freeze
        self.sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        self.sheet.sheet_view.zoomScale = 100
        self.sheet.row_dimensions[1].height = 8 + max(
            LINE * lines_of(c.zh, c.width - FILTER_BUTTON) for c in self.columns
        )
        self.sheet.append([self._cell(c.zh, "seed" if c.seed else "header") for c in self.columns])
        self.last = get_column_letter(len(self.columns))

    def add(self, row: T, links: Mapping[str, str] | None = None) -> None:
        """Write one row; `links` are relative targets by column key."""
        if self.rows >= MAX_ROWS:
            raise ExportError(
                f"“{self.title}”超过 Excel 一张表的 {MAX_ROWS:,} 行。请按部门或日期分开导出。",
                f"{self.title} has more than the {MAX_ROWS:,} rows of one Excel sheet. "
                "Export it in parts, by department or date.",
            )
        self.rows += 1
        values = [plain(column.value(row)) for column in self.columns]
        height = self._height(values)
        self.sheet.row_dimensions[self.rows].height = min(MAX_HEIGHT, height)
        kinds = {"text": TALL} if height > MAX_HEIGHT else {}
        self.sheet.append(
            [
                self._cell(
                    value, kinds.get(column.kind, column.kind), (links or {}).get(column.key, "")
                )
                for value, column in zip(values, self.columns, strict=True)
            ]
        )
        del self.sheet.row_dimensions[self.rows]

    def finish(self) -> None:
        """Set what needs the last row: filters; and the paper (A4 landscape)."""
        sheet = self.sheet
        sheet.auto_filter.ref = f"A1:{self.last}{self.rows}"
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

    def _height(self, values: Sequence[Value]) -> float:
        """Points for the row's tallest cell; Excel's own fitting is not to be relied on."""
        lines = max(
            (
                lines_of(value, column.width)
                for value, column in zip(values, self.columns, strict=True)
                if isinstance(value, str)
            ),
            default=1,
        )
        return max(20.0, lines * LINE + 6)

    def _cell(self, value: Value, style: str, target: str = "") -> Cell:
        from openpyxl.cell import Cell
        from openpyxl.worksheet.hyperlink import Hyperlink

        linked = bool(target) and self.links < MAX_LINKS
        name = "text" if isinstance(value, str) and style in _FORMATS else style
        looks = self._looks_of("link" if linked else name)
        cell: Cell = Cell(self.sheet, row=1, column=1, value=value, style_array=looks)
        if isinstance(value, str):
            cell.data_type = "s"
            if value.startswith(RISKY):
                cell.quotePrefix = True
        if linked:
            self.links += 1
            cell.hyperlink = Hyperlink(ref="A1", target=target)
        return cell

    def _looks_of(self, style: str) -> Any:
        """What a cell of a named style carries; looked up once, for it takes longer than a cell."""
        from openpyxl.cell import WriteOnlyCell

        if style not in self._looks:
            cell: Any = WriteOnlyCell(self.sheet)
            cell.style = style
            self._looks[style] = cell._style
        return self._looks[style]


_CODE = re.compile(r"[!-~]{16,}")


def plain(value: Value) -> Value:
    """What a cell can hold: legal, bounded text; empty text is an empty cell."""
    if not isinstance(value, str):
        return value
    return clip(_ENCODED.sub("_x005F_", clean(value)), MAX_CELL) or None


def lines_of(text: str, column: float) -> int:
    """Lines that `text` takes when wrapped in a column of that width."""
    room = max(1.0, column * 1.06 - 1)
    return sum(_lines(part, room) for part in text.split("\n"))


def _lines(text: str, room: float) -> int:
    """Lines of one paragraph; a long code begins a line and leaves the one before it short."""
    lines = max(1, ceil(width(text) / room))
    return lines + (len(_CODE.findall(text)) if lines > 1 else 0)
