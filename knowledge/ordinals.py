"""Which of the things that were listed last a question points at: "第二个呢", "the other one".

Assumes nothing of what was listed; who calls knows the list and which of it was answered.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.model import Before
from knowledge.text import fold

_CLASS = "(?:个|项|种|件|条)"
_NO_PLACE = r"(?!孩|小孩|宝|子女|娃|胎|工作日|自然日|月|月份|窗口|步|房|车|季度|学期|证)"
"""What an ordinal counts by itself: "第三个孩子", "第二个工作日"."""
_ONE = re.compile(
    rf"第(?P<zh>[一二三四五六七八1-8]){_CLASS}{_NO_PLACE}的?|(?P<end>前|后|最后)一?{_CLASS}{_NO_PLACE}的?|"
    r"\b(?:the )?(?P<en>first|second|third|fourth|fifth|last) (?:one\b|of (?:them|these|those)\b)|"
    r"\bthe (?P<bare>first|second|third|fourth|fifth|last)(?=\W*$)"
)
_OTHER = re.compile(
    rf"(?:另外?|其他|其它|别的|剩下?的?)(?:那|的)?(?:[一两二三四几]{_CLASS}|{_CLASS})的?|"
    r"\bthe others?(?=\W*$)|\b(?:the )?other ones?\b"
)
_AND_WHAT = re.compile(
    r"^(?:那|还有|and |but |so |then |what about |how about )+|(?:呢|咧|嘞)?[\s?？!！。.]*$"
)
_PLACES = {
    **{sign: at for at, sign in enumerate("一二三四五六七八")},
    **{str(at + 1): at for at in range(8)},
    "first": 0, "second": 1, "third": 2, "fourth": 3, "fifth": 4, "前": 0,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pointing:
    """Words that point at something listed."""

    at: int | None
    """Its place from 0; -1: the last; None: the other one, or ones."""
    rest: str
    """What the text says besides; "" where it only points."""

    def of(self, listed: Sequence[str], answered: str) -> list[str]:
        """What is meant of a list, of which one may have been answered; none if there is no such.

        "The other one" is nothing before one was answered.
        """
        if self.at is None:
            return [one for one in listed if one != answered] if answered in listed else []
        return list(listed[self.at : self.at + 1 or None]) if self.at < len(listed) else []


def pointing(text: str) -> Pointing | None:
    """What in a list a text points at, by its place there; None where it points at none."""
    folded = fold(text)
    one, other = _ONE.search(folded), _OTHER.search(folded)
    found = one or other
    if found is None:
        return None
    said = one and (one["zh"] or one["en"] or one["bare"] or one["end"])
    at = _PLACES.get(said, -1) if said else None
    rest = _AND_WHAT.sub("", folded[: found.start()]) + folded[found.end() :]
    return Pointing(at, _AND_WHAT.sub("", rest).strip())


def piece_meant(text: str, before: Before) -> str:
    """The piece of a guide, of those listed last, that a text points at and asks no more of."""
    pointed = pointing(text)
    meant = pointed.of(before.listed, before.picked) if pointed and not pointed.rest else []
    return meant[0] if len(meant) == 1 and "#" in meant[0] else ""
