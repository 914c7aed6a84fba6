"""A ledger that comes back filled in, read a row at a time: which cells were changed by hand.

The columns are known by their headings and the rows by their numbers, wherever they stand now.
What was changed is told by the hidden sheet (`storage.exports.marks`), without the database.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from openpyxl.utils import get_column_letter, range_boundaries

from storage.exports.columns import COLUMNS
from storage.exports.marks import (
    FREE,
    REMEMBERED,
    SHEET,
    VERSION,
    Mark,
    Remembered,
    digest,
    remembered,
    told,
)
from storage.imports.files import ImportFileError, sha256_of, workbook
from storage.imports.sheet_rows import EMPTY, Read, rows_of

HEAD_WITHIN = 20
"""Rows among which the headings must stand: offices put titles above them."""
FEWEST = 4
"""Headings by which their row is known."""
MAX_COLUMNS = 300
_BY_HEADING = {re.sub(r"\s", "", column.zh): column.key for column in COLUMNS}
_KEYS = frozenset(column.key for column in COLUMNS)
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=\"([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})\"")
_CHUNK = 1 << 20
_OVERLAP = 200
_WIDTHS = str.maketrans("()", "（）")

Kind = Literal[
    "heading_twice", "merged", "formula", "error", "no_number", "number_twice", "not_exported"
]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the sheet: where it stands and what it says."""

    row: int
    column: int
    text: str

    @property
    def ref(self) -> str:
        """T7"""
        return f"{get_column_letter(self.column)}{self.row}"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a cell, whatever the ledger says."""

    kind: Kind
    cell: Cell
    other: str = ""
    """The other place that is concerned."""
    number: str = ""
    """The issue of the row, if it names one."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A row with cells that were changed by hand, by column; `digests` are of what was exported."""

    row: int
    number: str
    cells: Mapping[str, Cell]
    digests: Mapping[str, str]
    mark: Mark
    places: Mapping[str, int]
    """The column of the sheet in which each of the ledger's stands."""
    note: Cell | None = None
    """What is said of why (改动说明)."""

    def at(self, key: str) -> Cell:
        """The cell of a column, also of one that was not changed."""
        if key in self.cells:
            return self.cells[key]
        return Cell(self.row, self.places.get(key, self.places["number"]), "")


@dataclass
class LedgerBook:
    """The sheet of the ledger, and what its file remembers."""

    path: Path
    sha256: str
    sheet: str
    since_1904: bool
    columns: Mapping[str, int]
    """Column of the sheet by key."""
    lacking: tuple[str, ...]
    """Headings of the ledger that are not there any more."""
    unknown: tuple[str, ...]
    """Headings that the ledger does not have."""
    faults: list[Fault]
    marks: dict[str, Remembered]
    keys: tuple[str, ...]
    """The columns that the file remembers, in order."""
    head: int
    _sheet: Any
    rows: int = 0
    """Rows that name an issue, read so far."""
    numbers: dict[str, int] = field(default_factory=dict)
    """The row in which each number stands."""

    def changed(self) -> Iterator[Changed | Fault]:
        """The rows that were changed by hand, and what is wrong with cells, from top to bottom."""
        for number, row in rows_of(self._sheet):
            if number > self.head:
                yield from self._row(number, row)

    def missing(self) -> list[str]:
        """Numbers that were exported and are not in the sheet any more, once it is read."""
        return [number for number in self.marks if number not in self.numbers]

    def _row(self, at: int, row: Mapping[int, Read]) -> Iterator[Changed | Fault]:
        texts = {key: told(row.get(column, EMPTY).value) for key, column in self.columns.items()}

        def cell(key: str) -> Cell:
            return Cell(at, self.columns[key], texts[key])

        here = cell("number")
        number = here.text.strip().upper()
        if not number:
            if any(texts.values()):
                yield Fault("no_number", here)
            return
        self.rows += 1
        known = self.marks.get(number)
        if known is None:
            yield Fault("not_exported", here, number=number)
            return
        if number in self.numbers:
            first = Cell(self.numbers[number], here.column, "")
            yield Fault("number_twice", here, first.ref, number)
            return
        self.numbers[number] = at
        odd = list(self._odd(at, number, row))
        yield from odd
        if odd:
            return
        was = dict(zip(self.keys, known.digests.split(" "), strict=False))
        cells = {
            key: cell(key)
            for key, text in texts.items()
            if key in was and digest(number, key, text) != was[key]
        }
        if cells:
            note = cell("note") if "note" in self.columns else None
            note = note if note is not None and note.text else None
            yield Changed(at, number, cells, was, known.mark, self.columns, note)

    def _odd(self, at: int, number: str, row: Mapping[int, Read]) -> Iterator[Fault]:
        """Cells that do not hold what they show."""
        for key, column in self.columns.items():
            read = row.get(column, EMPTY)
            if key != "serial" and read.kind in ("f", "e"):
                cell = Cell(at, column, str(read.value)[:60])
                yield Fault("formula" if read.kind == "f" else "error", cell, number=number)


@contextmanager
def ledger_book(path: Path) -> Iterator[LedgerBook]:
    """Open a ledger that was exported. Raises `ImportFileError`, also where it is none."""
    with workbook(path) as book:
        if SHEET not in book.sheetnames:
            raise _not_ours(path)
        keys, marks = _marks(book[SHEET], path)
        for sheet in book.worksheets:
            if sheet.title == SHEET:
                continue
            if (found := _head(sheet)) is not None:
                head, titles = found
                columns, unknown, faults = _columns(head, titles)
                yield LedgerBook(
                    path=path,
                    sha256=sha256_of(path),
                    sheet=sheet.title,
                    since_1904=book.epoch.year == 1904,
                    columns=columns,
                    lacking=tuple(c.zh for c in REMEMBERED if c.key not in columns),
                    unknown=unknown,
                    faults=faults + list(_merged(sheet, head, columns)),
                    marks=marks,
                    keys=keys,
                    head=head,
                    _sheet=sheet,
                )
                return
        raise ImportFileError(
            f"{path.name} 里没有台账：前 {HEAD_WITHIN} 行里找不到“问题编号”等表头；"
            "请把表头恢复成导出时的样子。",
            f"{path.name} has no ledger: no headings like 问题编号 in the first {HEAD_WITHIN} "
            "rows; let them be as they were exported.",
        )


def _not_ours(path: Path) -> ImportFileError:
    return ImportFileError(
        f"{path.name} 不是本系统导出的台账，或者隐藏的“{SHEET}”表不在了，看不出改了哪些格；"
        "请用 walkalong export ledger 重新导出，在那一份上填。",
        f"{path.name} is no ledger of this system, or its hidden sheet {SHEET} is gone, so that "
        "nobody can tell what was changed: export it anew and fill in that one.",
    )


def _marks(sheet: Any, path: Path) -> tuple[tuple[str, ...], dict[str, Remembered]]:
    rows = ([row.get(at, EMPTY).value for at in (1, 2, 3)] for _, row in rows_of(sheet))
    version, names = [*map(told, next(rows, ())), "", ""][:2]
    keys = tuple(names.split()) if version == VERSION else ()
    if not keys or not _KEYS.issuperset(keys):
        raise _not_ours(path)
    return keys, dict(found for row in rows if (found := remembered(row)))


def _head(sheet: Any) -> tuple[int, list[str]] | None:
    """The row of the headings, and they."""
    sheet.reset_dimensions()
    rows = sheet.iter_rows(max_row=HEAD_WITHIN, max_col=MAX_COLUMNS, values_only=True)
    for number, row in enumerate(rows, start=1):
        titles = [_plain(told(value)) for value in row]
        known = {_BY_HEADING[title] for title in titles if title in _BY_HEADING}
        if "number" in known and len(known) >= FEWEST:
            return number, titles
    return None


def _plain(heading: str) -> str:
    return re.sub(r"\s", "", heading).translate(_WIDTHS)


def _columns(head: int, titles: list[str]) -> tuple[dict[str, int], tuple[str, ...], list[Fault]]:
    columns: dict[str, int] = {}
    faults: list[Fault] = []
    for place, title in enumerate(titles, start=1):
        key = _BY_HEADING.get(title)
        if key is None:
            continue
        if key in columns and key not in FREE:
            first = Cell(head, columns[key], "")
            faults.append(Fault("heading_twice", Cell(head, place, title), first.ref))
        columns.setdefault(key, place)
    unknown = tuple(title for title in titles if title and title not in _BY_HEADING)
    return columns, unknown, faults


def _merged(sheet: Any, head: int, columns: Mapping[str, int]) -> Iterator[Fault]:
    """Merged cells in the rows of the ledger: which of their rows they speak of cannot be told.

    Found without parsing: they stand behind all the rows.
    """
    with sheet._get_source() as source:
        end = b""
        while chunk := source.read(_CHUNK):
            seen = end + chunk
            for found in _MERGED.finditer(seen):
                if found.end() > len(end):
                    left, top, right, bottom = (n or 1 for n in range_boundaries(found[1].decode()))
                    if bottom >= head and any(left <= at <= right for at in columns.values()):
                        yield Fault("merged", Cell(max(top, head), left, found[1].decode()))
            end = seen[-_OVERLAP:]
