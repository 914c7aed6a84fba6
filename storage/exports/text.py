"""Making people's text fit for Office files without changing what it says.

Text of users, guides and files is untrusted. What comes out of `clean` is
legal XML 1.0 in any place; `clip` keeps it within a limit, visibly.
"""

from __future__ import annotations

import unicodedata

from flows.characters import unsteered

CUT_MARK = "…（已截断，全文见系统记录）"


def clean(text: str) -> str:
    """`text` with line ends as `\\n`, without what XML 1.0 forbids and what turns lines around."""
    return unsteered(text.replace("\r\n", "\n").replace("\r", "\n"))


def clip(text: str, limit: int) -> str:
    """`text`, cut to `limit` UTF-16 units (as Office counts) with a visible mark at the cut."""
    if len(text) + sum(c > "\uffff" for c in text) <= limit:
        return text
    units = text.encode("utf-16-le")[: 2 * (limit - len(CUT_MARK))]
    return units.decode("utf-16-le", "ignore") + CUT_MARK


def width(text: str) -> int:
    """Columns of a fixed-width font: 2 for a Chinese character, 1 for a letter."""
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)
