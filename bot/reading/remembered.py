"""Readings of a text that are done once, though dozens of rules ask for them.

Every rule that looks at a message has it folded, cut into clauses and asked whether it
asks; the labels of a flow's questions are folded for each answer that may be corrected.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

SHORT, MANY = 200, 4096
"""Characters of a clause, a label or a usual message, and how many of them are remembered."""
FEW = 8
"""How many longer texts are remembered: those of the messages being read just now."""

Read = TypeVar("Read")


def remembered(read: Callable[[str], Read]) -> Callable[[str], Read]:
    """`read`, which follows from its text alone and gives what nobody changes, done once.

    Safe to share between threads; what is remembered is bounded, also for the longest texts.
    """
    of_short, of_long = lru_cache(MANY)(read), lru_cache(FEW)(read)

    @wraps(read)
    def once(text: str) -> Read:
        return of_short(text) if len(text) <= SHORT else of_long(text)

    return once
