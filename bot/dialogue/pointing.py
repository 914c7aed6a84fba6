"""Words that point at one of the things offered for a question: "住酒店那条", "都不是"."""

from __future__ import annotations

import re

from bot.dialogue.context import Menu
from bot.dialogue.menu_kinds import NONE_ASKED
from bot.reading.choices import pick_option
from bot.reading.words import core, fold

MAX_POINTING = 60
"""Characters above which words say more than which one is meant."""
_BEFORE = re.compile(r"(?:就|我|要|想|是)*+(?:问|说|选)?(?:的)?(?:就)?是?")
_AFTER = re.compile(r"的?(?:[那这]一?|一)?[个条项](?:问题)?$|的$")
_NONE = re.compile(
    r"(?:上面|以上|这些|这几个|我问的)?(?:都|全)(?:不是|不对)(?:这些|这几个|的|了|啊|呀|吧)*|不是这(?:些|几个)|"
    r"neither|none(?: of (?:these|them|the above))?"
)


def pointed(text: str, menu: Menu) -> str | None:
    """Id of the button that words point at; of several that it may be none."""
    if menu.kind != "ask" or len(text) > MAX_POINTING:
        return None
    said = core(fold(text))
    if _NONE.fullmatch(said):
        return NONE_ASKED if menu.offers(NONE_ASKED) else None
    plain = _AFTER.sub("", _BEFORE.sub("", said, count=1))
    if plain in ("", said):
        return None
    offered = [(o.id, o.label) for o in menu.options if o.id != NONE_ASKED]
    return pick_option(plain, offered) or pick_option(_BEFORE.sub("", said, count=1), offered)
