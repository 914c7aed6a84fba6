"""What passes between a file's reader and the builder of guides, and the bounds of both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
MAX_LIST = 500
MAX_DEPTH = 6


@dataclass(frozen=True, slots=True)
class Row:
    """One guide as a file has it: keys and values not yet understood."""

    file: str
    line: int
    record: Mapping[str, Any]

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
    """A row that cannot become a guide: `reason` says why, `mend` how to repair it."""

    def __init__(self, reason: str, mend: str) -> None:
        super().__init__(reason)
        self.reason, self.mend = reason, mend

    def at(self, file: str, line: int) -> Refusal:
        """The refusal of the row at this place."""
        return Refusal(file=file, line=line, reason=self.reason, mend=self.mend)


Rows = Iterator[Row | Refusal]
