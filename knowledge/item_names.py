"""What items are called, and what tells those apart that are called alike."""

from __future__ import annotations

from collections.abc import Iterable

from knowledge.model import Guide
from knowledge.text import fold

MIN_SWAPPED = 4
"""Shortest name of which one character may have been swapped for another."""


def but_one(folded: str, at: int, forms: Iterable[str]) -> bool:
    """True if a text has one of these forms around a place where alone it differs."""
    for form in forms:
        for inner in range(1, len(form) - 1) if len(form) >= MIN_SWAPPED else ():
            head = folded.endswith(form[:inner], 0, at)
            if head and folded.startswith(form[inner + 1 :], at + 1):
                return True
    return False


def forms_of(guide: Guide) -> tuple[str, ...]:
    names = (fold(name) for name in (guide.name, *guide.aliases))
    return tuple(dict.fromkeys(name for name in names if name)) or ("?",)


def tail_of(code: str, codes: list[str]) -> str:
    """The shortest end of a code, of at least 4 characters, that no other of the codes shares."""
    for size in range(4, len(code)):
        if sum(other.endswith(code[-size:]) for other in codes) == 1:
            return f"编码尾号 {code[-size:]}"
    return f"编码 {code}"
