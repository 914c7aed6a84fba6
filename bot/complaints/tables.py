"""Where another platform's table begins: its sheet and headings, wherever they stand."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.complaints.mapping import CaseMapping
from knowledge.importers.rows import RowError
from knowledge.importers.tables.delimited import grid_of
from knowledge.importers.tables.grid import Grid, Line
from knowledge.importers.tables.workbook import grids_of
from storage.imports.files import ImportFileError

HEAD_WITHIN = 30
"""Rows among which the headings are looked for."""
_TEXTS = (".csv", ".tsv", ".txt")


def open_grids(path: Path, encoding: str = "") -> list[Grid]:
    """The tables of a file. Raises `ImportFileError`."""
    try:
        is_text = path.suffix.lower() in _TEXTS
        return [grid_of(path, encoding)] if is_text else list(grids_of(path))
    except RowError as error:
        zh, en = str(error.reason), getattr(error.reason, "en", str(error.reason))
        mend, mend_en = str(error.mend), getattr(error.mend, "en", str(error.mend))
        spot = f"{path.name}:{error.line}" if error.line else path.name
        raise ImportFileError(f"{spot}：{zh}；{mend}。", f"{spot}: {en}; {mend_en}.") from None


def find_table(path: Path, mapping: CaseMapping) -> tuple[Grid, int]:
    """The sheet of a file and the place of its headings. Raises `ImportFileError`."""
    grids = open_grids(path, mapping.encoding)
    wanted = [one for one in grids if not mapping.sheet or one.name.strip() == mapping.sheet]
    found = [(grid, at) for grid in wanted for at in _heads(grid, mapping)]
    if not found:
        raise _no_columns(path, mapping, grids)
    grid, at = max(found, key=lambda one: len(columns_of(one[0].lines[one[1]], mapping)))
    lacking = set(map(plain, mapping.columns)) - columns_of(grid.lines[at], mapping).keys()
    if lacking:
        raise _no_columns(path, mapping, [grid], lacking)
    return grid, at


def _heads(grid: Grid, mapping: CaseMapping) -> Iterator[int]:
    for place, line in enumerate(grid.lines[:HEAD_WITHIN]):
        if mapping.head in (0, line.number) and columns_of(line, mapping):
            yield place


def _no_columns(
    path: Path, mapping: CaseMapping, grids: Sequence[Grid], lacking: set[str] | None = None
) -> ImportFileError:
    missing = [name for name in mapping.columns if lacking is None or plain(name) in lacking]
    lines = [line for grid in grids for line in grid.lines[:HEAD_WITHIN]]
    fullest = max(lines, key=lambda one: len(set(filter(None, one.cells))), default=None)
    seen = "、".join(cell[:20] for cell in fullest.cells if cell) if fullest else ""
    told = "、".join(missing)
    return ImportFileError(
        f"{path.name} 里没有对照表要的列：{told}；表里有：{seen[:300] or '（空）'}。"
        "改对照表的 columns，或改表头。",
        f"{path.name} lacks columns of the mapping: {told}; it has: {seen[:300] or '(nothing)'}. "
        "Change columns in the mapping, or the headings.",
    )


def plain(heading: str) -> str:
    return "".join(unicodedata.normalize("NFKC", heading).split())


def columns_of(line: Line, mapping: CaseMapping) -> dict[str, int]:
    """The places of the headings that a mapping names, in a line."""
    wanted = set(map(plain, mapping.columns))
    found: dict[str, int] = {}
    for place, cell in enumerate(line.cells):
        if (title := plain(cell)) in wanted:
            found.setdefault(title, place)
    return found
