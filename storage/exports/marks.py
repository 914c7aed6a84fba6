"""What an exported ledger remembers of itself, so that it can come back filled in.

A hidden sheet has a row per issue: its number, the place and hash of its last log row, and a short
digest of each cell. So a cell that was changed by hand is told from one that was not, and from one
that changed in the ledger meanwhile; a row that somebody deletes leaves no words behind.
"""

from __future__ import annotations

import re
from base64 import urlsafe_b64encode
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from storage.exports.columns import COLUMNS, Column, Entry, Value
from storage.exports.rows import Rows, look_of, plain
from storage.exports.text import clean

if TYPE_CHECKING:
    from openpyxl import Workbook

SHEET = "陪走"
VERSION = "1"
FREE = ("serial", "note")
"""Columns of which nothing is remembered: they belong to who fills in the sheet."""
REMEMBERED = tuple(column for column in COLUMNS if column.key not in FREE)
_SIZE = 6
"""Characters of a digest: one changed cell of 70 billion would go unseen."""
_NONE = "-"
_ENCODED = re.compile("_x([0-9A-Fa-f]{4})_")
"""How Excel writes a character that XML cannot hold, and a `_` that would look like one."""


class Mark(NamedTuple):
    """The last log row of an issue."""

    seq: int
    hash: str


class Remembered(NamedTuple):
    """A row of the hidden sheet; `digests` of its cells, parted by blanks: split they take more."""

    mark: Mark
    digests: str


def told(value: Value) -> str:
    """What a cell says, however the program that saved it writes line ends, blanks and days."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        whole = value.time() == time()
        return value.date().isoformat() if whole else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    text = clean(decoded(str(value)))
    if "\n" not in text:
        return text.strip()
    return "\n".join(line.rstrip() for line in text.split("\n")).strip()


def decoded(text: str) -> str:
    """A text with its encoded characters as they are."""
    return _ENCODED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def shown(column: Column[Entry], entry: Entry) -> str:
    """What the exported cell says."""
    return told(plain(column.value(entry)))


def digest(number: str, key: str, text: str) -> str:
    """What is remembered of a cell; LibreOffice loses an escape of `_x0041_` when it saves."""
    if not text:
        return _NONE
    while (plain_text := decoded(text)) != text:
        text = plain_text
    sealed = sha256(f"{number}\n{key}\n{text}".encode()).digest()
    return urlsafe_b64encode(sealed)[:_SIZE].decode()


class Marks:
    """The hidden sheet, as it is written beside the ledger."""

    def __init__(self, book: Workbook, marks: Mapping[str, Mark]) -> None:
        sheet = book.create_sheet(SHEET)
        sheet.sheet_state = "veryHidden"
        sheet.append([VERSION, " ".join(column.key for column in REMEMBERED)])
        self._rows = Rows(sheet)
        self._written = 1
        self._marks = marks

    def add(self, number: str, values: Sequence[Value]) -> None:
        """Remember a row of the ledger by what its cells hold.

        One that has no mark was not in the ledger, and cannot come back.
        """
        if (mark := self._marks.get(number)) is None:
            return
        digests = [
            digest(number, column.key, told(value))
            for column, value in zip(COLUMNS, values, strict=True)
            if column.key not in FREE
        ]
        self._written += 1
        kept = (number, f"{mark.seq} {mark.hash}", " ".join(digests))
        cells = [
            f'<c r="{letter}{self._written}"{look_of(text).xml}'
            for letter, text in zip("ABC", kept, strict=True)
        ]
        self._rows.add(self._written, cells)

    def finish(self) -> None:
        """Write what is remembered."""
        self._rows.close()


def remembered(row: Sequence[object]) -> tuple[str, Remembered] | None:
    """The number and what is remembered of it, in a row of the hidden sheet."""
    number, mark, digests = (str(value or "") for value in (*row, "", "", "")[:3])
    seq, _, hash_ = mark.partition(" ")
    if not (number and seq.isdecimal() and hash_):
        return None
    return number, Remembered(Mark(int(seq), hash_), digests)
