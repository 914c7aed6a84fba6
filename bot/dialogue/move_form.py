"""A move of an issue while it is being put together in a chat, and what a message says to it.

Both are plain data as text: one lies in the chat's memory, the other is a command's argument.
Neither says who may do it: that is decided anew whenever something is done.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, NamedTuple, get_args

from flows.rectification import MOVES

COMMAND = "move"
WHICH = "?"
"""What `Moving.asked` is while it is asked which field is to be changed."""
EVIDENCE = "evidence"
POOR = ("1", "2")
"""Marks that re-open an issue (R60)."""
Do = Literal[
    "begin", "give", "yes", "edit", "drop", "back", "unread", "gone", "twice", "more", "asks"
]


class Told(NamedTuple):
    """A value with the characters [start, end) of the message that says it; 0 for this one."""

    value: str
    start: int = 0
    end: int = 0
    message: int = 0


@dataclass(frozen=True, slots=True)
class Moving:
    """A move that is not made yet. `asked` is the field that is asked for, empty at the end."""

    number: str
    move: str
    seq: int
    """The last row of the issue's log that the person knows of."""
    asked: str = ""
    given: Mapping[str, Told] = field(default_factory=dict)
    trail: tuple[str, ...] = ()
    """The fields in the order they were answered."""
    files: tuple[str, ...] = ()
    """Hashes of the files that came for it."""

    def to_text(self) -> str:
        told = asdict(self) | {"given": {name: list(one) for name, one in self.given.items()}}
        return json.dumps(told, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_text(cls, text: str) -> Moving | None:
        """The inverse of `to_text`; None for nothing, and for a move of another version."""
        told: dict[str, Any] = json.loads(text) if text else {}
        if told.get("move") not in MOVES:
            return None
        given = {name: Told(*one) for name, one in told["given"].items()}
        return cls(**{**told, "given": given, "trail": tuple(told["trail"]),
                      "files": tuple(told["files"])})  # fmt: skip


@dataclass(frozen=True, slots=True)
class MoveWanted:
    """What a message says: a move to begin, values for the one under way, or what to do with it."""

    do: Do
    number: str = ""
    move: str = ""
    given: Mapping[str, Told] = field(default_factory=dict)
    offered: tuple[str, ...] = ()
    """Departments that a name may mean."""
    doubted: str = ""
    """A department that neither the guides nor the ledger know."""

    def to_text(self) -> str:
        """As a command's argument."""
        told = asdict(self) | {"given": {name: list(one) for name, one in self.given.items()}}
        return json.dumps(
            {name: value for name, value in told.items() if value}, ensure_ascii=False
        )

    @classmethod
    def from_text(cls, text: str) -> MoveWanted | None:
        """The inverse of `to_text`; None for anything else."""
        try:
            told = json.loads(text)
            if told["do"] not in get_args(Do):
                return None
            given = {name: Told(*one) for name, one in told.get("given", {}).items()}
            return cls(**{**told, "given": given, "offered": tuple(told.get("offered", ()))})
        except (ValueError, TypeError, KeyError):
            return None
