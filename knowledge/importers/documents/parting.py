"""Several guides in one document, told apart where that is sure.

Sure are: a title line for each ("…办事指南"), a 事项名称 for each, a heading of one style for
each below which the same elements come again, and a table with a row for each. All else is
one guide.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from knowledge.elements import OTHER, REMARKS
from knowledge.importers.documents.blocks import Block, Line, Table
from knowledge.importers.documents.columns import ORDER
from knowledge.importers.documents.shapes import (
    asked_of,
    is_heading_like,
    names_of,
    shape_of,
    term_of,
)
from knowledge.importers.documents.titles import (
    NAME_KEYS,
    bureau_in,
    counted_item,
    is_contents,
    title_of,
)
from knowledge.importers.reading import field_of

_ENOUGH = 2
"""Elements below a title that make it a guide's."""


@dataclass(frozen=True, slots=True)
class Part:
    """The blocks of one guide."""

    blocks: tuple[Block, ...]
    place: int
    """Which block of the document is its first."""
    name: str = ""
    """Its name, where a heading that is no title gives it."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The guides of a document, and what belongs to none."""

    guides: tuple[Part, ...]
    beside: tuple[Block, ...] = ()
    unsure: bool = False
    """There may be several guides in what is taken for one."""


def part(blocks: Sequence[Block]) -> Parts:
    """The guides of a document."""
    blocks = [block for block in blocks if isinstance(block, Table) or not is_contents(block)]
    blocks = [each for block in blocks for each in _titled(block)]
    if (tabled := list(_rows_of_guides(blocks))) and len(tabled) > 0:
        rest = tuple(block for block in blocks if not _is_row_table(block))
        return Parts(tuple(tabled), rest)
    for starts in (_titles(blocks), _named(blocks), _counted(blocks), _headed(blocks)):
        if len(starts) > 1:
            return _cut(blocks, starts)
    return Parts((Part(tuple(blocks), 0),), unsure=_is_unsure(blocks))


def _titled(block: Block) -> tuple[Block, ...]:
    """A table without a title that is its first row, and this before it."""
    first = (
        {cell.strip() for cell in block.rows[0]} if isinstance(block, Table) and block.rows else ()
    )
    if isinstance(block, Line) or len(first) != 1:
        return (block,)
    title = title_of(text := next(iter(first)))
    return (Line(text, bold=True), Table(block.rows[1:])) if title and title.name else (block,)


def _cut(blocks: Sequence[Block], starts: dict[int, str]) -> Parts:
    places = sorted(starts)
    ends = [*places[1:], len(blocks)]
    guides = tuple(
        Part(tuple(blocks[start:end]), start, starts[start])
        for start, end in zip(places, ends, strict=True)
    )
    return Parts(guides, tuple(blocks[: places[0]]))


def elements_in(blocks: Sequence[Block]) -> Counter[str]:
    """Which elements are named in headings, labels and first columns, and how often.

    Remarks are none: any page may have them.
    """
    found: Counter[str] = Counter()
    for block in blocks:
        if isinstance(block, Line):
            shape = shape_of(block.text, block.level, block.bold)
            asked = asked_of(shape.label) if is_heading_like(shape, block.text) else ()
            found.update(names_of(shape.label) or asked)
        else:
            cells = (*(row[0] for row in block.rows), *(block.rows[0][1:] if block.rows else ()))
            found.update(key for cell in cells for key in names_of(shape_of(cell).label))
    terms = {term_of(key): n for key, n in found.items() if not field_of(key)}
    return Counter({term: n for term, n in terms.items() if term not in (REMARKS, OTHER)})


def _kept(
    blocks: Sequence[Block], starts: Sequence[int], name: Callable[[int], str]
) -> dict[int, str]:
    """Of these places the ones below which there is a guide."""
    ends = [*starts[1:], len(blocks)]
    return {
        start: name(start)
        for start, end in zip(starts, ends, strict=False)
        if len(elements_in(blocks[start:end])) >= _ENOUGH
    }


def _titles(blocks: Sequence[Block]) -> dict[int, str]:
    starts = []
    for n, block in enumerate(blocks):
        if isinstance(block, Line) and (title := title_of(block.text)) and title.name:
            starts.append(n)
    return _kept(blocks, starts, lambda _: "")


def _named(blocks: Sequence[Block]) -> dict[int, str]:
    starts = [n for n, block in enumerate(blocks) if _names(block)]
    return _kept(blocks, [_above(blocks, n) for n in starts], lambda _: "")


def _counted(blocks: Sequence[Block]) -> dict[int, str]:
    """事项一, 事项二 …, each with its name."""
    names = {n: counted_item(b.text) for n, b in enumerate(blocks) if isinstance(b, Line)}
    starts = [n for n, name in names.items() if name]
    return _kept(blocks, starts, lambda n: names[n])


def _names(block: Block) -> bool:
    if isinstance(block, Line):
        shape = shape_of(block.text)
        return shape.label in NAME_KEYS and bool(shape.text)
    return sum(1 for row in block.rows if shape_of(row[0]).label in NAME_KEYS) == 1


def _above(blocks: Sequence[Block], place: int) -> int:
    """The place of a title that stands right above a name."""
    before = blocks[place - 1] if place else None
    return place - 1 if isinstance(before, Line) and title_of(before.text) else place


def _headed(blocks: Sequence[Block]) -> dict[int, str]:
    """Headings of one style that name no element, each with the same elements below it.

    Below the title of one guide such headings are its cases (for a person, for a company).
    """
    titles = (title_of(block.text) for block in blocks if isinstance(block, Line))
    if any(title and title.name and not bureau_in(title.name) for title in titles):
        return {}
    styles: dict[str, list[int]] = {}
    for n, block in enumerate(blocks):
        if isinstance(block, Line):
            shape = shape_of(block.text, block.level, block.bold)
            if is_heading_like(shape, block.text) and not names_of(shape.label) and not shape.text:
                styles.setdefault(shape.style, []).append(n)
    for starts in styles.values():
        kept = _kept(blocks, starts, lambda n: _label(blocks[n]))
        places = sorted(kept)
        ends = [*places[1:], len(blocks)]
        terms = [set(elements_in(blocks[a:b])) for a, b in zip(places, ends, strict=False)]
        if len(kept) > 1 and len(set.intersection(*terms)) >= _ENOUGH:
            return kept
    return {}


def _label(block: Block) -> str:
    return shape_of(block.text).label if isinstance(block, Line) else ""


def _is_row_table(block: Block) -> bool:
    if isinstance(block, Line) or len(block.rows) < 2:
        return False
    head = [shape_of(cell).label for cell in block.rows[0]]
    known = {term_of(key) for cell in head for key in names_of(cell)}
    return (
        any(cell in (*NAME_KEYS, "事项", "项目名称", "名称") for cell in head)
        and len(known) >= _ENOUGH + 1
    )


def _rows_of_guides(blocks: Sequence[Block]) -> Iterator[Part]:
    for place, block in enumerate(blocks):
        if isinstance(block, Table) and _is_row_table(block):
            head = ["事项名称" if c in ("事项", "项目名称", "名称") else c for c in block.rows[0]]
            for row in block.rows[1:]:
                told = [pair for pair in zip(head, row, strict=True) if pair[0] not in ORDER]
                pairs = tuple((key, cell) for key, cell in told if cell)
                if len(pairs) > 1 and row != block.rows[0]:
                    yield Part((Table(pairs),), place)


def _is_unsure(blocks: Sequence[Block]) -> bool:
    """Whether two elements or more come twice, each under headings of one style."""
    lines = [block for block in blocks if isinstance(block, Line)]
    shapes = [shape_of(line.text, line.level, line.bold) for line in lines]
    found = Counter(
        (shape.style, term_of(key))
        for shape in shapes
        if shape.style and not shape.text
        for key in names_of(shape.label)
    )
    return sum(1 for count in found.values() if count > 1) > 1
