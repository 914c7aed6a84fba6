"""The office's table of units: who checks and is checked, who heads them (R14, R15, R26).

One row a unit, in any spreadsheet. What is wrong is told with its row and mend, all of it at
once, and then nothing of the table counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flows.errors import FlowError, FlowErrors, Place, guess
from flows.office_table import Row, rows_below_head, words_fault
from flows.office_texts import Office
from flows.rotation import MAX_UNITS, Unit
from flows.units import same_office, same_unit
from flows.xlsform.tables import Tables

HEADS: Mapping[str, tuple[str, ...]] = {
    "unit": ("单位", "名称", "unit", "name"),
    "area": ("片区", "area"),
    "barred": ("不互查", "not"),
    "head": ("主要负责人", "负责人", "head"),
    "window_heads": ("窗口负责人", "window heads"),
}
"""All but the first one may be left out."""
MAX_NAME = 100
_BETWEEN = re.compile(r"[、,，;；/\n]+")


@dataclass(frozen=True, slots=True)
class OfficeUnit:
    """A unit with those who answer for it; names as the office writes them."""

    unit: Unit
    head: str = ""
    window_heads: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return self.unit.name


def read_units(tables: Tables) -> tuple[OfficeUnit, ...]:
    """The units of a table, in order. Raises FlowErrors with every fault."""
    rows, file = rows_below_head(tables, HEADS, ("unit",)), Place(tables.source)
    if not rows:
        raise FlowErrors([file.error(Office.NO_ROWS)])
    if len(rows) > MAX_UNITS:
        raise FlowErrors([file.error(Office.TOO_MANY, limit=MAX_UNITS)])
    errors: list[FlowError] = []
    found: dict[str, OfficeUnit] = {}
    places: dict[str, Place] = {}
    for row in rows:
        unit, place = _unit(row, errors), row[0]
        if unit.name in found:
            errors.append(place.error(Office.TWICE, name=unit.name))
        found.setdefault(unit.name, unit)
        places.setdefault(unit.name, place)
    errors += _unknown(found, places)
    if errors:
        raise FlowErrors(errors)
    return tuple(found.values())


def _unit(row: Row, errors: list[FlowError]) -> OfficeUnit:
    place, cells = row
    name, area, head = (" ".join(cells[key].split()) for key in ("unit", "area", "head"))
    if not name:
        errors.append(place.error(Office.EMPTY, name=HEADS["unit"][0]))
    several = {key: _listed(cells[key]) for key in ("barred", "window_heads")}
    for text in (name, area, head, *several["barred"], *several["window_heads"]):
        if fault := words_fault(place, text, MAX_NAME):
            errors.append(fault)
    unit = Unit(name, area, frozenset(several["barred"]))
    return OfficeUnit(unit, head, several["window_heads"])


def told_rows(units: Iterable[OfficeUnit]) -> list[tuple[str, ...]]:
    """A table that reads as these units, its head row first."""
    head = tuple(names[0] for names in HEADS.values())
    return [head, *map(_row, units)]


def _row(unit: OfficeUnit) -> tuple[str, ...]:
    barred = "、".join(sorted(unit.unit.barred))
    return unit.name, unit.unit.area, barred, unit.head, "、".join(unit.window_heads)


def _listed(text: str) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(filter(None, (" ".join(part.split()) for part in _BETWEEN.split(text))))
    )


def _unknown(found: Mapping[str, OfficeUnit], places: Mapping[str, Place]) -> list[FlowError]:
    return [
        places[name].error(Office.UNKNOWN_UNIT, name=other, guess=guess(other, found))
        for name, unit in found.items()
        for other in sorted(unit.unit.barred)
        if other not in found
    ]


def known_as(name: str, units: Sequence[str]) -> str:
    """What the table calls an office that somebody named in their own way; the name, if nothing.

    "城东镇便民服务中心" is the row "城东镇", "公安局户政窗口" of the row "公安局". A name that fits
    two rows alike is neither.
    """
    if name in units:
        return name
    for same in (same_office, same_unit):
        fit = [unit for unit in units if same(name, unit)]
        if len(fit) == 1:
            return fit[0]
    return name
