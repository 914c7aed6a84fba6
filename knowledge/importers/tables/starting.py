"""A mapping file to start from: the columns that a table has, and what was made of them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from knowledge.importers.rows import RowError
from knowledge.importers.tables.columns import Column, columns_of
from knowledge.importers.tables.delimited import grid_of
from knowledge.importers.tables.grid import Grid
from knowledge.importers.tables.heads import Head, find_head, fullest
from knowledge.importers.tables.mapping import letter
from knowledge.importers.tables.workbook import grids_of

_TOP = """\
# 对照表：表里各列（或 JSONL 的各键）是指南的哪一项。Mapping: what each column of a table is.
# 右边写指南的项目或要素，如 事项名称、实施主体、申请材料、申请材料/份数、常见问题/问题；
# 不写的列按自己的列名保留；不要的列写进 ignore。用法：walkalong guides add 文件 --mapping 本文件
"""


def mapping_for(path: Path) -> str:
    """The text of a mapping file for a table, its unknown columns to be filled in.

    Raises:
        RowError: It is no table, or an empty one.
    """
    grids: Iterable[Grid] = [grid_of(path)] if path.suffix.lower() in _TEXT else grids_of(path)
    filled = [grid for grid in grids if grid.lines]
    if not filled:
        raise RowError("empty_file")
    unknown = [grid for grid in filled if find_head(grid) is None]
    grid = (unknown or filled)[0]
    head = find_head(grid) or _guessed(grid)
    first, last = grid.lines[head.first].number, grid.lines[head.below - 1].number
    rows = str(first) if first == last else f"[{first}, {last}]"
    sheet = [f"sheet: {_quoted(grid.name)}"] if grid.name else []
    told = [line for n, column in enumerate(head.columns) for line in _told(n, column)]
    return _TOP + "\n".join(
        (*sheet, f"head: {rows}", "columns:", *told, "ignore: []", "constant:", *_CONSTANT, "")
    )


_TEXT = (".csv", ".tsv")
_CONSTANT = ('  # 实施主体: "云溪市某某局"', '  # 行政区划: "云溪市"')


def _guessed(grid: Grid) -> Head:
    index = fullest(grid)
    return Head(columns_of([("", text) for text in grid.lines[index].cells]), index, index + 1)


def _told(number: int, column: Column) -> list[str]:
    if column.ignored or not (column.heading or column.key):
        return []
    name = _quoted(column.heading or letter(number))
    if column.known:
        return [f"  {name}: {_quoted('/'.join(filter(None, (column.key, column.part))))}"]
    return [f"  # {name}: "]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
