"""Whether a text asks for what a service guide tells: "补身份证要带什么", "公积金提取几天能到账"."""

from __future__ import annotations

from bot.reading.asking import asks
from bot.reading.words import MAX_READ, core, fold
from knowledge.elements import intents

_HOW = frozenset({"办理流程"})
"""What asks for no more than the service: "身份证丢了怎么办" may be its name, too."""


def asks_for_element(text: str) -> bool:
    """Whether `text` asks, and for an element of a guide by its cue."""
    said = core(fold(text[:MAX_READ]))
    cued = {intent.term for intent in intents(said)} | {
        intent.term for intent in intents(said, english=True)
    }
    return bool(cued - _HOW) and asks(text) in ("plain", "direct")
