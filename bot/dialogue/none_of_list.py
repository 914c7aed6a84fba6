"""A bare "都不是" at a list of troubles: all was well, or a trouble that has no option?

It may also be left over from a menu that has passed, so it is asked about and never taken.
"""

from __future__ import annotations

import re

from bot.reading.choices import exact
from bot.reading.neither import is_neither
from bot.reading.option import OTHER_NAMES, options_of
from bot.reading.words import core, fold
from flows.events import Prompt

_NOT = re.compile(r"(?:不是|不对|not)[的啊呀呢吧了\s]*")
MIN_TROUBLES = 2
"""Options of trouble that make a list of them; a "no" to one is no list."""


def may_mean(text: str, prompt: Prompt) -> tuple[str, ...]:
    """Names of the options that `text` may mean there; empty where it means one, or none at all."""
    if not (is_neither(text) or _NOT.fullmatch(core(fold(text)))):
        return ()
    options = options_of(prompt.choices)
    well = [option.name for option in options if option.is_well and not option.is_trouble]
    troubles = [option for option in options if option.is_trouble]
    if not well or len(troubles) < MIN_TROUBLES or exact(text, prompt.choices) is not None:
        return ()
    return (*well[:1], *(option.name for option in options if option.name in OTHER_NAMES))
