"""What every document becomes before it is understood: lines and tables, in order.

Guards how much of a document is taken in. A table is a full grid: what is merged stands
in every cell that it covers, so that a row can be read by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

MAX_CHARS = 2_000_000
"""Text of one document; a thousand guides of 2,000 characters."""
MAX_ROWS = 5_000
MAX_COLUMNS = 40


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph."""

    text: str
    level: int = 0
    """1..6 where the document says that it is a heading of this depth."""
    bold: bool = False
    """All of it is bold, or larger than the text around it."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of equally many cells."""

    rows: tuple[tuple[str, ...], ...]


Block = Line | Table


SCANNED = "doc_scanned"
"""The note of a document of which a part was read from its picture."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document as its parser gives it out."""

    blocks: tuple[Block, ...]
    edges: tuple[str, ...] = ()
    """Running heads and feet: no content, but they may say who publishes it and when."""
    title: str = ""
    """What the file itself calls it, beside its text."""
    notes: tuple[str, ...] = ()
    """Names of remarks: what was odd in the file."""


class DocumentError(ValueError):
    """A file that cannot be read: `key` names the remark that says why."""

    def __init__(self, key: str, *values: object) -> None:
        """Args:
        key: Name of the remark; one with "_mend" after it says how to repair it.
        values: What stands in it.
        """
        self.key, self.values = key, values
        super().__init__(key)


def grid(rows: Iterable[Iterable[tuple[str, int, int]]]) -> Table:
    """The full grid of rows of cells, each with its text and how many columns and rows it spans."""
    full: list[tuple[str, ...]] = []
    hanging: dict[int, tuple[str, int]] = {}
    for row in rows:
        if len(full) >= MAX_ROWS:
            raise DocumentError("doc_long")
        cells: list[str] = []
        below: dict[int, tuple[str, int]] = {}
        waiting = list(row)[:MAX_COLUMNS]
        while (waiting or len(cells) in hanging) and len(cells) < MAX_COLUMNS:
            if len(cells) in hanging:
                text, left = hanging[len(cells)]
                if left > 1:
                    below[len(cells)] = (text, left - 1)
                cells.append(text)
                continue
            text, across, down = waiting.pop(0)
            for _ in range(min(max(across, 1), MAX_COLUMNS - len(cells))):
                if down > 1:
                    below[len(cells)] = (text, down - 1)
                cells.append(text)
        hanging = below
        full.append(tuple(cells))
    return squared(full)


def squared(rows: Iterable[Sequence[str]]) -> Table:
    """Rows made equally long, without the empty ones."""
    kept = [tuple(row) for row in rows if any(cell.strip() for cell in row)]
    width = max(map(len, kept), default=0)
    return Table(tuple(row + ("",) * (width - len(row)) for row in kept))


def packed(document: Document) -> dict[str, Any]:
    """A document as plain data, to pass from one process to another."""
    blocks: list[Any] = [
        [block.text, block.level, block.bold] if isinstance(block, Line) else {"rows": block.rows}
        for block in document.blocks
    ]
    rest = {"edges": document.edges, "title": document.title, "notes": document.notes}
    return {"blocks": blocks, **rest}


def unpacked(data: dict[str, Any]) -> Document:
    """The document of `packed`."""
    return Document(
        tuple(_blocks(data["blocks"])),
        tuple(data["edges"]),
        data["title"],
        tuple(data["notes"]),
    )


def _blocks(data: Iterable[Any]) -> Iterator[Block]:
    for block in data:
        if isinstance(block, dict):
            yield Table(tuple(tuple(row) for row in block["rows"]))
        else:
            yield Line(*block)


def weighed(document: Document) -> Document:
    """The document itself, if it is not too long.

    Raises:
        DocumentError: It has more text than a file of guides may have.
    """
    chars = 0
    for block in document.blocks:
        rows = ((block.text,),) if isinstance(block, Line) else block.rows
        chars += sum(len(cell) for row in rows for cell in row)
        if chars > MAX_CHARS:
            raise DocumentError("doc_long")
    return document
