"""Moments of a procedure that are said as they come: "叫到号了", "9点12开始排的", "it's our turn".

A moment must be all that a clause says. A wrong guess is worse than none: "还没叫到号",
"叫到号了吗" and "排队的人叫到号了没人理" are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from bot.reading import times
from bot.reading.words import MAX_READ, Span, clauses, fold

_EDGE = (
    r"我们?|咱们?|办事人|现在|刚刚|刚才|刚|终于|总算|已经|这会儿?|这就|才|就|在|是|的时候|的|了|啦|啊|呀|吧|呢|哦|哈|"
    r"又重新|重新|又|再次|再一次|第[二三四两]次|第[二三四]回|"
    r"大概|大约|左右|差不多|应该|改成|改为|好的?|嗯|"
    r"\b(?:we|i|they|have|has|had|just|now|finally|at last|at|around|about|ok|okay|so|was|were|am|are|it was|right|again|once more|second time|another time|for the)\b|"
    r"'ve|'re|'m|\s|[,.!~…:]"
)
_BEFORE = re.compile(rf"(?:{_EDGE})*+")
_AFTER = re.compile(rf"(?:{_EDGE})++$")
LATEST = timedelta(hours=16)
"""What was longer ago is of no visit that is under way."""
_STATE = re.compile(r"(?:in (?:the )?(?:queue|line)|\w+ing\b.*|up)")
"""Words that tell how it is, not that it came: they begin nothing when it is over ("was in line")."""
_OVER = re.compile(r"\b(?:was|were|had)\b")
_AGAIN = re.compile(
    r"又|重新|再次|再一次|第[二三四两][次回]|\b(?:again|once more|second time|another time)\b"
)


@dataclass(frozen=True, slots=True)
class Said:
    """The moment `name` in the characters [start, end); `at` is when it was."""

    name: str
    at: datetime
    start: int
    end: int
    again: bool = False
    """Whether the words say that it is not the first time: "又叫到号了"."""
    is_state: bool = False
    """Whether they say that it is so, maybe for a while already: "I'm in the queue"."""


@lru_cache(maxsize=256)  # every message asks for that of its flow
def table_of(rows: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    """What is said of each moment, for `find`; `rows` are names with synonyms ("a|b")."""
    return {_key(fold(word)): name for name, words in rows for word in words.split("|") if word}


def find(text: str, table: Mapping[str, str], now: datetime) -> tuple[Said, ...]:
    """The moments that clauses of `text` tell, in its order."""
    if not table or len(text) > MAX_READ:
        return ()
    folded = fold(text)
    return tuple(_found(folded, clauses(folded), table, now))


def without(text: str, said: Iterable[Said]) -> str:
    """`text` with the moments blotted out; as long as before."""
    for one in said:
        text = text[: one.start] + " " * (one.end - one.start) + text[one.end :]
    return text


def _found(
    folded: str, spans: Iterable[Span], table: Mapping[str, str], now: datetime
) -> Iterator[Said]:
    for start, end in spans:
        clause = folded[start:end]
        key = _key(clause)
        if _STATE.fullmatch(key) and _OVER.search(clause):
            continue
        if name := table.get(key):
            again, state = _AGAIN.search(clause) is not None, _STATE.fullmatch(key) is not None
            yield Said(name, now, start, end, again, state)
            continue
        clock = times.find_one(clause, now=now)
        if clock is None:
            continue
        name = table.get(_key(clause[: clock.start] + clause[clock.end :]))
        at = datetime.combine(now.date(), clock.moment, now.tzinfo)
        if name and timedelta() <= now - at <= LATEST:
            yield Said(name, at, start, end, _AGAIN.search(clause) is not None)


def _key(folded: str) -> str:
    """A clause without what says nothing at its edges."""
    head = _BEFORE.match(folded)
    rest = folded[head.end() if head else 0 :]
    tail = _AFTER.search(rest)
    return " ".join((rest[: tail.start()] if tail else rest).split())
