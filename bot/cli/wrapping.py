"""Lines that fit a terminal: broken between words, never in front of a closing mark.

A terminal by itself breaks wherever a line is full: in the middle of an English
word, or with "。" at the beginning of the next line.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import accumulate, takewhile

NARROWEST = 20
"""Below so many columns a line is left to the terminal."""

_OPENING = "“‘（《【「『〔("
_CLOSING = "”’）》】」』〕，。、；：？！·…,.;:?!)%"
_TOKEN = re.compile(
    rf" +|[{_OPENING}]*(?:[!-~\u00a1-\u024f]+(?:’[a-z]+)?|—+|.)[{re.escape(_CLOSING)}]*", re.DOTALL
)
_HEAD = re.compile(r" *(?:\d{1,3}\. |[·□•-] )?")
"""What the further lines of an option or of an item in a list stand behind."""


def wrapped(text: str, width: int) -> str:
    """`text` with no line wider than `width` columns, if that is enough for a word."""
    if width < NARROWEST:
        return text
    return "\n".join(piece for line in text.split("\n") for piece in _pieces(line, width))


def _pieces(line: str, width: int) -> list[str]:
    if _columns(line) <= width:
        return [line]
    head = _HEAD.match(line)
    indent = " " * len(head[0] if head else "")
    pieces, piece = [], ""
    for token in _TOKEN.findall(line):
        room = width - _columns(piece)
        if _columns(token) > room and piece.strip():
            pieces.append(piece.rstrip())
            piece, room = indent, width - len(indent)
            token = token.lstrip()  # noqa: PLW2901  # a blank at the break is not printed
        while (cut := _fitting(token, room)) < len(token):  # longer than a line: a web address, say
            pieces.append(piece + token[:cut])
            piece, room, token = indent, width - len(indent), token[cut:]  # noqa: PLW2901
        piece += token
    return [*pieces, piece.rstrip()] if piece.strip() else pieces


def _fitting(token: str, room: int) -> int:
    """How many characters of `token` fit; at least one, so that there is an end."""
    ends = accumulate(map(_width, token))
    return max(1, sum(1 for _ in takewhile(lambda end: end <= room, ends)))


def _columns(text: str) -> int:
    return sum(map(_width, text))


def _width(character: str) -> int:
    """How many columns it takes at most: a mark like “ is wide in some terminals."""
    return 2 if unicodedata.east_asian_width(character) in "WFA" else 1
