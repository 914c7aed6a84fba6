"""Pages of two columns: the left one is read to its end before the right one.

Guards that a table without rules is none: columns are sure only where the headings on the right go
on with the numbers of those on the left, or where both sides have headings of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import multimode

from knowledge.importers.documents.printed import Cell, Printed, Sheet
from knowledge.importers.documents.shapes import Shape, names_of, shape_of

_FEWEST = 4
"""Rows that each column has, at least."""
_NEAR = 3.0


def parted(sheets: Sequence[Sheet]) -> list[Sheet]:
    """The pages, those of two columns as what stands above, left, right and below."""
    edges = [_edge(sheet) for sheet in sheets]
    sure = [edge for sheet, edge in zip(sheets, edges, strict=True) if edge and _sure(sheet, edge)]
    told: list[Sheet] = []
    for sheet, edge in zip(sheets, edges, strict=True):
        columns = edge is not None and any(abs(edge - other) < _NEAR for other in sure)
        told += _parts(sheet, edge) if columns and edge is not None else [sheet]
    return told


def _edge(sheet: Sheet) -> float | None:
    """Where a right column would begin."""
    rows = [each for each in sheet.items if isinstance(each, Printed)]
    pairs = [row.cells for row in rows if len(row.cells) == 2]
    starts = multimode(round(right.left) for _, right in pairs)
    at = float(min(starts)) if starts else 0.0
    left, right = _sides(sheet, at)
    return at if min(len(left), len(right)) >= _FEWEST else None


def _band(sheet: Sheet, edge: float) -> tuple[int, int]:
    """The longest run of rows of which none crosses the space before the right column."""
    best, start = (0, 0), 0
    for n, each in enumerate([*sheet.items, None]):
        if not isinstance(each, Printed) or _crosses(each, edge):
            best = max(best, (start, n), key=lambda run: run[1] - run[0])
            start = n + 1
    return best


def _crosses(row: Printed, edge: float) -> bool:
    cells = row.cells or (Cell(row.left, row.right, row.text),)
    return any(cell.left < edge - _NEAR and cell.right > edge - _NEAR for cell in cells)


def _sides(sheet: Sheet, edge: float) -> tuple[list[Printed], list[Printed]]:
    """The rows of both columns."""
    left: list[Printed] = []
    right: list[Printed] = []
    first, end = _band(sheet, edge)
    for row in sheet.items[first:end]:
        if isinstance(row, Printed):
            cells = row.cells or (Cell(row.left, row.right, row.text),)
            for side, own in (
                (left, [cell for cell in cells if cell.left < edge - _NEAR]),
                (right, [cell for cell in cells if cell.left >= edge - _NEAR]),
            ):
                if own:
                    text = "  ".join(cell.text for cell in own)
                    cut = replace(row, text=text, left=own[0].left, right=own[-1].right)
                    side.append(replace(cut, cells=tuple(own)))
    return left, right


def _sure(sheet: Sheet, edge: float) -> bool:
    left, right = (_heads(side) for side in _sides(sheet, edge))
    if not left or not right:
        return False
    last, first = left[-1], right[0]
    goes_on = last.style == first.style and 0 < last.number == first.number - 1
    bare = min(sum(1 for one in side if not one.text) for side in (left, right))
    return (goes_on and len(left) + len(right) > 2) or (not first.number and bare > 1)


def _heads(rows: Sequence[Printed]) -> list[Shape]:
    shapes = [shape_of(row.text, bold=row.bold) for row in rows]
    known = [one for one in shapes if names_of(one.label)]
    numbered = [one for one in known if one.number and one.style != "d"]
    return numbered or known


def _parts(sheet: Sheet, edge: float) -> list[Sheet]:
    first, end = _band(sheet, edge)
    left, right = _sides(sheet, edge)
    sides = [Sheet(left, 0.0), Sheet(right, 0.0)]
    around = [Sheet(sheet.items[:first], sheet.width), Sheet(sheet.items[end:], sheet.width)]
    return [part for part in (around[0], *sides, around[1]) if part.items]
