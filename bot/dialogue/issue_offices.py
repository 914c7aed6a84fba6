"""Which departments a name means, and whose issues somebody may see.

Departments are those that guides name and that stand in the ledger, however each was written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from bot.dialogue.house import House
from flows.units import same_unit
from storage.records import Role

NAMED = 0.7
"""How well a service's name must fit to be meant."""
MIN_PART = 2
"""Characters that a part of a service's name has at least."""


@dataclass(frozen=True, slots=True)
class Named:
    """What a name in a question means: one office, some of which to choose, or a service."""

    departments: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()
    item: str = ""


def known(house: House) -> list[str]:
    """All departments by name."""
    bureaus = {guide.bureau for guide in house.library.guides() if guide.bureau}
    return sorted(bureaus.union(house.reader.issue_names("department")))


def scope(house: House, role: Role, department: str) -> tuple[str, ...] | None:
    """The departments whose issues somebody may see, as the ledger may write them; None: all.

    A department that might be one of several offices is only that which is written the same.
    """
    if role == "admin":
        return None
    if role != "staff" or not department.strip():
        return ()
    same = [name for name in known(house) if same_unit(name, department)]
    return tuple(dict.fromkeys((department, *same))) if _are_one(same) else (department,)


def _are_one(names: Sequence[str]) -> bool:
    return all(same_unit(one, other) for one, other in combinations(names, 2))


def named(house: House, name: str) -> Named | None:
    """What `name` means; None where it is neither an office nor a service."""
    same = [each for each in known(house) if same_unit(name, each)]
    if same:
        whole = [each for each in same if each == name]
        return Named(departments=tuple(whole or same)) if whole or _are_one(same) else Named(
            offered=tuple(same)
        )  # fmt: skip
    if len(name) >= MIN_PART and any(name in item for item in house.reader.issue_names("item")):
        return Named(item=name)
    best = next(iter(house.library.find_items(name)), None)
    fits = best is not None and (best.exact or best.score >= NAMED)
    return Named(item=best.candidate.name) if best is not None and fits else None
