"""What is to be mended in a file that came in, cell by cell, and the list of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.exports.columns import Column
from storage.exports.sheet import Sheet

if TYPE_CHECKING:
    from openpyxl import Workbook

_LIST = ("要改的地方", "To mend")


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with a cell: what, why, and what would do, in Chinese and English."""

    row: int
    column: int
    place: str
    """Where people find it: `整改台账!T7`."""
    about: str
    """The issue or case it is of; "" for none."""
    heading: str
    """The column's."""
    value: str
    words: tuple[str, str]
    conflict: bool = False
    """It changed elsewhere meanwhile; else it is not allowed."""


_KINDS = {True: ("冲突", "conflict"), False: ("不允许", "not allowed")}
# fmt: off
_COLUMNS: tuple[Column[tuple[Trouble, int]], ...] = (
    Column("place", "位置", "Place", 18, "text", lambda t: t[0].place),
    Column("about", "编号", "Number", 18, "text", lambda t: t[0].about),
    Column("heading", "列", "Column", 14, "text", lambda t: t[0].heading),
    Column("value", "表里写的", "In the sheet", 30, "text", lambda t: t[0].value),
    Column("kind", "情况", "Kind", 9, "text", lambda t: _KINDS[t[0].conflict][t[1]]),
    Column("words", "为什么、怎么改", "Why, and how to mend it", 70, "text",
           lambda t: t[0].words[t[1]]),
)
# fmt: on


def add_list(book: Workbook, name: str, troubles: Sequence[Trouble], *, english: bool) -> None:
    """The sheet that lists them, for a file called `name`."""
    columns = _COLUMNS
    if english:
        columns = tuple(Column(c.key, c.en, c.en, c.width, c.kind, c.value) for c in _COLUMNS)
    told = Sheet(book, _LIST[english], columns, f"{name}：{_LIST[english]}")
    for trouble in troubles:
        told.add((trouble, int(english)))
    told.finish()
