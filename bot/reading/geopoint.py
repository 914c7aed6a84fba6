"""A place on earth: "36.1,117.2", latitude first; swapped when only that is possible."""

from __future__ import annotations

import re

from bot.reading.reading import Reading
from bot.reading.words import fold

_PAIR = re.compile(
    r"(?<![0-9.])(-?[0-9]{1,3}(?:\.[0-9]{1,10})?)[\s,;、]+(-?[0-9]{1,3}(?:\.[0-9]{1,10})?)(?![0-9.])"
)
MAX_LATITUDE, MAX_LONGITUDE = 90, 180


def read(text: str) -> Reading | None:
    """The coordinates in `text` as "lat lon" in degrees; None unless there is exactly one pair."""
    pairs = list(_PAIR.finditer(fold(text)))
    if len(pairs) != 1:
        return None
    first, second = pairs[0][1], pairs[0][2]
    swapped = abs(float(first)) > MAX_LATITUDE
    if swapped:
        first, second = second, first
    if abs(float(first)) > MAX_LATITUDE or abs(float(second)) > MAX_LONGITUDE:
        return None
    return Reading(f"{first} {second}", pairs[0].start(), pairs[0].end(), literal=not swapped)
