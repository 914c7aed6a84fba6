"""Which units reports are of: what people, the ledger and the office's table call them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from bot.office_files import units_here
from flows.loop_figures import NO_UNIT, Standing
from flows.unit_table import known_as
from flows.units import same_office, same_unit

if TYPE_CHECKING:
    from bot.reports import Records


class NoUnitError(Exception):
    """A name that means no unit, or several: those that may be meant."""

    def __init__(self, name: str, near: Sequence[str], *, several: bool) -> None:
        super().__init__(name)
        self.name, self.near, self.several = name, tuple(near), several

    @property
    def text(self) -> dict[str, str]:
        """What is wrong and how to mend it, in `zh` and `en`."""
        zh, en = "、".join(self.near), ", ".join(self.near)
        if self.several:
            return {
                "zh": f"“{self.name}”可能是：{zh}。请写全。",
                "en": f"“{self.name}” may be: {en}. Write it in full.",
            }
        return {
            "zh": f"没有“{self.name}”这个单位。" + (f"有：{zh}。" if zh else "台账里还没有单位。"),
            "en": f"There is no unit “{self.name}”. " + (f"There are: {en}." if en else ""),
        }


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: what reports call it, and all that the ledger calls it."""

    name: str
    departments: tuple[str, ...]

    def is_meant(self, name: str) -> bool:
        """Whether somebody who names their unit so is of this one."""
        return any(same_office(name, one) for one in (self.name, *self.departments))


def unit_called(app: Records, name: str) -> Unit:
    """The unit that `name` means. Raises `NoUnitError`, and FlowErrors for a table with faults."""
    table = [unit.name for unit in units_here(app.settings.home)]
    ledger = app.reader.issue_names("department")
    known = list(dict.fromkeys([*table, *ledger, *filter(None, app.reader.departments().values())]))
    same = [each for each in known if each == name] or [o for o in known if same_office(name, o)]
    same = same or [each for each in known if same_unit(name, each)]
    if not same:
        raise NoUnitError(name, known[:20], several=False)
    if not all(same_office(one, other) for one, other in combinations(same, 2)):
        raise NoUnitError(name, same[:20], several=True)
    whole = [each for each in known if all(same_office(each, one) for one in same)]
    chosen = next((each for each in whole if each in table), max(whole, key=len))
    return Unit(chosen, tuple(dict.fromkeys([*same, *(one for one in whole if one in ledger)])))


def by_unit(app: Records, issues: Iterable[Standing]) -> dict[str, list[Standing]]:
    """Issues by unit, those of the office's table first, also the ones that have none.

    Raises FlowErrors for a table with faults.
    """
    table = [unit.name for unit in units_here(app.settings.home)]
    found: dict[str, list[Standing]] = {name: [] for name in table}
    called: dict[str, str] = {}
    for one in issues:
        if one.department not in called:
            named = known_as(one.department, list(found)) if one.department else NO_UNIT
            called[one.department] = named
        found.setdefault(called[one.department], []).append(one)
    if NO_UNIT in found:
        found[NO_UNIT] = found.pop(NO_UNIT)
    return found
