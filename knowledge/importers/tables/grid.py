"""A table as text, with what its file says of merged cells, before anything is understood.

Guards what is behind it from the size of foreign files: rows, columns, cells and texts
are bounded while they are read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from knowledge.importers.rows import MAX_ELEMENT_CHARS, RowError
from knowledge.remarks import Remark, remark

MAX_ROWS = 50_000
MAX_COLUMNS = 300
MAX_CELLS = 1_000_000
"""Cells of one file, empty ones between others included."""


@dataclass(slots=True)
class Line:
    """One row of a table that says anything."""

    number: int
    """Its number in the file, from 1."""
    cells: list[str]
    continued: frozenset[int] = frozenset()
    """Columns whose cell is merged with the one above it; it holds the same text."""

    def cell(self, column: int) -> str:
        """The text of a column, "" where the row ends before it."""
        return self.cells[column] if column < len(self.cells) else ""

    def filled(self) -> list[int]:
        """Columns that say something."""
        return [column for column, text in enumerate(self.cells) if text]

    def single(self) -> str:
        """The one text of a row that has just one (in one cell, or in merged ones); else ""."""
        texts = {text for text in self.cells if text}
        return texts.pop() if len(texts) == 1 else ""


@dataclass(slots=True)
class Grid:
    """A sheet: its rows without the empty ones."""

    name: str
    """What the file calls it, "" for the only table of a file."""
    lines: list[Line] = field(default_factory=list)
    odd: list[Remark] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    """Cells that say something which could not be read, so that they are empty here: A3, C2."""

    def width(self) -> int:
        """How many columns the widest row has."""
        return max((len(line.cells) for line in self.lines), default=0)


class Meter:
    """Counts what is read of one file, and stops what is too much."""

    def __init__(self) -> None:
        self._cells = 0

    def rows(self, rows: Iterable[list[str]]) -> Iterator[list[str]]:
        """The rows, each without empty cells at its end.

        Raises:
            RowError: There are too many rows, columns or cells.
        """
        for count, row in enumerate(rows):
            while row and not row[-1]:
                row.pop()
            self._cells += len(row)
            if count >= MAX_ROWS or self._cells > MAX_CELLS:
                raise RowError("table_big", MAX_ROWS, MAX_CELLS)
            if len(row) > MAX_COLUMNS:
                raise RowError("table_wide", MAX_COLUMNS, line=count + 1)
            yield row


def bounded(text: str, where: str, odd: list[Remark]) -> str:
    """The text of a cell, trimmed, cut to what an element may have."""
    text = text.strip()
    if len(text) > MAX_ELEMENT_CHARS:
        odd.append(remark("cell_cut", where, MAX_ELEMENT_CHARS))
    return text[:MAX_ELEMENT_CHARS]
