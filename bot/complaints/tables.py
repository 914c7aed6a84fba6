"""Where another platform's table begins: its sheet and headings, wherever they stand."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.complaints.mapping import CaseMapping, needed
from knowledge.importers.rows import RowError
from knowledge.importers.tables.delimited import grid_of
from knowledge.importers.tables.grid import Grid, Line
from knowledge.importers.tables.workbook import grids_of
from storage.imports.files import ImportFileError

HEAD_WITHIN = 30
"""Rows among which the headings are looked for."""
OR = "|"
"""Between headings of which a table has one or another."""
_TEXTS = (".csv", ".tsv", ".txt")
_NOTE = re.compile(r"\((?:必填|选填|可选|限\d+字以?内?|(?:yyyy|YYYY)[^()]*)\)|[*:]")
"""What stands in a heading beside its name."""


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
    """The sheet of a file and the place of its headings. Raises `ImportFileError`.

    What its kind cannot do without must be there; other columns may lack.
    """
    grids = open_grids(path, mapping.encoding)
    wanted = [one for one in grids if not mapping.sheet or one.name.strip() == mapping.sheet]
    found = [(grid, at) for grid in wanted for at in _heads(grid, mapping)]
    if not found:
        raise _no_columns(path, grids, list(mapping.columns))
    grid, at = max(found, key=lambda one: len(columns_of(one[0].lines[one[1]], mapping)))
    there = columns_of(grid.lines[at], mapping)
    for field in sorted(needed(mapping.kind, mapping.columns)):
        names = [heading for heading, target in mapping.columns.items() if target == field]
        if there.keys().isdisjoint(names):
            raise _no_columns(path, [grid], names)
    return grid, at


def _heads(grid: Grid, mapping: CaseMapping) -> Iterator[int]:
    for place, line in enumerate(grid.lines[:HEAD_WITHIN]):
        if mapping.head in (0, line.number) and columns_of(line, mapping):
            yield place


def _no_columns(path: Path, grids: Sequence[Grid], names: Sequence[str]) -> ImportFileError:
    lines = [line for grid in grids for line in grid.lines[:HEAD_WITHIN]]
    fullest = max(lines, key=lambda one: len(set(filter(None, one.cells))), default=None)
    seen = "、".join(cell[:20] for cell in fullest.cells if cell) if fullest else ""
    told, told_en = "、".join(names).replace(OR, " 或 "), ", ".join(names).replace(OR, " or ")
    return ImportFileError(
        f"{path.name} 里没有对照表要的列：{told}；表里有：{seen[:300] or '（空）'}。"
        "改对照表的 columns，或改表头。",
        f"{path.name} lacks columns of the mapping: {told_en}; it has: {seen[:300] or '(nothing)'}."
        " Change columns in the mapping, or the headings.",
    )


def plain(heading: str) -> str:
    """A heading without spaces and what is noted beside it: "诉求内容（必填）*" is 诉求内容."""
    return _NOTE.sub("", "".join(unicodedata.normalize("NFKC", heading).split()))


def columns_of(line: Line, mapping: CaseMapping) -> dict[str, int]:
    """Where in a line the mapping's headings stand: of several that may be, the first that does."""
    titles: dict[str, int] = {}
    for place, cell in enumerate(line.cells):
        titles.setdefault(plain(cell), place)
    found: dict[str, int] = {}
    for heading in mapping.columns:
        names = [plain(name) for name in heading.split(OR)]
        if here := [titles[name] for name in names if name and name in titles]:
            found[heading] = here[0]
    return found
