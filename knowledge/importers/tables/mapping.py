"""A mapping file: what the columns of an odd table, or the keys of foreign objects, are.

YAML with `sheet`, `head`, `columns`, `ignore` and `constant` (docs/guides.md). It is
checked before any file is read; every fault names its line and how to mend it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from rapidfuzz import process

from knowledge.elements import BY_TERM, FAQ_TERM
from knowledge.importers.reading import FIELD_NAMES, is_known
from knowledge.importers.rows import MAX_FORM_BYTES, Refused, Row, RowError
from knowledge.importers.tables.columns import Column, plain
from knowledge.importers.tables.grid import MAX_COLUMNS, MAX_ROWS
from knowledge.importers.yaml_form import compose
from knowledge.remarks import listed

_KEYS = ("sheet", "head", "columns", "ignore", "constant")
_PART = re.compile(r"\s*/\s*")
_HEAD_ROWS = 2


class Target(NamedTuple):
    """What a column is: a key of guides, a part of that element's table, a unit for numbers."""

    key: str
    part: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Mapping:
    """What a mapping file says."""

    sheet: str = ""
    """The one sheet that is read; "" for all."""
    head: int | None = None
    """Number of the head's first row; 0 where there is none, None where it is to be found."""
    head_rows: int = 1
    columns: dict[str, Target] = field(default_factory=dict)
    """What the column with a heading is."""
    ignore: frozenset[str] = frozenset()
    constant: dict[str, str] = field(default_factory=dict)
    """What holds for every row, by key."""

    def wants(self, sheet: str) -> bool:
        """Whether a sheet of this name is read."""
        return not self.sheet or not sheet or sheet.strip() == self.sheet.strip()

    def applied(self, row: Row) -> Row:
        """A row of foreign keys with those of guides."""
        record: dict[str, Any] = {**self.constant}
        for key, value in row.record.items():
            name = _same(key)
            if name not in self.ignore:
                record[self.columns[name].key if name in self.columns else key] = value
        return replace(row, record=record)


def mapped(columns: Sequence[Column], mapping: Mapping) -> list[Column]:
    """The columns of a table as a mapping has them; others stay what their headings say."""
    found: list[Column] = []
    for number, column in enumerate(columns):
        names = (_same(column.heading), plain(column.heading)[0], letter(number))
        target = next((mapping.columns[name] for name in names if name in mapping.columns), None)
        if any(name and name in mapping.ignore for name in names):
            found.append(replace(column, ignored=True))
        elif target is not None:
            heading = column.heading or letter(number)
            unit = target.unit or plain(column.heading)[1]
            found.append(Column(heading, target.key, target.part, unit, known=True))
        else:
            found.append(column)
    return found


def check_columns(columns: Sequence[Column], mapping: Mapping) -> None:
    """Sees to it that a table has every column that a mapping names.

    Raises:
        RowError: It has not.
    """
    headings = [column.heading for column in columns]
    there = {
        name
        for n, heading in enumerate(headings)
        for name in (_same(heading), plain(heading)[0], letter(n))
    }
    if missing := [name for name in mapping.columns if name not in there]:
        seen = listed([heading for heading in headings if heading], 200)
        raise RowError("mapping_column", listed(missing, 80), seen)


def letter(number: int) -> str:
    """What Excel calls a column (counted from 0)."""
    name = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def _same(heading: str) -> str:
    return re.sub(r"\s+", "", heading)


def read_mapping(path: Path) -> tuple[Mapping | None, list[Refused]]:
    """What a mapping file says, or all its faults."""
    faults: list[RowError] = []
    try:
        if path.stat().st_size > MAX_FORM_BYTES:
            raise RowError("file_big", MAX_FORM_BYTES // (1024 * 1024))
        root = compose(path.read_text(encoding="utf-8-sig"))
        if not isinstance(root, yaml.MappingNode):
            raise RowError("mapping_no_pairs", line=1)
        found = _mapping(root, faults)
    except RowError as error:
        faults, found = [error], None
    except OSError as error:
        faults, found = [RowError("unreadable", error.strerror)], None
    except UnicodeDecodeError:
        faults, found = [RowError("no_utf8")], None
    refused = [fault.at(path.name) for fault in faults]
    return (None if faults else found), sorted(refused, key=lambda fault: fault.line)


def _mapping(root: yaml.MappingNode, faults: list[RowError]) -> Mapping:
    parts: dict[str, yaml.Node] = {}
    for key, node in root.value:
        name = str(key.value)
        if name not in _KEYS:
            faults.append(RowError("mapping_key", name[:40], listed(_KEYS, 80), line=_line(key)))
        parts[name] = node
    head, rows = _head(parts.get("head"), faults)
    columns: dict[str, Target] = {}
    for name, text, line in _pairs(parts.get("columns"), faults):
        if target := _target(text, line, faults):
            columns[_same(name)] = target
    constant: dict[str, str] = {}
    for name, text, line in _pairs(parts.get("constant"), faults):
        if target := _target(name, line, faults):
            constant[target.key] = text
    ignore = frozenset(_same(text) for text in _texts(parts.get("ignore"), faults))
    sheet = _texts(parts.get("sheet"), faults)
    return Mapping(sheet[0] if sheet else "", head, rows, columns, ignore, constant)


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def _head(node: yaml.Node | None, faults: list[RowError]) -> tuple[int | None, int]:
    """The first row of the head and how many it has."""
    if node is None:
        return None, 1
    texts = _texts(node, faults)
    if texts == ["0"]:
        return 0, 1
    rows = [int(text) for text in texts if re.fullmatch(r"[1-9]\d{0,5}", text)]
    following = rows == [*range(rows[0], rows[0] + len(rows))] if rows else False
    if len(rows) < len(texts) or not following or len(rows) > _HEAD_ROWS or rows[-1] > MAX_ROWS:
        faults.append(RowError("mapping_row", " ".join(texts)[:40], line=_line(node)))
        return None, 1
    return rows[0], len(rows)


def _texts(node: yaml.Node | None, faults: list[RowError]) -> list[str]:
    """A text, or a list of them."""
    if node is None or _is_empty(node):
        return []
    nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
    faults += [
        RowError("mapping_text", line=_line(n)) for n in nodes if not isinstance(n, yaml.ScalarNode)
    ]
    return [str(n.value) for n in nodes if isinstance(n, yaml.ScalarNode)][:MAX_COLUMNS]


def _is_empty(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.value in ("", "~", "null")


def _pairs(node: yaml.Node | None, faults: list[RowError]) -> list[tuple[str, str, int]]:
    if node is None or _is_empty(node):
        return []
    if not isinstance(node, yaml.MappingNode):
        faults.append(RowError("mapping_no_pairs", line=_line(node)))
        return []
    found: list[tuple[str, str, int]] = []
    for key, value in node.value:
        if isinstance(key, yaml.ScalarNode) and isinstance(value, yaml.ScalarNode):
            found.append((str(key.value), str(value.value), _line(key)))
        else:
            faults.append(RowError("mapping_text", line=_line(key)))
    return found


def _target(text: str, line: int, faults: list[RowError]) -> Target | None:
    """What a name in a mapping stands for ("申请材料/份数", "承诺办结时限（工作日）")."""
    name, *part = _PART.split(text.strip(), maxsplit=1)
    key, unit = plain(name)
    if is_known(key):
        return Target(key, part[0] if part else "", unit)
    names = [*BY_TERM, *FIELD_NAMES.values(), FAQ_TERM]
    near = [name for name, _, _ in process.extract(key, names, limit=3)]
    faults.append(RowError("mapping_target", text[:40], listed(near, 80), line=line))
    return None
