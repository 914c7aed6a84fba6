"""What a table says, piece by piece, and what its cells look like."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.importers.documents.blocks import Line
from knowledge.importers.documents.shapes import names_of, shape_of

NAME_CHARS = 20
"""Longest name of a case, at the head of a column or of the rows below it."""


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


def merged(row: Sequence[str]) -> list[str]:
    """A row's cells, each merged one once, without empty ones at the end."""
    cells = [cell for n, cell in enumerate(row) if not (n and cell and cell == row[n - 1])]
    while cells and not cells[-1].strip():
        cells.pop()
    return cells


def lines_of(text: str) -> tuple[Line, ...]:
    """The lines of a cell."""
    return tuple(Line(line) for line in text.split("\n") if line.strip())


def is_key(cell: str) -> bool:
    """Whether a cell is the name of an element, with nothing behind it."""
    return bool(names_of(shape_of(cell).label)) and not shape_of(cell).text
