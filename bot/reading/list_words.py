"""What is said of a list that an office was shown: "看第一条", "第二条转问题", "下一页", "把3号忽略"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.reading.gap_words import deed
from bot.reading.numbers import CJK, value_of
from bot.reading.words import core, fold

_LOOK = r"(?:请|帮我|我想|我要|再|看一?[看下]?|查看|打开|说说|展开|show(?: me)?|see|open|look at|[\s,])*+"
_LINE = re.compile(
    rf"(?:把|将|检查指南|{_LOOK})(?P<nth>第)?\s*(?P<n>[0-9]{{1,9}}|[{CJK}]{{1,3}})\s*(?P<word>[个条项处]|号(?:缺口)?)?的?\s*"
    r"(?P<deed>\S.{0,30})?|"
    rf"(?P<before>忽略|转(?:成|为)?问题)\s*第?(?P<b>[0-9]{{1,9}}|[{CJK}]{{1,3}})\s*[个条项处号]?|"
    rf"{_LOOK}(?:make )?(?:the |no\.? ?|number |#)*(?P<en>[0-9]{{1,9}}|first|second|third|fourth|fifth)(?: one)?(?: (?P<done>\S.{{0,30}}))?"
)
_NEXT = re.compile(
    rf"{_LOOK}(?:下一页|下页|后面的?|往下|翻页|更多|还有(?:哪些|别的|吗|呢)*|剩下的?|其余的?)(?:呢|吧|吗)*|"
    r"(?:show |the )*(?:next page|more|next|the rest)(?: please)?"
)
_PLACES = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
MAX_SAID = 40
"""Characters above which a message tells something else."""


@dataclass(frozen=True, slots=True)
class OfList:
    """A line of the list, and what is wanted of it."""

    figure: int
    counts: bool
    """It counts the lines ("第二条"), and may be no number of a line's own ("3号", "3转问题")."""
    is_bare: bool
    """Nothing but a figure was said, which may answer something else."""
    deed: str = ""


def wants_next(text: str) -> bool:
    """Whether `text`, all of it, wants the lines behind those shown."""
    return len(text) <= MAX_SAID and _NEXT.fullmatch(core(fold(text))) is not None


def line(text: str) -> OfList | None:
    """The line that `text`, all of it, is about; None where it is about none."""
    said = core(fold(text))
    match = _LINE.fullmatch(said) if len(text) <= MAX_SAID else None
    if match is None:
        return None
    said_of = match["n"] or match["b"] or match["en"]
    figure = _PLACES.get(said_of) or value_of(said_of)
    words = (match["deed"] or match["done"] or match["before"] or "").strip()
    done = deed(words) if words else ""
    if not figure or done is None:
        return None
    counts = bool(match["nth"] or said_of in _PLACES or match["word"] in ("个", "条", "项", "处"))
    return OfList(int(figure), counts, said == said_of, done)
