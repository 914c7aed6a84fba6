"""A CSV or TSV file as a grid of text, in the encodings and with the marks that Excel writes."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from knowledge.importers.encodings import decoded
from knowledge.importers.rows import RowError
from knowledge.importers.tables.grid import Grid, Line, Meter, bounded

_MARKS = (",", "\t", ";", "|", "\uff0c")
_LOOKED_AT = 20
"""Rows by which the mark between cells is found."""


def grid_of(path: Path, encoding: str = "") -> Grid:
    """The table of a CSV or TSV file; `encoding` where it is none of those that are tried.

    Raises:
        RowError: Its encoding is not known, or its quotes do not match.
    """
    text = decoded(path.read_bytes(), encoding)
    if text is None or "\0" in text:
        raise RowError("csv_encoding")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_mark(text), strict=True)
    grid = Grid("")
    above = 0
    try:
        for row in Meter().rows(reader):
            number, above = above + 1, reader.line_num
            cells = [bounded(cell, str(number), grid.odd) for cell in row]
            if any(cells):
                grid.lines.append(Line(number, cells))
    except csv.Error as error:
        raise RowError("csv_quotes", str(error)[:60], line=above + 1) from None
    return grid


def _mark(text: str) -> str:
    """The mark by which the first rows have most cells, the same number in most of them."""
    return max(_MARKS, key=lambda mark: _columns(text, mark))


def _columns(text: str, mark: str) -> tuple[int, int]:
    """How many of the first rows have more than one cell, and how many cells."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    sizes: list[int] = []
    try:
        for _, row in zip(range(_LOOKED_AT), reader, strict=False):
            sizes.append(sum(map(bool, row)))
    except csv.Error:
        return 0, 0
    parted = [size for size in sizes if size > 1]
    return len(parted), sum(parted)
