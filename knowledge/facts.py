"""The line of a guide that holds an asked fact, where the element as a whole is not the answer.

Guards against the cue that asks for something else than its element: "住多久"
(how long must one have lived here) is no question about how long the office
takes, "公示几天" none about its time limit. What stands right beside the cue
says what is measured; unless that is the office's own doing or the item's
name, only a sentence that holds both the word and a value of the asked kind
answers. The table is facts.toml.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from knowledge.elements import FAQ_TERM, Intent, intents, kind_of
from knowledge.model import Faq, Guide
from knowledge.question import MASK, Question, Vocabulary, marks
from knowledge.text import fold
from knowledge.words import groups_in, words_of

_TABLE = tomllib.loads((Path(__file__).parent / "facts.toml").read_text(encoding="utf-8"))
_PROCESSING = re.compile(f"(?:{_TABLE['words']['processing']})+")
_BEFORE = re.compile(f"(?:{_TABLE['words']['before']})+$")
_AFTER = re.compile(f"^(?:{_TABLE['words']['after']})+")
_WHETHER = re.compile(_TABLE["words"]["whether"])
_DONE = re.compile("办好|办完|办结|办下来|办得好|拿|领|到手|到账|出证|出来|下来|好$|批$")
_SENTENCE = re.compile(r"[^。;；!?！？\n]+")
_COLON = re.compile("[:：]")
_DATE = re.compile(r"\d{4} ?年(?: ?\d+ ?月)?(?: ?\d+ ?日)?|\d+ ?月 ?\d+ ?日|〔\d+〕")
STEPS = "办理流程"
FAR = 30
"""Characters between a word and the value that is told of it, at most."""


class Fact(NamedTuple):
    """A piece of a guide that answers: an element with one of its lines, or a FAQ."""

    element: str
    text: str


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
    sure: bool
    """The cue asks for nothing else; else the element answers where no line does."""


_VALUES = tuple(
    _Value(row["kind"], tuple(row["terms"]), re.compile(row["asked"])) for row in _TABLE["value"]
)
_WRITTEN = {
    row["kind"]: re.compile(row["written"]) for row in _TABLE["value"] if "written" in row
}
_MEASURES = tuple(
    (row["kinds"], re.compile(f"(?:{row['asked']})$"), row.get("told") and re.compile(row["told"]))
    for row in _TABLE["measure"]
)
_NOT_IN = {row["kind"]: tuple(row["not_in"]) for row in _TABLE["value"] if "not_in" in row}
"""Kinds of elements in which a value of this kind is not what is asked for."""
_TERMS: tuple[str, ...] = tuple(_TABLE["lines"]["terms"])


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
    kind = _kind(question.folded, cue)
    if not kind or question.english:
        return None
    start, end = _before(question, cue)
    head = question.masked[:end]
    for kinds, pattern, told in _MEASURES:
        match = pattern.search(head) if kind in kinds else None
        if match and (match.end() - match.start() > 1 or match.start() == start):
            if not _DONE.search(question.folded[cue.start : cue.end]):
                return Qualifier(kind, match[0], told, True)
    found = _beside(question, (start, end), kind, named, guide)
    return found or _beside(question, _after(question, cue), kind, named, guide)


def find(guide: Guide, asked: Qualifier, term: str) -> Fact | None:
    """The line or FAQ that tells what is measured, best first: a FAQ that asks just this, …

    … the cue's own element, another element, a FAQ about it, a FAQ that mentions it.
    """
    told = asked.told or re.compile(re.escape(asked.word))
    ranked: list[tuple[int, int, Fact]] = []
    for element, line in _lines(guide, _NOT_IN[asked.kind]):
        itself = fold(_COLON.split(line)[0]) == asked.word
        for sentence in _SENTENCE.findall(line):
            if (far := _distance(sentence, asked, told)) is not None:
                far = 0 if itself else far
                ranked.append((1 if element == term else 2, far, Fact(element, line)))
    for number, faq in enumerate(guide.faqs):
        fact = _faq(faq)
        asks = fold(faq.question)
        about = _told_at(faq.question, asked, told) is not None
        if about and any(_kind(asks, cue) == asked.kind for cue in intents(asks)):
            ranked.append((0, number, fact))
        elif about and holds(faq.answer, asked.kind):
            ranked.append((3, number, fact))
        elif any(
            _distance(part, asked, told) is not None for part in _SENTENCE.findall(faq.answer)
        ):
            ranked.append((4, number, fact))
    return min(ranked, key=lambda row: row[:2])[2] if ranked else None


def whether(question: Question, guide: Guide, kept: Sequence[bool]) -> Fact | None:
    """The line that knows all of what "要…吗", "能不能…" is asked for.

    Args:
        question: The question.
        guide: The guide of the item meant.
        kept: The characters that say what is asked for: content beside the item's names.
    """
    if question.english or sum(kept) < 2 or not _WHETHER.search(question.folded):
        return None

    def known(text: str) -> bool:
        met = marks(question.folded, question.words, Vocabulary.of([fold(text)]))
        return all(hit for keep, hit in zip(kept, met, strict=True) if keep)

    asked = (faq for faq in guide.faqs if known(faq.question))
    if faq := next(asked, None):
        return _faq(faq)
    lines = ((term, line) for term in _TERMS for line in guide.elements.get(term, "").split("\n"))
    told = (Fact(*row) for row in lines if any(map(known, _SENTENCE.findall(row[1]))))
    return next(told, None)


def _faq(faq: Faq) -> Fact:
    return Fact(FAQ_TERM, f"问：{faq.question}\n答：{faq.answer}")


def holds(text: str, kind: str) -> bool:
    """True if a text has a value of this kind."""
    return bool(_WRITTEN[kind].search(_undated(text)))


def _kind(folded: str, cue: Intent) -> str:
    """Which kind of value a cue asks for, "" if none."""
    text = folded[cue.start : cue.end]
    rows = (value for value in _VALUES if cue.term in value.terms)
    return next((value.kind for value in rows if value.asked.search(text)), "")


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
    question: Question, span: tuple[int, int], kind: str, named: Sequence[bool], guide: Guide
) -> Qualifier | None:
    """A word beside a cue that is neither the item's name nor the office's own doing."""
    start, end = span
    cued = any(start < cue.end and cue.start < end for cue in question.intents)
    run = question.folded[start:end]
    if run in _steps(guide) and not _PROCESSING.fullmatch(run):
        return Qualifier(kind, run, None, True)
    while start < end and named[start]:
        start += 1
    word = question.folded[start:end]
    if any(named[start:end]) or _PROCESSING.fullmatch(word):
        return None
    for kinds, pattern, told in _MEASURES:
        if kind in kinds and pattern.fullmatch(word):
            return Qualifier(kind, word, told, True)
    return Qualifier(kind, word, None, not cued) if len(word) > 1 else None


def _steps(guide: Guide) -> frozenset[str]:
    """The names of a guide's steps ("公示：…")."""
    lines = guide.elements.get(STEPS, "").split("\n")
    return frozenset(fold(_COLON.split(line)[0]) for line in lines if _COLON.search(line))


def _lines(guide: Guide, without: Sequence[str]) -> Iterator[tuple[str, str]]:
    for term, text in guide.elements.items():
        if kind_of(term) not in without:
            for line in text.split("\n"):
                yield term, line


def _undated(text: str) -> str:
    """Text without its dates, which are no durations; as long as before."""
    plain = unicodedata.normalize("NFKC", text)
    return _DATE.sub(lambda match: " " * len(match[0]), plain)


def _told_at(text: str, asked: Qualifier, told: re.Pattern[str]) -> int | None:
    """Where a text speaks of what is measured, None if it does not."""
    text = unicodedata.normalize("NFKC", text)
    if match := told.search(text):
        return match.start()
    words = [word for _, _, head in groups_in(asked.word) for word in words_of(head)]
    return next((text.index(word) for word in words if word in text), None)


def _distance(sentence: str, asked: Qualifier, told: re.Pattern[str]) -> int | None:
    """How far a value of the asked kind is from what is measured, None if one is not there."""
    at = _told_at(sentence, asked, told)
    if at is None:
        return None
    values = [abs(match.start() - at) for match in _WRITTEN[asked.kind].finditer(_undated(sentence))]
    return min((far for far in values if far <= FAR), default=None)
