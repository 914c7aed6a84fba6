"""Paths of a state taken apart (`port[2]/tries`), and what the instances of a repeat stand for.

The instances of a repeat that is counted by chosen options (`count-selected(${ports})`)
belong to these, all others to their numbers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

from flows.limits import MAX_REPEATS
from flows.model import Group, Row

_STEP = re.compile(r"([^\[\]/]+)\[(\d+)\]")
_BY_CHOICE = re.compile(r"\s*count-selected\(\s*\$\{\s*([\w.-]+)\s*\}\s*\)\s*")


@dataclass(frozen=True, slots=True)
class Place:
    """A path: the instances around it, and the row; of an offer the instance it offers."""

    steps: tuple[tuple[str, int], ...]
    name: str
    offer: int = 0
    """Number of the instance that is offered; 0 for a question."""

    def __str__(self) -> str:
        last = f"{self.name}[{self.offer}]" if self.offer else self.name
        return "".join(f"{name}[{number}]/" for name, number in self.steps) + last


def place_of(path: str) -> Place:
    """The path taken apart; `str()` of it is the path again."""
    *around, last = path.split("/")
    steps = tuple((step[1], int(step[2])) for step in map(_STEP.fullmatch, around) if step)
    offer = _STEP.fullmatch(last)
    return Place(steps, offer[1], int(offer[2])) if offer else Place(steps, last)


def counted_by(row: Row) -> str:
    """The question whose chosen options the instances of a repeat belong to; empty for others."""
    match = _BY_CHOICE.fullmatch(row.repeat_count) if isinstance(row, Group) else None
    return match[1] if match else ""


def numbers(names: Sequence[str], chosen: Sequence[str]) -> Mapping[str, int]:
    """The instance of each option of a list.

    What was said of an option that is not chosen waits under a number that no instance has.
    """
    kept = [name for name in names if name in chosen]
    away = {name: waiting(names, name) for name in names}
    return away | {name: at for at, name in enumerate(kept, start=1)}


def waiting(names: Sequence[str], name: str) -> int:
    """The number under which the answers of an instance wait that is gone.

    `names` are the options of a list; a name that is none of them was listed in a text.
    """
    place = names.index(name) if name in names else crc32(name.encode())
    return MAX_REPEATS + 1 + place
