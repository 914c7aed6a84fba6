"""A place on earth: "36.1,117.2", latitude first; swapped when only that is possible.

Where a direction is said (北纬, 东经, N, E) it decides which number is which, and minutes and
seconds may follow the degrees ("30°16'26\"N", "北纬30度16分"). Other numbers beside leave it unread.
"""

from __future__ import annotations

import re

from bot.reading.reading import Reading
from bot.reading.words import fold

_NUMBER = r"-?[0-9]{1,3}(?:\.[0-9]{1,10})?"
_PAIR = re.compile(rf"(?<![0-9.])({_NUMBER})[\s,;、]+({_NUMBER})(?![0-9.]|[\s,;、]+[0-9])")
_BEFORE, _AFTER = "北纬|南纬|东经|西经|纬度|经度", "n|s|e|w"
_PART = r"[0-9]{1,2}(?:\.[0-9]{1,10})?"


def _finer(which: str) -> str:
    """Minutes and seconds behind degrees, as a pattern; `which` ends the names of its groups."""
    return (
        rf"(?:\s*[°度]\s*(?P<m{which}>{_PART})\s*['′’分]"
        rf"(?:\s*(?P<s{which}>{_PART})\s*(?:[\"″”秒]|''))?)?[\s°度]*"
    )


_DIRECTED = re.compile(
    rf"(?P<before>{_BEFORE}|\b(?:{_AFTER}))[\s:为是]*(?P<a>{_NUMBER}){_finer('a')}"
    rf"|(?<![0-9.])(?P<b>{_NUMBER}){_finer('b')}(?P<after>{_AFTER})\b"
)
_IS_LATITUDE = frozenset(("北纬", "南纬", "纬度", "n", "s"))
_NEGATIVE = frozenset(("南纬", "西经", "s", "w"))
MAX_LATITUDE, MAX_LONGITUDE = 90, 180


def read(text: str) -> Reading | None:
    """The coordinates in `text` as "lat lon" in degrees; None unless there is exactly one pair."""
    folded = fold(text)
    directed = list(_DIRECTED.finditer(folded))
    if len(directed) == 2:
        unused = _DIRECTED.sub("", folded)
        return None if re.search("[0-9]", unused) else _directed(*directed)
    pairs = list(_PAIR.finditer(folded))
    if directed or len(pairs) != 1:
        return None
    first, second = pairs[0][1], pairs[0][2]
    swapped = abs(float(first)) > MAX_LATITUDE
    if swapped:
        first, second = second, first
    return _reading(first, second, pairs[0].start(), pairs[0].end(), literal=not swapped)


def _directed(first: re.Match[str], second: re.Match[str]) -> Reading | None:
    """Two numbers with their directions, in either order."""
    degrees: dict[bool, str] = {}
    for found in (first, second):
        direction = found["before"] or found["after"]
        sign = "-" if direction in _NEGATIVE else ""
        degrees[direction in _IS_LATITUDE] = sign + _degrees(found)
    if len(degrees) != 2 or any(each.startswith("--") for each in degrees.values()):
        return None
    return _reading(degrees[True], degrees[False], first.start(), second.end(), literal=False)


def _degrees(found: re.Match[str]) -> str:
    """The number as it was written; with minutes, in degrees: "30度15分" is 30.25."""
    which = "a" if found["a"] else "b"
    degrees, minutes, seconds = found[which], found[f"m{which}"], found[f"s{which}"]
    if not minutes:
        return degrees
    return f"{float(degrees) + float(minutes) / 60 + float(seconds or 0) / 3600:.6f}"


def _reading(
    latitude: str, longitude: str, start: int, end: int, *, literal: bool
) -> Reading | None:
    if abs(float(latitude)) > MAX_LATITUDE or abs(float(longitude)) > MAX_LONGITUDE:
        return None
    return Reading(f"{latitude} {longitude}", start, end, literal=literal)
