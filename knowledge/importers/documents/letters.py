"""Letters on a page into rows of text: blanks by how far letters stand apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from knowledge.importers.documents.printed import Cell, Printed
from knowledge.text import one_line

_WORD, _COLUMN = 0.2, 1.6
"""Widths of a letter that part two words of Latin letters, and two columns."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One character, or a piece of text, and its place."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    bold: bool = False
    spaced: bool = False
    """A blank is printed before it."""

    @property
    def middle(self) -> float:
        """Where it stands between top and bottom."""
        return (self.top + self.bottom) / 2


def rows_of_text(letters: Sequence[Letter]) -> list[Printed]:
    """Rows of text, from top to bottom; letters that were printed twice count once."""
    rows: list[list[Letter]] = []
    for letter in sorted(letters, key=lambda each: each.middle):
        near = rows[-1] if rows else []
        if near and abs(median_of(near) - letter.middle) < 0.5 * min(near[0].size, letter.size):
            near.append(letter)
        else:
            rows.append([letter])
    spelt = (_unblanked(sorted(row, key=lambda each: each.left)) for row in rows)
    printed = (_printed(row) for row in spelt if row)
    return [row for row in printed if row.text]


def median_of(row: Sequence[Letter]) -> float:
    """Where a row stands; its first letters tell, so that long rows cost no more."""
    return median(letter.middle for letter in row[:9])


def _unblanked(row: Sequence[Letter]) -> list[Letter]:
    """A row without its blanks, which the letters behind them tell of."""
    kept: list[Letter] = []
    spaced = False
    for letter in row:
        if letter.text.strip():
            kept.append(replace(letter, spaced=True) if spaced else letter)
        spaced = not letter.text.strip()
    return kept


def _printed(row: list[Letter]) -> Printed:
    kept = row[:1]
    for letter in row[1:]:
        last = kept[-1]
        again = letter.text == last.text and abs(letter.left - last.left) < 0.3 * last.size
        if not again:
            kept.append(letter)
    cells = tuple(
        Cell(part[0].left, part[-1].right, one_line("".join(_spelt(part))))
        for part in _columns(kept)
    )
    cells = tuple(cell for cell in cells if cell.text)
    heavy = sum(letter.bold for letter in kept) * 2 > len(kept)
    return Printed(
        "  ".join(text for text in (cell.text for cell in cells)),
        kept[0].left,
        max(letter.right for letter in kept),
        min(letter.top for letter in kept),
        median(letter.size for letter in kept),
        heavy,
        cells,
    )


def _columns(row: Sequence[Letter]) -> Iterator[list[Letter]]:
    part = [row[0]]
    for before, letter in pairwise(row):
        if letter.left - before.right > _COLUMN * before.size:
            yield part
            part = []
        part.append(letter)
    yield part


def _spelt(part: Sequence[Letter]) -> Iterator[str]:
    yield part[0].text
    for before, letter in pairwise(part):
        latin = [before.text[-1].isascii(), letter.text[0].isascii()]
        wide = letter.left - before.right > (_WORD if all(latin) else 1.0) * before.size
        if wide or (letter.spaced and any(latin)):
            yield " "
        yield letter.text
