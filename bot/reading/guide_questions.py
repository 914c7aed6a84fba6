"""Whether a text asks for what a service guide tells: "补身份证要带什么", "公积金提取几天能到账"."""

from __future__ import annotations

from bot.reading.asking import asks
from bot.reading.words import MAX_READ, core, fold
from knowledge.elements import intents

_HOW = frozenset({"办理流程"})
"""What asks for no more than the service: "身份证丢了怎么办" may be its name, too."""


def asks_for_element(text: str) -> bool:
    """Whether `text` asks, and for an element of a guide by its cue."""
    return bool(_cued(text) - _HOW) and asks(text) in ("plain", "direct")


def names_element(text: str) -> bool:
    """Whether `text` says what of a guide is asked for; "那老人呢" leaves that to what was asked."""
    return bool(_cued(text))


def _cued(text: str) -> set[str]:
    said = core(fold(text[:MAX_READ]))
    return {one.term for english in (False, True) for one in intents(said, english=english)}
