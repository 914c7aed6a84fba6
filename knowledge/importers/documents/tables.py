"""Tables of documents: two columns of labels and values, lists with a head row, or layout.

A table is read row by row. What a row says is given on as pieces, which the outline puts
where they belong: nothing of a table is dropped but its head row and repeated cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from knowledge.importers.documents.blocks import Line, Table, squared
from knowledge.importers.documents.cases import is_case
from knowledge.importers.documents.cells import (
    NAME_CHARS,
    Closed,
    Labelled,
    Opened,
    Piece,
    is_key,
    lines_of,
    merged,
)
from knowledge.importers.documents.columns import ORDER, head_word, is_frame, is_head_word
from knowledge.importers.documents.listings import end_of_list, is_head, listing
from knowledge.importers.documents.shapes import shape_of
from knowledge.text import one_line

_CORNER = frozenset(
    ("", "项目", "要素", "内容", "类别", "事项", "情形", "办理情形", "指南要素", "名称")
)
"""What stands above the labels where the columns are cases."""
_GROUP = re.compile(r"(?:信息|情况|概况|类别|序号)$")


def pieces(table: Table) -> Iterator[Piece]:
    """What a table says, in order."""
    rows = [_without_group(row) for row in table.rows]
    if _is_grouped(rows):
        yield from _ungrouped(rows)
        return
    if cases := _cases_of(rows):
        for row in rows[1:]:
            yield from _by_case(row, cases)
        return
    known = sum(1 for row in rows if is_key(row[0]))
    pairs = known * 5 >= len(rows) * 2 and any(len(merged(row)) > 1 for row in rows)
    at = 0
    while at < len(rows):
        cells = merged(rows[at])
        end = _end_of_group(rows, at)
        if len(cells) <= 1:
            yield from _whole(cells)
        elif end - at > 1:
            yield from _group(rows[at:end])
        elif is_head(rows, at, cells):
            end = end_of_list(rows, at)
            yield from listing(rows[at:end])
        elif not is_frame(cells):
            yield from _row(rows[at], pairs)
        at = end


def _cases_of(rows: Sequence[Sequence[str]]) -> Sequence[str]:
    """The heads of columns that each say an element for another case; none of other tables."""
    first = [cell.strip() for cell in rows[0]] if rows else []
    names = first[1:]
    alone = 1 < len(names) == len({*names}) and all(0 < len(name) <= NAME_CHARS for name in names)
    if not alone or len(rows) < 2 or first[0] not in _CORNER:
        return ()
    if any(is_key(name) or is_head_word(head_word(name)) for name in names):
        return ()
    parted = [row[1:] for row in rows[1:] if len({*row[1:]}) > 1]
    shown = all(any(row[n].strip() for row in parted) for n in range(len(names)))
    known = sum(1 for row in rows[1:] if is_key(row[0])) * 3 >= len(rows[1:]) * 2
    return names if shown and known else ()


def _by_case(row: Sequence[str], cases: Sequence[str]) -> Iterator[Piece]:
    """A row of which each cell is of another case; one that is merged is of them all."""
    if len({*row[1:]}) == 1:
        yield Labelled(row[0], lines_of(row[1]))
        return
    lines: list[Line] = []
    apart = any("\n" in cell for cell in row[1:])
    for case, cell in zip(cases, row[1:], strict=True):
        lines += _headed(case, cell, apart=apart)
    yield Labelled(row[0], tuple(lines))


def _headed(heading: str, cell: str, *, apart: bool) -> list[Line]:
    """A cell behind what it is of: on the same line, or `apart` above its own ones."""
    lines = lines_of(cell)
    if lines and not apart:
        return [Line(f"{heading}：{lines[0].text}"), *lines[1:]]
    return [Line(f"{heading}："), *lines] if lines else []


def _is_grouped(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first column only puts together rows whose labels stand in the second."""
    wide = [row for row in rows if len(row) > 2 and len(merged(row)) > 1]
    inner = sum(1 for row in wide if is_key(row[1]) and row[1] != row[0])
    return inner > 1 and inner * 3 >= len(wide) * 2 and not any(is_key(row[0]) for row in wide)


def _without_group(row: Sequence[str]) -> Sequence[str]:
    """A row without 基本信息 before its own label."""
    grouped = len(row) > 2 and _GROUP.search(row[0].strip()) and not is_key(row[0])
    return (*row[1:], "") if grouped and is_key(row[1]) and row[1] != row[0] else row


def _ungrouped(rows: Sequence[Sequence[str]]) -> Iterator[Piece]:
    """Rows without the column that puts them together; what says more than 基本信息 is kept."""
    group, held = "", list[Sequence[str]]()
    for row in rows:
        label = row[0].strip()
        if label not in ("", group):
            yield from pieces(squared(held)) if held else ()
            group, held = label, []
            if len(merged(row)) > 1 and not (label.isdigit() or _GROUP.search(label)):
                yield Line(label, bold=True)
        held.append(tuple(row[1:]) if len(merged(row)) > 1 else tuple(row))
    yield from pieces(squared(held))


def _whole(cells: Sequence[str]) -> Iterator[Line]:
    """A row that is one cell: a heading among the rows, or text."""
    for line in lines_of(cells[0]) if cells else ():
        yield Line(line.text, bold=len(cells[0]) <= 20)


def _end_of_group(rows: Sequence[Sequence[str]], at: int) -> int:
    """Where the rows end that share a merged label in their first column."""
    end = at + 1
    while end < len(rows) and len(merged(rows[at])) > 1 and rows[end][0] == rows[at][0]:
        end += 1
    return end if is_key(rows[at][0]) else at + 1


def _group(rows: Sequence[Sequence[str]]) -> Iterator[Piece]:
    label = rows[0][0]
    columns = range(len(rows[0]))
    from_column = next((n for n in columns if any(row[n] != label for row in rows)), 1)
    yield Opened(label)
    inner = [tuple(row[from_column:]) for row in rows]
    if all(len(merged(row)) == 2 and is_case(shape_of(row[0])) for row in inner):
        apart = any("\n" in cell for row in inner for cell in row)
        for row in inner:
            yield from _headed(row[0].strip(), row[1], apart=apart)
    else:
        yield from pieces(squared(inner))
    yield Closed()


def _row(row: Sequence[str], pairs: bool) -> Iterator[Piece]:
    """A row that stands alone: labels with their values, or cells side by side."""
    cells = merged(row)
    if cells[0].strip() in ("", *ORDER) or (cells[0].strip().isdigit() and len(cells) > 2):
        cells = cells[1:]  # a number of the row
    keys = [is_key(cell) for cell in cells]
    if len(cells) == 2 and (keys[0] or pairs):
        yield Labelled(cells[0], lines_of(cells[1]))
    elif len(cells) % 2 == 0 and pairs and all(keys[::2]) and len(cells) > 2:
        for label, value in zip(cells[::2], cells[1::2], strict=True):
            yield Labelled(label, lines_of(value))
    elif keys[0] and len(cells) > 1:
        yield from _beside(cells, keys)
    else:
        yield Line(" ".join(one_line(cell) for cell in cells if cell.strip()))


def _beside(cells: Sequence[str], keys: Sequence[bool]) -> Iterator[Piece]:
    """Labels each with the cells up to the next one."""
    starts = [n for n, key in enumerate(keys) if key]
    if any(b - a == 1 for a, b in zip(starts, [*starts[1:], len(cells)], strict=True)):
        starts = starts[:1]  # a label without a value is a value itself
    for start, end in zip(starts, [*starts[1:], len(cells)], strict=True):
        yield Labelled(
            cells[start], tuple(line for cell in cells[start + 1 : end] for line in lines_of(cell))
        )
