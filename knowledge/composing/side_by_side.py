"""Two texts made comparable letter by letter: what states nothing is out, the same has one word.

The tables are same_words.toml. Order is kept, and whatever bounds, joins or denies stays where it
is. May, must and if are no letters, for they stand in many places: they are told with their place.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_TABLE = tomllib.loads((Path(__file__).parent / "same_words.toml").read_text(encoding="utf-8"))
MAY, MUST, STRICTLY, IF = "may", "must", "strictly", "if"
YES = "\x01"
"""Stands for a clause that says yes and nothing else ("能", "可以的", "有")."""
NO = ("不可", "不须", "不", "未")
"""Clauses that say no and nothing else, once comparable."""

_WRITTEN: dict[str, str] = {}
for _row in _TABLE["same"]:
    _first, *_others = _row.split()
    _WRITTEN |= dict.fromkeys((_first, *_others), _first)
_WRITTEN |= dict.fromkeys(_TABLE["nothing"].split(), "")
_WRITTEN |= {word: word for word in _TABLE["whole"].split()}
_MARKS = {word: mark for mark in (MAY, MUST, STRICTLY, IF) for word in _TABLE[mark].split()}
_ANY = re.compile("|".join(map(re.escape, sorted({*_WRITTEN, *_MARKS}, key=len, reverse=True))))
_REWRITTEN = [(re.compile(row["from"]), row["to"]) for row in _TABLE["rewritten"]]
_CLAUSE = re.compile(r"[。;!?\n()]|(?<!\d)[,:]|[,:](?!\d)")
_SILENT = re.compile(r"[、\"'“”‘’《》…·\s]+")
_SAYS_YES = re.compile(r"(?:是|有|会|行|好|对|可以?|能|要|需要|须)的?")


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause, comparable."""

    letters: str
    marks: tuple[tuple[float, str], ...]
    """May, must and if, each with the letters before it; half a letter less at the end."""
    raw: str

    def before(self, other: Clause) -> Clause:
        """This clause and another one behind it, as one."""
        size = len(self.letters)
        marks = (*self.marks, *((at + size, mark) for at, mark in other.marks))
        return Clause(self.letters + other.letters, marks, f"{self.raw},{other.raw}")


def folded(text: str) -> str:
    """For comparing: one width, no blanks within a line."""
    text = unicodedata.normalize("NFKC", text).replace("\r", "\n")
    return re.sub(r"[^\S\n]+", "", text).strip()


def rewritten(text: str) -> str:
    """A folded text with what single words do not show written one way."""
    for pattern, to in _REWRITTEN:
        text = pattern.sub(to, text)
    return text


def clauses(text: str) -> Iterator[Clause]:
    """The clauses of a folded text that say anything."""
    for raw in _CLAUSE.split(rewritten(text)):
        clause = _clause(raw)
        if clause.letters:
            yield clause


def _clause(raw: str) -> Clause:
    letters, marks, at = "", [], 0
    for found in _ANY.finditer(raw):
        letters += _SILENT.sub("", raw[at : found.start()])
        at = found.end()
        if mark := _MARKS.get(found[0]):
            marks.append((float(len(letters)), mark))
        else:
            letters += _WRITTEN[found[0]]
    letters += _SILENT.sub("", raw[at:])
    if not letters and _SAYS_YES.fullmatch(raw):
        letters, marks = YES, [(0.0, mark) for _, mark in marks]
    ends = len(letters)
    return Clause(letters, tuple((min(at, ends - 0.5), mark) for at, mark in marks), raw)
