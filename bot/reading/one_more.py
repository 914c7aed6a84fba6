"""The offer of one more of something ("再记一个"): what takes it up, and what declines it."""

from __future__ import annotations

import re

from bot.reading import choices, yesno
from bot.reading.reading import Reading
from bot.reading.words import MAX_READ, core, fold, trimmed
from flows.model import Choice

_MORE = re.compile(
    r"(?:还有|还要|还得|再记|再来|再加|再添|接着|有的?|继续|下(?=.))(?:[一两]?[个次条位人份处件名家户]|记|来)?[的了吧]*|"
    r"(?:yes,? |(?:and )?there(?:'s| is|'re| are) |add |i have )?(?:one more|another|more|the next|next)(?: one)?"
)
WANTED = re.compile(r"(?:还要?|我?要|我?想)?再[记加来添补]一?[个次条位人份处件家户]\S{0,8}")
"""A wish for one more of something: no count, though there is a figure in it."""
_NO_MORE = re.compile(
    r"(?:没有?了?|没有别的|没别的|没有?其[他它]的?|就这些|就这[一个两几家户条]+|不用了?|完了|(?:不|别)再?[记加添要]了?|够了|"
    r"(?:no,? )?(?:no more|that(?:'s| is|'?s| was) (?:all|it|the last(?: one)?)|(?:all )?done|nothing (?:else|more)|no others?|"
    r"none left|finished|it was the last(?: one)?))[了吧]*"
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
