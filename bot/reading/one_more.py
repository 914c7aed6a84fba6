"""The offer of one more of something ("再记一个"): what takes it up, and what declines it."""

from __future__ import annotations

import re

from bot.reading import choices, yesno
from bot.reading.reading import Reading
from bot.reading.words import MAX_READ, core, fold, trimmed
from flows.model import Choice

_MORE = re.compile(
    r"(?:还有|再记|再来|再加|有的?|继续|one more|another|more)(?:一?[个次条])?[的了吧]*"
)
WANTED = re.compile(r"(?:还要?|我?要|我?想)?再[记加来添补]一?[个条次位人份]\S{0,8}")
"""A wish for one more of something: no count, though there is a figure in it."""
_NO_MORE = re.compile(
    r"(?:没有?了?|没有别的|没别的|就这些|就这[一个]+|不用了?|完了|不记了|够了|no more|"
    r"that'?s (?:all|it)|done)[了吧]*"
)
_OFFER = (
    Choice("yes", {"zh": "再记一个", "en": "One more"}),
    Choice("no", {"zh": "没有了", "en": "That is all"}),
)
"""The buttons of an offer of one more, to be named by their numbers too."""


def read(text: str) -> Reading | None:
    """The yes or no that `text` gives to the offer."""
    said = core(fold(text))
    for pattern, value in ((_NO_MORE, "no"), (_MORE, "yes")):
        if pattern.fullmatch(said):
            return Reading(value, *trimmed(fold(text)), literal=True)
    return choices.exact(text, _OFFER) or yesno.read(text)


def says_no_more(text: str) -> bool:
    """Whether `text` says that nothing more is to be recorded: "没有了", "就这些"."""
    return _NO_MORE.fullmatch(core(fold(text[:MAX_READ]))) is not None
