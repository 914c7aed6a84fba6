"""An Excel workbook (.xlsx, .xlsm) as grids of text.

Guards the reader of other people's files: what is inside is measured before it is
unpacked, XML that declares entities is refused, macros and links to other files are
never looked at. Cells are streamed; merged cells are not taken from openpyxl, which
makes an object of each cell of a merged range, however large a file says it is.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import BadZipFile, ZipFile

from knowledge.importers.documents.blocks import DocumentError
from knowledge.importers.documents.office import TABLES, renewed
from knowledge.importers.packages import OLE, trick_in
from knowledge.importers.rows import RowError
from knowledge.importers.tables.grid import MAX_COLUMNS, MAX_ROWS, Grid, Line, Meter, bounded
from knowledge.remarks import listed, remark

MAX_UNPACKED = 256 * 1024 * 1024
MAX_MERGED = 20_000
MAX_SHEETS = 200
_ENCODED = re.compile("_x([0-9A-Fa-f]{4})_")
"""How Excel writes a character that XML cannot hold."""
_QUOTED = re.compile(r'^(?:"([^"]*)")?[0#,.]+(?:"([^"]*)")?$')
"""A format that writes words around a number: 0"个工作日"."""
_MAX_DIGITS = 1e15
"""From here on Excel has lost digits."""


@dataclass(slots=True)
class _Layout:
    """What a sheet's XML says beside its values."""

    hidden: set[int] = field(default_factory=set)
    unworked: set[str] = field(default_factory=set)
    """Cells of formulas without a value."""
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    """Ranges as first column, first row, last column, last row."""


def grids_of(path: Path) -> Iterator[Grid]:
    """The sheets of a workbook that people see, and what is told of the others.

    Raises:
        RowError: It is no workbook that can be read.
    """
    if path.suffix.lower() in TABLES:
        yield from _renewed(path)
        return
    try:
        _refuse_tricks(path)
        with warnings.catch_warnings(action="ignore"):  # of charts and the like, which it drops
            yield from _grids(path)
    except RowError:
        raise
    except Exception as error:  # zipfile, zlib and openpyxl raise whatever it makes
        if isinstance(error, OSError) and error.errno is not None:
            raise  # of the disk; openpyxl's own say what the file lacks
        reason = " ".join(f"{error}".split())[:80] or type(error).__name__
        raise RowError("no_workbook", reason) from None


def _renewed(path: Path) -> Iterator[Grid]:
    """The sheets as LibreOffice has them; a new workbook under an old name as it is."""
    with TemporaryDirectory(prefix="walkalong-") as folder:
        made = Path(folder, "guides.xlsx")
        try:
            made.write_bytes(
                renewed(path)
                if _is_ole(path) or path.suffix.lower() == ".ods"
                else path.read_bytes()
            )
        except DocumentError as error:
            raise RowError(error.key, *error.values) from None
        yield from grids_of(made)


def _is_ole(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(OLE)) == OLE


def _refuse_tricks(path: Path) -> None:
    if _is_ole(path):
        raise RowError("locked_workbook")
    try:
        package = ZipFile(path)
    except BadZipFile:
        raise RowError("no_workbook", "zip") from None
    with package:
        trick = trick_in(package, MAX_UNPACKED, MAX_UNPACKED)
    if trick == "bomb":
        raise RowError("workbook_unpacks", MAX_UNPACKED // (1024 * 1024))
    if trick:
        raise RowError("workbook_entities")


def _grids(path: Path) -> Iterator[Grid]:
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
    meter = Meter()
    try:
        sheets = book.worksheets[:MAX_SHEETS]
        hidden = [sheet.title for sheet in sheets if sheet.sheet_state != "visible"]
        odd = [remark("hidden_sheets", listed(hidden, 80))] if hidden else []
        if len(book.worksheets) > MAX_SHEETS:
            odd.append(remark("many_sheets", MAX_SHEETS))
        shown = [sheet for sheet in sheets if sheet.title not in hidden]
        for sheet in shown:
            grid = _grid(sheet, meter)
            grid.odd[:0] = odd
            odd = []
            yield grid
    finally:
        book.close()


def _grid(sheet: Any, meter: Meter) -> Grid:
    """A sheet with its merged cells filled; what it says of its own size is not believed."""
    sheet.reset_dimensions()
    layout = _layout(sheet)
    grid = Grid(sheet.title)
    rows: dict[int, list[str]] = {}
    texts = ([_text(cell, grid) for cell in row] for row in sheet.iter_rows())
    for number, row in enumerate(meter.rows(texts), start=1):
        if row:
            rows[number] = row
    continued = _fill(rows, layout.merged)
    grid.lines = [Line(n, rows[n], frozenset(continued.get(n, ()))) for n in sorted(rows)]
    if hidden := sorted(layout.hidden & rows.keys()):
        grid.odd.append(remark("hidden_rows", listed([*map(str, hidden)], 60)))
    if layout.unworked:
        grid.odd.append(remark("no_value", listed(sorted(layout.unworked), 60)))
        grid.lost += sorted(layout.unworked)
    return grid


def _layout(sheet: Any) -> _Layout:
    from xml.etree.ElementTree import iterparse

    found = _Layout()
    row = 0
    with sheet._get_source() as source:
        # No entities here: parts that declare any are refused before.
        for event, element in iterparse(source, ("start", "end")):  # noqa: S314
            tag = element.tag.rpartition("}")[2]
            if event == "start" and tag == "row":
                row = int(element.get("r") or row + 1)
                if element.get("hidden") in ("1", "true"):
                    found.hidden.add(row)
            elif event == "end" and tag == "c":
                _look_at(element, found)
            elif event == "end" and tag == "mergeCell" and len(found.merged) < MAX_MERGED:
                found.merged.append(_bounds(element.get("ref", "")))
            if event == "end" and tag in ("row", "mergeCell"):
                element.clear()
    return found


def _look_at(cell: Any, found: _Layout) -> None:
    inner = {child.tag.rpartition("}")[2]: child for child in cell}
    if "f" in inner and not (inner["v"].text if "v" in inner else None) and len(found.unworked) < 9:
        found.unworked.add(cell.get("r", ""))


def _bounds(reference: str) -> tuple[int, int, int, int]:
    from openpyxl.utils import range_boundaries

    left, top, right, bottom = range_boundaries(reference)
    return left or 1, top or 1, right or 1, bottom or 1


def _fill(
    rows: dict[int, list[str]], merged: list[tuple[int, int, int, int]]
) -> dict[int, set[int]]:
    """Writes a merged range's text into its cells; which cells of which rows continue upper ones.

    Only rows that say something are filled: a range may claim a million of them.
    """
    continued: dict[int, set[int]] = {}
    for left, top, right, bottom in merged:
        first = rows.get(top, [])
        text = first[left - 1] if left <= len(first) else ""
        if not text:
            continue
        last = min(right, MAX_COLUMNS)
        for number in range(top, min(bottom, top + MAX_ROWS) + 1):
            if number not in rows:
                continue
            row = rows[number]
            row += [""] * (last - len(row))
            row[left - 1 : last] = [text] * (last - left + 1)
            if number > top:
                continued.setdefault(number, set()).update(range(left - 1, last))
    return continued


def _text(cell: Any, grid: Grid) -> str:
    """A cell as people see it, near enough: dates in ISO 8601, numbers as their format has them."""
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "e":
        grid.odd.append(remark("error_cell", cell.coordinate, str(value)[:20]))
        grid.lost.append(cell.coordinate)
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float):
        return _number(value, cell, grid)
    if isinstance(value, datetime):
        whole = value.time() == time()
        return value.date().isoformat() if whole else value.isoformat(" ", "minutes")
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, date):
        return value.isoformat()
    text = _ENCODED.sub(lambda found: chr(int(found[1], 16)), str(value))
    return bounded(text, cell.coordinate, grid.odd)


def _number(value: float, cell: Any, grid: Grid) -> str:
    shape = str(cell.number_format).split(";")[0]
    if abs(value) >= _MAX_DIGITS:
        grid.odd.append(remark("digits_lost", cell.coordinate))
        grid.lost.append(cell.coordinate)
        return ""  # digits that are not those that were typed are worse than none
    if shape.endswith("%"):
        return f"{value * 100:.10g}%"
    text = f"{value:.15g}"
    if shape.strip("0") == "" and "e" not in text and "." not in text:
        return text.zfill(len(shape))
    words = _QUOTED.match(shape)
    return f"{words[1] or ''}{text}{words[2] or ''}" if words else text
