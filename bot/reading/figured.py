"""Options that are called by figures ("62", of an age band), in a sentence: "我今年六十二", "sixty two".

A figure that counts something else names none: "等了20分钟" is no age.
"""

from __future__ import annotations

import re

from bot.reading import numbers
from bot.reading.option import Hit, Option

_SHORT_OF = re.compile("差[0-9一两二三几]+[岁年]")
_LOOSELY = tuple("多来几好出")
"""Behind a figure that is not exact: "四十多", "四十好几"."""


def figured(folded: str, start: int, end: int, options: tuple[Option, ...]) -> list[Hit]:
    """The options called by a figure that the text has, in whatever signs it is written."""
    called = {word: o.name for o in options for word in o.synonyms if word.isdecimal()}
    if not called:
        return []
    if _SHORT_OF.search(folded, start, end):
        return []
    told = [f for f in numbers.find(folded[start:end]) if f.value is not None]
    return [
        Hit(called[f"{f.value:g}"], start + f.start, start + f.end, literal=False)
        for f in told
        if f"{f.value:g}" in called
        and not numbers.is_measured(folded, start + f.end)
        and folded[start + f.end : start + f.end + 1] not in _LOOSELY
    ]
