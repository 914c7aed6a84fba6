"""Rows of a table (objects of a list, Markdown tables) as lines that people read.

A document "名称:养犬登记申请表 必要性:必要 份数:1 材料形式:纸质" reads
"养犬登记申请表（必要，1 份，纸质）". A value that is only a code keeps its label.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

# fmt: off
_NAMES = (
    "名称", "材料名称", "材料", "项目", "项目名称", "收费项目", "收费项目名称", "收费项目种类",
    "环节", "环节名称", "步骤", "步骤名称", "地址", "地点", "标题", "name", "title",
)
# fmt: on
"""Keys under which a row says what it is about, the more telling ones first."""
_BARE = frozenset(
    ("必要性", "材料必要性", "材料形式", "形式", "材料类型", "类型", "标准", "收费标准")
)
"""Keys whose values speak for themselves."""
_COPIES = "份数"
_ORDER = frozenset({"序号", "排序", "编号", "#"})
_RULE = re.compile(r"^\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?$")
_CELL_END = re.compile(r"(?<!\\)\|")


def entry_text(entry: Mapping[str, str]) -> str:
    """One row, whose values are plain text, as one line; "" for an empty one."""
    name_key = next((key for key in _NAMES if not _is_code(entry.get(key, ""))), None)
    told = {key: value.replace("\n", " ") for key, value in entry.items() if value}
    if name_key is None:
        return " ".join(f"{key}:{value}" for key, value in told.items())
    name = told.pop(name_key)
    parts = [
        _part(key, value) for key, value in told.items() if not (key in _ORDER and value.isdigit())
    ]
    return f"{name}（{'，'.join(parts)}）" if parts else name


def _part(key: str, value: str) -> str:
    if key == _COPIES:
        return f"{value} 份" if value.isdigit() else value
    return value if key in _BARE and not _is_code(value) else f"{key} {value}"


def _is_code(value: str) -> bool:
    return not value or value.isdigit()


def has_name(entry: Mapping[str, str]) -> bool:
    """Whether a mapping is a row of a table, and no table of its own."""
    return any(not _is_code(entry.get(key, "")) for key in _NAMES)


def lines_of_tables(text: str) -> str:
    """A text with the rows of its Markdown tables as lines, without heads and rules."""
    if "|" not in text:
        return text
    return "\n".join(_lines(text.split("\n")))


def _lines(lines: list[str]) -> Iterator[str]:
    head: list[str] = []
    edged = False
    for line, below in zip(lines, (*lines[1:], ""), strict=True):
        if "|" in line and is_rule(below):
            head, edged = cells_of(line), line.startswith("|")
        elif head and "|" in line and line.startswith("|") == edged:
            if not is_rule(line):
                yield _row(head, cells_of(line))
        else:
            head = []
            yield line


def is_rule(line: str) -> bool:
    """Whether a line is the rule below the head of a Markdown table."""
    return "|" in line and bool(_RULE.match(line))


def _row(head: list[str], cells: list[str]) -> str:
    heads = head if any(key in _NAMES for key in head) else _named(head)
    rest = " ".join(filter(None, cells[len(heads) :]))
    row = dict(zip(heads, cells, strict=False))
    return entry_text({**row, **({"其他": rest} if rest else {})})


def _named(head: list[str]) -> list[str]:
    """A head of which the first column, but for the numbers of rows, is the name."""
    first = next((n for n, key in enumerate(head) if key not in _ORDER), 0)
    return [_NAMES[0] if number == first else key for number, key in enumerate(head)]


def cells_of(line: str) -> list[str]:
    """The cells of a row of a Markdown table."""
    if line.startswith("|"):
        line = line[1:]
    if line.endswith("|") and not line.endswith("\\|"):
        line = line[:-1]
    return [cell.replace("\\|", "|").strip() for cell in _CELL_END.split(line)]
