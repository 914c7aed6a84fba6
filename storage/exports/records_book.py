"""One's own records as an Excel workbook, for people who read no JSON: a sheet for each table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from pathlib import Path

from storage.exports.columns import Column, Kind, Value
from storage.exports.files import AUTHOR
from storage.exports.sheet import Sheet, add_styles, closing_sheets, save_book
from storage.exports.text import clean

Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """A column: its header, its width in characters, what it holds."""

    title: str
    width: float
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet: all that is told is in words already, in the person's language."""

    title: str
    heads: Sequence[Head]
    rows: Sequence[Row]


def write_book(tables: Sequence[Table], path: Path, title: str, now: datetime) -> None:
    """Write the tables to `path`, a sheet each, in their order."""
    from openpyxl import Workbook

    with closing_sheets(Workbook(write_only=True)) as book:
        add_styles(book)
        book.properties.creator = book.properties.lastModifiedBy = AUTHOR
        book.properties.title = clean(title)
        book.properties.created = now.replace(tzinfo=None)
        for table in tables:
            columns: list[Column[Row]] = [
                Column(str(n), head.title, "", head.width, head.kind, itemgetter(n))
                for n, head in enumerate(table.heads)
            ]
            sheet = Sheet(book, table.title, columns, f"{title}：{table.title}")
            for row in table.rows:
                sheet.add(row)
            sheet.finish()
        save_book(book, path)
