"""Asking what one has answered so far, or to one question: "看看我说了啥", "排队我填的多少来着".

The guides know nothing of this; the walk does. Who asks what *is* so ("收费是多少"), and not what was
said, asks the guides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.reading.words import core, fold

_WANT = r"(?:请问?|麻烦|帮我|能不能|可不可以|可以|能|我想|我要|想|要|让我|给我|那|再|先|等等|等一?下|[,\s])*+"
_LOOK = r"(?:看看?|看一?[下眼]|列(?:一?下|出来)|显示|念(?:一?[遍下])|回顾(?:一?下)?|总结(?:一?下)?|汇总(?:一?下)?|查看|查一?下|告诉我|问一?下)"
_WHEN = r"(?:到?目前(?:为止)?|到现在|现在|刚才|刚刚|前面|上面|之前|当时|已经)"
_SAID = r"(?:回答|填|答|说|选|写|记|报|录)"
_WHAT = r"(?:什么|啥|多少|哪[个些种天儿里家]?|谁|几\S?)"
_WHO = rf"我们?|你|您|{_WHEN}|都|一共|总共"
_DONE = r"(?:了|过|下来?|到|的|些|哪些(?=什么|啥))"
_END = r"(?:内容|东西|答案|来着|了|啊|呀|呢|吗|[?\s])*+"
_SO_FAR = re.compile(
    rf"{_WANT}{_LOOK}(?:{_WHO})*+{_SAID}{_DONE}*+(?:什么|啥|哪些){_END}|"
    rf"{_WANT}(?:{_WHO})*+{_SAID}{_DONE}++(?:什么|啥|哪些){_END}|"
    rf"{_WANT}{_LOOK}(?:我们?|你|您|{_WHEN}|都|的)*+(?:{_SAID}(?:了|过|下|的)*+)?(?:记录|回答|答案|内容|东西|那些)(?:了|吧|呢|[?\s])*+|"
    r"(?:please |can you |could you )*+(?:show|read|list|tell|give)(?: me)?(?: back)? (?:what (?:you have|you've got|you noted|you wrote|we have|i have said|i've said|i said|i have told you|i told you)|everything i said|(?:all )?my answers|the answers)"
    r"(?: (?:noted|recorded|written))?(?: down)?(?: so far| until now| up to now)?[\s?.!]*|"
    r"what (?:do you have|have you got|have you (?:noted|recorded|written)|have i (?:said|answered|told you)|did i (?:say|answer|tell you)|do we have)(?: down)?(?: so far| until now| up to now)?[\s?]*"
)
_TO_ONE = (
    re.compile(
        rf"{_WANT}{_LOOK}?(?P<own>我的?)?{_WHEN}*+(?P<name>[^?,]{{1,15}}?)(?:那|这)?(?:一?[题项栏个步])?(?P<own2>我)?(?:{_WHEN}|是|都)*+"
        rf"{_SAID}(?:的|了|成|过)++是?{_WHAT}{_END}"
    ),
    re.compile(
        rf"{_WANT}{_LOOK}?(?P<own>我的?)?{_WHEN}*+(?P<name>[^?,]{{1,15}}?)(?:那|这)?(?:一?[题项栏个步])?(?P<own2>我)?{_WHEN}*+(?:是)?(?:怎么|咋){_SAID}的{_END}"
    ),
    re.compile(
        rf"{_WANT}(?P<own>我){_WHEN}*+(?:给你?)?{_SAID}的(?P<name>[^?,]{{1,15}}?)(?:是|有){_WHAT}{_END}"
    ),
    re.compile(
        rf"{_WANT}(?P<own>我的?)?{_WHEN}*+的?(?P<name>[^?,]{{1,15}}?)(?:的|我的)(?:回答|答案)(?:是{_WHAT}|呢){_END}"
    ),
    re.compile(
        r"(?:sorry,? |wait,? |and )*+what (?:(?P<own>did i|have i|was my|were my) ?)(?:say|said|answer|answered|answers|reply|put(?: down)?|enter|entered|tell you|told you|write|choose|pick|give)"
        r" (?:for|to|about|at|under|on|as) (?:the )?(?P<name>[^?,]{1,40}?)(?: so far| before| again| just now| question)*[\s?]*"
    ),
    re.compile(
        r"(?:sorry,? |and )*+what was (?P<own>my) (?P<name>[^?,]{1,30}?)(?: answer)?(?: again)[\s?]*"
    ),
)
_TOLD = re.compile("说|写")
MAX_SAID = 60
"""Characters above which a message tells more than such a question."""


@dataclass(frozen=True, slots=True)
class Recalled:
    """What is asked for: the answer to the question called `name`, or all where that is empty.

    `own`: the words say that the answer is one's own, so that half of a name is enough.
    """

    name: str = ""
    own: bool = True


def read(text: str) -> Recalled | None:
    """What of one's own answers `text` asks for; None when it asks for none."""
    if len(text) > MAX_SAID:
        return None
    said = core(fold(text))
    if _SO_FAR.fullmatch(said):
        return Recalled()
    for pattern in _TO_ONE:
        if match := pattern.fullmatch(said):
            own = bool(match["own"] or match.groupdict().get("own2")) or "来着" in said
            if not own and _TOLD.search(said):
                continue  # "窗口说的什么": somebody else
            return Recalled(match["name"].strip(), own)
    return None
