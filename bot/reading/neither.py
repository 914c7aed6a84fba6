"""That none of several things that were offered is meant: "都不是", "neither"."""

from __future__ import annotations

import re

from bot.reading.words import core, fold

_NEITHER = re.compile(
    r"(?:这|以上|上面|你说的|[几两些个]){0,6}(?:都|全|全都|统统)不是(?:的|啊|呀|了|我要的|我问的|这[些个两])*|"
    r"一个(?:都|也)不是|neither(?: one)?(?: of (?:them|these|those|the two))?|"
    r"none(?: of (?:them|these|those|the above))?"
)


def is_neither(text: str) -> bool:
    """Whether `text` only says that it is none of them."""
    return _NEITHER.fullmatch(core(fold(text))) is not None
