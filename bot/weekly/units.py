"""Which units hand in a pack: those of the office's table, and all that have issues or staff.

A pack holds the issues that the unit's staff may see, so that nobody learns by it of others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from bot.dialogue.issue_offices import as_written
from flows.units import same_office
from flows.weekly import LEAD, LEAD_NAMES


class PackUnit(NamedTuple):
    """A unit; `within` are its departments as the ledger writes them, None: all."""

    name: str
    within: tuple[str, ...] | None


def pack_units(
    table: Iterable[str], ledger: Iterable[str], staff: Iterable[str], known: Sequence[str]
) -> list[PackUnit]:
    """The units, the lead office first; `known` are all names that departments go by."""
    units: list[PackUnit] = [PackUnit(LEAD, None)]
    covered: set[str] = set()

    def add(name: str) -> None:
        unit = PackUnit(name, as_written(name, known))
        units.append(unit)
        covered.update(unit.within or ())

    for name in dict.fromkeys(table):
        add(name)
    for name in sorted(set(ledger)):
        if name.strip() and name not in covered:
            add(name)
    for name in sorted(set(staff)):
        if name.strip() and unit_called(name, [unit.name for unit in units]) is None:
            add(name)
    return units


def unit_called(name: str, units: Sequence[str]) -> str | None:
    """The unit that a name means; None where it is none, or may be several."""
    said = " ".join(name.split())
    if said.lower() in LEAD_NAMES:
        return LEAD
    if said in units:
        return said
    fits = [unit for unit in units if unit != LEAD and same_office(said, unit)]
    return fits[0] if len(fits) == 1 else None
