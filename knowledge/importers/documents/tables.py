"""Tables of documents: two columns of labels and values, lists with a head row, or layout.

A table is read row by row. What a row says is given on as pieces, which the outline puts
where they belong: nothing of a table is dropped but its head row and repeated cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.elements import PAPERS
from knowledge.importers.documents.blocks import Line, Table, squared
from knowledge.importers.documents.shapes import names_of, shape_of
from knowledge.importers.entries import entry_text
from knowledge.text import one_line


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label with what stands beside it."""

    label: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """A label whose rows follow as pieces of their own, until `Closed`."""

    label: str


@dataclass(frozen=True, slots=True)
class Closed:
    """The end of an `Opened`."""


@dataclass(frozen=True, slots=True)
class Listed:
    """Rows of a list; `term` is what the list is of, "" where its head does not tell."""

    term: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and its answer."""

    question: str
    answer: str


Piece = Line | Labelled | Opened | Closed | Listed | Asked

# fmt: off
_ORDER = frozenset({"序号", "编号", "排序", "No.", "NO", "#"})
_OF = {
    PAPERS: (
        "材料名称", "申请材料", "材料", "申报材料", "所需材料", "申请材料名称", "提交材料",
        "资料名称", "材料清单", "证件名称",
    ),
    "办理流程": (
        "步骤", "环节", "环节名称", "办理环节", "办理步骤", "步骤名称", "流程", "办理流程",
    ),
    "收费标准": (
        "收费项目", "收费项目名称", "收费标准",
    ),
    "办理地点": (
        "窗口名称", "办理点", "网点", "网点名称", "办理网点", "受理点", "受理窗口",
    ),
}
_OTHER_HEADS = frozenset((
    "名称", "标准", "项目", "办理地点", "地点", "窗口", "内容", "办理内容", "工作内容",
    "具体内容", "份数", "数量", "备注", "说明", "要求", "材料要求", "规格", "材料形式", "形式",
    "介质", "材料类型", "类型", "来源", "来源渠道", "材料来源", "必要性", "是否必要", "是否必需",
    "原件/复印件", "原件", "复印件", "原件或复印件", "原件、复印件", "电子件", "纸质", "时限",
    "办理时限", "办理时间", "时间", "承办人", "岗位", "责任人", "办理人员", "审查标准",
    "办理结果", "结果", "依据", "收费依据", "单位", "计量单位", "地址", "电话", "联系电话",
    "咨询电话", "问题", "答案", "解答", "答复", "回答", "出具单位", "出具机关", "填报须知",
    "受理标准", "示例样表", "样表", "空白表格", "样本", "适用情形", "情形", "区域", "辖区",
    "部门", "单位名称",
))
# fmt: on
_FRAME = frozenset(
    {
        "项目",
        "内容",
        "要素",
        "具体内容",
        "说明",
        "事项",
        "名称",
        "栏目",
        "类别",
        "序号",
        "信息项",
        "指南要素",
    }
)
_QUESTIONS, _ANSWERS = (
    frozenset({"问题", "常见问题", "问"}),
    frozenset({"答案", "解答", "答复", "回答", "答"}),
)
_FORM = re.compile(
    r"(?:材料)?(?:原件|复印件)(?:[/／、或和及与]\s*(?:原件|复印件))+|材料?形式|介质|材料介质|提交形式"
)
_COPIES = re.compile(r"(?:材料)?(?:份数|数量)(?:[（(]份[)）])?")
_NONE = frozenset("/-—无")
_KINDS_OF_PAPER = frozenset({"原件", "复印件", "电子件"})
_TICK = frozenset("√✓✔☑是有")
_COUNT = re.compile(r"(\d{1,3})\s*[份张]?")


def pieces(table: Table) -> Iterator[Piece]:
    """What a table says, in order."""
    rows = table.rows
    known = sum(1 for row in rows if _key(row[0]))
    pairs = known * 5 >= len(rows) * 2 and any(len(_merged(row)) > 1 for row in rows)
    at = 0
    while at < len(rows):
        cells = _merged(rows[at])
        if len(cells) <= 1:
            yield from _whole(cells)
            at += 1
        elif _is_head(rows, at, cells):
            end = _end_of_list(rows, at)
            yield from _list(rows[at:end])
            at = end
        elif _is_frame(cells):
            at += 1
        else:
            end = _end_of_group(rows, at)
            yield from _group(rows[at:end]) if end - at > 1 else _row(rows[at], pairs)
            at = end


def _merged(row: Sequence[str]) -> list[str]:
    """A row's cells, each merged one once, without empty ones at the end."""
    cells = [cell for n, cell in enumerate(row) if not (n and cell and cell == row[n - 1])]
    while cells and not cells[-1].strip():
        cells.pop()
    return cells


def _lines(text: str) -> tuple[Line, ...]:
    return tuple(Line(line) for line in text.split("\n") if line.strip())


def _whole(cells: Sequence[str]) -> Iterator[Line]:
    """A row that is one cell: a heading among the rows, or text."""
    for line in _lines(cells[0]) if cells else ():
        yield Line(line.text, bold=len(cells[0]) <= 20)


def _key(cell: str) -> bool:
    return bool(names_of(shape_of(cell).label)) and not shape_of(cell).text


def _head_word(cell: str) -> str:
    return re.sub(r"\s+", "", cell).strip("：:*")


def _is_head(rows: Sequence[Sequence[str]], at: int, cells: Sequence[str]) -> bool:
    words = [_head_word(cell) for cell in cells if cell.strip()]
    heads = [word for word in words if _is_head_word(word)]
    if len(words) < 2 or len(heads) * 5 < len(words) * 4 or at + 1 >= len(rows):
        return False
    if words[0] in _ORDER or len(words) > 2:
        return not _is_frame(cells)
    # Of two words the first may be a label and the second its value.
    below = [row for row in rows[at + 1 :] if len(_merged(row)) > 1]
    return bool(below) and not any(_key(row[0]) for row in below) and not _is_frame(cells)


def _is_head_word(word: str) -> bool:
    told = any(word in names for names in _OF.values())
    return (
        told
        or word in _ORDER
        or word in _OTHER_HEADS
        or bool(_FORM.fullmatch(word) or _COPIES.fullmatch(word))
    )


def _is_frame(cells: Sequence[str]) -> bool:
    words = {_head_word(cell) for cell in cells if cell.strip()}
    return words <= _FRAME and len(words) > 1 and words & {"内容", "具体内容", "说明"} != set()


def _end_of_list(rows: Sequence[Sequence[str]], at: int) -> int:
    """Where the rows of a list end: at a heading among them, or a new head row."""
    width = len(_merged(rows[at]))
    for end in range(at + 1, len(rows)):
        cells = _merged(rows[end])
        if cells == _merged(rows[at]):
            continue  # the head again, on a new page
        lone = len(cells) == 1 and bool(names_of(shape_of(cells[0]).label))
        label = len(cells) == 2 < width and _key(cells[0])
        if lone or label or (len(cells) > 2 and _is_head(rows, end, cells)):
            return end
    return len(rows)


def _list(rows: Sequence[Sequence[str]]) -> Iterator[Piece]:
    head = [_column(cell) for cell in rows[0]]
    question = next((n for n, word in enumerate(head) if word in _QUESTIONS), None)
    answer = next((n for n, word in enumerate(head) if word in _ANSWERS), None)
    term = next((term for term, names in _OF.items() if any(word in names for word in head)), "")
    lines: list[Line] = []
    for row in rows[1:]:
        cells = _merged(row)
        if tuple(row) == tuple(rows[0]) or not cells:
            continue
        if question is not None and answer is not None and row[question] and row[answer]:
            yield Asked(one_line(row[question]), row[answer])
        elif len(cells) == 1:
            lines += _lines(cells[0])
        else:
            lines.append(Line(_entry(head, row)))
    if lines:
        yield Listed(term, tuple(lines))


def _column(cell: str) -> str:
    word = _head_word(cell)
    if _FORM.fullmatch(word):
        return "材料形式"
    if _COPIES.fullmatch(word):
        return "份数"
    return "材料名称" if word in _OF[PAPERS] else "环节" if word in _OF["办理流程"] else word


def _entry(head: Sequence[str], row: Sequence[str]) -> str:
    """One row of a list as people read it."""
    told: dict[str, str] = {}
    for number, (column, cell) in enumerate(zip(head, row, strict=True)):
        text = one_line(cell)
        if (
            not text
            or text in _NONE
            or (number and text == one_line(row[number - 1]) and not column)
        ):
            continue
        key, text = _said(column or "其他", text)
        told[key] = f"{told[key]} {text}" if key in told else text
    if not any(name in told for names in _OF.values() for name in names) and "名称" not in told:
        first = next((key for key in told if key not in _ORDER), "")
        told = {("名称" if key == first else key): text for key, text in told.items()}
    return entry_text(told)


def _said(column: str, text: str) -> tuple[str, str]:
    """The key and the text of a cell, as a row of a list has them."""
    count = _COUNT.fullmatch(text)
    if column == "份数" and count:
        return column, count[1]
    if column in _KINDS_OF_PAPER and text in _TICK:
        return "材料形式", column
    if column in _KINDS_OF_PAPER and count:
        return "材料形式", f"{column} {count[1]} 份"
    return column, text


def _end_of_group(rows: Sequence[Sequence[str]], at: int) -> int:
    """Where the rows end that share a merged label in their first column."""
    end = at + 1
    while end < len(rows) and rows[at][0].strip() and rows[end][0] == rows[at][0]:
        end += 1
    return end if _key(rows[at][0]) else at + 1


def _group(rows: Sequence[Sequence[str]]) -> Iterator[Piece]:
    label = rows[0][0]
    from_column = next((n for n, cell in enumerate(rows[0]) if cell != label), 1)
    yield Opened(label)
    yield from pieces(squared(tuple(row[from_column:]) for row in rows))
    yield Closed()


def _row(row: Sequence[str], pairs: bool) -> Iterator[Piece]:
    """A row that stands alone: labels with their values, or cells side by side."""
    cells = _merged(row)
    if cells[0].strip() in ("", *_ORDER) or (cells[0].strip().isdigit() and len(cells) > 2):
        cells = cells[1:]  # a number of the row
    keys = [_key(cell) for cell in cells]
    if len(cells) == 2 and (keys[0] or pairs):
        yield Labelled(cells[0], _lines(cells[1]))
    elif len(cells) % 2 == 0 and pairs and all(keys[::2]) and len(cells) > 2:
        for label, value in zip(cells[::2], cells[1::2], strict=True):
            yield Labelled(label, _lines(value))
    elif keys[0] and len(cells) > 1:
        yield from _beside(cells, keys)
    else:
        yield Line(" ".join(one_line(cell) for cell in cells if cell.strip()))


def _beside(cells: Sequence[str], keys: Sequence[bool]) -> Iterator[Piece]:
    """Labels each with the cells up to the next one."""
    starts = [n for n, key in enumerate(keys) if key]
    if any(b - a == 1 for a, b in zip(starts, [*starts[1:], len(cells)], strict=True)):
        starts = starts[:1]  # a label without a value is a value itself
    for start, end in zip(starts, [*starts[1:], len(cells)], strict=True):
        yield Labelled(
            cells[start], tuple(line for cell in cells[start + 1 : end] for line in _lines(cell))
        )
