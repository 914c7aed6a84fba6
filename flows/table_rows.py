"""Tables that an office fills in by hand: rows of text cells, and what is wrong in them by row.

Guards against half-read tables: a table is read whole, or every fault in it is told with its row
and its mend.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flows.characters import is_storable
from flows.model import Locale

RISKY = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""How a cell begins that Excel might take for a formula: what an office writes has none."""
HEAD_WITHIN = 10
"""Rows in which the head row is looked for: a title may stand above it."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row as its file has it, by its number there, from 1."""

    number: int
    cells: Sequence[str]


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is wrong with a row (0: with the table) and how to mend it, in Chinese and English."""

    row: int
    zh: str
    en: str

    def told(self, locale: Locale) -> str:
        """One line."""
        if locale == "en":
            return f"row {self.row}: {self.en}" if self.row else self.en
        return f"第 {self.row} 行：{self.zh}" if self.row else self.zh


class TableFaults(Exception):  # noqa: N818  # it holds many, as `FlowErrors` does
    """A table that cannot be used; nothing of it is."""

    def __init__(self, faults: Iterable[RowFault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(fault.told("en") for fault in self.faults))


def words_fault(row: int, text: str, longest: int) -> RowFault | None:
    """What is wrong with words of an office's own; None where nothing is."""
    if len(text) <= longest and is_storable(text) and not text.startswith(RISKY):
        return None
    given, signs = repr(text[:20]), "= + - @"
    return RowFault(
        row,
        f"{given} 用不了；最多 {longest} 个字，不以 {signs} 开头，没有控制字符",
        f"{given} cannot be used; write at most {longest} characters, none of {signs} first",
    )


def by_head(
    rows: Sequence[TableRow], heads: Mapping[str, Sequence[str]], needed: Sequence[str]
) -> list[tuple[int, dict[str, str]]]:
    """The rows below the head row, each as its number and its cells by column.

    `heads` are the words for each column; those that are not there are empty. Rows that say
    nothing are left out. Raises `TableFaults` where no row has all columns that are `needed`.
    """
    for place, row in enumerate(rows[:HEAD_WITHIN]):
        columns = _columns(row, heads)
        if all(name in columns for name in needed):
            return [
                (each.number, cells)
                for each in rows[place + 1 :]
                if any((cells := _cells(each, columns, heads)).values())
            ]
    words = [heads[name] for name in needed]
    zh, en = "、".join(each[0] for each in words), ", ".join(each[-1] for each in words)
    raise TableFaults([
        RowFault(0, f"没有表头；第一行写：{zh}", f"there is no head row; write in row 1: {en}")
    ])  # fmt: skip


def _columns(row: TableRow, heads: Mapping[str, Sequence[str]]) -> dict[str, int]:
    said = ["".join(cell.split()).lower() for cell in row.cells]
    return {
        name: place
        for name, words in heads.items()
        if (place := next((n for n, cell in enumerate(said) if cell in words), -1)) >= 0
    }


def _cells(
    row: TableRow, columns: Mapping[str, int], heads: Mapping[str, Sequence[str]]
) -> dict[str, str]:
    return {
        name: row.cells[place].strip()
        if (place := columns.get(name, -1)) >= 0 and place < len(row.cells)
        else ""
        for name in heads
    }
