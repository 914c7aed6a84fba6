"""What the public is to see of an issue, in an admin's words: "12号暂不公开，涉及个人", "恢复公开12号".

Also its public words: "12号对外写成：窗口午间无人". "公开12号" is a move (`bot.reading.move_words`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.reading.asking import asks
from bot.reading.move_words import NUMBER, figures
from bot.reading.words import fold, trimmed
from flows.progress import Deed

MAX_SAID = 2_100
_WAYS: tuple[tuple[Deed, str], ...] = (
    ("release", r"(?:恢复|重新|解除暂不|取消暂不)(?:对外)?公开(?:了|吧)?|show (?:it )?to the public again|release"),
    ("hold", r"(?:先|暂时?|暂且|目前)?(?:不要|不|别|缓)(?:对外)?公开(?:了|吧)?|hold (?:it )?back(?: from the public)?|do not publish|don't publish"),
    ("reword", r"(?:的?(?:公开|对外)(?:的)?(?:文字|说法|表述|措辞)?)(?:改?写?成|改为|写作?|说成?|表述为)|(?:public words?|tell the public)"),
)  # fmt: skip
_LEAD = r"(?:请|麻烦|帮我|把|将|先|please|the|[\s,:，、])*+"
_JOINS = r"(?:的|问题|从|[\s,:])*+"
_ENDS = r"(?=$|[\s,:;.!]|因|由于|原因|理由|because)"
"""What a reason may begin with: "12号不公开透明" is about something else."""
_SAID = tuple(
    (
        deed,
        re.compile(rf"{_LEAD}(?:{way}){_JOINS}(?:{NUMBER.pattern}){_ENDS}(?P<rest>.*)", re.DOTALL),
        re.compile(
            rf"{_LEAD}(?:{NUMBER.pattern}){_JOINS}(?:{way}){_ENDS if deed != 'reword' else ''}(?P<rest>.*)",
            re.DOTALL,
        ),
    )
    for deed, way in _WAYS
)
_WHY = re.compile(r"[\s,;:.。，；：、]*(?:原因|理由|因为|由于|because)?(?:是|为)?[\s,:，：]*")


@dataclass(frozen=True, slots=True)
class PublicSaid:
    """`text` is the reason, or the new words; it stands in the message as it is."""

    deed: Deed
    number: int
    year: int | None
    text: str


def read(text: str) -> PublicSaid | None:
    """What `text` wants; None where it wants none of this, or only asks."""
    folded = fold(text)
    if len(text) > MAX_SAID:
        return None
    for deed, *ways in _SAID:
        for way in ways:
            found = way.fullmatch(folded)
            if found is None or (deed != "reword" and asks(text) in ("plain", "direct")):
                continue
            year, figure = figures(found)
            if figure <= 0:
                continue
            return PublicSaid(deed, figure, year, _rest(text, folded, found))
    return None


def _rest(text: str, folded: str, found: re.Match[str]) -> str:
    begins = _WHY.match(folded, found.start("rest"))
    start, end = trimmed(folded, begins.end() if begins else found.start("rest"), len(folded))
    return text[start:end] if start < end else ""
