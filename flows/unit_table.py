"""The office's table of units: who checks and is checked, who heads them (R14, R15, R26).

One row a unit, in any spreadsheet. What is wrong is told with its row and mend, all of it at
once, and then nothing of the table counts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from flows.errors import FlowError, FlowErrors, Place, guess
from flows.office_texts import Office
from flows.rotation import MAX_UNITS, Unit
from flows.units import same_office, same_unit
from flows.xlsform.tables import Grid, Tables

HEADS: Mapping[str, tuple[str, ...]] = {
    "unit": ("单位", "名称", "unit", "name"),
    "area": ("片区", "area"),
    "barred": ("不互查", "not"),
    "head": ("主要负责人", "负责人", "head"),
    "window_heads": ("窗口负责人", "window heads"),
}
"""Columns by what they may be called; all but the first one may be left out."""
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
    """The units of the first sheet that has rows, in order. Raises FlowErrors with every fault."""
    errors: list[FlowError] = list(tables.errors)
    sheet, grid = next(
        ((name, grid) for name, grid in tables.sheets.items() if _filled(grid)), ("", ())
    )
    file = Place(tables.source, sheet)
    rows = _filled(grid)
    if not rows:
        raise FlowErrors([*errors, file.error(Office.NO_ROWS)])
    columns = _columns(rows[0][1])
    if "unit" not in columns:
        known = tuple(names[0] for names in HEADS.values())
        place = replace(file, row=rows[0][0])
        raise FlowErrors([*errors, place.error(Office.NO_HEAD, name=known[0], known=known)])
    if len(rows) == 1:
        errors.append(file.error(Office.NO_ROWS))
    if len(rows) - 1 > MAX_UNITS:
        raise FlowErrors([*errors, file.error(Office.TOO_MANY, limit=MAX_UNITS)])
    found: dict[str, OfficeUnit] = {}
    places: dict[str, Place] = {}
    for number, row in rows[1:]:
        place = replace(file, row=number)
        unit = _unit({key: _cell(row, at) for key, at in columns.items()}, place, errors)
        if unit.name in found:
            errors.append(place.error(Office.TWICE, name=unit.name))
        found.setdefault(unit.name, unit)
        places.setdefault(unit.name, place)
    errors += _unknown(found, places)
    if errors:
        raise FlowErrors(errors)
    return tuple(found.values())


def _filled(grid: Grid) -> list[tuple[int, Sequence[str]]]:
    """The rows that say anything, each with its number."""
    return [(number, row) for number, row in enumerate(grid, 1) if any(map(str.strip, row))]


def _columns(head: Sequence[str]) -> dict[str, int]:
    """Which column is which; the first one of two that are called alike."""
    said = [" ".join(text.split()).lower() for text in head]
    return {
        key: min(said.index(name) for name in names if name in said)
        for key, names in HEADS.items()
        if any(name in said for name in names)
    }


def _cell(row: Sequence[str], at: int) -> str:
    return " ".join(row[at].split()) if at < len(row) else ""


def _unit(cells: Mapping[str, str], place: Place, errors: list[FlowError]) -> OfficeUnit:
    name = cells["unit"]
    if not name:
        errors.append(place.error(Office.EMPTY, name=HEADS["unit"][0]))
    if any(len(text) > MAX_NAME * 5 for text in cells.values()) or len(name) > MAX_NAME:
        errors.append(place.error(Office.TOO_LONG, limit=MAX_NAME))
    unit = Unit(name, cells.get("area", ""), frozenset(_listed(cells.get("barred", ""))))
    return OfficeUnit(unit, cells.get("head", ""), _listed(cells.get("window_heads", "")))


def _listed(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (part.strip() for part in _BETWEEN.split(text)))))


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
