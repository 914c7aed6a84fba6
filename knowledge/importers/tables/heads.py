"""Which row of a table is its head, or which two rows are."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.importers.reading import field_of
from knowledge.importers.rows import RowError
from knowledge.importers.tables.columns import Column, columns_of
from knowledge.importers.tables.grid import Grid, Line
from knowledge.importers.tables.mapping import Mapping, check_columns, mapped
from knowledge.remarks import listed

_LOOKED_AT = 30
"""Rows of a sheet among which its head is looked for; titles and notes stand above it."""
ITEM_FIELDS = ("id", "name", "case")
"""Fields by which a row says which item it is about."""


@dataclass(slots=True)
class Head:
    """The columns of a table, and where its rows begin."""

    columns: list[Column]
    first: int
    """Index of its first line."""
    below: int
    """Index of the first line below it."""

    def names_items(self) -> bool:
        """Whether a column says which item a row is about."""
        return any(field_of(column.key) in ITEM_FIELDS for column in self.columns)

    def has_content(self) -> bool:
        """Whether a column says something of the items."""
        return any(column.known and field_of(column.key) is None for column in self.columns)

    def score(self) -> int:
        """How many different things of a guide its columns are."""
        return len({(c.key, c.part) for c in self.columns if c.known})


def find_head(grid: Grid, mapping: Mapping | None = None) -> Head | None:
    """The head of a table, None where no row reads like one that names items."""
    best: Head | None = None
    named = mapping is not None and any(field_of(key) in ITEM_FIELDS for key in mapping.constant)
    for index in range(min(len(grid.lines), _LOOKED_AT)):
        for head in _heads_at(grid, index):
            if mapping is not None:
                head.columns = mapped(head.columns, mapping)
            if not (head.has_content() and (named or head.names_items())):
                continue
            if best is None or _rank(head) > _rank(best):
                best = head
    return best


def _rank(head: Head) -> tuple[int, int]:
    """The more that is known the better; two rows only where they say more than one."""
    return head.score(), head.first - head.below


def mapped_head(grid: Grid, mapping: Mapping) -> Head | None:
    """The head of a table as a mapping has it.

    Raises:
        RowError: It is not where the mapping says, or lacks columns that are named there.
    """
    if mapping.head is None:
        head = find_head(grid, mapping)
    else:
        head = _head_at(grid, mapping.head, mapping.head_rows)
    if head is not None:
        check_columns(head.columns, mapping)
        head.columns = mapped(head.columns, mapping)
    return head


def _head_at(grid: Grid, first: int, rows: int) -> Head:
    if not first:
        return Head(columns_of([("", "")] * grid.width()), 0, 0)
    index = next((n for n, line in enumerate(grid.lines) if line.number == first), None)
    if index is None:
        raise RowError("mapping_head", first, line=first)
    lines = grid.lines[index : index + rows]
    pairs = _singles(lines[0], grid.width())
    if rows > 1:
        pairs = _pairs(lines[0], lines[-1], grid.width())
    return Head(columns_of(pairs), index, index + len(lines))


def _heads_at(grid: Grid, index: int) -> list[Head]:
    line = grid.lines[index]
    found = [Head(columns_of(_singles(line, grid.width())), index, index + 1)]
    if index + 1 < len(grid.lines) and _is_group_row(line, grid.lines[index + 1], grid.width()):
        pairs = _pairs(line, grid.lines[index + 1], grid.width())
        found.append(Head(columns_of(pairs), index, index + 2))
    return found


def _singles(line: Line, width: int) -> list[tuple[str, str]]:
    return [("", line.cell(column)) for column in range(width)]


def _is_group_row(upper: Line, lower: Line, width: int) -> bool:
    """Whether the lower row only parts what the upper one puts together."""
    spanned = _spanned(upper, lower, width)
    return bool(spanned) and all(
        column in spanned or column in lower.continued or not lower.cell(column)
        for column in range(width)
    )


def _spanned(upper: Line, lower: Line, width: int) -> set[int]:
    """Columns under a heading that stands over several."""
    found: set[int] = set()
    for column in range(1, width):
        here, before = upper.cell(column), upper.cell(column - 1)
        parted = lower.cell(column) not in ("", lower.cell(column - 1))
        goes_on = here == before if here else bool(before) or column - 1 in found
        if parted and goes_on and column not in lower.continued:
            found |= {column - 1, column}
    return found


def _pairs(upper: Line, lower: Line, width: int) -> list[tuple[str, str]]:
    """For each column what stands over it and what stands right above its cells."""
    spanned = _spanned(upper, lower, width)
    pairs: list[tuple[str, str]] = []
    over = ""
    for column in range(width):
        over = upper.cell(column) or (over if column in spanned else "")
        below = lower.cell(column)
        pairs.append((over, below) if column in spanned and below else ("", below or over))
    return pairs


def fullest(grid: Grid) -> int:
    """Index of the row that is likeliest the head where none reads like one: it says most."""
    first = grid.lines[:_LOOKED_AT]
    return max(range(len(first)), key=lambda n: len({*filter(None, first[n].cells)}))


def seen(grid: Grid) -> str:
    """What may have been meant for headings, for people."""
    texts = [" ".join(text.split())[:20] for text in grid.lines[fullest(grid)].cells if text]
    return listed([*dict.fromkeys(texts)], 200)
