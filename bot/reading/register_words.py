"""What an office says of its lists and registers: "三张清单", "必走清单", "登记制度《午间值班制度》".

All of a message is read, or nothing: "制度清单里怎么没有值班" is a question.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from bot.reading.numbers import CJK, value_of
from bot.reading.words import core, fold
from flows.registers import KINDS

Deed = Literal["lists", "measures", "must_walk", "highlights", "media", "enter", "show"]
MAX_SAID, MAX_ENTRY = 60, 600
"""Characters above which a message tells more than it asks, or enters."""
_LOOK = (
    r"(?:(?:请|帮我|给我|我想|我要|想|要|再|看一?[看下]?|查一?[看下]?|打开|列一?下?|发|说说|"
    r"show(?: me)?|see|list|open|the)\s*)*+"
)
_END = r"(?:一下|看看|有哪些|有多少|呢|吧|吗|多少条?|[?.。!])*"
_ASKED: Mapping[Deed, str] = {
    "lists": r"(?:三|四|几|各|各张|所有|全部|这些)[张个]?清单|清单(?:统计|汇总|总数|情况|条数)|(?:three |all )?lists",
    "measures": r"(?:登记的?)?(?:制度|措施)(?:和(?:制度|措施|机制|标准))?(?:登记表?|台账|清单)|登记(?:了|过)?的制度|"
    r"(?:有)?(?:哪些|什么)制度|(?:measures|mechanisms|rules)(?: list| register)?",
    "must_walk": r"必走(?:事项)?(?:清单|列表|名单|覆盖率?|情况)?|(?:高频|堵点)(?:、|和)?(?:高频|堵点)?事项(?:清单)?|"
    r"(?:还有)?(?:哪些|什么)(?:必走)(?:事项)?(?:还)?没(?:有)?人?走|must[- ]walk(?: list| services| coverage)?",
    "highlights": r"亮点(?:清单|列表|案例)?|好做法清单|highlights",
    "media": r"媒体报道(?:次数|清单|情况|统计)?|(?:哪些)?行动?还?没有?(?:媒体)?报道的?|media reports?",
}
_READ = {deed: re.compile(f"{_LOOK}(?:{words}){_END}") for deed, words in _ASKED.items()}
_ONE = re.compile(rf"{_LOOK}(zd|ld|mt)-?0*([1-9]\d{{0,8}})", re.IGNORECASE)
_ENTER = re.compile(
    r"\s*(?:请|帮我|我要|我想)*\s*(?:登记|录入|记入)(?:一[项条个份]|个)?(?:新的?)?"
    r"(?P<kind>制度|标准|措施|政策)(?:\s*[:：,，]\s*|\s+|(?=《))(?P<rest>.+)|"
    r"\s*(?:please )?(?:register|enter) (?:a |an |the )?(?P<en>rule|standard|measure|policy)"
    r"\s*[:,]?\s*(?P<rest_en>.+)",
    re.IGNORECASE | re.DOTALL,
)
_TITLE = re.compile(r"《(?P<title>[^《》]{1,200})》")
_PIECE = re.compile(r"[,，;；。\n]+")
_DOCUMENT = re.compile(
    r"(?:文号|document(?: no\.?| number)?)\s*[:：是]?\s*(?P<told>\S.{0,60})|"
    r"(?P<bare>[一-鿿]{2,12}[〔\[（(]\s*\d{4}\s*[〕\]）)]\s*第?\s*\d{1,5}\s*号)",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(?:(?:印发|发布|施行|实施|日期)\s*[:：于是]?\s*)?(?P<day>\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?)"
    r"(?:(?:起)?(?:印发|发布|施行|实施|执行))?"
)
_DEPARTMENT = re.compile(
    r"(?:部门|制定单位|单位|department)\s*[:：是]?\s*(?P<unit>\S.{0,60})", re.IGNORECASE
)
_ISSUES = re.compile(
    rf"(?:关联|针对|来自|源于|for|of|linked to)?\s*(?:问题|issues?)?\s*"
    rf"(?P<numbers>(?:(?:wt-)?(?:\d{{4}}-)?(?:\d{{1,6}}|[{CJK}]{{1,4}})\s*号?\s*(?:[、和及/]|and)?\s*)+)"
    rf"(?:的?问题)?",
    re.IGNORECASE,
)
_LINKS = re.compile(r"关联|针对|来自|源于|问题|号|wt-|\bfor\b|\bof\b|issue|linked", re.IGNORECASE)
_NUMBER = re.compile(
    rf"(?:wt-)?(?:(?P<year>\d{{4}})-)?(?P<figure>\d{{1,6}}|[{CJK}]{{1,4}})", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class RegisterAsked:
    """What is wanted; of an entry its `fields`, and the issues as (year or None, figure)."""

    deed: Deed
    number: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    issues: tuple[tuple[int | None, int], ...] = ()


def read(text: str) -> RegisterAsked | None:
    """What `text`, all of it, wants of lists and registers; None where it wants something else."""
    if len(text) <= MAX_SAID:
        said = core(fold(text))
        if (one := _ONE.fullmatch(said)) is not None:
            return RegisterAsked("show", f"{one[1].upper()}-{int(one[2]):04d}")
        for deed, words in _READ.items():
            if words.fullmatch(said):
                return RegisterAsked(deed)
    return _entry(text)


def named_list(text: str, names: Iterable[str]) -> tuple[str, str]:
    """The list that a message names, and the message with "问题" in its place; "" for none.

    The longest name first: 需求 may be in 需求清单. English names only count before "list".
    """
    if len(text) > MAX_SAID:
        return "", text
    for name in sorted(names, key=len, reverse=True):
        words = rf"(?:the )?{re.escape(name)} list" if name.isascii() else re.escape(name)
        found = re.search(words, text, re.IGNORECASE)
        if found is not None:
            other = "all issues" if name.isascii() else "问题"
            whole = text[: found.start()] + other + text[found.end() :]
            return name, "全部问题" if whole.strip(" 的?？。") in ("问题", "看问题") else whole
    return "", text


def _entry(text: str) -> RegisterAsked | None:
    """An entry for the register of measures."""
    found = _ENTER.fullmatch(text) if len(text) <= MAX_ENTRY else None
    if found is None:
        return None
    kind = found["kind"] or next(
        zh for zh, en in KINDS.items() if en.lower() == found["en"].lower()
    )
    rest = found["rest"] or found["rest_en"]
    fields = {"kind": kind}
    if (title := _TITLE.search(rest)) is not None:
        fields["title"] = title["title"].strip()
        rest = rest[: title.start()] + "，" + rest[title.end() :]
    issues: list[tuple[int | None, int]] = []
    left = [piece for piece in map(str.strip, _PIECE.split(rest)) if piece]
    words = [piece for piece in left if not _taken(piece, fields, issues)]
    if "title" not in fields and words:
        fields["title"] = words.pop(0)
    if words:
        fields["text"] = "，".join(words)
    return RegisterAsked("enter", "", fields, tuple(issues)) if "title" in fields else None


def _taken(piece: str, fields: dict[str, str], issues: list[tuple[int | None, int]]) -> bool:
    """Whether a piece tells a field of its own, or issues, which are put down then."""
    for name, pattern, group in (
        ("document", _DOCUMENT, ""),
        ("date", _DATE, "day"),
        ("department", _DEPARTMENT, "unit"),
    ):
        match = pattern.fullmatch(piece)
        if match is not None and name not in fields:
            fields[name] = (match[group] if group else match["told"] or match["bare"]).strip()
            return True
    match = _ISSUES.fullmatch(piece)
    if match is None or not _LINKS.search(piece):
        return False
    for number in _NUMBER.finditer(match["numbers"]):
        figure = value_of(number["figure"])
        if figure:
            issues.append((int(number["year"]) if number["year"] else None, int(figure)))
    return True
