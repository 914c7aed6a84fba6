"""A table that was sent, as a button names it, and what came of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from storage.imports.troubles import Trouble

Words = tuple[str, str]
"""Chinese and English."""
Deed = Literal["look", "make", "skip", "no", "gone", "none"]
"""To try it, to make it so, also without the rows that cannot be read; leave it. `gone` and `none`
are no buttons: the file is kept no more, or is no ledger."""
MAX_TEXT = 300
_SHA256 = re.compile("[0-9a-f]{64}")
_NAME = re.compile(r"[^/\\\x00-\x1f:]{1,60}")


@dataclass(frozen=True, slots=True)
class Sent:
    """A table and what is wanted of it. `mapping` says what its columns are; "" for a ledger."""

    deed: Deed
    sha256: str = ""
    mapping: str = ""
    name: str = ""

    def to_text(self) -> str:
        """Behind `sent:` in a button's id."""
        return ":".join((self.deed, self.sha256, self.mapping, self.name))

    @classmethod
    def from_text(cls, text: str) -> Sent | None:
        """The inverse of `to_text`; None for anything else, which a tap may hold."""
        deed, sha256, mapping, name = (*text[:MAX_TEXT].split(":", 3), "", "", "")[:4]
        if deed == "no":
            return cls("no")
        is_file = _SHA256.fullmatch(sha256) and _NAME.fullmatch(name) and name not in (".", "..")
        if deed not in get_args(Deed) or not is_file:
            return None
        return cls(deed, sha256, mapping, name)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of a table, or would."""

    sent: Sent
    rows: tuple[tuple[str, Words], ...] = ()
    """Each issue with the steps it would make; each case with its problem."""
    steps: int = 0
    same: int = 0
    """Rows whose changes are in the ledger already; cases that were imported before."""
    missing: tuple[str, ...] = ()
    """Issues that were exported and are not in the sheet any more."""
    troubles: tuple[Trouble, ...] = ()
    more: int = 0
    """Cells with troubles that are not told."""
    copy: Path | None = None
    """The marked copy."""
    refused: Words | None = None
    """Why the file is not taken at all."""
    mappings: tuple[str, ...] = ()
    """What it may be, where it is no ledger."""
    done: bool = False
