"""What is told with a move of an issue, clause by clause: "责任人是老李，下周五前，限期整改，缺配件".

A clause is a field that is named, a day, a way of mending, or words of no field, which what is
asked for decides (`Pieces.rest`). Offsets are those of the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from bot.reading import deadlines
from bot.reading.words import Span, clauses, fold, is_filler, trimmed
from flows.model import Locale

_SIGN = r"\s*(?:改成|改为|改到|换成|变成|定为|定在|就是|是|为|要|:|=|is|are|to)\s*"
_NAMES: tuple[tuple[str, str], ...] = (
    ("owner", r"(?:整改)?(?:责任人|负责人|经办人)|owner"),
    ("department", r"(?:责任|承办)?(?:部门|单位)|department|office"),
    ("receiver", r"接收(?:部门|单位)|receiver"),
    (
        "day",
        r"(?:整改)?(?:时限|期限|截止(?:日期|时间)?|完成时间)|延期到|延到|deadline|due(?: date)?",
    ),
    ("target", r"(?:整改)?目标|target|goal"),
    ("mode", r"(?:整改)?方式|mode"),
    ("cause", r"(?:问题)?(?:原因|起因)|cause"),
    ("measure", r"(?:整改|优化|整改优化)?措施|measures?"),
    ("result", r"(?:整改)?(?:结果|成效|效果)|results?"),
    ("evidence", r"佐证|证据|证明|evidence|proof"),
    ("basis", r"(?:政策|法规|文件)?依据|basis"),
    ("reason", r"理由|reason"),
    ("partners", r"(?:协同|配合|协办)(?:单位|部门)?|partners?"),
    ("progress", r"(?:整改)?进展|progress"),
    ("review", r"(?:复核|核实)?意见|review|remark"),
    ("class", r"同类(?:问题)?(?:编号)?|class"),
)
_BARE = r"(?P<because>因为|由于|because|since)\s*"
_MARK = re.compile(
    "|".join(f"(?P<{name}>(?:{words}){_SIGN})" for name, words in _NAMES)
    + rf"|(?P<who>(?:整改)?(?:责任人|负责人|经办人)\s*)|{_BARE}"
)
"""How a clause begins that says which field it is."""
_MODES = {
    "立行立改": r"立行立改|立即整?改|马上(?:就)?改|立刻改|当天改|今天就改|fix(?:ed)? at once|at once|immediately",
    "限期整改": r"限期(?:整改)?|定期限(?:整改)?|(?:fix(?:ed)? )?by a deadline",
    "系统攻坚": r"系统(?:性)?攻坚|攻坚|长期整改|systemic(?: work)?",
}
_MODE = re.compile("|".join(f"(?P<m{n}>{words})" for n, words in enumerate(_MODES.values())))
_MUST = re.compile(
    r"(?:这是|属于|标为|作为|列为)?必(?:须(?:整)?)?改(?:项|问题)?|must (?:be )?fix(?:ed)?"
)
_AROUND_DAY = re.compile(r"^(?:在|于|到|至|要求|请|务必|请于|最晚|最迟|by|until|before|due)+\s*$")
_BEHIND_DAY = re.compile(
    r"^\s*(?:之?前|以前|内)?(?:必须)?(?:完成|改好|整改(?:到位|完成)?|办结)?(?:吧|啊)?$"
)
_SAYS_NOTHING = re.compile(
    r"(?:已经?|都|现在|请|谢谢|麻烦|了|吧|可以|同意|予以|我们?|咱们?|要|想|please|thanks)+"
)
_JOINS = re.compile(
    r"^(?:并且?|而且|另外|同时|给|到|至|,|:|的|了|吧|问题|这个|它|(?:to|and|actually|sorry|the|it)(?![a-z])|\s)+"
)


class Piece(NamedTuple):
    """A value, and the characters [start, end) that say it."""

    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Pieces:
    """The fields that are named, `day` and `mode` and `must_fix` among them; and what is left."""

    fields: dict[str, Piece] = field(default_factory=dict)
    rest: tuple[Span, ...] = ()


def mode_in(words: str) -> str:
    """The way of mending that `words`, folded, are; empty for none."""
    start, end = trimmed(words)
    match = _MODE.fullmatch(words[start:end])
    return "" if match is None else list(_MODES)[int(str(match.lastgroup)[1:])]


def read(text: str, *, now: datetime, locale: Locale, without: Sequence[Span] = ()) -> Pieces:
    """What the clauses of `text` tell, the characters of `without` left out."""
    folded = fold(text)
    for start, end in without:
        folded = folded[:start] + "," * (end - start) + folded[end:]
    told: dict[str, Piece] = {}
    rest: list[Span] = []
    open_field = ""
    for span in clauses(folded):
        start, end = _joined(folded, *span)
        if (
            start == end
            or is_filler(folded[start:end])
            or _SAYS_NOTHING.fullmatch(folded[start:end])
        ):
            continue
        mark = _MARK.match(folded, start, end)
        if mark is not None:
            open_field = {"because": "reason", "who": "owner"}.get(
                str(mark.lastgroup), str(mark.lastgroup)
            )
            told[open_field] = Piece(text[mark.end() : end], mark.end(), end)
        elif (typed := _typed(folded, start, end, text, now, locale)) is not None:
            told.setdefault(*typed)
            open_field = ""
        elif open_field and open_field not in ("owner", "department", "receiver", "day", "mode"):
            first = told[open_field].start
            told[open_field] = Piece(text[first:end], first, end)
        else:
            rest.append((start, end))
    return Pieces({name: one for name, one in told.items() if one.value.strip()}, tuple(rest))


def _joined(folded: str, start: int, end: int) -> Span:
    lead = _JOINS.match(folded[start:end])
    return trimmed(folded, start + (lead.end() if lead else 0), end)


def _typed(
    folded: str, start: int, end: int, text: str, now: datetime, locale: Locale
) -> tuple[str, Piece] | None:
    """A clause that is a day, a way of mending, or says that it must be mended."""
    words = folded[start:end]
    if mode := mode_in(words):
        return "mode", Piece(mode, start, end)
    if _MUST.fullmatch(words):
        return "must_fix", Piece("是", start, end)
    found = deadlines.read(text[start:end], now=now, locale=locale)
    if found is None:
        return None
    before, behind = words[: found.start], words[found.end :]
    alone = (not before or _AROUND_DAY.match(before)) and _BEHIND_DAY.match(behind)
    return ("day", Piece(str(found.value), start, end)) if alone else None
