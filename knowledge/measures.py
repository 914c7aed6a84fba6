"""What a cue measures: the element it stands for, or something else that is said beside it.

Guards against the cue that asks for something else than its element: "住多久"
(how long must one have lived here) is no question about how long the office
takes, "公示几天" none about its time limit. What stands right beside the cue
says what is measured, unless that is the office's own doing or the item's
name. The table is facts.toml.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knowledge.elements import BY_TERM, PROCEDURE, Intent, longest
from knowledge.model import Guide
from knowledge.question import MASK, Question
from knowledge.text import fold
from knowledge.words import ages


def _any(words: Iterable[str]) -> str:
    """Any number of these words, longest first, taken as they come: no text makes it try twice."""
    return f"(?:{'|'.join(sorted(map(re.escape, words), key=len, reverse=True))})++"


TABLE: dict[str, Any] = tomllib.loads(
    (Path(__file__).parent / "facts.toml").read_text(encoding="utf-8")
)
_PROCESSING = re.compile(_any(TABLE["words"]["processing"]))
_BEFORE = re.compile(f"{_any(TABLE['words']['before'])}$")
_AFTER = re.compile(_any(TABLE["words"]["after"]))
_DONE = re.compile("办好|办完|办结|办下来|办得好|拿|领|到手|到账|出证|出来|下来|好$|批$")
_PEOPLE = re.compile(TABLE["words"]["people"])
_WHOM = re.compile("老人家?|老年人|小孩子?|孩子|儿童|未成年人|成年人|大人|学生|残疾人|家属|父母")
"""For whom something is done, which names no service after another one was asked about."""
_SINCE = re.compile("后")
_HOW_LONG = re.compile("[几多]")
_COLON = re.compile("[:：]")
SHORT_NAME = 4
"""A guide's own name for an element that is shorter than this must be all that is asked."""


@dataclass(frozen=True, slots=True)
class _Value:
    kind: str
    terms: tuple[str, ...]
    asked: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Qualifier:
    """What a cue measures, said beside it."""

    kind: str
    word: str
    told: re.Pattern[str] | None
    """How guides say it, where that is not the word."""
    span: tuple[int, int]
    sure: bool
    """The cue asks for nothing else; else the element answers where no line does."""


_VALUES = tuple(
    _Value(row["kind"], tuple(row["terms"]), re.compile(row["asked"])) for row in TABLE["value"]
)
_MEASURES = tuple(
    (row["kinds"], re.compile(f"(?:{row['asked']})$"), row.get("told") and re.compile(row["told"]))
    for row in TABLE["measure"]
)
_ITSELF = {row["kind"]: (re.compile(row["told"]), bool(row["sure"])) for row in TABLE["itself"]}
_WAYS = frozenset(TABLE["words"]["ways"])
SUMS: str = TABLE["words"]["sums"]
"""How a guide's own name for an element that tells sums ends ("补偿标准")."""


def qualifier(
    question: Question, cue: Intent, named: Sequence[bool], guide: Guide
) -> Qualifier | None:
    """What stands beside a cue and makes it ask for another value than the element's.

    Args:
        question: The question, in Chinese; in English letters say nothing.
        cue: The cue.
        named: Which of its characters the item's names meet.
        guide: Its steps may be asked for although the item's names hold them.
    """
    kind = value_kind(question.folded, cue)
    if not kind or question.english:
        return None
    if kind in _ITSELF:
        told, sure = _ITSELF[kind]
        if sure and cue.term in guide.elements:
            return None  # the element tells all of it, not one line ("80—89 岁 80 元")
        word = question.folded[cue.start : cue.end]
        return Qualifier(kind, word, told, (cue.start, cue.end), sure)
    start, end = _before(question, cue)
    ahead = _beside(question, _after(question, cue), kind, named, guide, ahead=True)
    if ahead and ahead.word in steps_of(guide):
        return ahead
    if not _DONE.search(question.folded[cue.start : cue.end]):
        for kinds, pattern, told in _MEASURES:
            match = pattern.search(question.masked[:end]) if kind in kinds else None
            if match and (match.start() == start or match.end() - match.start() > 1):
                if match.start() > start and _in_names(question.folded[start:end], guide):
                    continue
                return Qualifier(kind, match[0], told, match.span(), True)
        word = question.masked[start:end]
        if word and _SINCE.search(question.masked[end : cue.start]) and not _own_doing(word):
            return Qualifier(kind, word, None, (start, end), True)
    return _beside(question, (start, end), kind, named, guide) or ahead


def value_kind(folded: str, cue: Intent) -> str:
    """Which kind of value a cue asks for, "" if none."""
    text = folded[cue.start : cue.end]
    rows = (value for value in _VALUES if cue.term in value.terms)
    return next((value.kind for value in rows if value.asked.search(text)), "")


def asks_both(asked: Qualifier, folded: str, cue: Intent) -> bool:
    """True if a cue asks for the element, too ("几天到账": when it is paid, and how long)."""
    return asked.kind == "payout" and bool(_HOW_LONG.search(folded[cue.start : cue.end]))


def own_doings(folded: str, kept: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Spans of kept characters that tell of what the office itself does."""
    marked = "".join(char if keep else MASK for char, keep in zip(folded, kept, strict=True))
    for match in re.finditer(f"[^{MASK}]+", marked):
        if _own_doing(match[0]):
            yield match.span()


def people(folded: str) -> list[tuple[int, int]]:
    """Spans that say for whom something is done ("老人" of "老人办证"); who it is asks nothing."""
    return [*(match.span() for match in _PEOPLE.finditer(folded)), *ages(folded)]


def said_beside(question: Question) -> int:
    """Characters said beside the cues; who it is for, and how old, is none of it."""
    kept = list(question.subject)
    for start, end in people(question.folded):
        kept[start:end] = [False] * (end - start)
    return min(len(question.topic), sum(kept))


def only_whom(question: Question) -> bool:
    """Whether all that is said beside the cues is for whom: "那老年人呢"."""
    return _WHOM.fullmatch(question.about().topic) is not None


def own_names(question: Question, guide: Guide) -> tuple[Intent, ...]:
    """The question's cues, and the names that only this guide has for elements of its own."""
    own = []
    for title in guide.elements:
        if title in BY_TERM or not (name := fold(title)):
            continue
        own += [Intent(title, *span) for span in _sums_asked(question.masked, name)]
        if (at := question.masked.find(name)) < 0:
            continue
        if len(name) >= SHORT_NAME or sum(question.said) - question.masked.count(MASK) == len(name):
            own.append(Intent(title, at, at + len(name)))
    return longest([*own, *(cue for cue in question.intents if not _named(question, cue, guide))])


def _named(question: Question, cue: Intent, guide: Guide) -> bool:
    """True if a cue is but the beginning of the item's name ("异地" of "异地高考哪天报名")."""
    after = slice(cue.end, cue.end + 2)
    run = question.folded[cue.start : cue.end + 2]
    return question.content[after] == (True, True) and _in_names(run, guide)


def steps_of(guide: Guide) -> frozenset[str]:
    """The names of a guide's steps ("公示：…")."""
    lines = guide.elements.get(PROCEDURE, "").split("\n")
    return frozenset(fold(_COLON.split(line)[0]) for line in lines if _COLON.search(line))


def _sums_asked(masked: str, name: str) -> Iterator[tuple[int, int]]:
    """Spans that ask for an element of a guide's own that tells sums ("补偿怎么算")."""
    stem = name.removesuffix(SUMS)
    if len(stem) > 1 and stem != name:
        for match in re.finditer(re.escape(stem) + TABLE["words"]["asking_sums"], masked):
            yield match.span()


def _before(question: Question, cue: Intent) -> tuple[int, int]:
    """The span of the word that stands right before a cue, empty if there is none."""
    first = max((at for at in question.breaks if at <= cue.start), default=0)
    end = len(_BEFORE.sub("", question.masked[first : cue.start])) + first
    start = end
    while start > first and _plain(question, start - 1):
        start -= 1
    return start, end


def _after(question: Question, cue: Intent) -> tuple[int, int]:
    """The span of the word that stands right behind a cue, empty if there is none."""
    last = min((at for at in question.breaks if at >= cue.end), default=len(question.folded))
    match = _AFTER.match(question.masked[cue.end : last])
    start = end = cue.end + (match.end() if match else 0)
    while end < last and _plain(question, end):
        end += 1
    return start, end


def _plain(question: Question, at: int) -> bool:
    return question.said[at] and question.masked[at] != MASK


def _beside(
    question: Question,
    span: tuple[int, int],
    kind: str,
    named: Sequence[bool],
    guide: Guide,
    *,
    ahead: bool = False,
) -> Qualifier | None:
    """A word before a cue, or `ahead`, that is neither the item's name nor the office's doing."""
    start, end = span
    run = question.folded[start:end]
    for step in steps_of(guide):
        if _in_names(step, guide):
            continue  # it is the item itself: "备案管多久"
        if (run.startswith(step) if ahead else run.endswith(step)) and not _own_doing(step):
            return Qualifier(kind, step, None, span, True)
    while start < end and named[start]:
        start += 1
    while ahead and end > start + 2 and named[end - 1]:
        end -= 1
    word = question.folded[start:end]
    who = {at for span in people(question.folded) for at in range(*span)}
    if _own_doing("".join(word[at - start] for at in range(start, end) if not named[at])):
        return None
    if {*range(start, end)} <= who:
        return None
    for kinds, pattern, told in _MEASURES:
        if kind in kinds and pattern.fullmatch(word):
            return Qualifier(kind, word, told, (start, end), True)
    cues = [cue.term for cue in question.intents if start < cue.end and cue.start < end]
    sure = not (named[end - 1] or any(term in _WAYS for term in cues))
    return Qualifier(kind, word, None, (start, end), sure) if len(word) > 1 else None


def _own_doing(word: str) -> bool:
    """True if a word tells of what the office itself does ("审核"), or of nothing."""
    return not word or bool(_PROCESSING.fullmatch(word))


def _in_names(run: str, guide: Guide) -> bool:
    """True if a run of characters stands in one of the item's names."""
    return any(run in fold(name) for name in (guide.name, *guide.aliases))
