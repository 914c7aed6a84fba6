"""What is said of a guide's text being wrong: "指南写错了，收费应该是20元", "the guide is wrong".

Outside of a walk that is a problem to report; a question whether it is wrong is none.
"""

from __future__ import annotations

import re

from bot.reading.asking import asks
from bot.reading.words import core, fold

_GUIDE = r"(?:办事)?指南(?:里面?|上面?|中)?|(?:你们?|您)(?:这里|那|这)?(?:写|标)的"
_WRONG = (
    r"(?:写|标|印|登|说|答|弄|搞)错(?:了|啦|的)?|(?:写|标|说|答)?(?:得|的)?(?:都|是|有点|完全|根本)*(?:不对|不准确?|有误|错误|不一致|不符|过时|旧|老黄历)(?:了|的)?|"
    r"(?:都|是|有|全)*错(?:了|的)|没有?更新|该更新了|对不上|跟(?:窗口|现场|实际)\S{0,6}不(?:一样|一致|符)|"
    r"和(?:窗口|现场|实际)\S{0,6}不(?:一样|一致|符)"
)
_SAID = re.compile(
    rf"(?:[^,;。!?]{{0,20}}的)?(?:{_GUIDE})(?:[^,;。!?]{{0,10}})?(?:{_WRONG})(?:$|[,;。!\s].*)|"
    r"(?:the )?(?:\S+ ){0,4}?guides?(?: here| (?:for|of|on)(?: \S+){1,6}?)?(?:'s| is| are| was| has| have)? "
    r"(?:wrong|incorrect|outdated|out of date|not (?:right|correct|up to date)|a mistake|mistakes|an error|errors)(?:$|[,;.!\s].*)",
    re.DOTALL,
)
MAX_SAID = 300
"""Characters above which a message is a story, which is read as any other."""


def says_wrong(text: str) -> tuple[int, int] | None:
    """Where `text` tells that what a guide says is not so; None where it does not."""
    folded = fold(text[: MAX_SAID + 1])
    said = core(folded)
    if len(folded) > MAX_SAID or asks(text) in ("plain", "direct") or not _SAID.fullmatch(said):
        return None
    start = folded.index(said)
    return start, start + len(said)
