"""A guide's passage in few words: the rows of a list, of prose the first sentence.

What stands in brackets behind a document is mostly how it is handed in ("原件 1 份,申请人自备");
that is left out. What says who needs it stays: a document that only minors bring must not
look like one for everybody.
"""

from __future__ import annotations

import re

from bot.dialogue.texts import joined

MAX_ASIDE = 30
"""Characters of a bracket above which only what says who needs it is kept."""
MAX_CALLED = 24
"""Characters of a row where it is an option to choose."""
_BRACKETS = re.compile(r"（(?P<zh>(?:[^（）]|（[^（）]*）)*)）|\((?P<en>(?:[^()]|\([^()]*\))*)\)")
_PIECES = re.compile(r"\s*[，,；;]\s*")
_HOW = re.compile(
    r"(?:原件|复印件|扫描件|电子版|纸质|近期|各?\s*[0-9]+ ?[份张套页个枚])|自备|自带|"
    r"(?:提供|打印|领取|填写|出具|采集|签署|签字|拍)$|退回|收回|核验$|^可以|^[一二三]式"
)
"""How a document is handed in, and where it comes from."""
_WHO = re.compile(
    r"仅|只有|除外|不需要|不用(?:交|带)|(?:的|人|时)(?:才)?(?:需要?|要|提供|提交|交|带)|需要$|不[交带]$|免[交带]|如有"
)
"""Who needs it, and when."""
_GROUNDS = re.compile(r"依据[:：]")


def gist(passage: str, locale: str) -> str:
    """`passage` on one line."""
    return joined(locale, rows(passage), clauses=True)


def rows(passage: str) -> list[str]:
    """What each row of `passage` says in short; the law that it rests on is left out."""
    lines = (_BRACKETS.sub(_aside, line).strip().lstrip("-□· ") for line in passage.splitlines())
    return [line.split("。")[0] for line in lines if line and not _GROUNDS.match(line)]


def listed(passage: str) -> tuple[str, ...]:
    """What each row of `passage` is called where it is to be chosen."""
    return tuple(map(called, rows(passage)))


def called(row: str) -> str:
    """A row as an option's label has it: where it is long, without what stands in brackets."""
    name = row if len(row) <= MAX_CALLED else _BRACKETS.sub("", row)
    return name if len(name) <= MAX_CALLED else name[: MAX_CALLED - 1] + "…"


def _aside(match: re.Match[str]) -> str:
    pieces = [p for p in _PIECES.split((match["zh"] or match["en"] or "").strip()) if p]
    kept = [p for p in pieces if _WHO.search(p) or not _HOW.search(p)]
    if sum(map(len, kept)) > MAX_ASIDE:
        kept = [p for p in kept if _WHO.search(p)]
    return f"（{'，'.join(kept)}）" if kept else ""
