"""What stands above the first element of a guide, and at its foot: title, office, days."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from knowledge.days import days_said
from knowledge.importers.documents.blocks import Block, Line, Table
from knowledge.importers.documents.cases import cases_in
from knowledge.importers.documents.section import Section
from knowledge.importers.documents.shapes import names_of, shape_of
from knowledge.importers.documents.titles import (
    FRAME,
    bureau_in,
    day_in,
    edition_in,
    says_no_more,
    title_of,
)
from knowledge.importers.reading import field_of
from knowledge.text import one_line

_HEAD = 12
"""How many blocks of a guide may stand above its first element."""
_GENERAL = re.compile(
    r"(?:[\u4e00-\u9fff]{2,8}[省市县区州])?(?:政务服务|公共服务|行政许可|行政审批)?(?:事项)?"
    r"(?:办事|服务|办理)(?:指南|指引|须知)(?:信息)?[表单]?"
)
"""A title above a named service that any guide of the place could have."""
_APART = re.compile(r"[ \u3000|｜]+(?!\d{1,2} ?[月日])")
_SHORT_NAME = 3
"""Names longer than this are found in a title that says whose guide it is, too."""


class Head:
    """What stands above the first element of a guide: its title, who publishes it, when."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        """Args:
        blocks: All of the guide's.
        """
        self.name = self.bureau = self.day = self.version = ""
        self._days: dict[str, str] = {}
        self._titles: list[str] = []
        self._lines: list[str] = []
        cases = {case.start for case in cases_in(blocks)}
        end = next((n for n, b in enumerate(blocks[:_HEAD]) if n in cases or _is_content(b)), None)
        above = [
            block for block in blocks[: end if end is not None else 1] if isinstance(block, Line)
        ]
        self.rest = blocks[len(above) :]
        for before, line in zip([None, *above], above, strict=False):
            self._take(line, before)
        if not self.name:
            self._name_by_shape(above)

    def _take(self, line: Line, before: Line | None) -> None:
        parts = _APART.split(line.text.strip())
        if len(parts) > 1 and all(bureau_in(one) or day_in(one) for one in parts):
            for part in parts:  # the office and the day on one line
                self._take(Line(part), before)
            return
        title = title_of(line.text)
        if title is not None:
            # "办事指南" on a line of its own stands below the name
            above = before.text if before and not bureau_in(before.text) else ""
            whole = title_of(above + line.text) if above and not title.name else None
            if whole and whole.name and above in self._lines:
                self._lines.remove(above)  # a title on two lines
            name = title.name or (whole.name if whole else "") or above
            self.name = self.name or one_line(name)
            self.version = self.version or title.edition
            self._titles.append(line.text)
        elif (bureau := bureau_in(line.text)) and not self.bureau:
            self.bureau = bureau
        elif (day := day_in(line.text)) and not self.day:
            self.day = day
        elif days := days_said(line.text):
            self._days |= days
        elif (version := edition_in(line.text)) and not self.version:
            self.version = version
        elif not FRAME.fullmatch(line.text.strip()):
            self._lines.append(line.text)

    def _name_by_shape(self, above: Sequence[Line]) -> None:
        """Takes the first heading, or the first short line, for the name."""
        lines = [line for line in above if line.text in self._lines and len(line.text) <= 60]
        lines = [line for line in lines if not line.text.endswith(tuple("。；，：:;"))]
        chosen = next((line for line in lines if line.level or line.bold), None)
        if chosen or len(lines) == 1:
            self.name = one_line((chosen or lines[0]).text)

    def take_foot(self, sections: Sequence[Section]) -> None:
        """Takes the office and the day with which the guide ends, if its head names none."""
        of_field = sections and any(map(field_of, sections[-1].keys))
        lines = sections[-1].lines if sections and not of_field else []
        while lines:
            if (day := day_in(lines[-1].text)) and self.day in ("", day):
                self.day = day
            elif (bureau := bureau_in(lines[-1].text)) and self.bureau in ("", bureau) and self.day:
                self.bureau = bureau
            elif days := days_said(lines[-1].text):
                self._days |= days
            else:
                return
            lines.pop()

    def found(self) -> dict[str, str]:
        """What the head and the foot say of the guide, by field; "" where they do not."""
        days = {"published": self.day, **self._days}
        return {"bureau": self.bureau, "version": self.version, **days}

    def beside(self, name: str) -> Iterator[str]:
        """Lines of the head that the name does not already say."""
        yield from (text for text in self._titles if not _says_only(text, name))
        lines = (text for text in self._lines if not _GENERAL.fullmatch(text.strip()))
        yield from (text for text in lines if not says_no_more(text, name))


def _says_only(title: str, name: str) -> bool:
    """Whether a title says no more than a guide's name."""
    found = title_of(title)
    if _GENERAL.fullmatch(text := one_line(title)) and text != name:
        return True
    longer = len(name) > _SHORT_NAME and name in (found.name if found else "")
    return found is not None and (longer or says_no_more(found.name, name))


def _is_content(block: Block) -> bool:
    if isinstance(block, Table):
        return True
    shape = shape_of(block.text, block.level, block.bold)
    return bool(names_of(shape.label)) and title_of(block.text) is None
