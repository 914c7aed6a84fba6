"""English questions whose names and matters are read in Chinese (knowledge.words.translate)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from knowledge.elements import CUED_IN_ENGLISH, Intent

BREAK = re.compile(r"[,.;:?!\n]+|\band\b", re.IGNORECASE)
"""What parts the clauses of an English text; in Chinese spaces do, too."""


def asked_by(masked: str, found: Iterable[Intent]) -> list[bool]:
    """Which characters of a question are Chinese words that only ask for an element ("照片")."""
    asking = [False] * len(masked)
    for cue in found:
        for word in CUED_IN_ENGLISH:
            at = masked.find(word, cue.start, cue.end)
            if at >= 0:
                asking[at : at + len(word)] = [True] * len(word)
    return asking
