"""The points that a text lists, one by one: where each stands, and the text with one more or less.

What counts as a list is decided by `flows.points`; here only that many points are told apart
as it counts. The words of the others stay as they are, but their numbers close up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from flows.points import (
    APART,
    CIRCLED,
    JOINED,
    LETTERS,
    NUMBERED,
    as_number,
    evened,
    points_in,
    written_like,
)

_CIRCLE = re.compile(rf"(?P<n>[{''.join(map(chr, CIRCLED))}])")
_IDLE = " \t\r\n,，.。;；、"
"""What may stand behind the words of a point."""


@dataclass(frozen=True, slots=True)
class Point:
    """Its words are [start, end), its mark begins at `mark`, and `figure` is the number in that."""

    mark: int
    start: int
    end: int
    figure: tuple[int, int] | None = None


def points_at(text: str) -> tuple[Point, ...]:
    """The points of `text` in their order; one that is the whole of it where it is no list."""
    count = points_in(text)
    if not count:
        return ()
    ways = (_numbered(text), _apart(text), _joined(text))
    return next((w for w in ways if len(w) == count > 1), None) or _whole(text)


def with_point(text: str, words: str) -> str:
    """`text` with `words` as one more point, marked as the others are."""
    kept, said = text.rstrip(_IDLE), words.strip(_IDLE)
    if not kept:
        return said
    points, gap = points_at(text), "\n" if "\n" in text.strip() else " "
    last = points[-1] if points else None
    if last is not None and last.figure is not None and len(points) > 1:
        figure = written_like(text[slice(*last.figure)], len(points) + 1)
        if figure:
            mark = text[last.mark : last.figure[0]] + figure + text[last.figure[1] : last.start]
            return f"{text.rstrip()}{gap}{mark}{said}"
    if gap == "\n":
        return f"{kept}\n{said}"
    return f"{kept}; {said}" if text.isascii() and said.isascii() else f"{kept}；{said}"


def with_sentence(text: str, words: str) -> str:
    """`text` with `words` as one more sentence of its last point."""
    kept, said = text.rstrip(), words.strip(_IDLE)
    if not kept or kept[-1] in "。！？!?.…":
        return f"{kept} {said}".strip() if said.isascii() else f"{kept}{said}"
    return f"{kept.rstrip(_IDLE)}. {said}" if kept.isascii() else f"{kept.rstrip(_IDLE)}。{said}"


def with_point_changed(text: str, place: int, words: str) -> str:
    """`text` whose point at `place` (from 1) says `words`."""
    point = points_at(text)[place - 1]
    return text[: point.start] + words.strip(_IDLE) + text[point.end :]


def without_point(text: str, place: int) -> str:
    """`text` without its point at `place` (from 1); empty when it was the only one."""
    points = points_at(text)
    gone = points[place - 1]
    if len(points) == 1:
        return ""
    after = points[place].mark if place < len(points) else len(text)
    out = text[: gone.mark] + text[after:]
    for later, point in reversed(list(enumerate(points[place:], start=place))):
        if point.figure is not None:
            start, end = (at - (after - gone.mark) for at in point.figure)
            out = out[:start] + written_like(out[start:end], later) + out[end:]
    return out.strip(_IDLE) if place == len(points) else out.strip()


def _whole(text: str) -> tuple[Point, ...]:
    lead = next((m for way in NUMBERED if (m := way.match(evened(text))) and m["n"]), None)
    start = lead.end() if lead is not None and as_number(lead["n"]) == 1 else 0
    return (_point(text, 0, start, len(text)),)


def _point(
    text: str, mark: int, start: int, end: int, figure: tuple[int, int] | None = None
) -> Point:
    """A point without the blanks and marks around its words."""
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return Point(mark, start, max(start, start + len(words.strip().rstrip(_IDLE))), figure)


def _numbered(text: str) -> tuple[Point, ...]:
    flat = evened(text)
    for way, words in (*((way, flat) for way in NUMBERED), (_CIRCLE, text)):
        marks = list(_in_order(way.finditer(words)))
        if len(marks) > 1:
            begins = [_begin(flat, m) for m in marks]
            ends = [*begins[1:], len(text)]
            return tuple(
                _point(text, begin, m.end(), end, m.span("n"))
                for m, begin, end in zip(marks, begins, ends, strict=True)
            )
    return ()


def _begin(flat: str, mark: re.Match[str]) -> int:
    """Where a mark begins; the bracket before its figure is of it."""
    at = mark.start()
    return at - 1 if at and flat[at - 1] == "(" else at


def _in_order(marks: Iterator[re.Match[str]]) -> Iterator[re.Match[str]]:
    """The marks that count from 1 on without a leap."""
    for place, mark in enumerate(marks, start=1):
        if as_number(mark["n"]) != place:
            return
        yield mark


def _apart(text: str) -> tuple[Point, ...]:
    flat = evened(text)
    edges = [0, *(at for m in APART.finditer(flat) for at in m.span()), len(text)]
    spans = list(pairwise(edges))[::2]
    spans = [span for span in spans if LETTERS.search(flat, *span)]
    return tuple(_point(text, start, start, end) for start, end in spans)


def _joined(text: str) -> tuple[Point, ...]:
    marks = [m for m in JOINED.finditer(evened(text)) if m.start() > 0]
    edges = [0, *(m.start() for m in marks), len(text)]
    return tuple(_point(text, start, start, end) for start, end in pairwise(edges))
