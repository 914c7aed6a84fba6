"""Rows of a worksheet as XML, written without an object for each cell.

openpyxl takes 20 µs for a cell, nearly all of it for objects that are thrown away at once: a
ledger of 100,000 issues has twenty million cells. Here a cell is a few pieces of text. The rest
of the sheet (columns, filters, paper) and the workbook around it stay openpyxl's.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from datetime import date, datetime, time
from functools import lru_cache
from math import ceil
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from storage.exports.columns import Value
from storage.exports.text import clean, clip, width

MAX_CELL = 32_767
"""UTF-16 units in one cell; Excel repairs a file that has more."""
RISKY = ("=", "+", "-", "@", "\t", "\n", "＝", "＋", "－", "＠")
"""What a program may take for the beginning of a formula."""
_ENCODED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""What readers of xlsx take for an encoded character (`_x0041_` for A); Excel's way to say "_"."""
_CODE = re.compile(r"[!-~]{16,}")
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001  # cells know no zone
_NO_DAY = 60
"""Excel's number of the 29th of February of 1900."""
_SECONDS = 86_400
_END = b"</sheetData>"
_BUFFER = 1 << 20
_SHORT = 64
"""Characters of a text that is remembered: terms, names, offices, which many cells say."""
_REMEMBERED = 1 << 14


class Look(NamedTuple):
    """A text as a cell shows it: as XML, and whether a program may take it for a formula."""

    xml: str
    is_risky: bool


def plain(value: Value) -> Value:
    """What a cell can hold: legal, bounded text; empty text is an empty cell."""
    if not isinstance(value, str):
        return value
    text = clean(value)
    if "_x" in text:
        text = _ENCODED.sub("_x005F_", text)
    return clip(text, MAX_CELL) or None


def look_of(text: str) -> Look:
    """How a text that `plain` gave is shown."""
    return _remembered_look(text) if len(text) <= _SHORT else _look(text)


def _look(text: str) -> Look:
    space = ' xml:space="preserve"' if text != text.strip() else ""
    xml = f' t="inlineStr"><is><t{space}>{escape(text)}</t></is></c>'
    return Look(xml, text.startswith(RISKY))


_remembered_look = lru_cache(_REMEMBERED)(_look)


def lines_of(text: str, column: float) -> int:
    """Lines that `text` takes when wrapped in a column of that width."""
    room = max(1.0, column * 1.06 - 1)
    if 2 * len(text) <= room and "\n" not in text:
        return 1  # so wide at most
    if len(text) <= _SHORT:
        return _remembered_lines(text, room)
    return _all_lines(text, room)


def _all_lines(text: str, room: float) -> int:
    return sum(_lines(part, room) for part in text.split("\n"))


_remembered_lines = lru_cache(_REMEMBERED)(_all_lines)


def _lines(text: str, room: float) -> int:
    """Lines of one paragraph; a long code begins a line and leaves the one before it short."""
    lines = max(1, ceil(width(text) / room))
    return lines + (len(_CODE.findall(text)) if lines > 1 else 0)


def number_xml(value: bool | float | date) -> str:
    """The rest of a cell that holds a number, a day or a time, from its type on."""
    if isinstance(value, bool):
        return f' t="b"><v>{value:d}</v></c>'
    if isinstance(value, datetime):
        return f' t="n"><v>{_days(value):.16g}</v></c>'
    if isinstance(value, date):
        return _day_xml(value)
    return f' t="n"><v>{value:.16g}</v></c>'


@lru_cache(_REMEMBERED)
def _day_xml(day: date) -> str:
    return f' t="n"><v>{_days(day):.16g}</v></c>'


def _days(moment: date) -> float:
    """Days since the beginning of Excel's time, in which 1900 has a 29th of February."""
    whole = moment if isinstance(moment, datetime) else datetime.combine(moment, time())
    passed = whole - _EPOCH
    days = passed.days - 1 if 0 < passed.days <= _NO_DAY else passed.days
    return days + (passed.seconds + passed.microseconds / 1_000_000) / _SECONDS


class Rows:
    """The rows of one of openpyxl's write-only sheets below those that openpyxl wrote."""

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet
        self._file = TemporaryFile(buffering=_BUFFER)  # noqa: SIM115  # closed by `close`

    def add(self, number: int, cells: Sequence[str], attributes: str = "") -> None:
        """Write a row of cells that are XML already."""
        row = f'<row r="{number}"{attributes}>{"".join(cells)}</row>'
        self._file.write(row.encode())

    def close(self) -> None:
        """End the sheet, with the rows in it. What needs the last row must be set by now."""
        self._sheet.close()
        part = Path(self._sheet._writer.out)
        head, end, tail = part.read_bytes().partition(_END)
        with part.open("wb") as whole, self._file as rows:
            rows.seek(0)
            whole.write(head)
            shutil.copyfileobj(rows, whole, _BUFFER)
            whole.write(end + tail)
