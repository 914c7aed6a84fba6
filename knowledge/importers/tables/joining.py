"""The tables of a file put together: what each says of an item becomes one row.

Of two sheets that say different things, the one's items are looked up by number or
name on the other: a sheet of materials, one of questions. Sheets that say the same
things have different items.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from knowledge.importers.reading import field_of
from knowledge.importers.rows import Refused, Row, RowError, Rows
from knowledge.importers.tables.delimited import grid_of
from knowledge.importers.tables.forms import read_form
from knowledge.importers.tables.grid import Grid
from knowledge.importers.tables.heads import find_head, mapped_head, seen
from knowledge.importers.tables.items import Item, Sheet, read_items
from knowledge.importers.tables.mapping import Mapping
from knowledge.importers.tables.workbook import grids_of
from knowledge.text import fold


def read_csv(path: Path, name: str, mapping: Mapping | None = None) -> Rows:
    """Rows of a CSV or TSV file, none if it is empty.

    Raises:
        RowError: It is no table that can be read, or no column of it is known.
    """
    return _rows([grid_of(path)], name, mapping)


def read_workbook(path: Path, name: str, mapping: Mapping | None = None) -> Rows:
    """Rows of an Excel workbook, none if it is empty.

    Raises:
        RowError: As for `read_csv`.
    """
    return _rows(grids_of(path), name, mapping)


def _rows(grids: Iterable[Grid], name: str, mapping: Mapping | None) -> Rows:
    sheets: list[Sheet] = []
    unknown: list[Refused] = []
    wanted = [grid for grid in grids if mapping is None or mapping.wants(grid.name)]
    if mapping is not None and mapping.sheet and not wanted:
        raise RowError("mapping_sheet", mapping.sheet)
    for grid in wanted:
        if not grid.lines:
            continue
        try:
            sheets.append(_sheet(grid, mapping))
        except RowError as error:
            unknown.append(error.at(_place(name, grid.name)))
    yield from _joined(sheets, name)
    yield from unknown


def _place(name: str, sheet: str) -> str:
    return f"{name}!{sheet}" if sheet else name


def _sheet(grid: Grid, mapping: Mapping | None) -> Sheet:
    """A table that was understood.

    Raises:
        RowError: No row of it reads like a head.
    """
    constant = mapping.constant if mapping else {}
    head = mapped_head(grid, mapping) if mapping else find_head(grid)
    form = None
    if mapping is None or mapping.head is None:
        form = read_form(grid, constant, head.score() if head else 0)
    if form is not None:
        return form
    if head is None:
        raise RowError("no_head", seen(grid))
    return read_items(grid, head, constant)


def _joined(sheets: list[Sheet], name: str) -> Rows:
    """The items of all sheets, each once, with what the other sheets say of it."""
    main: list[tuple[Sheet, Item]] = []
    said: set[str] = set()
    for sheet in sorted(sheets, key=_is_supplement):
        items = any(not _is_supplement(each) for each, _ in main)
        adds = bool(main) and (not sheet.says() & said or (items and _is_supplement(sheet)))
        by_key = _by_key(item for _, item in main) if adds else {}
        found = [(item, _match(item, by_key)) for item in sheet.items]
        if adds and any(matches for _, matches in found):
            for item, matches in found:
                if len(matches) == 1:
                    _add(matches[0], item)
                else:
                    which = item.fields.get("id") or item.fields.get("name", "")
                    key = "several_items" if matches else "item_elsewhere"
                    yield RowError(key, which[:60]).at(_place(name, sheet.name), item.line)
            said |= sheet.says()
        else:
            main += [(sheet, item) for item in sheet.items]
            said |= sheet.says()
    for sheet, item in main:
        place, adds = _place(name, sheet.name), _is_supplement(sheet)
        yield Row(place, item.line, item.record(), tuple(item.odd), adds=adds)


def _is_supplement(sheet: Sheet) -> bool:
    """Whether all it says is rows of elements' own tables: the others say what items there are."""
    return all(column.part for column in sheet.columns if column.key in sheet.says())


def _by_key(items: Iterable[Item]) -> dict[str, list[Item]]:
    found: dict[str, list[Item]] = {}
    for item in items:
        for key in _keys(item):
            found.setdefault(key, []).append(item)
    return found


def _keys(item: Item) -> list[str]:
    """By what an item is looked up: its number, its name with its case, its name."""
    number, name, case = (item.fields.get(key, "") for key in ("id", "name", "case"))
    keys = [f"id {number.strip()}"] if number else []
    if name and case:
        keys.append(f"case {fold(name)} {fold(case)}")
    return [*keys, f"name {fold(name or case)}"] if name or case else keys


def _match(item: Item, by_key: dict[str, list[Item]]) -> list[Item]:
    return next((by_key[key] for key in _keys(item) if key in by_key), [])


def _add(item: Item, more: Item) -> None:
    case = "" if item.fields.get("case") else more.fields.get("case", "")
    own = [(key, text) for key, text in more.values if not (case and field_of(key) == "case")]
    item.values += [pair for pair in own if pair not in item.values]
    for key, entries in more.entries.items():  # rows that are for one case of the item say so
        told = [{**entry, "情形": case} for entry in entries] if case else entries
        item.entries.setdefault(key, []).extend(told)
    item.odd += more.odd
