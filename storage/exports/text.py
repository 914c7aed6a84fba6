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
    if text.isprintable():  # nearly all text, and asking is cheap
        return text
    return unsteered(text.replace("\r\n", "\n").replace("\r", "\n"))


def clip(text: str, limit: int) -> str:
    """`text`, cut to `limit` UTF-16 units (as Office counts) with a visible mark at the cut."""
    if 2 * len(text) <= limit or len(text) + sum(c > "\uffff" for c in text) <= limit:
        return text
    units = text.encode("utf-16-le")[: 2 * (limit - len(CUT_MARK))]
    return units.decode("utf-16-le", "ignore") + CUT_MARK


def width(text: str) -> int:
    """Columns of a fixed-width font: 2 for a Chinese character, 1 for a letter."""
    return sum(map(_WIDTHS.__getitem__, text))


class _Widths(dict[str, int]):
    """The width of each character that was met."""

    def __missing__(self, character: str) -> int:
        wide = unicodedata.east_asian_width(character) in "WFA"
        self[character] = 2 if wide else 1
        return self[character]


_WIDTHS = _Widths()
