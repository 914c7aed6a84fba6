"""The registers beside the ledger: measures and mechanisms, highlights, media reports.

R76, R82: what was learnt stays as a rule, linked to the issues it came of. R83: what is worth being
shown. R84: what the media told. One shape for all three: an entry has fields of its register, and
links; what can be entered is said here alone. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Literal, NamedTuple

from flows.calendar_table import written_day
from flows.characters import is_storable, storable
from flows.errors import FlowError, Place, guess
from flows.office_texts import Office

Register = Literal["measures", "highlights", "media"]
LinkKind = Literal["issue", "class", "item", "walk"]
MAX_WORDS, MAX_TEXT = 200, 4_000
"""Characters of a field, and of one that may be long."""
KINDS: Mapping[str, str] = {
    "制度": "Rule",
    "标准": "Standard",
    "措施": "Measure",
    "政策": "Policy",
}
"""What the register of measures lists (R76: 以管理标准形式固化; R82)."""
_LINK = re.compile(r"https?://[^\s<>\"']{3,1990}", re.IGNORECASE)
_NUMBER = re.compile(r"(?:(?P<prefix>[A-Za-z]{2})-?)?0*(?P<figure>[1-9]\d{0,8})")
_ISSUE = re.compile(r"(?:WT-?)?(?P<year>\d{4})-0*(?P<figure>\d{1,6})", re.IGNORECASE)


class Column(NamedTuple):
    """A field of a register: what tables call it, first as it is told."""

    heads: tuple[str, ...]
    en: str
    needed: bool = False
    is_long: bool = False


class RegisterKind(NamedTuple):
    """What a register is called, how its numbers begin, and what its entries say."""

    words: tuple[str, str]
    prefix: str
    columns: Mapping[str, Column]
    same: tuple[str, ...]
    """Fields of which no two entries have all alike."""


REGISTERS: Mapping[Register, RegisterKind] = {
    "measures": RegisterKind(
        ("制度清单", "Measures and mechanisms"),
        "ZD",
        {
            "kind": Column(("类型", "种类", "kind"), "Kind", needed=True),
            "title": Column(("标题", "名称", "制度名称", "title"), "Title", needed=True),
            "document": Column(("文号", "document"), "Document number"),
            "department": Column(("部门", "制定部门", "单位", "department"), "Department"),
            "date": Column(("日期", "印发日期", "date"), "Date"),
            "text": Column(("内容", "主要内容", "text"), "Text", is_long=True),
            "file": Column(("文件", "file"), "File"),
        },
        ("title", "document", "department"),
    ),
    "highlights": RegisterKind(
        ("亮点清单", "Highlights"),
        "LD",
        {
            "title": Column(("标题", "亮点", "名称", "title"), "Title", needed=True),
            "text": Column(("做法", "内容", "案例", "text"), "What was done", is_long=True),
            "effect": Column(("成效", "效果", "effect"), "Effect", is_long=True),
            "action": Column(("行动", "来源", "action"), "Action"),
            "item": Column(("事项", "事项名称", "item"), "Service"),
            "department": Column(("部门", "单位", "department"), "Department"),
            "date": Column(("日期", "date"), "Date"),
        },
        ("title", "item", "department"),
    ),
    "media": RegisterKind(
        ("媒体报道", "Media reports"),
        "MT",
        {
            "action": Column(("行动", "来源", "action"), "Action", needed=True),
            "outlet": Column(("媒体", "媒体名称", "outlet"), "Outlet", needed=True),
            "date": Column(("日期", "报道日期", "date"), "Date", needed=True),
            "title": Column(("标题", "题目", "title"), "Title", needed=True),
            "link": Column(("链接", "网址", "link", "url"), "Link"),
        },
        ("action", "outlet", "date", "title"),
    ),
}
LINK_WORDS: Mapping[LinkKind, tuple[str, str]] = {
    "issue": ("关联问题", "Issues"),
    "class": ("关联同类", "Classes"),
    "item": ("关联事项", "Services"),
    "walk": ("走流程", "Walk"),
}


class Link(NamedTuple):
    """What an entry is of: an issue by its number, a class, a service by its name, a walk."""

    kind: LinkKind
    ref: str


def tidied(register: Register, fields: Mapping[str, str]) -> dict[str, str]:
    """The fields as they are kept: without blanks around them, days as ISO 8601, kinds as terms."""
    known, found = REGISTERS[register].columns, {}
    for name, value in fields.items():
        text = value.strip() if known[name].is_long else " ".join(value.split())
        if not text:
            continue
        if name == "date" and (day := written_day(text)) is not None:
            text = day.isoformat()
        if name == "kind":
            text = next((kind for kind, en in KINDS.items() if text.lower() == en.lower()), text)
        found[name] = text
    return found


def troubles(register: Register, fields: Mapping[str, str], place: Place) -> Iterator[FlowError]:
    """What is wrong with fields that were tidied; they stand at `place`."""
    for name, column in REGISTERS[register].columns.items():
        value, at = fields.get(name, ""), replace(place, column=column.heads[0])
        if not value:
            if column.needed:
                yield at.error(Office.EMPTY, name=column.heads[0])
            continue
        limit = MAX_TEXT if column.is_long or name in ("link", "file") else MAX_WORDS
        if len(value) > limit:
            yield at.error(Office.TOO_LONG, limit=limit)
        elif not is_storable(value):
            yield at.error(Office.NO_WORDS, value=storable(value)[:20], limit=limit)
        elif name == "date" and written_day(value) is None:
            yield at.error(Office.NO_DAY, value=value[:20])
        elif name == "kind" and value not in KINDS:
            near = guess(value, KINDS)
            yield at.error(Office.NOT_KNOWN, value=value[:20], guess=near, known=tuple(KINDS))
        elif name == "link" and not _LINK.fullmatch(value):
            yield at.error(Office.NO_ADDRESS, value=value[:40])


def number_told(register: Register, figure: int) -> str:
    """ "ZD-0003"."""
    return f"{REGISTERS[register].prefix}-{figure:04d}"


def number_read(register: Register, text: str) -> int | None:
    """The figure of a number ("ZD-0003", "zd3", "3"); None for another one."""
    found = _NUMBER.fullmatch(text.strip())
    prefix = REGISTERS[register].prefix
    if found is None or (found["prefix"] or prefix).upper() != prefix:
        return None
    return int(found["figure"])


def issue_read(text: str) -> str | None:
    """The number of an issue as the ledger has it ("wt-2026-3" is "WT-2026-0003"); or None."""
    found = _ISSUE.fullmatch(text.strip())
    return f"WT-{found['year']}-{int(found['figure']):04d}" if found is not None else None
