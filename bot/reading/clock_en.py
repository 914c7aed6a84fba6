"""Times of day in English words: "half past nine", "ten to five", "9 in the morning", "2:30 pm".

`find` gives each with its place; an hour without a.m. or p.m. is marked as not
sure, and left to the caller's idea of office hours. Works on folded text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.reading.numbers import ENGLISH, value_of

NOON, HOUR = 12, 60
_TWELVE = "|".join(w for w, n in ENGLISH.items() if 1 <= n <= NOON and not w.endswith("ce"))
_HOUR = rf"(?P<h>1[0-2]|[1-9]|{_TWELVE})"
_FRACTIONS = {"half": 30, "quarter": 15, "a quarter": 15}
_WORDS = r"five|ten|twenty(?:[ -]five)?|[0-9]{1,2}(?= minutes? | past )"
"""Minutes; digits alone before "to" are a range: "9 to 10"."""
_PART = (
    r"(?:\s*(?P<ap>[ap])\.?m\b\.?|\s+(?:o'?clock\s*)?(?:in the (?P<part>morning|afternoon|evening)|"
    r"at (?P<night>night)))"
)
_PATTERNS = (
    re.compile(
        rf"(?<!from )\b(?P<off>half|(?:a )?quarter|{_WORDS})(?: minutes?)? (?P<way>past|after|to|before) "
        rf"{_HOUR}\b(?![:.0-9]){_PART}?"
    ),
    re.compile(
        rf"\b{_HOUR}(?:[:.\s]?(?P<m>[0-5][0-9])|\s(?P<mw>thirty|fifteen|forty[ -]five))?{_PART}"
    ),
    re.compile(rf"\b{_HOUR} o'?clock\b"),
    re.compile(rf"\b(?P<h>{_TWELVE}) (?P<mw>thirty|fifteen|forty[ -]five)\b"),
)
Said = tuple[int, int, int, bool, bool]
"""Minutes after midnight, start, end, whether the half of the day was said, plainly written."""


def find(folded: str) -> Iterator[Said]:
    """Every time of day written as English has it, longest patterns first."""
    for pattern in _PATTERNS:
        for match in pattern.finditer(folded):
            if (minutes := _minutes(match)) is not None:
                said = _late(match) is not None
                yield (
                    minutes,
                    match.start(),
                    match.end(),
                    said,
                    said and "off" not in match.re.groupindex,
                )


def _minutes(match: re.Match[str]) -> int | None:
    groups = match.groupdict()
    hour = value_of(match["h"])
    if hour is None:
        return None
    late = _late(match)
    clock = int(hour) % NOON if late is not None else int(hour)
    minutes = (clock + (NOON if late else 0)) * HOUR
    if groups.get("m"):
        minutes += int(match["m"])
    if groups.get("mw"):
        minutes += int(value_of(match["mw"]) or 0)
    if groups.get("off"):
        off = _FRACTIONS.get(match["off"]) or value_of(match["off"])
        if off is None or off >= HOUR:
            return None
        minutes += int(off) if match["way"] in ("past", "after") else -int(off)
    return minutes % (24 * HOUR)


def _late(match: re.Match[str]) -> bool | None:
    """Whether it is after noon; None when that was not said."""
    groups = match.groupdict()
    if groups.get("ap"):
        return bool(match["ap"] == "p")
    if groups.get("part"):
        return bool(match["part"] != "morning")
    if groups.get("night"):
        hour = value_of(match["h"]) or 0
        return bool(hour != NOON and hour > 5)
    return None
