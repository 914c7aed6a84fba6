"""A service's name in English, told beside the Chinese one, which stays its name.

Guides have no English names. Where all parts of a name are known (glosses.toml) they are put in
English one by one; a name of which any part is unknown is left alone: half a name misleads.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path

MAX_NAME = 60
"""Characters of a name that is put into English."""
_PARTS: dict[str, str] = tomllib.loads(
    (Path(__file__).parent / "glosses.toml").read_text(encoding="utf-8")
)["parts"]
_ANY_PART = re.compile("|".join(sorted(map(re.escape, _PARTS), key=len, reverse=True)))
_INNER_BLANK = re.compile(r"(?<=\() | (?=[),])")


@lru_cache(4096)
def in_english(name: str) -> str:
    """The name in English; empty where a part of it is not known: "结婚登记" is "marriage
    registration".
    """
    if len(name) > MAX_NAME:
        return ""
    found = [match[0] for match in _ANY_PART.finditer(name)]
    if "".join(found) != "".join(name.split()):
        return ""
    return _INNER_BLANK.sub("", " ".join(_PARTS[part] for part in found))


def shown_item(label: str, locale: str, name: str = "") -> str:
    """What a person sees of an item: its label; in English what its `name` means beside it."""
    english = in_english(name or label) if locale == "en" else ""
    return f"{label} · {english}" if english else label
