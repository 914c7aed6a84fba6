"""Which departments a name means, and whose issues somebody may see.

Departments are those that guides name and that stand in the ledger, however each was written.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from bot.dialogue.house import House
from flows.characters import is_storable
from flows.units import same_office, same_unit
from storage.records import Role

_OFFICE = re.compile(r"(?<=[局委厅办院所队会])|(?<=中心)")
"""Where the name of an office may end, and a service's follow."""
_FORMED = re.compile("(?:[局委厅院所队]|中心)$")
_AND = re.compile("[和与及或、,]")
NAMED = 0.7
"""How well a service's name must fit to be meant."""
MIN_OFFICE = 3
"""Characters that the name of an office has at least."""
MIN_PART = 2
"""Characters that a part of a service's name has at least."""


@dataclass(frozen=True, slots=True)
class Named:
    """What a name in a question means: one office, some of which to choose, or a service."""

    departments: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()
    item: str = ""
    unknown: tuple[str, ...] = ()


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
    return as_written(department, known(house))


def as_written(department: str, names: Sequence[str]) -> tuple[str, ...]:
    """A department as these names write it; itself alone where they may be several offices."""
    same = [name for name in names if same_office(name, department)]
    return tuple(dict.fromkeys((department, *same))) if _are_one(same) else (department,)


def _are_one(names: Sequence[str]) -> bool:
    return all(same_office(one, other) for one, other in combinations(names, 2))


def named(house: House, name: str) -> Named | None:
    """What `name` means; None where it is neither an office nor a service."""
    if not is_storable(name):
        return None
    offices = known(house)
    same = [each for each in offices if same_office(name, each)]
    same = same or [o for o in offices if len(name) <= len(o) and same_unit(name, o)]
    if same:
        return Named(departments=tuple(same)) if _are_one(same) else Named(offered=tuple(same))
    if len(name) >= MIN_PART and any(name in item for item in house.reader.issue_names("item")):
        return Named(item=name)
    best = next(iter(house.library.find_items(name)), None)
    fits = best is not None and (best.exact or best.score >= NAMED)
    return Named(item=best.candidate.name) if best is not None and fits else None


def all_named(house: House, names: Sequence[str]) -> Named:
    """What all of `names` mean together; unknown are those that mean nothing, or yet another."""
    told = Named()
    for name in (part for whole in names for part in _apart(house, whole)):
        found = _parts(house, name)
        many = found is not None and bool(found.offered or told.offered)
        twice = found is not None and bool(
            (told.item and found.item) or (many and (told.departments or told.offered))
        )
        if found is None or twice:
            told = replace(told, unknown=(*told.unknown, name))
            continue
        told = Named(
            tuple(dict.fromkeys((*told.departments, *found.departments))),
            told.offered or found.offered,
            told.item or found.item,
            told.unknown,
        )
    return told


def _apart(house: House, name: str) -> tuple[str, ...]:
    """Several offices that one name holds: "民政局和公安局"."""
    parts = tuple(filter(None, _AND.split(name)))
    offices = [named(house, part) for part in parts] if len(parts) > 1 else []
    known = [one for one in offices if one is not None and not one.item]
    return parts if offices and len(known) == len(parts) else (name,)


def is_office(name: str) -> bool:
    """Whether a name is formed as an office's is."""
    return len(name) >= MIN_OFFICE and _FORMED.search(name) is not None


def _parts(house: House, name: str) -> Named | None:
    """What a name means, which may be an office's with a service's right behind it."""
    whole = named(house, name)
    if whole is not None and not whole.item:
        return whole
    for end in (at.end() for at in _OFFICE.finditer(name, 1, len(name) - 1)):
        office, service = named(house, name[:end]), named(house, name[end:])
        if office is not None and not office.item and service is not None and service.item:
            return Named(office.departments, office.offered, service.item)
    return None if whole is not None and _are_two(house, name) else whole


def _are_two(house: House, name: str) -> bool:
    """Whether two services are named: an issue is of one."""
    for mark in _AND.finditer(name, 1):
        halves = named(house, name[: mark.start()]), named(house, name[mark.end() :])
        if len({half.item for half in halves if half is not None and half.item}) > 1:
            return True
    return False
