"""A sheet that is a form: labels at the left, what they say beside them, one item a sheet.

Two pairs may stand side by side ("实施编码 | … | 事项类型 | …"); a label that is merged
over several rows has a list or a table of its own beside it. Several columns of
values, each with a name, are several items.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from knowledge.elements import ANSWER, QUESTION, find_element
from knowledge.importers.reading import field_of, is_known
from knowledge.importers.tables.columns import Column, columns_of, plain
from knowledge.importers.tables.grid import Grid, Line
from knowledge.importers.tables.items import Item, Sheet
from knowledge.remarks import remark

_FEWEST = 3
"""Labels that have to be known."""
_LONGEST = 500
"""Rows of a form; what is longer is a table."""
_NAMELESS = re.compile(r"(?:sheet|工作表|表)\s*\d*", re.IGNORECASE)
_TITLES = frozenset(("项目", "栏目", "要素", "指南要素", "内容", "字段", "事项要素", "类别"))
"""What stands over the labels of a form."""
_CASES = frozenset(("情形", "办理情形", "适用情形", "情况", "申请情形", "申请人类型", "类型"))
"""What stands before the names of an item's cases."""
_BESIDE = frozenset(("备注", "说明", "填写说明", "示例", "具体内容", "填写内容", "要求"))
_TOLD = 40


def read_form(grid: Grid, constant: dict[str, str], most: int = 0) -> Sheet | None:
    """The item, or the items side by side, of a form; None where the sheet is none.

    Args:
        grid: The sheet.
        constant: What holds for all of it, by key.
        most: How much of the sheet is known if it is read as a table.
    """
    if len(grid.lines) > _LONGEST:
        return None
    found = _blocks(grid)
    named = any(field_of(label) == "name" for label, _ in found)
    blocks = [_headed(block, named=named) for block in found]
    blocks = [block for block in blocks if block[0] not in _TITLES]
    known = [label for label, _ in blocks if is_known(label)]
    if len({*known}) < max(_FEWEST, most + 1):
        return None
    names = next((lines for label, lines in blocks if field_of(label) == "name"), [])
    side_by_side = len(_texts(names[0])) if names else 1
    if side_by_side > 1:
        items = [_item(grid, blocks, constant, each) for each in range(side_by_side)]
    else:
        items = [_item(grid, _in_cases(blocks), constant, None)]
    if not names and "name" not in map(field_of, constant):
        _name_by_sheet(grid, items[0])
    items[0].odd[:0] = grid.odd
    columns = [Column(label, label, known=True) for label in dict.fromkeys(known)]
    return Sheet(grid.name, columns, items)


def _headed(block: _Block, *, named: bool) -> _Block:
    """A row above the labels with what several items side by side are called is their name.

    Of an item that has its name, it is what the item's cases are called.
    """
    label, lines = block
    texts = _texts(lines[0])
    names = label in _TITLES and len(texts) > 1 and not _TITLES.union(_BESIDE).intersection(texts)
    return ("情形" if named else "事项名称", lines) if names else block


def _in_cases(blocks: list[_Block]) -> list[_Block]:
    """The labels of a form whose columns are cases of its item, each text behind its case."""
    heads = [lines[0] for label, lines in blocks if label in _CASES and len(lines) == 1]
    if len(heads) != 1 or len(_texts(heads[0])) < 2:
        return blocks
    rest = [(label, lines) for label, lines in blocks if lines[0] is not heads[0]]
    if not any(_differ(heads[0], line) for _, lines in rest for line in lines):
        return blocks
    return [(label, [*_of_cases(heads[0], lines)]) for label, lines in rest]


def _differ(head: Line, line: Line) -> bool:
    return len({line.cell(column) for column in head.filled()} - {""}) > 1


def _of_cases(head: Line, lines: list[Line]) -> Iterator[Line]:
    for line in lines:
        if not _differ(head, line):
            yield line
            continue
        apart = any("\n" in text for text in line.cells)
        for column in head.filled():
            if text := line.cell(column):
                told = f"{head.cell(column)}：\n{text}" if apart else f"{head.cell(column)}：{text}"
                yield Line(line.number, [told])


_Block = tuple[str, list[Line]]
"""A label and the rows beside it, without the label."""


def _blocks(grid: Grid) -> list[_Block]:
    """The sheet as labels with what stands beside them; "" before the first label."""
    blocks: list[_Block] = []
    for line in grid.lines:
        filled = line.filled()
        label = plain(line.cells[filled[0]])[0]
        goes_on = filled[0] > 0 or 0 in line.continued
        if goes_on and blocks and blocks[-1][0]:
            start = filled[0] if filled[0] > 0 else _end_of_label(line)
            blocks[-1][1].append(_from(line, start))
            continue
        if len(_texts(line)) > 1 and len(label) <= 20:
            blocks += _pairs(line)
        else:
            blocks.append(("", [line]))
    return blocks


def _pairs(line: Line) -> list[_Block]:
    """A label with its value, or two such pairs side by side."""
    texts = _texts(line)
    if len(texts) == 4 and is_known(plain(texts[0])[0]) and is_known(plain(texts[2])[0]):
        return [
            (plain(label)[0], [Line(line.number, [value])])
            for label, value in ((texts[0], texts[1]), (texts[2], texts[3]))
        ]
    return [(plain(texts[0])[0], [_from(line, _end_of_label(line))])]


def _end_of_label(line: Line) -> int:
    first = line.filled()[0]
    end = first
    while end < len(line.cells) and line.cells[end] == line.cells[first]:
        end += 1
    return end


def _from(line: Line, start: int) -> Line:
    continued = frozenset(each - start for each in line.continued if each >= start)
    return Line(line.number, line.cells[start:], continued)


def _texts(line: Line) -> list[str]:
    """The texts of a row from left to right; what is merged over several columns once."""
    cells = [text for text in line.cells if text]
    return [text for n, text in enumerate(cells) if n == 0 or text != cells[n - 1]]


def _item(grid: Grid, blocks: list[_Block], constant: dict[str, str], at: int | None) -> Item:
    """The item of a form; of several side by side the one `at` this place."""
    number = grid.lines[0].number
    item = Item(number, values=[*constant.items()])
    for label, lines in blocks:
        if not label:
            text = " ".join(_texts(lines[0]))
            item.odd.append(remark("row_left_out", lines[0].number, " ".join(text.split())[:_TOLD]))
            continue
        value: Any = _value(label, lines) if at is None else _at(lines[0], at)
        if value:
            if (kind := field_of(label)) and isinstance(value, str):
                item.fields.setdefault(kind, value)
            item.values.append((label, value))
    return item


def _at(line: Line, at: int) -> str:
    """The value of one of several items: its own, or what is merged over all of them."""
    values = [text for text in line.cells if text]
    return values[at] if at < len(values) else ""


def _value(label: str, lines: list[Line]) -> Any:
    """What stands beside a label: a text, lines, or the rows of its own table."""
    if len(lines) > 1 and find_element(label):
        heads = [("", label)] + [("", text) for text in lines[0].cells]
        columns = columns_of([(label, text) for _, text in heads[1:]])
        headings = [plain(text)[0] for _, text in heads[1:]]
        if sum(c.part in _HEADS or h in _HEADS for c, h in zip(columns, headings, strict=True)) > 1:
            return [
                {
                    (columns[n].part or headings[n]): text
                    for n, text in enumerate(line.cells[: len(columns)])
                    if text and headings[n]
                }
                for line in lines[1:]
            ]
    return "\n".join(" ".join(_texts(line)) for line in lines if any(line.cells))


_HEADS = frozenset(
    (
        *("序号", "名称", "份数", "材料形式", "材料类型", "必要性", "备注", "步骤", "环节", "时限"),
        *(
            "要求",
            "来源渠道",
            "收费项目",
            "收费标准",
            "项目",
            "标准",
            "依据",
            QUESTION,
            ANSWER,
            "说明",
        ),
    )
)
"""Headings that tables within a form have."""


def _name_by_sheet(grid: Grid, item: Item) -> None:
    """A form without a name of its item has it on its sheet's tab, if that was given one."""
    if grid.name and not _NAMELESS.fullmatch(grid.name.strip()):
        item.fields["name"] = grid.name
        item.values.insert(0, ("name", grid.name))
