"""A service called by its name but for the word of what one does with it: "创业担保贷款"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.reading.words import core, fold
from knowledge.model import ItemMatch

_DEED = re.compile(r"(?:申请|申领|申办|办理|核发)$")
_BRACKETS = re.compile(r"\([^()]*\)$")
MIN_NAME = 5
"""Characters of such a name: fewer ("居住证") may be of another service, and are asked about."""


def called_so(text: str, matches: Sequence[ItemMatch]) -> list[ItemMatch]:
    """Those of `matches` that are called just `text`; none where more than one name is."""
    said = core(fold(text))
    if len(said) < MIN_NAME:
        return []
    found = [match for match in matches if said in _names(match.candidate.name)]
    return found if len({match.candidate.name for match in found}) == 1 else []


def _names(name: str) -> tuple[str, ...]:
    """What it is called without what one does, or without what stands in brackets."""
    said = fold(name)
    return _DEED.sub("", said), _BRACKETS.sub("", said)
