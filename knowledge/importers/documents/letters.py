"""Letters on a page into rows of text: blanks by how far letters stand apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from knowledge.importers.documents.layout import Printed
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
    printed = (_printed(sorted(row, key=lambda each: each.left)) for row in rows)
    return [row for row in printed if row.text]


def median_of(row: Sequence[Letter]) -> float:
    """Where a row stands; its first letters tell, so that long rows cost no more."""
    return median(letter.middle for letter in row[:9])


def _printed(row: list[Letter]) -> Printed:
    kept = row[:1]
    for letter in row[1:]:
        last = kept[-1]
        again = letter.text == last.text and abs(letter.left - last.left) < 0.3 * last.size
        if not again:
            kept.append(letter)
    cells = tuple(
        ((part[0].left + part[-1].right) / 2, one_line("".join(_spelt(part))))
        for part in _columns(kept)
    )
    cells = tuple((middle, text) for middle, text in cells if text)
    heavy = sum(letter.bold for letter in kept) * 2 > len(kept)
    return Printed(
        "  ".join(text for _, text in cells),
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
        latin = before.text[-1].isascii() and letter.text[0].isascii()
        if letter.left - before.right > (_WORD if latin else 1.0) * before.size:
            yield " "
        yield letter.text
