"""Tables of documents: two columns of labels and values, lists with a head row, or layout.

A table is read row by row. What a row says is given on as pieces, which the outline puts
where they belong: nothing of a table is dropped but its head row and repeated cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.elements import is_answer, is_faq, is_question
from knowledge.importers.documents.blocks import Line, Table, squared
from knowledge.importers.documents.columns import (
    OF,
    ORDER,
    column_of,
    head_word,
    is_frame,
    is_head_word,
)
from knowledge.importers.documents.shapes import names_of, shape_of
from knowledge.importers.entries import entry_text
from knowledge.text import one_line


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label with what stands beside it."""

    label: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """A label whose rows follow as pieces of their own, until `Closed`."""

    label: str


@dataclass(frozen=True, slots=True)
class Closed:
    """The end of an `Opened`."""


@dataclass(frozen=True, slots=True)
class Listed:
    """Rows of a list; `term` is what the list is of, "" where its head does not tell."""

    term: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and its answer."""

    question: str
    answer: str


Piece = Line | Labelled | Opened | Closed | Listed | Asked

_HEAD_CHARS = 8
_NAME = "名称"
"""The key under which a row says what it is about."""
_NONE = frozenset("/-—无")
_LINKS = frozenset({"下载", "查看", "预览", "点击下载", "点击查看", "查看详情", "详情"})
"""What pages have in a cell for a hand to press."""
_KINDS_OF_PAPER = frozenset({"原件", "复印件", "电子件"})
_TICK = frozenset("√✓✔☑是有")
_GROUP = re.compile(r"(?:信息|情况|概况|类别|序号)$")
_COUNT = re.compile(r"(\d{1,3})\s*[份张]?")


def pieces(table: Table) -> Iterator[Piece]:
    """What a table says, in order."""
    rows = [_without_group(row) for row in table.rows]
    if _is_grouped(rows):
        yield from _ungrouped(rows)
        return
    known = sum(1 for row in rows if _key(row[0]))
    pairs = known * 5 >= len(rows) * 2 and any(len(_merged(row)) > 1 for row in rows)
    at = 0
    while at < len(rows):
        cells = _merged(rows[at])
        end = _end_of_group(rows, at)
        if len(cells) <= 1:
            yield from _whole(cells)
        elif end - at > 1:
            yield from _group(rows[at:end])
        elif _is_head(rows, at, cells):
            end = _end_of_list(rows, at)
            yield from _list(rows[at:end])
        elif not is_frame(cells):
            yield from _row(rows[at], pairs)
        at = end


def _is_grouped(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first column only puts together rows whose labels stand in the second."""
    wide = [row for row in rows if len(row) > 2 and len(_merged(row)) > 1]
    inner = sum(1 for row in wide if _key(row[1]) and row[1] != row[0])
    return inner > 1 and inner * 3 >= len(wide) * 2 and not any(_key(row[0]) for row in wide)


def _without_group(row: Sequence[str]) -> Sequence[str]:
    """A row without 基本信息 before its own label."""
    grouped = len(row) > 2 and _GROUP.search(row[0].strip()) and not _key(row[0])
    return (*row[1:], "") if grouped and _key(row[1]) and row[1] != row[0] else row


def _ungrouped(rows: Sequence[Sequence[str]]) -> Iterator[Piece]:
    """Rows without the column that puts them together; what says more than 基本信息 is kept."""
    group, held = "", list[Sequence[str]]()
    for row in rows:
        label = row[0].strip()
        if label not in ("", group):
            yield from pieces(squared(held)) if held else ()
            group, held = label, []
            if len(_merged(row)) > 1 and not (label.isdigit() or _GROUP.search(label)):
                yield Line(label, bold=True)
        held.append(tuple(row[1:]) if len(_merged(row)) > 1 else tuple(row))
    yield from pieces(squared(held))


def _merged(row: Sequence[str]) -> list[str]:
    """A row's cells, each merged one once, without empty ones at the end."""
    cells = [cell for n, cell in enumerate(row) if not (n and cell and cell == row[n - 1])]
    while cells and not cells[-1].strip():
        cells.pop()
    return cells


def _lines(text: str) -> tuple[Line, ...]:
    return tuple(Line(line) for line in text.split("\n") if line.strip())


def _whole(cells: Sequence[str]) -> Iterator[Line]:
    """A row that is one cell: a heading among the rows, or text."""
    for line in _lines(cells[0]) if cells else ():
        yield Line(line.text, bold=len(cells[0]) <= 20)


def _key(cell: str) -> bool:
    return bool(names_of(shape_of(cell).label)) and not shape_of(cell).text


def _is_head(rows: Sequence[Sequence[str]], at: int, cells: Sequence[str]) -> bool:
    words = [head_word(cell) for cell in cells if cell.strip()]
    heads = [word for word in words if is_head_word(word)]
    begins = words[0] in ORDER or any(words[0] in names for names in OF.values())
    enough = 3 if begins and max(map(len, words)) <= _HEAD_CHARS else 4
    if len(words) < 2 or len(heads) * 5 < len(words) * enough or at + 1 >= len(rows):
        return False
    if words[0] in ORDER or len(words) > 2:
        return not is_frame(cells)
    # Of two words the first may be a label and the second its value.
    below = [row for row in rows[at + 1 :] if len(_merged(row)) > 1]
    return bool(below) and not any(_key(row[0]) for row in below) and not is_frame(cells)


def _end_of_list(rows: Sequence[Sequence[str]], at: int) -> int:
    """Where the rows of a list end: at a heading among them, or a new head row."""
    width = len(_merged(rows[at]))
    for end in range(at + 1, len(rows)):
        cells = _merged(rows[end])
        if cells == _merged(rows[at]):
            continue  # the head again, on a new page
        lone = len(cells) == 1 and bool(names_of(shape_of(cells[0]).label))
        pairs = len(cells) % 2 == 0 and all(map(_key, cells[::2]))
        label = (len(cells) == 2 < width and _key(cells[0])) or (pairs and len(cells) > 2)
        if lone or label or (len(cells) > 2 and _is_head(rows, end, cells)):
            return end
    return len(rows)


def _list(rows: Sequence[Sequence[str]]) -> Iterator[Piece]:
    head = [column_of(cell) for cell in rows[0]]
    question = next((n for n, word in enumerate(head) if is_question(word) or is_faq(word)), None)
    answer = next((n for n, word in enumerate(head) if is_answer(word)), None)
    term = next((term for term, names in OF.items() if any(word in names for word in head)), "")
    lines: list[Line] = []
    for row in rows[1:]:
        cells = _merged(row)
        if tuple(row) == tuple(rows[0]) or not cells:
            continue
        if question is not None and answer is not None and row[question] and row[answer]:
            counted = {n for n, cell in enumerate(row) if head[n] in ORDER and cell.isdigit()}
            more = [n for n in range(len(row)) if n not in (question, answer, *counted)]
            beside = _entry([head[n] for n in more], [row[n] for n in more])
            yield Asked(one_line(row[question]), f"{row[answer]}\n{beside}".strip())
        elif len(cells) == 1:
            lines += _lines(cells[0])
        else:
            lines.append(Line(_entry(head, row)))
    shown = "".join(line.text for line in lines)
    silent = [
        word
        for n, word in enumerate(head)
        if word and not is_head_word(word) and word not in shown and not _pressed(rows[1:], n)
    ]
    lines += [Line(word) for word in silent]  # a head that is none, or has nothing below it
    if lines:
        yield Listed(term, tuple(lines))


def _pressed(rows: Sequence[Sequence[str]], column: int) -> bool:
    """Whether a column has nothing but what pages have to be pressed."""
    return any(row[column].strip() in _LINKS for row in rows)


def _entry(head: Sequence[str], row: Sequence[str]) -> str:
    """One row of a list as people read it."""
    told: dict[str, str] = {}
    for number, (column, cell) in enumerate(zip(head, row, strict=True)):
        text = one_line(cell)
        if (
            not text
            or text in _NONE
            or text in _LINKS
            or (number and text == one_line(row[number - 1]) and not column)
        ):
            continue
        key, text = _said(column or "其他", text)
        told[key] = f"{told[key]} {text}" if key in told else text
    named = next((key for key in head if any(key in names for names in OF.values())), "名称")
    first = named if named in told else next((key for key in told if key not in ORDER), "")
    return entry_text({(_NAME if key == first else key): text for key, text in told.items()})


def _said(column: str, text: str) -> tuple[str, str]:
    """The key and the text of a cell, as a row of a list has them."""
    count = _COUNT.fullmatch(text)
    if column == "份数" and count:
        return column, count[1]
    if column in _KINDS_OF_PAPER and text in _TICK:
        return "材料形式", column
    if column in _KINDS_OF_PAPER and count:
        return "材料形式", f"{column} {count[1]} 份"
    return column, text


def _end_of_group(rows: Sequence[Sequence[str]], at: int) -> int:
    """Where the rows end that share a merged label in their first column."""
    end = at + 1
    while end < len(rows) and len(_merged(rows[at])) > 1 and rows[end][0] == rows[at][0]:
        end += 1
    return end if _key(rows[at][0]) else at + 1


def _group(rows: Sequence[Sequence[str]]) -> Iterator[Piece]:
    label = rows[0][0]
    from_column = next((n for n, cell in enumerate(rows[0]) if cell != label), 1)
    yield Opened(label)
    yield from pieces(squared(tuple(row[from_column:]) for row in rows))
    yield Closed()


def _row(row: Sequence[str], pairs: bool) -> Iterator[Piece]:
    """A row that stands alone: labels with their values, or cells side by side."""
    cells = _merged(row)
    if cells[0].strip() in ("", *ORDER) or (cells[0].strip().isdigit() and len(cells) > 2):
        cells = cells[1:]  # a number of the row
    keys = [_key(cell) for cell in cells]
    if len(cells) == 2 and (keys[0] or pairs):
        yield Labelled(cells[0], _lines(cells[1]))
    elif len(cells) % 2 == 0 and pairs and all(keys[::2]) and len(cells) > 2:
        for label, value in zip(cells[::2], cells[1::2], strict=True):
            yield Labelled(label, _lines(value))
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
            cells[start], tuple(line for cell in cells[start + 1 : end] for line in _lines(cell))
        )
