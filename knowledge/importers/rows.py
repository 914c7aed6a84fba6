"""What passes between a file's reader and the builder of guides, and the bounds of both."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from knowledge.model import Guide, Refusal

MAX_FILE_BYTES = 64 * 1024 * 1024
"""One JSONL file; 1,500 published guides take 1.4 MB."""
MAX_FORM_BYTES = 2 * 1024 * 1024
"""One Markdown or YAML file."""
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
    odd: tuple[str, ...] = ()
    """What was odd already when it was read, for people."""

    @property
    def source(self) -> str:
        """Where it was read from, for people."""
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Draft:
    """A guide ready to be kept, and what its row lacked or had odd."""

    guide: Guide
    missing: tuple[str, ...]
    odd: tuple[str, ...]
    file: str
    line: int


class RowError(ValueError):
    """What cannot become a guide: `reason` says why, `mend` how to repair it."""

    def __init__(self, reason: str, mend: str, line: int = 0) -> None:
        """Args:
        reason: What is wrong, for people.
        mend: What to do about it.
        line: Where in the file, if that is known better than the row's place.
        """
        super().__init__(reason)
        self.reason, self.mend, self.line = reason, mend, line

    def at(self, file: str, line: int = 0) -> Refusal:
        """The refusal of the row at this place; line 0 stands for the file as a whole."""
        return Refusal(file=file, line=self.line or line, reason=self.reason, mend=self.mend)


Rows = Iterator[Row | Refusal]


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
