"""Long texts in pieces that Telegram takes, cut where a reader would pause.

A piece is measured in UTF-16 units, as the server measures it; our texts have no markup, so
nothing changes when it looks for entities. Between pieces only blanks are left out.
"""

from __future__ import annotations

import re
import unicodedata

from bot.channels.telegram.parts import MAX_TEXT

_PAUSES = (
    re.compile(r"\n[ \t]*\n\s*"),
    re.compile(r"\n"),
    re.compile(r"[。！？!?…][”』」）)\"']?|[.](?=\s)"),
    re.compile(r"[；;]"),
    re.compile(r"[，,、：:]|\s"),
)
"""Where a text may be cut, the best place first; the cut is behind what is found."""
_UNFIT = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""Unicode's control characters but the end of a line, and halves of characters."""
_JOINERS = "\u200d\ufe0e\ufe0f"
LEAST = 0.5
"""A piece is at least so full, unless its text ends; a worse place is taken rather than less."""


def units(text: str) -> int:
    """Its length as Telegram counts it."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def clean(text: str) -> str:
    """The text without the characters that no message may have, control characters above all."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return _UNFIT.sub("", text)


def split(text: str, limit: int = MAX_TEXT) -> list[str]:
    """The text in pieces of at most `limit` units, none of them blank."""
    pieces = []
    rest = text.strip()
    while units(rest) > limit:
        end = _cut(rest, limit)
        if piece := rest[:end].rstrip():
            pieces.append(piece)
        rest = rest[end:].lstrip()
    return [*pieces, rest] if rest else pieces


def _cut(text: str, limit: int) -> int:
    """Where the first piece ends."""
    most = _fitting(text, limit)
    least = int(most * LEAST)
    for pause in _PAUSES:
        found = [match.end() for match in pause.finditer(text, 0, most) if match.end() >= least]
        if found:
            return found[-1]
    return _between_characters(text, most)


def _fitting(text: str, limit: int) -> int:
    """How many characters fit into so many units."""
    count = 0
    for index, char in enumerate(text):
        count += 2 if char > "\uffff" else 1
        if count > limit:
            return index
    return len(text)


def _between_characters(text: str, most: int) -> int:
    """The last place up to `most` that does not cut what is seen as one character."""
    end = most
    while end > most // 2 and _continues(text, end):
        end -= 1
    return end if end > most // 2 else most


def _continues(text: str, at: int) -> bool:
    here = text[at]
    is_part = (
        here in _JOINERS or unicodedata.combining(here) > 0 or "\U0001f3fb" <= here <= "\U0001f3ff"
    )
    return is_part or text[at - 1] == "\u200d"
