"""The cases of one guide: who applies, or what for, each with conditions and papers of its own.

Guards that a paper of one case never passes for one of all: a case is a heading above elements
("一、个人" with 受理条件 and 申请材料 below it), or a heading among an element's own lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.importers.documents.blocks import Block, Line
from knowledge.importers.documents.parting import elements_in
from knowledge.importers.documents.shapes import (
    Shape,
    asked_of,
    is_heading_like,
    names_of,
    shape_of,
)
from knowledge.importers.documents.titles import FRAME, title_of

_CASE = re.compile(
    r"个人|自然人|居民|企业|法人|单位|公司|个体|机构|组织|社团|本人|委托|代办|成年|老年人|学生|军人|残疾|港澳|外国|境外"
    r"|本市|本地|外地|外省|省[内外]|跨省|城镇|农村|职工|灵活就业|单身|已婚|首次|初次|再次|新[办申设]|设立|变更|延[续期]"
    r"|换[证发领]|补[办领证发]|注销|迁[入出]|购房|租房|线[上下]|网上|窗口|情形|情况|类"
)
"""What the name of a case has in it."""
_CHARS = 20
_SENTENCE = tuple("。；;，,、.：:")
_ANNEX = re.compile("附[件表]|备注|注意|说明|注[:：]")
_NOT_NUMBERED = ("", "【", "mark")


@dataclass(frozen=True, slots=True)
class Case:
    """A heading above elements that are for this case alone."""

    start: int
    end: int
    """The block behind its last one."""
    name: str
    plain: bool
    """Its name is a case's by its words, and not that of another service."""


def cases_in(blocks: Sequence[Block]) -> list[Case]:
    """Headings of one style that name no element, with an element below that others have, too."""
    shapes = [
        shape_of(each.text, each.level, each.bold) if isinstance(each, Line) else None
        for each in blocks
    ]
    heads = [
        n
        for n, shape in enumerate(shapes)
        if shape and _is_head(blocks[n], shape) and _opens(blocks, shapes, n)
    ]
    for style in dict.fromkeys(shape.style for n in heads if (shape := shapes[n])):
        found = [
            Case(n, _end(shapes, n, style), shape.label, is_case(shape))
            for n in heads
            if (shape := shapes[n]) and shape.style == style
        ]
        terms = [set(elements_in(blocks[case.start + 1 : case.end])) for case in found]
        shared = [
            case
            for case, mine in zip(found, terms, strict=True)
            if any(mine & other for other in terms if other is not mine)
        ]
        if len(shared) > 1:
            return shared
    return []


def _is_head(block: Block, shape: Shape) -> bool:
    if not isinstance(block, Line) or not is_heading_like(shape, block.text) or shape.text:
        return False
    known = names_of(shape.label) or asked_of(shape.label) or title_of(block.text)
    return not (known or FRAME.fullmatch(block.text.strip()) or _ANNEX.match(shape.label))


def _opens(blocks: Sequence[Block], shapes: Sequence[Shape | None], n: int) -> bool:
    """Whether an element begins right below a heading, and below it in rank."""
    shape = shapes[n]
    for below in shapes[n + 1 : n + 3]:
        if below and shape and names_of(below.label):
            return shape.style == "bold" or below.rank > shape.rank
    return any(not isinstance(block, Line) for block in blocks[n + 1 : n + 2])


def _end(shapes: Sequence[Shape | None], start: int, style: str) -> int:
    """Where the next heading of the style stands, or one that is above it."""
    rank = next(shape.rank for shape in shapes[start : start + 1] if shape)
    for n in range(start + 1, len(shapes)):
        shape = shapes[n]
        higher = shape and shape.style.startswith("h") and shape.rank < rank
        if shape and (shape.style == style or higher):
            return n
    return len(shapes)


def is_case(shape: Shape) -> bool:
    """Whether a heading names a case by its words."""
    return len(shape.label) <= _CHARS and not shape.text and bool(_CASE.search(shape.label))


def with_headings(lines: Sequence[Line]) -> list[str]:
    """The lines of a list; those that put together what stands below them end with a colon.

    Sure is a number of another style above a list that begins at 1 (if all of that style are
    such), a bold line above plain ones, and plain lines above lists that begin anew.
    """
    shapes = [shape_of(line.text, line.level, line.bold) for line in lines]
    above = [_is_above(lines, shapes, n) for n in range(len(lines))]
    told: list[str] = []
    for n, line in enumerate(lines):
        style = shapes[n].style
        alike = [above[k] for k in range(len(lines)) if shapes[k].style == style]
        numbered = style not in _NOT_NUMBERED and not _is_set_off(style)
        sure = all(alike) if numbered else _is_set_off(style) or sum(alike) > 1
        told.append(f"{line.text.rstrip()}：" if above[n] and sure else line.text)
    return told


def _is_set_off(style: str) -> bool:
    """Whether the file itself says that a line is a heading, or sets it in bold."""
    return style == "bold" or (style.startswith("h") and style[1:].isdigit())


def is_caption(line: Line) -> bool:
    """Whether a line right above a table may be what the table's rows are for."""
    text = line.text.strip()
    return len(text) <= _CHARS and not text.endswith(_SENTENCE) and not _ANNEX.match(text)


def _is_above(lines: Sequence[Line], shapes: Sequence[Shape], n: int) -> bool:
    """Whether a line may be the heading of those below it."""
    text, shape = lines[n].text.strip(), shapes[n]
    if n + 1 >= len(lines) or len(text) > _CHARS + 6 or text.endswith(_SENTENCE) or shape.text:
        return False
    below = shapes[n + 1]
    begins = below.number == 1 and below.style != shape.style
    heavy = _is_set_off(shape.style) and not _is_set_off(below.style)
    return not _ANNEX.match(shape.label) and (begins or heavy)
