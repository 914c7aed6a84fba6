"""What is wanted of classes of problems, as a command carries it; a number that may be seen.

It says what is wanted and never who may do it: that is decided when it is carried out.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, get_args

from bot.reading.class_words import Deed

COMMAND = "classes"
CARD = "class"
"""Names the class shown last: "措施：…" and "云溪镇中心查过了，也有" are said of it."""
GONE = "gone"
DEEDS = (*get_args(Deed), GONE)


@dataclass(frozen=True, slots=True)
class ClassWanted:
    """A list, a class, or a step of one. `number` is how it was called where there is none."""

    do: str
    number: str = ""
    state: str = ""
    start: int = 0
    name: str = ""
    issues: tuple[str, ...] = ()
    given: Mapping[str, str] = field(default_factory=dict)
    places: tuple[str, ...] = ()
    """Where to look, each as it was said."""
    place: int = 0
    found: bool = False
    offered: tuple[str, ...] = ()
    """Departments that a name may mean."""

    def to_text(self) -> str:
        told = {name: getattr(self, name) for name in self.__slots__}
        kept = {name: value for name, value in told.items() if value}
        return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_text(cls, text: str) -> ClassWanted | None:
        """The inverse of `to_text`; a page of a list ("+5 …") too; None for anything else."""
        page, _, rest = text[1:].partition(" ") if text.startswith("+") else ("", "", text)
        try:
            told: dict[str, Any] = json.loads(rest) if rest else {"do": "list"}
            tuples = {name: tuple(told[name]) for name in _TUPLES if name in told}
            wanted = cls(**{**told, **tuples, **({"start": int(page)} if page else {})})
        except (ValueError, TypeError, KeyError):
            return None
        return wanted if wanted.do in DEEDS else None


_TUPLES = ("issues", "places", "offered")
