"""What a column of a table is, by the words above it.

Headings of offices have stars, blanks, line breaks, units and notes in brackets, and
may stand under a heading for several columns ("收费" over "标准" and "依据").
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.elements import (
    ANSWER,
    FAQ_TERM,
    PAPERS,
    QUESTION,
    REMARKS,
    composed,
    find_element,
    is_answer,
    is_faq,
    is_question,
    kind_of,
)
from knowledge.importers.reading import field_of, is_known

_BRACKETED = re.compile(
    r"[(\[{<【〔《「](?P<inner>[^()\[\]{}<>【】〔〕《》「」]{0,40})[)\]}>】〕》」]"
)
_MARKS = re.compile(r"[\s*＊★☆※#]+")
_NUMBERED = re.compile(r"^(?:[0-9]{1,2}[.、)](?![0-9])|[一二三四五六七八九十]{1,3}、)")
_COUNTED = re.compile(r"(?<=[^\d])[0-9]{1,2}$|(?<=..)[一二三四五六七八九十]$")
_LABEL_END = ":;,、。"
_UNIT = re.compile(
    r"^(?:单位:?)?(个?工作日|自然日|日历日|天|日|小时|分钟|个?月|年|元|次|万元|(?:working|calendar|business)?\s?days?|hours?|months?|yuan)$"
)
_IN_WORDS = re.compile(r"(?<=[a-z])(?=days?$)")
"""Where a blank was, that goes from headings: "working days"."""
_LONGEST = 100
"""Characters of a heading; what is longer is text."""
_SHORT = 2
"""Headings of so few characters say little without the one above them ("电话", "标准")."""

PAPER_NAME = "名称"
_PAPER_NAMES = frozenset(
    ("材料名称", "申请材料名称", "申报材料名称", "所需材料名称", "提交材料名称", "要件名称")
)
_PAPER_PARTS = {
    "份数": "份数",
    "材料份数": "份数",
    "材料形式": "材料形式",
    "形式": "材料形式",
    "材料类型": "材料类型",
    "材料要求": "要求",
    "要求": "要求",
    "必要性": "必要性",
    "材料必要性": "必要性",
    "是否必要": "是否必需",
    "是否必需": "是否必需",
    "原件/复印件": "材料形式",
    "原件或复印件": "材料形式",
    "原件、复印件": "材料形式",
    "来源渠道": "来源渠道",
    "材料来源": "来源渠道",
    "规格": "规格",
    "材料规格": "规格",
    "受理标准": "受理标准",
    "填报须知": "填报须知",
    "材料说明": "说明",
    "材料备注": "备注",
    "空白表格": "空白表格",
    "示例样表": "示例样表",
}
CASES = frozenset(("情形", "适用情形", "申请情形", "适用对象"))
"""Headings over the case that a row is for."""
_ROW_PARTS = _PAPER_PARTS | {name: name for name in CASES}
_NUMBERS = frozenset(("序号", "编号", "序", "no", "no."))


@dataclass(frozen=True, slots=True)
class Column:
    """What the cells of a column are."""

    heading: str
    """As the file has it, on one line, for people."""
    key: str = ""
    """The name under which a guide takes its cells; "" where it says nothing of a guide."""
    part: str = ""
    """Which column it is of the element's own table (a material's 份数)."""
    unit: str = ""
    """Told in the heading, wanted by cells that are bare numbers."""
    known: bool = False
    ignored: bool = False
    """Numbers of rows, or what a mapping file leaves out."""


def columns_of(heads: Sequence[tuple[str, str]]) -> list[Column]:
    """The columns of a table by their headings.

    Args:
        heads: For each column what stands above it, and over that, if anything does.
    """
    names = {plain(sub or group)[0] for group, sub in heads}
    faqs = any(map(is_answer, names)) and any(map(_asks, names))
    papers = bool(names & _PAPER_NAMES)
    listed = any(_term(name) == PAPERS for name in names) and bool(names & _PAPER_PARTS.keys())
    columns = [_column(group, sub, faqs=faqs, papers=papers or listed) for group, sub in heads]
    said = {column.key for column in columns if column.known and field_of(column.key) is None}
    if {_term(key) or key for key in said} <= {PAPERS, REMARKS} and PAPERS in said:
        # a table of materials: its remarks are about them, not about the item
        columns = [
            replace(c, key=PAPERS, part=REMARKS) if _term(c.key) == REMARKS else c for c in columns
        ]
    return columns


def _column(group: str, sub: str, *, faqs: bool, papers: bool) -> Column:
    name, unit = plain(sub)
    over, over_unit = plain(group)
    heading = " ".join(dict.fromkeys(filter(None, (*group.split(), *sub.split()))))
    unit = unit or over_unit

    def known(key: str, part: str = "") -> Column:
        return Column(heading, key, part, unit, known=True)

    if not name and not over:
        return Column("")
    if name.casefold() in _NUMBERS and not over:
        return Column(heading, ignored=True)
    if faqs and (_asks(name) or is_answer(name)):
        return known(FAQ_TERM, QUESTION if _asks(name) else ANSWER)
    if _term(over) == PAPERS and over != name:
        return known(PAPERS, _PAPER_PARTS.get(name, PAPER_NAME if "名称" in name else name))
    if papers and (name in _PAPER_NAMES or _term(name) == PAPERS):
        return known(PAPERS, PAPER_NAME)
    if papers and name in _ROW_PARTS:
        return known(PAPERS, _ROW_PARTS[name])
    if key := _known(name, over):
        return known(key)
    if over and is_known(over) and over != name:
        return known(over, name)
    return Column(heading, name or over, unit=unit)


def _asks(name: str) -> bool:
    return is_question(name) or name == FAQ_TERM


def _known(name: str, over: str) -> str:
    """The name that guides have for a heading under another one; "" if there is none."""
    if over and over != name:
        for both in (over + name, name + over):
            if is_known(both):
                return both
        if is_known(over) and len(name) <= _SHORT:
            return ""
    if is_known(name):
        return name
    called = composed(name)
    return called if find_element(called) or not field_of(called) else ""


def _term(name: str) -> str:
    element = find_element(name) if name else None
    return element.term if element else ""


def plain(heading: str) -> tuple[str, str]:
    """A heading without what adorns it, and the unit that it tells.

    Where only all of it is a name that guides have, its brackets stay.
    """
    if len(heading) > _LONGEST:
        return heading, ""
    text = _MARKS.sub("", unicodedata.normalize("NFKC", heading)).strip(_LABEL_END)
    text = _NUMBERED.sub("", text)
    if (base := _COUNTED.sub("", text)) != text and _term(base) == PAPERS:
        return base, ""  # 材料1, 材料2 …
    if is_known(text) or is_faq(text):
        return text, ""
    inner = [match["inner"] for match in _BRACKETED.finditer(text)]
    units = [match[1] for each in inner if (match := _UNIT.match(each))]
    bare = _BRACKETED.sub("", text).strip(_LABEL_END)
    known_whole = _BRACKETED.sub(lambda found: found["inner"], text)
    if not is_known(bare) and is_known(known_whole):
        return known_whole, ""
    return bare or text, units[0] if units else ""


def with_unit(column: Column, text: str) -> str:
    """The text of a cell; a bare number with the unit that the heading tells."""
    bare = re.fullmatch(r"\d{1,9}(?:\.\d{1,4})?", text)
    if not (bare and column.unit):
        return text
    if column.unit.isascii():
        return f"{text} {_IN_WORDS.sub(' ', column.unit)}"
    limit = kind_of(_term(column.key)) == "limit"
    return f"{text}({column.unit})" if limit else f"{text}{column.unit}"
