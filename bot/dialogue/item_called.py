"""A service called by its name but for the word of what one does with it: "创业担保贷款"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.reading.words import core, fold
from knowledge.glosses import in_english
from knowledge.model import ItemMatch

_DEED = re.compile(r"(?:申请|申领|申办|办理|核发| application)$")
_ARTICLE = re.compile(r"^(?:an? |the |my )")


def called_so(text: str, matches: Sequence[ItemMatch]) -> list[ItemMatch]:
    """Those of `matches` that are called just `text`; none where more than one name is."""
    said = core(fold(text))
    plain = _DEED.sub("", _ARTICLE.sub("", said))
    found = [match for match in matches if plain in _names(match.candidate.name)]
    return found if len({match.candidate.name for match in found}) == 1 else []


def _names(name: str) -> tuple[str, str]:
    return _DEED.sub("", fold(name)), _DEED.sub("", in_english(name).lower())
