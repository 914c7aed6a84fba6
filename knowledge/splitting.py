"""Where a text that asks several things says so by words, not by marks: "第一…第二…", "…另外…".

Only what follows something asked is cut off: "身份证还有社保卡要带什么" asks one thing.
"""

from __future__ import annotations

import re

from knowledge.words import asks

_COUNTED = re.compile(
    r"(?:第(?=[一二三四五六七八](?![名次趟回步个代任批天年层胎季类条款项章号产]))"
    r"|(?<![^\s,，。;；?？!！])(?=[一二三四五六七八][是、:：]))([一二三四五六七八])[是,，、:：]?"
)
_ADDED = re.compile("(?:另外|还有|再就是|顺便)(?:再?问)?(?:一下)?(?!呢|什么|啥|吗|没|谁|哪)")
_MARKS = " ,，。;；、"
_NUMBERS = "一二三四五六七八"


def marked(text: str) -> str:
    """A text with a mark wherever words alone say that another thing is asked."""
    return _added(_counted(text))


def _counted(text: str) -> str:
    found = list(_COUNTED.finditer(text))
    counts = "".join(match[1] for match in found)
    if len(found) < 2 or not _NUMBERS.startswith(counts):
        return text
    cuts = [0, *(at for match in found for at in match.span()), len(text)]
    said = (text[a:b].strip(_MARKS) for a, b in zip(cuts[::2], cuts[1::2], strict=True))
    return "；".join(filter(None, said))


def _added(text: str) -> str:
    def cut(match: re.Match[str]) -> str:
        return "；" if asks(text[: match.start()]) else match[0]

    return _ADDED.sub(cut, text)
