"""What is told of a guide while it is imported, and of search, in Chinese and in English.

A remark reads as its Chinese text wherever a text is wanted; `told` gives it in a
locale. What stands in it may be a remark, too, as the name of an element is.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path

from knowledge.elements import FAQ_TERM, shown_name
from knowledge.model import Locale


class Remark(str):
    """A text for people: itself in Chinese, `en` in English."""

    __slots__ = ("en",)
    en: str

    def __new__(cls, zh: str, en: str) -> Remark:
        """A remark of these two texts."""
        made = super().__new__(cls, zh)
        made.en = en
        return made


_TABLE: dict[str, dict[str, str]] = {
    key: row
    for file in sorted(Path(__file__).parent.glob("*.toml"))
    for key, row in tomllib.loads(file.read_text(encoding="utf-8")).items()
}
"""Of each remark its text in both languages; {0}, {1} … are the values, in the same order."""


_BESIDE = {FAQ_TERM: "FAQ", "事项": "Item"}
"""Names of what is beside the elements in a guide."""


def told(text: str, locale: Locale) -> str:
    """A text in a locale; what is no remark has one language only."""
    return text.en if locale == "en" and isinstance(text, Remark) else str(text)


def remark(key: str, *values: object) -> Remark:
    """The remark of this name in the tables beside this file, with these values in its places."""
    row = _TABLE[key]
    english = (value.en if isinstance(value, Remark) else value for value in values)
    return Remark(row["zh"].format(*values), row["en"].format(*english))


def element_name(term: str) -> Remark:
    """What an element is called."""
    return Remark(term, _BESIDE.get(term) or shown_name(term, "en"))


def anchor_name(anchor: str) -> Remark:
    """What a place in a guide is called: "受理条件-2", "常见问题-3"."""
    term, dash, number = anchor.partition("-")
    return Remark(anchor, f"{element_name(term).en}{' ' if dash else ''}{number}")


def listed(texts: Sequence[str], limit: int) -> Remark:
    """Texts side by side, cut to a length."""
    return Remark("、".join(texts)[:limit], ", ".join(told(t, "en") for t in texts)[:limit])
