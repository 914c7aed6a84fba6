"""Reading the tables that an office fills in: rows by their head, every fault with its row.

Strict, as `flows.office_yaml` is: a table is read whole, or all that is wrong in it is told at
once. Pure: whoever opens the file makes the `Tables`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from flows.characters import is_storable
from flows.errors import Detail, FlowError, FlowErrors, Place
from flows.office_texts import Office
from flows.xlsform.tables import Grid, Tables

RISKY = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""How a cell begins that Excel might take for a formula: what an office writes has none."""
HEAD_WITHIN = 10
"""Rows in which the head row is looked for: a title may stand above it."""

Heads = Mapping[str, Sequence[str]]
"""Columns by what they may be called; the first and the last of the words are those told."""
Row = tuple[Place, dict[str, str]]
"""Where a row is, and its cells by column; those of columns that are not there are empty."""


def rows_below_head(tables: Tables, heads: Heads, needed: Sequence[str]) -> list[Row]:
    """The rows below the head row of the first sheet that says anything, without empty ones.

    Raises FlowErrors where cells could not be read, or no row has all columns that are `needed`.
    """
    if tables.errors:
        raise FlowErrors(tables.errors)
    filled = ((name, rows) for name, grid in tables.sheets.items() if (rows := _filled(grid)))
    sheet, rows = next(filled, ("", []))
    file = Place(tables.source, sheet)
    for place, (_, head) in enumerate(rows[:HEAD_WITHIN]):
        columns = _columns(head, heads)
        if all(name in columns for name in needed):
            below = (
                (replace(file, row=n), _cells(row, columns, heads)) for n, row in rows[place + 1 :]
            )
            return [(at, cells) for at, cells in below if any(cells.values())]
    words = [heads[name] for name in needed]
    known: Detail = {
        "zh": "、".join(each[0] for each in words),
        "en": ", ".join(each[-1] for each in words),
    }
    raise FlowErrors([file.error(Office.NO_HEAD, known=known)])


def _filled(grid: Grid) -> list[tuple[int, Sequence[str]]]:
    """The rows that say anything, each with its number."""
    return [(number, row) for number, row in enumerate(grid, 1) if any(map(str.strip, row))]


def _columns(head: Sequence[str], heads: Heads) -> dict[str, int]:
    """Which column is which; the first one of two that are called alike."""
    said = [_plain(cell) for cell in head]
    called = {
        name: [at for at, word in enumerate(said) if word in map(_plain, words)]
        for name, words in heads.items()
    }
    return {name: at[0] for name, at in called.items() if at}


def _plain(word: str) -> str:
    return "".join(word.split()).lower()


def _cells(row: Sequence[str], columns: Mapping[str, int], heads: Heads) -> dict[str, str]:
    ends = len(row)
    return {
        name: row[at].strip() if (at := columns.get(name, ends)) < ends else "" for name in heads
    }


def words_fault(place: Place, text: str, longest: int) -> FlowError | None:
    """What is wrong with words of an office's own; None where nothing is."""
    if len(text) <= longest and is_storable(text) and not text.startswith(RISKY):
        return None
    return place.error(Office.NO_WORDS, value=text[:20], limit=longest)
