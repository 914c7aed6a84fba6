"""Lines of text on pages, put together into paragraphs as they were written.

A page has rows of text with places, not paragraphs: a row that reaches the right edge goes
on in the next one. What stands at the top or bottom of most pages is a running head.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from knowledge.importers.documents.blocks import Block, Line, Table, squared
from knowledge.importers.documents.shapes import opens_paragraph, shape_of

PAGE_NUMBER = re.compile(
    r"[-\u2010-\u2015\u00b7~\s]*(?:第\s*)?\d{1,4}\s*页?(?:\s*[,，/／]?\s*(?:共\s*)?\d{1,4}\s*页?)?[-\u2010-\u2015\u00b7~\s]*"
)
_EDGE_ROWS = 2
"""How many rows at a page's top and bottom may be running heads."""
_REPEATED = 0.6
"""Share of the pages on which a running head stands, of at least three."""


@dataclass(frozen=True, slots=True)
class Printed:
    """One row of text on a page."""

    text: str
    left: float
    right: float
    top: float
    size: float
    bold: bool = False
    cells: tuple[tuple[float, str], ...] = ()
    """Its texts that stand far apart, each with where its middle is."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A table on a page."""

    table: Table
    top: float


Sheet = Sequence[Printed | Placed]
"""What stands on one page, from top to bottom."""


def paragraphs(sheets: Sequence[Sheet]) -> tuple[list[Block], list[str]]:
    """The content of pages in order, and their running heads and feet."""
    edges = _running(sheets)
    kept = [[each for each in sheet if not _is_edge(each, sheet, edges)] for sheet in sheets]
    sizes = [row.size for sheet in kept for row in sheet if isinstance(row, Printed)]
    body = median(sizes) if sizes else 0.0
    blocks: list[Block] = []
    written: list[Printed] = []
    for sheet in map(list, map(_with_columns, kept)):
        rows = [row for row in sheet if isinstance(row, Printed)]
        left = min((row.left for row in rows), default=0.0)
        right = max((row.right for row in rows), default=0.0)
        for each in sheet:
            if isinstance(each, Placed):
                blocks += _paragraph(written, body)
                _add_table(blocks, each.table)
            elif written and _goes_on(written, each, left, right):
                written.append(each)
            else:
                blocks += _paragraph(written, body)
                written.append(each)
    blocks += _paragraph(written, body)
    heads = Counter(row.text for sheet in sheets for row in sheet if isinstance(row, Printed))
    return blocks, [text for text in heads if _folded(text) in edges]


def _with_columns(sheet: Sheet) -> Iterator[Printed | Placed]:
    """A page on which rows of texts that stand apart are a table without rules."""
    apart: list[Printed] = []
    for each in sheet:
        if isinstance(each, Printed) and len(each.cells) > 1:
            apart.append(each)
            continue
        yield from _unruled(apart)
        yield each
    yield from _unruled(apart)


def _unruled(rows: list[Printed]) -> Iterator[Printed | Placed]:
    """Rows of texts apart as one table, or as lines where each text has a label of its own."""
    widest = max((row.cells for row in rows), key=len, default=())
    if any(shape_of(text).labelled and shape_of(text).text for _, text in widest):
        for row in rows:
            yield from (replace(row, text=text, right=row.left, cells=()) for _, text in row.cells)
    elif rows:
        places = [middle for middle, _ in widest]
        table = squared(tuple(_in_columns(row, places)) for row in rows)
        yield Placed(table, rows[0].top)
    rows.clear()


def _in_columns(row: Printed, places: Sequence[float]) -> list[str]:
    cells = [""] * len(places)
    for middle, text in row.cells:
        near = min(range(len(places)), key=lambda n: abs(places[n] - middle))
        cells[near] = f"{cells[near]} {text}".strip()
    return cells


def _goes_on(written: list[Printed], row: Printed, left: float, right: float) -> bool:
    """Whether a row continues the one before it."""
    last = written[-1]
    full = last.right > right - 2.2 * last.size
    indented = row.left > left + 1.2 * row.size and row.left > written[0].left - 0.5 * row.size
    alike = abs(last.size - row.size) < 0.3 * last.size and last.bold == row.bold
    return full and alike and not (indented and len(written) > 1) and not opens_paragraph(row.text)


def _paragraph(written: list[Printed], body: float) -> Iterator[Line]:
    if written:
        text = written[0].text
        for before, row in pairwise(written):
            latin = before.text[-1:].isascii() and row.text[:1].isascii()
            text += (" " if latin else "") + row.text
        heavy = all(row.bold or row.size > 1.15 * body for row in written)
        yield Line(text, bold=heavy)
        written.clear()


def _add_table(blocks: list[Block], table: Table) -> None:
    """Adds a table; one that goes on from the page before becomes one with it."""
    before = blocks[-1] if blocks else None
    if isinstance(before, Table) and _width(before) == _width(table) > 0:
        again = len(table.rows) > 1 and table.rows[0] == before.rows[0]
        blocks[-1] = squared(before.rows + table.rows[again:])
    else:
        blocks.append(table)


def _width(table: Table) -> int:
    return len(table.rows[0]) if table.rows else 0


def _running(sheets: Sequence[Sheet]) -> frozenset[str]:
    """Rows that stand at the edge of most pages, without their digits."""
    seen = Counter(
        text for sheet in sheets for text in {_folded(row.text) for row in _edge_rows(sheet)}
    )
    bound = max(3, _REPEATED * len(sheets))
    return frozenset(text for text, count in seen.items() if count >= bound and text)


def _edge_rows(sheet: Sheet) -> list[Printed]:
    rows = [*sheet[:_EDGE_ROWS], *sheet[-_EDGE_ROWS:]]
    return [row for row in rows if isinstance(row, Printed)]


def _is_edge(each: Printed | Placed, sheet: Sheet, edges: frozenset[str]) -> bool:
    if isinstance(each, Placed) or each not in _edge_rows(sheet):
        return False
    if each in (sheet[0], sheet[-1]) and PAGE_NUMBER.fullmatch(each.text):
        return True
    return _folded(each.text) in edges


def _folded(text: str) -> str:
    return re.sub(r"[\d\s]+", "", text)
