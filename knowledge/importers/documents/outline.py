"""The sections of one guide in a document: which lines belong to which element.

Guards two things. Nothing is lost: each line ends in a section, and a section that names
no element is kept as it stands. And nothing is taken by a word alone: below a heading that
is known, "办理时限：当场" among the steps stays a step.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from knowledge.elements import CONDITIONS, FAQ_TERM, PAPERS, kind_of
from knowledge.importers.documents import tables
from knowledge.importers.documents.abreast import abreast
from knowledge.importers.documents.blocks import Block, Line, Table
from knowledge.importers.documents.cases import cases_in, is_caption, is_case
from knowledge.importers.documents.cells import Asked, Closed, Labelled, Listed, Opened, Piece
from knowledge.importers.documents.families import family_of
from knowledge.importers.documents.section import Section
from knowledge.importers.documents.shapes import (
    LABEL,
    Shape,
    asked_of,
    beside,
    is_heading_like,
    is_weak,
    names_of,
    shape_of,
    term_of,
)
from knowledge.importers.reading import field_of

_OF_GUIDE = re.compile(r"实施(?!时间)|发布|公布|更新|版本|版次|有效期至")
_TOLD = frozenset({"办理流程", "申请材料", "受理条件"})
"""Elements whose text may have any label in it."""
_ANNEX = re.compile(r"附[件表图]?\s?[一二三四五\d]{0,2}\s?[:：]")
_ASKS = re.compile(r"(?:问题?|[Qq])\s*\d{0,3}\s*[:：.．、]\s*\S")


class Outline:
    """Sections as they come up, line by line."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        """Args:
        blocks: What stands in the document about this guide.
        """
        self.sections = [Section()]
        blocks = list(blocks)
        self.cases = cases_in(blocks)
        cases = {case.start: case for case in self.cases}
        for n, block in enumerate(blocks):
            before = len(self.sections)
            if n in cases:
                self.sections.append(Section())
            elif isinstance(block, Table):
                self._put_caption(blocks[n - 1] if n else None)
                self._pieces(list(tables.pieces(block)))
            else:
                for line in abreast(block):
                    self._line(line)
            name = next((one.name for one in self.cases if one.start <= n < one.end), "")
            for section in self.sections[before:]:
                section.case = name

    @property
    def _current(self) -> Section:
        return self.sections[-1]

    def _line(self, line: Line) -> None:
        shape = shape_of(line.text, line.level, line.bold)
        keys = names_of(shape.label)
        if not keys and shape.style and is_heading_like(shape, line.text):
            keys = asked_of(shape.label)
        if keys and self._opens(shape, keys):
            self._open(line, shape, keys)
        elif (
            _ASKS.match(shape.text if shape.labelled and not shape.label else line.text)
            and self._may_ask()
        ):
            self.sections.append(Section((FAQ_TERM,), rank=LABEL, by_label=True, lines=[line]))
        elif not keys and self._ends(line, shape):
            self.sections.append(Section((), line.text, shape.rank, shape.style, shape.number))
        else:
            self._keep(line)

    def _may_ask(self) -> bool:
        return FAQ_TERM not in self._current.keys

    def _keep(self, line: Line) -> None:
        """Takes a line into the section that is open; a field has but its own line."""
        current = self._current
        keys = current.keys if current.by_label else ()
        if keys and ((field_of(keys[0]) and current.lines) or _ANNEX.match(line.text)):
            self.sections.append(Section())
        self._current.lines.append(line)

    def _opens(self, shape: Shape, keys: tuple[str, ...]) -> bool:
        """Whether a line that names something known begins its section."""
        current = self._current
        strong = bool(shape.style) and shape.style not in ("circled", "mark")
        if not strong and not shape.labelled and is_weak(shape.label):
            return False
        if not current.keys:
            return strong or shape.labelled or not is_weak(shape.label)
        higher = shape.rank <= current.rank and (strong or not shape.labelled)
        if self._is_item(shape) or (not strong and self._is_of_complaints(shape)):
            return False
        if higher or (shape.rank < current.rank):
            return True
        return self._opens_below(shape, keys, strong)

    def _opens_below(self, shape: Shape, keys: tuple[str, ...], strong: bool) -> bool:
        """The same for a line that stands deeper than the section that is open."""
        current = self._current
        terms = {term_of(key) for key in keys}
        if FAQ_TERM in current.keys:
            return not current.style and not strong and shape.labelled and not is_weak(shape.label)
        if current.term in terms:
            return False
        if terms & family_of(current.keys) or (
            _is_of_guide(shape, keys) and current.term not in _TOLD
        ):
            return True
        loose = current.by_label or not current.style
        if loose and (not strong or current.style == shape.style or field_of(current.keys[0])):
            return True
        if shape.labelled and shape.text:
            return False
        flags = all(kind_of(term) in ("flag", "code", "link") for term in terms)
        return not flags and not is_weak(shape.label) and not self._is_step(shape, terms, strong)

    def _is_step(self, shape: Shape, terms: set[str], strong: bool) -> bool:
        """Whether a heading below 办理流程 is a step: it is numbered, or hands papers in."""
        step = PAPERS in terms or (strong and shape.number > 0)
        return self._current.term == "办理流程" and step

    def _is_item(self, shape: Shape) -> bool:
        """Whether a numbered line goes on with a list that this section began at 1."""
        current = self._current
        return current.listing and shape.style == current.style and bool(shape.text)

    def _is_of_complaints(self, shape: Shape) -> bool:
        """Whether 电话 or 地址 below a heading is that for complaints."""
        current = self._current
        listed = not current.lines or shape_of(current.lines[0].text).labelled
        ours = current.term == "监督投诉方式" and (listed or not current.by_label)
        return ours and shape.labelled and is_weak(shape.label)

    def _ends(self, line: Line, shape: Shape) -> bool:
        """Whether a line that names nothing known is a heading that ends the open section."""
        current = self._current
        if not is_heading_like(shape, line.text) or (
            FAQ_TERM in current.keys and shape.rank > current.rank
        ):
            return False
        if not current.heading or shape.rank < current.rank:
            return bool(current.heading) or not current.keys
        if shape.style != current.style or shape.rank > current.rank:
            return False
        if current.keys and is_case(shape) and (current.cased or not current.lines):
            current.cased = True
            return False
        if not shape.number:
            return shape.style != "bold" or not current.keys or not shape.text
        if shape.number == current.number + 1 and not current.listing:
            return True
        current.listing = current.listing or shape.number == 1
        return False

    def _open(self, line: Line, shape: Shape, keys: tuple[str, ...]) -> None:
        current = self._current
        above = current.parent or current
        below = above.keys and not above.by_label and shape.rank > above.rank
        by_label = shape.labelled and (
            not shape.style or (shape.style == "bold" and bool(shape.text))
        )
        section = Section(
            keys,
            line.text,
            shape.rank,
            shape.style,
            shape.number,
            by_label,
            above if below else None,
        )
        if note := beside(shape.label):
            section.lines.append(Line(note))
        if shape.text:
            section.lines.append(Line(shape.text))
        self.sections.append(section)

    def _put_caption(self, above: Block | None) -> None:
        """Ends a line right above a table with a colon: "表1 新办" is what its rows are for."""
        lines = self._current.lines if self._current.keys else []
        if isinstance(above, Line) and lines and lines[-1] == above and is_caption(above):
            lines[-1] = Line(f"{above.text.strip()}：", above.level, above.bold)

    def _pieces(self, found: list[Piece]) -> None:
        """Takes in a table; what follows it in the document is no part of its last row."""
        before = self._current
        outer: list[Section] = []
        for piece in found:
            match piece:
                case Line():
                    self._keep(piece) if outer else self._line(piece)
                case Labelled():
                    self._labelled(piece, bool(outer) or self._current is before)
                case Opened():
                    shape = shape_of(piece.label)
                    outer.append(Section(names_of(shape.label), piece.label, LABEL, by_label=True))
                    self.sections.append(outer[-1])
                case Closed():
                    outer.pop()
                    self.sections.append(Section())
                case Listed():
                    self._listed(piece)
                case Asked():
                    self._asked(piece)
        if self._current is not before and not outer:
            self._reopen(before)

    def _reopen(self, before: Section) -> None:
        """Goes on with a section after a table that stood in it, if all of it was its own."""
        heading = self._current.heading and not self._current.by_label
        if not heading and (self._current.keys or self._current.lines):
            self.sections.append(Section(rank=before.rank if not before.keys else 0))

    def _labelled(self, piece: Labelled, nested: bool) -> None:
        shape = shape_of(piece.label)
        keys = names_of(shape.label)
        current = self._current
        own = nested and current.keys and (bool(current.heading) and not field_of(current.keys[0]))
        family = {term_of(key) for key in keys} & family_of(current.keys)
        if keys and (not own or family):
            note = [Line(text)] if (text := beside(shape.label)) else []
            lines = [*note, *piece.lines]
            self.sections.append(Section(keys, piece.label, LABEL, by_label=True))
            for line in lines:
                self._beside_label(line, family_of(keys))
        elif own:
            text = "\n".join(line.text for line in piece.lines)
            current.lines.append(Line(f"{piece.label.strip()}：{text}".replace("\n", " ")))
        else:
            self.sections.append(
                Section((), piece.label, LABEL, by_label=True, lines=[*piece.lines])
            )

    def _beside_label(self, line: Line, family: frozenset[str]) -> None:
        """Takes in a line of a cell; "投诉：…" beside 联系方式 has a section of its own."""
        shape = shape_of(line.text)
        keys = names_of(shape.label) if shape.labelled and shape.text else ()
        if keys and family >= set(map(term_of, keys)):
            text = [Line(shape.text)]
            self.sections.append(Section(keys, shape.label, LABEL, by_label=True, lines=text))
        else:
            self._current.lines.append(line)

    def _listed(self, piece: Listed) -> None:
        current = self._current
        if current.keys and FAQ_TERM not in current.keys and not field_of(current.keys[0]):
            fits = piece.term in ("", current.term) or current.term not in (CONDITIONS, "")
            if fits or piece.term != PAPERS:
                current.lines += piece.lines
                return
        if piece.term:
            self.sections.append(
                Section((piece.term,), piece.term, LABEL, by_label=True, lines=[*piece.lines])
            )
        else:
            current.lines += piece.lines

    def _asked(self, piece: Asked) -> None:
        if FAQ_TERM not in self._current.keys:
            self.sections.append(Section((FAQ_TERM,), FAQ_TERM, LABEL, by_label=True))
        self._current.pairs.append((piece.question, piece.answer))


def _is_of_guide(shape: Shape, keys: tuple[str, ...]) -> bool:
    """Whether a line says who publishes the guide, or since when it holds, below any heading."""
    told = shape.labelled and bool(shape.text) and not shape.style
    return told and bool(field_of(keys[0])) and bool(_OF_GUIDE.match(shape.label))
