"""Lines of text on pages, put together into paragraphs as they were written.

A page has rows of text with places, not paragraphs: a row that reaches the right edge goes
on in the next one. What stands at the top or bottom of most pages is a running head.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from knowledge.importers.documents.blocks import Block, Line, Table, squared
from knowledge.importers.documents.page_columns import parted
from knowledge.importers.documents.printed import Placed, Printed, Sheet
from knowledge.importers.documents.shapes import opens_paragraph, shape_of

PAGE_NUMBER = re.compile(
    r"[-\u2010-\u2015\u00b7~\s]*(?:第\s*)?\d{1,4}\s*页?(?:\s*[,，/／]?\s*(?:共\s*)?\d{1,4}\s*页?)?[-\u2010-\u2015\u00b7~\s]*"
)
_EDGE_ROWS = 2
"""How many rows at a page's top and bottom may be running heads."""
_REPEATED = 0.6
"""Share of the pages on which a running head stands, of at least three."""


def paragraphs(sheets: Sequence[Sheet]) -> tuple[list[Block], list[str]]:
    """The content of pages in order, and their running heads and feet."""
    running = _running(sheets)
    kept = [
        Sheet([each for each in sheet.items if id(each) not in running], sheet.width)
        for sheet in sheets
    ]
    sizes = [row.size for sheet in kept for row in sheet.items if isinstance(row, Printed)]
    body = median(sizes) if sizes else 0.0
    blocks: list[Block] = []
    written: list[Printed] = []
    for sheet in parted(kept):
        items = list(_with_columns(sheet.items))
        left, right = _margins(sheet)
        for each in items:
            if isinstance(each, Placed):
                blocks += _paragraph(written, body)
                _add_table(blocks, each.table)
                continue
            if written and not _goes_on(written, each, left, right):
                blocks += _paragraph(written, body)
            written.append(each)
    blocks += _paragraph(written, body)
    return blocks, list(dict.fromkeys(running.values()))


def _margins(sheet: Sheet) -> tuple[float, float]:
    """Where the text of a page begins and ends; a page of short lines has margins, too."""
    rows = [row for row in sheet.items if isinstance(row, Printed)]
    left = min((row.left for row in rows), default=0.0)
    return left, max([sheet.width - 1.3 * left, *(row.right for row in rows)])


def _with_columns(items: Sequence[Printed | Placed]) -> Iterator[Printed | Placed]:
    """A page on which rows of texts that stand apart are a table without rules."""
    apart: list[Printed] = []
    for each in items:
        if isinstance(each, Printed) and len(each.cells) > 1:
            apart.append(each)
            continue
        yield from _unruled(apart)
        yield each
    yield from _unruled(apart)


def _unruled(rows: list[Printed]) -> Iterator[Printed | Placed]:
    """Rows of texts apart as one table, or as lines where each text has a label of its own."""
    widest = max((row.cells for row in rows), key=len, default=())
    shapes = [shape_of(cell.text) for cell in widest]
    if any(shape.labelled and shape.text for shape in shapes):
        for row in rows:
            apart = (replace(row, text=cell.text, right=row.left, cells=()) for cell in row.cells)
            yield from apart
    elif rows:
        places = [cell.middle for cell in widest]
        table = squared(tuple(_in_columns(row, places)) for row in rows)
        yield Placed(table, rows[0].top)
    rows.clear()


def _in_columns(row: Printed, places: Sequence[float]) -> list[str]:
    cells = [""] * len(places)
    for cell in row.cells:
        away = [abs(place - cell.middle) for place in places]
        near = away.index(min(away))
        cells[near] = f"{cells[near]} {cell.text}".strip()
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


def _running(sheets: Sequence[Sheet]) -> dict[int, str]:
    """Rows at the edges of pages that stand on most of them, by their identity; page numbers."""
    edges = [(n, row) for n, sheet in enumerate(sheets) for row in _edge_rows(sheet.items)]
    seen = Counter(key for n, row in edges for key in _likeness(row.text, n))
    bound = max(3, _REPEATED * len(sheets))
    return {
        id(row): row.text
        for n, row in edges
        if any(seen[key] >= bound for key in _likeness(row.text, n))
        or (row in (sheets[n].items[0], sheets[n].items[-1]) and PAGE_NUMBER.fullmatch(row.text))
    }


def _edge_rows(items: Sequence[Printed | Placed]) -> list[Printed]:
    places = {*range(min(_EDGE_ROWS, len(items))), *range(len(items))[-_EDGE_ROWS:]}
    return [row for n in sorted(places) if isinstance(row := items[n], Printed)]


def _likeness(text: str, page: int) -> set[str]:
    """What a running head has in common on all pages: its text, but for a page's number in it."""
    numbers = list(re.finditer(r"\d{1,4}", text))
    apart = {
        f"{text[: match.start()]}<{int(match[0]) - page}>{text[match.end() :]}"
        for match in (*numbers[:1], *numbers[-1:])
    }
    return {text, *apart}
