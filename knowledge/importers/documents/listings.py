"""Lists in tables: a head row, and rows that are its entries, questions with their answers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from knowledge.elements import is_answer, is_faq, is_question
from knowledge.importers.documents.blocks import Line
from knowledge.importers.documents.cells import (
    NAME_CHARS,
    Asked,
    Listed,
    Piece,
    is_key,
    lines_of,
    merged,
)
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

_HEAD_CHARS = 8
_NAME = "名称"
"""The key under which a row says what it is about."""
_NONE = frozenset("/-—无")
_LINKS = frozenset({"下载", "查看", "预览", "点击下载", "点击查看", "查看详情", "详情"})
"""What pages have in a cell for a hand to press."""
_KINDS_OF_PAPER = frozenset({"原件", "复印件", "电子件"})
_TICK = frozenset("√✓✔☑是有")
_NOTE = re.compile("注|备注|说明|以上|附[件表]")
_COUNT = re.compile(r"(\d{1,3})\s*[份张]?")


def is_head(rows: Sequence[Sequence[str]], at: int, cells: Sequence[str]) -> bool:
    """Whether a row heads the columns of a list."""
    words = [head_word(cell) for cell in cells if cell.strip()]
    heads = [word for word in words if is_head_word(word)]
    begins = words[0] in ORDER or any(words[0] in names for names in OF.values())
    enough = 3 if begins and max(map(len, words)) <= _HEAD_CHARS else 4
    if len(words) < 2 or len(heads) * 5 < len(words) * enough or at + 1 >= len(rows):
        return False
    if words[0] in ORDER or len(words) > 2:
        return not is_frame(cells)
    # Of two words the first may be a label and the second its value.
    below = [row for row in rows[at + 1 :] if len(merged(row)) > 1]
    return bool(below) and not any(is_key(row[0]) for row in below) and not is_frame(cells)


def end_of_list(rows: Sequence[Sequence[str]], at: int) -> int:
    """Where the rows of a list end: at a heading among them, or a new head row."""
    width = len(merged(rows[at]))
    for end in range(at + 1, len(rows)):
        cells = merged(rows[end])
        if cells == merged(rows[at]):
            continue  # the head again, on a new page
        lone = len(cells) == 1 and bool(names_of(shape_of(cells[0]).label))
        pairs = len(cells) % 2 == 0 and all(map(is_key, cells[::2]))
        label = (len(cells) == 2 < width and is_key(cells[0])) or (pairs and len(cells) > 2)
        if lone or label or (len(cells) > 2 and is_head(rows, end, cells)):
            return end
    return len(rows)


def listing(rows: Sequence[Sequence[str]]) -> Iterator[Piece]:
    """The rows of a list, behind their head."""
    head = [column_of(cell) for cell in rows[0]]
    question = next((n for n, word in enumerate(head) if is_question(word) or is_faq(word)), None)
    answer = next((n for n, word in enumerate(head) if is_answer(word)), None)
    term = next((term for term, names in OF.items() if any(word in names for word in head)), "")
    lines: list[Line] = []
    for n, row in enumerate(rows[1:], start=1):
        cells = merged(row)
        if tuple(row) == tuple(rows[0]) or not cells:
            continue
        if question is not None and answer is not None and row[question] and row[answer]:
            counted = {n for n, cell in enumerate(row) if head[n] in ORDER and cell.isdigit()}
            more = [n for n in range(len(row)) if n not in (question, answer, *counted)]
            beside = _entry([head[n] for n in more], [row[n] for n in more])
            yield Asked(one_line(row[question]), f"{row[answer]}\n{beside}".strip())
        elif len(cells) == 1:
            lines += lines_of(cells[0])
            above = _is_above(cells[0], rows, n)
            lines[-1:] = [Line(f"{cells[0].strip()}：")] if above else lines[-1:]
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


def _is_above(cell: str, rows: Sequence[Sequence[str]], at: int) -> bool:
    """Whether a row of one cell is the heading of the rows below it, and no note to them."""
    text = cell.strip()
    note = _NOTE.match(text) or text.endswith(tuple("。；;，,.：:")) or "\n" in text
    below = rows[at + 1] if at + 1 < len(rows) else ()
    return not note and len(text) <= NAME_CHARS + 6 and len(merged(below)) > 1


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
