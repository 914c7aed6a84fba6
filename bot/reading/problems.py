"""A problem told in one message, read into the fields of an issue by rules, each with its place.

"3号窗口又要了一遍户口本复印件，等了40分钟": kind, step, how bad, the paper, the minutes, the counter.
What is not read here is asked for or left open; nothing is guessed from silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.reading import mentions
from bot.reading.asking import asks
from bot.reading.categories import locate
from bot.reading.faults import tells_of_fault
from bot.reading.mended import ON_THE_SPOT, put_right
from bot.reading.severities import locate_severity
from bot.reading.steps import locate_step
from bot.reading.words import Span, clauses, fold, trimmed

TIME_LOST = "多花时间"
"""How bad it is where nothing worse is said than the time that it took."""
INCONVENIENT = "不方便"
_CALLED_SO = re.compile("不.?方便|不便|麻烦|inconvenien|awkward|annoying")
_ADVICE = re.compile(
    r"(?:我|我们)?(?:建议|希望能|希望可以|最好能|i suggest(?: that)?|suggestion:)[\s:,]*(?P<what>.{2,})"
)
_WINDOW = re.compile(
    r"(?P<no>(?:没|没有|没去|未)(?:去|到|向|找)?.{0,3})?(?:去|到|向|找|跟|在)?[^,;.!?]{0,4}办不成事.{0,3}(?:窗口|专窗)?"
    r"[^,;.!?]{0,4}?(?P<told>反映|说|投诉|登记|找)(?:过|了)"
)
_ALSO = re.compile(
    r"(?:还有|另外|而且|再有|再说|再就是|其次|第二|第三|二是|三是|一是|并且|同时|also|and|another|besides|second|[0-9][.、)])"
)
MAX_PROBLEMS = 4
"""Into so many reports one message can be parted."""


@dataclass(frozen=True, slots=True)
class Read:
    """What was read of one field: its value, and the characters [start, end) that say it."""

    value: str
    start: int
    end: int


def read_problem(text: str) -> dict[str, Read]:
    """The fields that the words of a problem tell, by the names of `ISSUE_FIELDS`."""
    return dict(_fields(text))


def _fields(text: str) -> Iterator[tuple[str, Read]]:
    if category := locate(text):
        yield "category", Read(category[0], *category[1])
    if step := locate_step(text):
        yield "step", Read(step[0], *step[1])
    spent = mentions.time_spent(text)
    severity = locate_severity(text)
    if severity and not (spent and _is_less(severity[0], text[slice(*severity[1])])):
        yield "severity", Read(severity[0], *severity[1])
    elif spent:
        yield "severity", Read(TIME_LOST, *spent[1])
    if spent:
        yield "minutes", Read(str(spent[0]), *spent[1])
    found = (
        ("material", mentions.material(text)),
        ("place", mentions.counter(text)),
        ("department", mentions.bureau(text)),
        ("suggestion", _advice(text)),
    )
    yield from ((name, Read(text[slice(*span)], *span)) for name, span in found if span)
    if raised := _WINDOW.search(fold(text[: mentions.MAX_LOOKED_AT])):
        yield "raised_at_window", Read("否" if raised["no"] else "是", *raised.span())
    if mended := put_right(text):
        yield "mode", Read(ON_THE_SPOT, *mended)


def _is_less(severity: str, words: str) -> bool:
    """Whether it is less than time lost, and nobody called it so: "没座位" is no name of it."""
    return severity == INCONVENIENT and not _CALLED_SO.search(fold(words))


def _advice(text: str) -> Span | None:
    """What somebody suggests, to the end of its clause."""
    folded = fold(text)
    for start, end in clauses(folded):
        if match := _ADVICE.match(folded, start, end):
            return trimmed(folded, *match.span("what"))
    return None


def several(text: str) -> tuple[Span, ...]:
    """The places of the problems that one message tells; empty where it tells one.

    They are apart where a sentence ends, or one begins with "还有", and each by itself speaks of
    a kind of problem that the others do not.
    """
    folded = fold(text[: mentions.MAX_LOOKED_AT])
    parts: list[Span] = []
    for start, end in clauses(folded):
        apart = parts and (
            _ALSO.match(folded, start, end) or _ends_sentence(folded[parts[-1][1] : start])
        )
        if apart or not parts:
            parts.append((start, end))
        else:
            parts[-1] = (parts[-1][0], end)
    kinds = [locate(text[slice(*part)]) for part in parts]
    found = [kind[0] for kind in kinds if kind is not None]
    whole = len(found) == len(parts) == len(set(found)) and 1 < len(parts) <= MAX_PROBLEMS
    told = all(_is_told(text[slice(*part)]) for part in parts)
    return tuple(parts) if whole and told else ()


def _is_told(text: str) -> bool:
    return tells_of_fault(text) and asks(text) not in ("plain", "direct")


def _ends_sentence(between: str) -> bool:
    return any(mark in between for mark in ".;!\n")
