"""Places as English writes them, by sound: "in Yunxi", "Qinghe County".

Only of places that the guides are of: of any other nothing is known here.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product

from knowledge.regions import KIND
from knowledge.spelling import sounds

MIN_STEM, MAX_STEM = 2, 4
"""Characters of a place's name without its kind that are looked for by sound."""
_KINDS = r"(?:[ -](?:city|county|district|town|township|province|prefecture))?"
_IN = r"(?:\b(?:here )?(?:in|to|into|at|within|of) (?:the )?)?"


def in_chinese(text: str, names: tuple[str, ...]) -> str:
    """An English text with the places `names` in Chinese."""
    found = _sought(names)
    if found is None:
        return text
    pattern, called = found
    return pattern.sub(lambda match: match["in"] + called[_key(match["name"])], text)


def without(text: str, names: tuple[str, ...]) -> str:
    """An English text without them: where all is of one place, it says nothing."""
    found = _sought(names)
    return found[0].sub("", text).strip() if found is not None else text


@lru_cache(maxsize=8)
def _sought(names: tuple[str, ...]) -> tuple[re.Pattern[str], dict[str, str]] | None:
    """What finds any of them, and which each of its findings is."""
    called: dict[str, str] = {}
    written: list[str] = []
    for name in names:
        stem = KIND.sub("", name)
        if not MIN_STEM <= len(stem) <= MAX_STEM:
            continue
        for said in product(*(sorted(sounds(char)) for char in stem)):
            called.setdefault("".join(said), name)
            written.append("[ '-]?".join(map(re.escape, said)))
    if not written:
        return None
    longest = "|".join(sorted(written, key=len, reverse=True))
    return re.compile(rf"(?P<in>{_IN})\b(?P<name>{longest})\b{_KINDS}", re.IGNORECASE), called


def _key(said: str) -> str:
    return re.sub(r"[ '-]", "", said).lower()
