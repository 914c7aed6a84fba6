"""Characters that are no text, or that steer what shows it: the one place that says which.

Text comes from people, files and other programs. `flows` is the lowest room, so the
others take the sets from here; `knowledge`, which stands alone, has one of its own
(`knowledge.text`); tests/flows/test_characters.py holds that it misses nothing of these.
"""

from __future__ import annotations

import re

_HALVES = "\ud800-\udfff"
"""Halves of surrogate pairs: no characters, and UTF-8 cannot hold them."""
_CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f"
"""All control characters but tab and line feed."""
_TURNS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""Marks that turn the direction of writing around: `cod.exe` is shown as `exe.doc`."""
_NONE = "\ufffe\uffff"
"""No characters either: XML forbids them."""
HIDDEN = f"\u00ad\u200b-\u200d\u2060-\u2064\ufeff{_TURNS}"
"""For a character class: what stands in a text without being seen."""

_UNSTORABLE = re.compile(f"[\x00{_HALVES}]")
STEERING = re.compile(f"[{_CONTROLS}{_TURNS}{_HALVES}{_NONE}]")
"""What clears a terminal, turns a line around or breaks a document."""


def code_point(character: str) -> str:
    """What to call a character that cannot be shown: `U+202E`."""
    return f"U+{ord(character):04X}"


def is_storable(text: str) -> bool:
    """Whether PostgreSQL (no NUL) and UTF-8 (no lone surrogate) can hold it."""
    if text.isascii():  # most names are, and asking is cheap
        return "\x00" not in text
    return _UNSTORABLE.search(text) is None


def storable(text: str) -> str:
    """`text` with what cannot be stored replaced one for one, so that offsets into it hold."""
    return text if is_storable(text) else _UNSTORABLE.sub("\ufffd", text)


def unsteered(text: str) -> str:
    """`text` without what would steer a terminal or a document; all that one can see stays."""
    return STEERING.sub("", text)
