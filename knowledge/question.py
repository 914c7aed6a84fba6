"""A question taken apart: the elements it asks for, and what is left to say which item it means."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace

from knowledge.elements import Intent, intents
from knowledge.english import BREAK as ENGLISH_BREAK
from knowledge.english import asked_by
from knowledge.everyday import (
    alone_kept,
    others_named,
    parts_of,
    words_asked,
)
from knowledge.script import simplified
from knowledge.spelling import Spelling
from knowledge.text import clean, fold, grams, is_english
from knowledge.who_asks import who_asks
from knowledge.words import (
    ACTIONS,
    BEGINNINGS,
    FIRST,
    ages,
    asides,
    fillers,
    needed,
    plainly,
    possible,
    translate,
)

MAX_QUESTION_CHARS = 500
"""What of a question is read at all."""
MASK = "\u25a1"
"""Stands for a named item's characters while cues are looked for ("投诉处理" asks for no phone)."""
GETTING = frozenset(
    {"办理地点", "办理流程", "办理时间", "承诺办结时限", "法定办结时限", "收费标准", "是否网办"}
)
"""Elements that tell how to get what an item is for."""
_PAPER = re.compile("..(?:证|照|簿|本|卡|证明|证书|执照)$|[户房]本$")
_JOINING = "上到的"
"""Fillers within a name: "新生儿上户口", "护照到期换发"."""
_BREAK = re.compile(r"[^\w\s]+|\s+")


@dataclass(frozen=True, slots=True)
class Question:
    """A question as the library reads it."""

    text: str
    """Cleaned, bounded and in simplified characters; data, never instructions."""
    folded: str
    """For comparing; an English question with known names in Chinese."""
    english: bool
    masked: str
    """`folded` with the names of items that stand in it whole masked."""
    intents: tuple[Intent, ...]
    content: tuple[bool, ...]
    """For each folded character: does it say what the question is about (no cue, no filler)?"""
    subject: tuple[bool, ...]
    """The same without "lost", "renew", "urgent" …, which alone name no item."""
    said: tuple[bool, ...]
    """Content with the cues of elements: everything but fillers."""
    words: tuple[tuple[int, int, str], ...]
    """Everyday and official words with their group's head."""
    breaks: tuple[int, ...]
    """Where in `folded` a new clause begins."""

    def in_clause(self, at: int) -> list[bool]:
        """Which characters stand in the same clause as the one at this place."""
        clause = bisect_right(self.breaks, at)
        return [bisect_right(self.breaks, place) == clause for place in range(len(self.folded))]

    def runs_into(self, clause: Question) -> bool:
        """True if one thing it asks for begins before this clause and takes all of it.

        So "要投诉，打哪个电话"; but not "要几天，能寄吗".
        """
        at = self.folded.find(clause.folded)
        over = (cue for cue in self.intents if cue.start < at < cue.end)
        return any(not any(clause.said[cue.end - at :]) for cue in over)

    @property
    def actions(self) -> frozenset[str]:
        """Heads of its words, and of what these are made of."""
        return frozenset(part for _, _, head in self.words for part in parts_of(head))

    def names_other(self, held: frozenset[str], pairs: frozenset[str]) -> bool:
        """True if a word in it names a service: of no head that is held, nor in these letters."""
        who = who_asks(self.folded, self.breaks, self.words)
        spans = (span for span in others_named(self.words, held) if span[0] not in who)
        named = (self.folded[slice(*span)] for span in spans)
        return any(not pairs.issuperset(grams(name, (2,))) for name in named)

    @property
    def done(self) -> frozenset[str]:
        """Heads of what is to be done with a permit or card ("lost", "renew"), said beside cues."""
        cued = {place for cue in self.intents for place in range(cue.start, cue.end)}
        words = (head for start, _, head in self.words if start not in cued)
        heads = {part for head in words for part in parts_of(head)}
        return frozenset(heads & ACTIONS - {FIRST})

    @property
    def done_if_possible(self) -> frozenset[str]:
        """Heads of what is asked to be possible to do ("能不能重新办"): a FAQ must speak of it."""
        span = range(*(possible(self.folded) or (0, 0)))
        heads = frozenset(head for start, _, head in self.words if start in span)
        return heads & ACTIONS - BEGINNINGS

    @property
    def named_paper(self) -> tuple[int, int] | None:
        """The span of the paper of which alone it asks where or how to get it."""
        terms = {intent.term for intent in self.intents}
        if self.english or not terms or not terms <= GETTING:
            return None
        at = [place for place, kept in enumerate(self.subject) if kept]
        span = (at[0], at[-1] + 1) if at and at[-1] - at[0] == len(at) - 1 else (0, 0)
        return span if _PAPER.search(self.folded[slice(*span)]) else None

    @property
    def needed(self) -> tuple[int, int] | None:
        """The span of what is asked to be needed; in one clause ("没还完，这房能过户吗")."""
        span = None if self.english else needed(self.folded)
        across = span and any(span[0] < at < span[1] for at in self.breaks)
        return None if across else span

    def about(self) -> Question:
        """The same, but what is asked to be needed does not say which item is meant."""
        span = self.needed
        if span is None:
            return self
        place = range(*span)
        content = tuple(kept and at not in place for at, kept in enumerate(self.content))
        subject = tuple(kept and at not in place for at, kept in enumerate(self.subject))
        return replace(self, content=content, subject=subject if any(subject) else content)

    @property
    def for_letters(self) -> list[bool]:
        """What a guide's letters can meet of what is said: no English words that only ask."""
        rows = zip(self.folded, self.said, self.content, strict=True)
        apart = (
            [kept or not char.isascii() for char, _, kept in rows] if self.english else self.said
        )
        return [said and here for said, here in zip(self.said, apart, strict=True)]

    @property
    def only_asks(self) -> bool:
        """Nothing is said beside what is asked for ("要带什么")."""
        return not self.topic and not self._strays

    @property
    def only_names(self) -> bool:
        """One thing is named and an element of it asked for ("护照多少钱"), nothing is told."""
        kept = [False, *self.content, False]
        joined = zip(self.folded, kept, kept[1:], kept[2:], strict=False)
        runs = "".join(
            char if here or (char in _JOINING and before and after) else " "
            for char, before, here, after in joined
        ).split()
        told = len(runs) > 1 or self._strays > 1 or possible(self.folded) or ages(self.folded)
        return bool(runs and self.intents) and not told

    @property
    def _strays(self) -> int:
        """How many characters are neither content nor filler nor cue: verbs of one character."""
        cued = {at for cue in self.intents for at in range(cue.start, cue.end)}
        rows = enumerate(zip(self.said, self.content, strict=True))
        return sum(said and not kept and at not in cued for at, (said, kept) in rows)

    @property
    def topic(self) -> str:
        """The characters that are content."""
        return "".join(
            char for char, kept in zip(self.folded, self.content, strict=True) if kept
        ).strip()


def read_question(
    text: str, names: Iterable[str] = (), spelling: Spelling | None = None
) -> Question:
    """Takes a question apart.

    Args:
        text: As typed; cleaned and cut to `MAX_QUESTION_CHARS` here.
        names: Folded names of items that it contains: no cue is looked for inside them.
        spelling: Knows the items' names, to mend typing errors by.
    """
    text = plainly(simplified(clean(text[:MAX_QUESTION_CHARS])))
    english = is_english(text)
    plain = fold(text)
    folded = translate(plain) if english else _mended(plain, spelling)
    masked = folded
    for name in names:
        masked = masked.replace(name, MASK * len(name))
    found = intents(folded, masked, english=english)
    said = [char != " " for char in folded]
    for start, end in fillers(masked, english=english):
        said[start:end] = [False] * (end - start)
    content = _content(said, masked, found, english=english)
    named = (at for at, char in enumerate(masked) if char == MASK)
    cued = (at for intent in found for at in range(intent.start, intent.end))
    words = tuple(alone_kept(words_asked(folded), folded, (*named, *cued)))
    subject = list(content)
    acts = ((start, end) for start, end, head in words if head in ACTIONS)
    for start, end in (*acts, *asides(folded)):
        subject[start:end] = [False] * (end - start)
    return Question(
        text=text,
        folded=folded,
        english=english,
        masked=masked,
        intents=found,
        content=tuple(content),
        subject=tuple(subject if any(subject) else content),
        said=tuple(said),
        words=words,
        breaks=() if english else tuple(len(fold(text[: m.end()])) for m in _BREAK.finditer(text)),
    )


def _content(
    said: list[bool], masked: str, found: Iterable[Intent], *, english: bool
) -> list[bool]:
    """Which of the characters that say something are of no cue."""
    found = tuple(found)
    content = list(said)
    for intent in found:
        content[intent.start : intent.end] = [False] * (intent.end - intent.start)
    if english:  # "how long is the 食品经营许可 valid" asks around the item's name
        rows = zip(content, masked, asked_by(masked, found), strict=True)
        content = [kept or not (char.isascii() or asks) for kept, char, asks in rows]
    return _without_strays(content)


def cues(question: Question) -> str:
    """The words of a question that ask for elements, alone."""
    return "，".join(question.folded[cue.start : cue.end] for cue in question.intents)


def clauses(text: str) -> list[str]:
    """The clauses of a text, if it has several."""
    pattern = ENGLISH_BREAK if is_english(text) else _BREAK
    parts = [part for part in pattern.split(text) if part.strip()]
    return parts if len(parts) > 1 else []


def _mended(plain: str, spelling: Spelling | None) -> str:
    """A folded text with its typing errors mended; names and what asks for elements have none."""
    if spelling is None:
        return plain
    sure = {at for cue in intents(plain) for at in range(cue.start, cue.end)}
    sure |= {at for start, end, _ in words_asked(plain) for at in range(start, end)}
    sure |= {at for start, end in fillers(plain, english=False) for at in range(start, end)}
    return spelling.mended(plain, sure)


def _without_strays(content: list[bool]) -> list[bool]:
    """Content without lone characters between cues and fillers ("补" of "在哪里补")."""
    padded = [False, *content, False]
    return [
        here and (before or after)
        for before, here, after in zip(padded, content, padded[2:], strict=False)
    ]
