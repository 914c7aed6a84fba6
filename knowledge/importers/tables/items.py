"""The rows of a table as items: several rows may be about one, each with a material of it.

Nothing that a cell says is dropped without a word: what stands above the head, in
columns without a heading, or in rows of a single text, is told.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import Any

from knowledge.importers.reading import FILLERS, field_of
from knowledge.importers.rows import keep_all
from knowledge.importers.tables.columns import CASES, Column, with_unit
from knowledge.importers.tables.grid import Grid, Line
from knowledge.importers.tables.heads import ITEM_FIELDS, Head
from knowledge.remarks import Remark, remark

_LABELLED = re.compile(r"^\s*([^:：]{2,12})[:：]\s*(\S.{0,80})$", re.DOTALL)
_ABREAST = re.compile(r"\s{2,}(?=[\u4e00-\u9fff]{2,8}[:：])")
"""What parts labels side by side in one cell."""
_BUREAU = "实施主体"
_FOOT = re.compile(
    r"^[(（\[【]?\s*(?:(?:备?注|说明)\s*\d{0,2}\s*[:：]"
    r"|(?:填表|制表|填报|审核|复核|联系)[人员单位日期时间电话]{0,4}\s*[:：]"
    r"|(?:合|总|小|共)\s*计\s*[:：]?$)"
)
"""How rows begin that stand below a table and are about no item."""
_CASE_CHARS = 20
CASE = "办理情形"
_TOLD = 40
"""Characters told of a text that is left out."""


@dataclass(slots=True)
class Item:
    """What a table says of one item."""

    line: int
    fields: dict[str, str] = field(default_factory=dict)
    """id, name, case: which item it is."""
    values: list[tuple[str, Any]] = field(default_factory=list)
    """Keys with texts, in the order of the table."""
    entries: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    """Rows of the elements' own tables (materials, questions)."""
    odd: list[Remark] = field(default_factory=list)

    def record(self) -> dict[str, Any]:
        """As a row of a file: keys with values."""
        pairs: list[tuple[str, Any]] = [*self.values]
        pairs += [(key, [*entries]) for key, entries in self.entries.items()]
        return keep_all(pairs)


@dataclass(slots=True)
class Sheet:
    """A table that was understood."""

    name: str
    columns: list[Column]
    items: list[Item]

    def says(self) -> set[str]:
        """What of a guide it says, besides which item it is about."""
        known = {c.key for c in self.columns if not c.ignored}
        return {key for key in known if key and field_of(key) is None}


def read_items(grid: Grid, head: Head, constant: dict[str, str]) -> Sheet:
    """The items of a table.

    Args:
        grid: The table.
        head: Its head.
        constant: What holds for every row, by key.
    """
    head = replace(head, columns=_with_cases(grid, head))
    above, odd = _above(grid, head)
    given = {field_of(column.key) or column.key for column in head.columns}
    fixed = {key: text for key, text in above.items() if field_of(key) not in given} | constant
    keys = [n for n, column in enumerate(head.columns) if field_of(column.key) in ITEM_FIELDS]
    repeats = any(column.part for column in head.columns)
    header = [line.cells for line in grid.lines[head.first : head.below]]
    items: list[Item] = []
    for line in grid.lines[head.below :]:
        if line.cells in header:
            continue  # the head again, as it is printed on every page
        if text := _left_out(line, keys, head.columns):
            odd.append(remark("row_left_out", line.number, text[:_TOLD]))
            continue
        if not items or _begins(line, keys, head.columns, items[-1], repeats=repeats):
            items.append(_fixed(line.number, fixed))
        _take(items[-1], line, head.columns)
    if items:
        items[0].odd[:0] = [*grid.odd, *odd]
    return Sheet(grid.name, head.columns, items)


def _with_cases(grid: Grid, head: Head) -> list[Column]:
    """The columns; 情形 is part of the name where an item comes again for another case."""
    at = next((n for n, c in enumerate(head.columns) if c.key in CASES and not c.part), None)
    name = next((n for n, c in enumerate(head.columns) if field_of(c.key) == "name"), None)
    if at is None or name is None:
        return head.columns
    rows = [(line.cell(name), line.cell(at)) for line in grid.lines[head.below :]]
    cases = [case for _, case in rows if case]
    again = len({item for item, _ in rows if item}) < len({*rows}) == len(rows)
    if not again or not cases or max(map(len, cases)) > _CASE_CHARS:
        return head.columns
    return [replace(c, key=CASE) if n == at else c for n, c in enumerate(head.columns)]


def _fixed(line: int, constant: dict[str, str]) -> Item:
    fields = {kind: text for key, text in constant.items() if (kind := field_of(key))}
    return Item(line, fields, [*constant.items()])


def _above(grid: Grid, head: Head) -> tuple[dict[str, str], list[Remark]]:
    """What stands above the head: labelled fields, and what is only told."""
    fixed: dict[str, str] = {}
    rest: list[str] = []
    for line in grid.lines[: head.first]:
        texts = dict.fromkeys(text for cell in line.cells for text in _ABREAST.split(cell) if text)
        for text in texts:
            match = _LABELLED.match(text)
            label = re.sub(r"\s", "", match[1]) if match else ""
            label = _BUREAU if label in FILLERS else label
            if match and field_of(label) not in (None, *ITEM_FIELDS):
                fixed.setdefault(label, match[2].strip())
            else:
                rest.append(" ".join(text.split()))
    told = " / ".join(rest)
    return fixed, [remark("above_head", told[: _TOLD * 2])] if told else []


def _left_out(line: Line, keys: list[int], columns: list[Column]) -> str:
    """The text of a row that is about no item: the title of a section, a note below."""
    filled = line.filled()
    first = line.cells[filled[0]]
    numbered = filled[0] < len(columns) and columns[filled[0]].ignored
    whole = " ".join(" ".join(dict.fromkeys(map(line.cell, filled))).split())
    if (numbered or filled[0] in (0, *keys)) and _FOOT.match(first):
        return whole
    merged = len(filled) > max(2, len(columns) // 2)
    return whole if line.single() and (merged or (numbered and len(filled) == 1)) else ""


def _begins(
    line: Line, keys: list[int], columns: list[Column], held: Item, *, repeats: bool
) -> bool:
    """Whether a row is about another item than the one above it.

    Its own name or number says so, unless it is merged with the one above; in a table
    of materials the same name again says it is the same item.
    """
    own = [key for key in keys if line.cell(key) and key not in line.continued]
    if not own:
        return False
    same = all(
        held.fields.get(field_of(columns[key].key) or "") in (None, line.cell(key)) for key in own
    )
    return not (repeats and same)


def _take(item: Item, line: Line, columns: list[Column]) -> None:
    first = line.number == item.line
    parts: dict[str, list[tuple[str, str, bool]]] = defaultdict(list)
    for number, text in enumerate(line.cells):
        column = columns[number] if number < len(columns) else Column("")
        if not text or column.ignored:
            continue
        above = number in line.continued and not first
        if column.part:
            parts[column.key].append((column.part, with_unit(column, text), above))
        elif not column.key:
            item.odd.append(remark("no_heading", line.number, number + 1, text[:_TOLD]))
        elif not above:
            _keep(item, column, with_unit(column, text))
    for key, told in parts.items():
        if not all(above for _, _, above in told):
            entry = keep_all((part, text) for part, text, _ in told)
            item.entries.setdefault(key, []).append(entry)


def _keep(item: Item, column: Column, text: str) -> None:
    if kind := field_of(column.key):
        item.fields.setdefault(kind, text)
    if (column.key, text) not in item.values:
        item.values.append((column.key, text))
