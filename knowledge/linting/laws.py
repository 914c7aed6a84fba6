"""Rules of what a guide rests on: laws that hold no more."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from itertools import chain
from pathlib import Path

from knowledge.linting.page import Flaw, Page
from knowledge.remarks import element_name, remark

_REPEALED: dict[str, tuple[date, str]] = {
    name: (row["on"], row["by"])
    for row in tomllib.loads((Path(__file__).parent / "laws.toml").read_text(encoding="utf-8"))[
        "repealed"
    ]
    for name in row["names"]
}
_CITED = re.compile(rf"(?<!原)《(?:中华人民共和国)?({'|'.join(_REPEALED)})》")
_KNOWN_TO_BE = re.compile(
    "^[^。；;\n]{0,16}(?:废止|失效|施行(?:以)?前|实施(?:以)?前|有效期间|时期)"
)


def repealed(page: Page) -> Iterator[Flaw]:
    """A law that is cited as if it held, with the one that has its place; each told once."""
    told: set[str] = set()
    for piece in chain(page.elements(), page.faqs()) if page.on else ():
        for found in _CITED.finditer(piece.text):
            on, by = _REPEALED[found[1]]
            if found[1] in told or _KNOWN_TO_BE.match(piece.text[found.end() : found.end() + 40]):
                continue
            if page.on and on <= page.on:
                told.add(found[1])
                what = remark("lint_repealed", element_name(piece.element), found[1], on, by)
                yield Flaw("law-repealed", what, (piece.cite(*found.span()),))
