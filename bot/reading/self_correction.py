"""What is taken back within one message: "20分钟,哦不,半个小时", "20 min, no wait, half an hour".

The last value counts. What stands before the words that take it back must itself be a value,
else they say something else ("网上写的不对,要三张照片").
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from bot.reading.reading import Reading
from bot.reading.words import MAX_READ, core, fold, is_filler

_OH = r"(?:[哦噢喔啊呃额诶欸哎唉呀嗯]{1,4}[,.\s]*)"
_MARK = r"[,.;!?~…、\s-]"
_NOT_SO = (
    r"(?!是?(?:很|太|特别|非常|那么|怎么|十分|好|错|行|同意|满意|清楚|一样|一致|愿|想|要|用|会))"
)
_TAKE_BACK = re.compile(
    rf"(?P<firm>{_OH}(?:不+{_NOT_SO}[是对]?|错了)|"
    rf"{_OH}?(?:不对+(?:不对)*|不不+|[说打写填选点记讲]错了?|口误)[了啊呀吧]*|"
    rf"(?<={_MARK})(?:不是?|错了?)[啊呀哦]*(?={_MARK})|"
    r"\b(?:oh |uh |um |sorry,? )*(?:no,? (?:wait|sorry|hold on)|wait,? no|no no|scratch that|strike that|"
    r"my mistake|no(?=,))\b)|"
    r"(?:再)?(?:更正|纠正|修正|改)一下|更正|准确[地点]?说|"
    r"\b(?:(?:oops|sorry|no),? )?(?:i mean(?:t)?|make (?:that|it)|or rather|correction|oops|sorry|actually)\b"
)
MOST_MARKS = 3
"""How many of the last words that take something back are looked at."""
_LEAD = re.compile(rf"(?:{_MARK}|:|应该|其实|是|为|it was|it's|that is|but)*+")


def last_said(text: str, read: Callable[[str], Reading | None]) -> tuple[bool, Reading | None]:
    """Whether a value is taken back in `text`, and the value by `read` that stands after that."""
    folded = fold(text[:MAX_READ])
    marks = list(_TAKE_BACK.finditer(folded))
    for mark in reversed(marks[-MOST_MARKS:]):
        before, lead = text[: mark.start()], _LEAD.match(folded, mark.end())
        start = lead.end() if lead else mark.end()
        if is_filler(fold(before)) or not core(folded[start:]) or read(before) is None:
            continue
        if (reading := read(text[start:])) is not None:
            return True, replace(reading.shifted(start), literal=False)
        if mark["firm"]:
            return True, None
    return False, None


def without_marks(folded: str) -> str:
    """`folded` with the words that take something back blotted out; as long as before."""
    return _TAKE_BACK.sub(lambda mark: "," * len(mark[0]), folded)
