"""One step of how a service is done, where it is asked for by its place: "第二步呢", "step 3"."""

from __future__ import annotations

import re

from knowledge.facts import Fact
from knowledge.model import Guide

HOW = "办理流程"
_ASKED = re.compile(
    r"(?:第(?P<zh>[一二三四五六七八九]|[1-9])个?步|步骤(?P<no>[一二三四五六七八九]|[1-9])|(?P<last>最后一个?步))(?!到位|手|伐)|"
    r"\bstep (?:number |no\.? ?)?(?P<step>[1-9]|one|two|three|four|five|six)\b|"
    r"\b(?P<en>first|second|third|fourth|fifth|sixth|last) step\b"
)
MIN_STEPS = 2
"""Lines that make steps of a procedure; a single one tells all of it."""
_PLACES = {
    **{sign: at for at, sign in enumerate("一二三四五六七八九", start=1)},
    **{str(at): at for at in range(1, 10)},
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6,
}  # fmt: skip


def step(folded: str, guide: Guide) -> Fact | None:
    """The step of a guide's procedure that a question asks for; None where it has no such."""
    asked = _ASKED.search(folded)
    rows = [line for line in guide.elements.get(HOW, "").split("\n") if line.strip()]
    if asked is None or len(rows) < MIN_STEPS:
        return None
    said = next(filter(None, asked.groups()))
    place = len(rows) if asked["last"] or said == "last" else _PLACES[said]
    return Fact(HOW, rows[place - 1]) if place <= len(rows) else None
