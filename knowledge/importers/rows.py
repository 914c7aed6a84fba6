"""What passes between a file's reader and the builder of guides, and the bounds of both."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from knowledge.model import Guide, Locale, Refusal
from knowledge.remarks import Remark, remark, told

MAX_FILE_BYTES = 64 * 1024 * 1024
"""One JSONL file; 1,500 published guides take 1.4 MB."""
MAX_FORM_BYTES = 2 * 1024 * 1024
"""One Markdown or YAML file."""
MAX_TABLE_BYTES = 32 * 1024 * 1024
"""One workbook, CSV or TSV file."""
MAX_LINE_CHARS = 1_000_000
MAX_GUIDES = 20_000
"""Rows read in one import."""
MAX_FILES = 5_000
MAX_ELEMENTS = 100
MAX_ELEMENT_CHARS = 20_000
MAX_FAQS = 200
MAX_NAME_CHARS = 200
MAX_NAMES = 500
"""Aliases, or departments, of one guide."""
MAX_DEPTH = 6
MAX_ODD = 50
"""Oddities told of one guide."""


@dataclass(frozen=True, slots=True)
class Row:
    """One guide as a file has it: keys and values not yet understood."""

    file: str
    line: int
    record: Mapping[str, Any]
    odd: tuple[Remark, ...] = ()
    """What was odd already when it was read, for people."""
    scanned: bool = False
    """It was read from a picture."""
    adds: bool = False
    """It only says materials, or questions, of an item whose guide stands elsewhere."""

    @property
    def source(self) -> str:
        """Where it was read from, for people."""
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Draft:
    """A guide ready to be kept, and what its row lacked or had odd."""

    guide: Guide
    missing: tuple[str, ...]
    odd: tuple[Remark, ...]
    file: str
    line: int
    adds: bool = False
    """It joins a guide that is there, and is none by itself."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A row or file that does not become a guide."""

    file: str
    line: int
    reason: Remark
    mend: Remark

    def told(self, locale: Locale) -> Refusal:
        """The refusal in a locale."""
        reason, mend = told(self.reason, locale), told(self.mend, locale)
        return Refusal(file=self.file, line=self.line, reason=reason, mend=mend)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file in a folder or an archive that is of no kind that has guides."""

    file: str


class RowError(ValueError):
    """What cannot become a guide: `reason` says why, `mend` how to repair it."""

    def __init__(self, key: str, *values: object, mend: Remark | None = None, line: int = 0):
        """Args:
        key: Name of the remark (knowledge.remarks) that says what is wrong.
        values: What stands in it.
        mend: What to do about it; without it, the remark named after this one.
        line: Where in the file, if that is known better than the row's place.
        """
        self.reason = remark(key, *values)
        self.mend = mend or remark(f"{key}_mend")
        self.line = line
        super().__init__(self.reason)

    def at(self, file: str, line: int = 0) -> Refused:
        """The refusal of the row at this place; line 0 stands for the file as a whole."""
        return Refused(file, self.line or line, self.reason, self.mend)


Rows = Iterator[Row | Refused]


class Repeated(list[Any]):
    """The values of a key that a file has several times."""


def keep_all(
    pairs: Iterable[tuple[str, Any]], told: Callable[[str], object] | None = None
) -> dict[str, Any]:
    """Pairs as a mapping that loses none of them: the values of a repeated key are `Repeated`.

    Args:
        pairs: Keys and values in the file's order.
        told: Called once with each key that is repeated.
    """
    record: dict[str, Any] = {}
    for key, value in pairs:
        if key not in record:
            record[key] = value
            continue
        if not isinstance(record[key], Repeated):
            record[key] = Repeated([record[key]])
            if told:
                told(key)
        record[key].append(value)
    return record
