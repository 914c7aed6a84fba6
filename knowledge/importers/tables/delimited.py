"""A CSV or TSV file as a grid of text, in the encodings and with the marks that Excel writes."""

from __future__ import annotations

import codecs
import csv
import io
from pathlib import Path

from knowledge.importers.rows import RowError
from knowledge.importers.tables.grid import Grid, Line, Meter, bounded

_MARKS = (",", "\t", ";", "|", "\uff0c")
_LOOKED_AT = 20
"""Rows by which the mark between cells is found."""
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def grid_of(path: Path) -> Grid:
    """The table of a CSV or TSV file.

    Raises:
        RowError: Its encoding is not known, or its quotes do not match.
    """
    text = _decoded(path.read_bytes())
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


def _decoded(content: bytes) -> str:
    """Its text: by its mark of order, as UTF-8, or as Windows writes Chinese (GB18030)."""
    encoding = next((name for mark, name in _BOMS if content.startswith(mark)), None)
    for each in [encoding] if encoding else ["utf-8", "gb18030"]:
        try:
            text = content.decode(each)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise RowError("csv_encoding")


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
    return sum(size > 1 for size in sizes), sum(sizes)
