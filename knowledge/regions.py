"""Places as addresses tell them, from the large to the small: 云溪市青禾县."""

from __future__ import annotations

import re

Place = tuple[str, ...]
"""Units from the large to the small; () is everywhere, or not known."""

KINDS = "自治区|自治州|自治县|地区|街道|社区|省|市|盟|县|区|(?:旗|镇|乡|村)(?![市县区])"
_UNIT = re.compile(rf"[^\W\da-zA-Z局厅委院会所处科]{{1,8}}?(?:{KINDS})")
KIND = re.compile(f"(?:{KINDS})$")
"""How the name of a place ends."""


def units(text: str) -> Place:
    """The places that a text begins with: 云溪市, 青禾县 of "云溪市青禾县民政局"."""
    found: list[str] = []
    while match := _UNIT.match(text):
        found.append(match[0])
        text = text[match.end() :]
    return tuple(found)


def is_place(text: str) -> bool:
    """Whether a text tells a place and nothing else."""
    return bool(text) and "".join(units(text)) == text
