"""Rows of text as a CSV file that Excel opens as it is, and takes for text."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from storage.exports.columns import Value
from storage.exports.files import staged
from storage.exports.rows import RISKY
from storage.exports.text import clean

SUFFIX = ".csv"


def write_rows(rows: Sequence[Sequence[Value]], path: Path) -> None:
    """Write the rows to `path`, whole or not at all; a file that is there is not replaced.

    A cell that a program could take for a formula begins with an apostrophe.
    """
    with (
        staged(path, SUFFIX) as folder,
        (folder / path.name).open("w", encoding="utf-8-sig", newline="") as file,
    ):
        csv.writer(file).writerows([cell(value) for value in row] for row in rows)


def cell(value: Value) -> str:
    """A value as a cell; one that a program could take for a formula is marked as text."""
    text = clean(str("" if value is None else value))
    return f"'{text}" if text.startswith(RISKY) else text
