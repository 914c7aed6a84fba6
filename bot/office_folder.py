"""The folder of the home in which an office keeps the files that it edits.

Guards that its tables are read in one way, whatever program wrote them, and that a file is
replaced whole or not at all. What the files say is read elsewhere (`bot.office_files`, and
`bot.deadline_tables` for those by which deadlines are counted).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from flows.errors import Code, Detail, FlowErrors, Place
from flows.office_texts import Office
from flows.xlsform.tables import Tables
from storage.unfinished import Unfinished

if TYPE_CHECKING:
    from knowledge.importers.tables.grid import Grid

FOLDER = "office"
CALENDAR, DEADLINES, UNITS = "calendar.csv", "deadlines.csv", "units.csv"
DUTIES, SCORES, LISTS = "duties.yaml", "scores.yaml", "lists.yaml"
DEFAULTS = Path(__file__).parent / "office_defaults"
MAX_BYTES = 10_000_000
"""A table is a few pages; pictures in a workbook are what is large."""
SUFFIXES = (".csv", ".xlsx")


def tables_of(path: Path) -> Tables:
    """The sheets that people see of a spreadsheet, .xlsx or .csv in any encoding of Excel's.

    Cells that are merged all say what the first of them does. Raises FlowErrors where the file
    is no usable one, and OSError; cells that cannot be read are the `errors` of what is returned.
    """
    from knowledge.importers.rows import RowError
    from knowledge.importers.tables.delimited import grid_of
    from knowledge.importers.tables.workbook import grids_of

    file = Place(path.name)
    if path.suffix.lower() not in SUFFIXES:
        raise FlowErrors([file.error(Office.OTHER_TABLE)])
    if path.stat().st_size > MAX_BYTES:
        raise FlowErrors([file.error(Code.TOO_LARGE, limit=MAX_BYTES)])
    try:
        grids = [grid_of(path)] if path.suffix.lower() == ".csv" else list(grids_of(path))
    except RowError as wrong:
        reason: Detail = {"zh": f"{wrong.reason}", "en": wrong.reason.en}
        mend: Detail = {"zh": f"{wrong.mend}", "en": wrong.mend.en}
        place = Place(path.name, row=wrong.line)
        raise FlowErrors([place.error(Office.NOT_READ, reason=reason, mend=mend)]) from None
    lost = [
        Place(path.name, grid.name).error(Office.LOST_CELLS, cells=tuple(grid.lost))
        for grid in grids
        if grid.lost
    ]
    return Tables(path.name, {grid.name: _rows(grid) for grid in grids}, lost)


def _rows(grid: Grid) -> list[list[str]]:
    """The rows with the empty ones between them."""
    rows: list[list[str]] = []
    for line in grid.lines:
        rows += [[] for _ in range(line.number - len(rows) - 1)]
        rows.append(line.cells)
    return rows


def write_table(path: Path, rows: Iterable[Sequence[str]]) -> None:
    """Put a table in place of what is there, such that Excel opens it. Raises OSError."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    Unfinished(path.parent / "unfinished").write(path, text.getvalue().encode("utf-8-sig"))
    path.chmod(0o644)  # to be opened in Excel by others than who runs the program


def place_of(home: Path, name: str) -> Path:
    """The office's own file of that name, else the one that is proposed."""
    own = home / FOLDER / name
    return own if own.exists() else DEFAULTS / name


def propose(home: Path, name: str) -> Path | None:
    """Lay the proposed file out to be edited; None: the office has one, which stays."""
    path = home / FOLDER / name
    path.parent.mkdir(exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write((DEFAULTS / name).read_text("utf-8"))
    except FileExistsError:
        return None
    return path
