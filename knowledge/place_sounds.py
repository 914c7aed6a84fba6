"""Places as English writes them, by sound: "in Yunxi", "Qinghe County".

Only of places that the guides are of: of any other nothing is known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, product

from knowledge.regions import KIND
from knowledge.spelling import sounds

MIN_STEM, MAX_STEM = 2, 4
"""Characters of a place's name without its kind that are looked for by sound."""
MAX_READINGS = 16
"""Ways to read a name that are looked for."""
MAX_WORDS = 3
"""Words in which a name may be written: "Qing He"."""
_WORD = re.compile(r"[A-Za-z]+")
_IN = re.compile(r"\b(?:here )?(?:in|to|into|at|within|of) (?:the )?$", re.IGNORECASE)
_KIND = re.compile(
    r"[ -](?:city|county|district|town|township|province|prefecture)\b", re.IGNORECASE
)


def in_chinese(text: str, names: tuple[str, ...]) -> str:
    """An English text with the places `names` in Chinese."""
    for start, end, name in reversed([*_found(text, names)]):
        text = text[:start] + name + text[end:]
    return text


def without(text: str, names: tuple[str, ...]) -> str:
    """An English text without them: where all is of one place, it says nothing."""
    for start, end, _ in reversed([*_found(text, names)]):
        before = _IN.sub("", text[:start])
        text = before.rstrip() + " " + text[end:].lstrip() if text[end:] else before
    return text.strip()


def _found(text: str, names: tuple[str, ...]) -> Iterator[tuple[int, int, str]]:
    """Where each of them stands with its kind, and which it is."""
    called = _sounds_of(names)
    words = [match.span() for match in _WORD.finditer(text)]
    at = 0
    while at < len(words):
        for count in range(min(MAX_WORDS, len(words) - at), 0, -1):
            start, end = words[at][0], words[at + count - 1][1]
            written = text[start:end]
            apart = " " in written and not written.istitle()  # "he an" is no place, "He An" may be
            name = called.get(re.sub(r"[ '-]", "", written).lower())
            if name and not apart:
                kind = _KIND.match(text, end)
                yield start, kind.end() if kind else end, name
                at += count + (kind is not None) - 1
                break
        at += 1


@lru_cache(maxsize=8)
def _sounds_of(names: tuple[str, ...]) -> dict[str, str]:
    """Which of the names is read so."""
    called: dict[str, str] = {}
    for name in names:
        stem = KIND.sub("", name)
        if MIN_STEM <= len(stem) <= MAX_STEM:
            readings = product(*(sorted(sounds(char)) for char in stem))
            for said in islice(readings, MAX_READINGS):
                called.setdefault("".join(said), name)
    return called
