"""Words where words are wanted that speak of the answering and answer nothing.

"不知道写啥", "给个例子", "必须写吗", "让我想想", "你帮我写", "刚才说过了": only when it is the
whole message, since anything may be part of a story.
"""

from __future__ import annotations

import re
from typing import Literal

from bot.reading.words import core, fold

Reason = Literal["dont_know", "refers_back", "wants_example", "must_i", "thinks"]

_UM = r"(?:嗯+|呃+|额+|啊+|哦+|em+|u[hm]+|hm+|er+|well|那个?|这个?|哎呀?|唉|[…,.~\s])*+"
_WRITE = r"(?:填|写|说|答|回答|讲|提|输)"
_END = r"(?:了|啊|呀|呢|吧|哦|嘛|的|[?~.!…\s])*+"
_WAYS: tuple[tuple[Reason, re.Pattern[str]], ...] = (
    (
        "dont_know",
        re.compile(
            rf"{_UM}(?:我|也|真|真的|实在|完全|暂时|一时|都|还|现在|就)*+(?:"
            rf"(?:不知道|不晓得|不清楚|不会|没想好|想不[出到]|想不起)(?:来)?(?:该|要|怎么|咋)*+{_WRITE}?(?:点|些)?(?:什么|啥|哪些)?(?:好|来)?|"
            rf"(?:想不[出起到]来?|没想[好到起出]来?|没什么想法|没啥想法|脑子(?:一片)?空白)){_END}|"
            rf"{_UM}(?:你|您)(?:们)?(?:来|就|帮我|替我|看着|随便|自己|帮忙|给我|说|觉得)+(?:{_WRITE}|编|定|决定|怎么样)?(?:一?[个条下点]|几条)?{_END}|"
            rf"{_UM}(?:i )?(?:really )?(?:(?:don'?t|do not) know(?: what to (?:write|say|put))?|idk|no idea|no clue|can'?t think of (?:any(?:thing)?|one))(?: sorry)?|"
            rf"{_UM}(?:you (?:write|choose|decide|do it|fill it in)|write it for me|what do you think)(?: for me)?\??"
        ),
    ),
    (
        "wants_example",
        re.compile(
            rf"{_UM}(?:比如|例如|像|举个例子|给个?例子|来个例子|给个?(?:样子|模板|范例|示例)|有(?:没有)?(?:例子|样子|模板|示例)|什么样的)(?:说|讲)?(?:看|吗|什么|啥)?{_END}|"
            rf"{_UM}(?:能不能|可不可以|可以|请|告诉我?|教教?我?|说说?)*+(?:这|这里|这题|这一题|这个|那|到底|具体)*+(?:要|该|得|应该|需要|让我)*+(?:怎么|咋|如何){_WRITE}{_END}|"
            rf"{_UM}(?:这|这里|这题|这一题|这个|那|到底|具体)*+(?:要|该|得|应该|需要|让我)++{_WRITE}(?:些|点)?(?:什么|啥|哪些|几[条句个点]|多少字?|多长){_END}|"
            rf"{_UM}(?:要)?{_WRITE}几[条句个点]{_END}|"
            rf"{_UM}(?:for example|such as|like what|e\.?g\.?|(?:can you |could you |please )?(?:give|show) (?:me )?an example|an example(?: please)?|"
            rf"what (?:do you mean|should i (?:write|say|put)|do i (?:write|say|put)|kind)|how (?:many|long|much)|what is wanted)\??"
        ),
    ),
    (
        "must_i",
        re.compile(
            rf"{_UM}(?:这|这题|这一题|这个)*+(?:一定|必须|非得?|必|是不是)(?:要|得|必须)*+{_WRITE}(?:吗|么|不可|{_END})|"
            rf"{_UM}(?:这|这题|这一题|这个|我)*+(?:可以|能|可不可以|能不能|不)(?:不{_WRITE}|空着|留空)(?:行)?(?:吗|么|吧|{_END})|"
            rf"{_UM}不{_WRITE}(?:行不行|可以吗|行吗|会怎么?样)\??|"
            rf"{_UM}(?:do i (?:have|need) to(?: (?:answer|write|say)(?: (?:this|it|something|anything))?)?|must i|is (?:this|it) (?:required|mandatory|necessary)|"
            rf"can i (?:leave (?:it|this) (?:empty|blank|out)|not answer))\??"
        ),
    ),
    (
        "thinks",
        re.compile(
            rf"{_UM}(?:等一?[下会]儿?|等等|稍等|别急|先)*+[,\s]*(?:我|让我|容我|我先|我再|我得)*+(?:再)?(?:想一?想|想一?下|琢磨(?:一?下)?|考虑(?:一?下)?|回忆(?:一?下)?){_END}|"
            rf"{_UM}(?:(?:wait|hold on)[, ]+)?(?:let me (?:think|see)(?: about it)?|thinking|give me a (?:moment|second|minute))"
        ),
    ),
    (
        "refers_back",
        re.compile(
            rf"{_UM}(?:我|刚才|刚刚|前面|上面|之前|早就|都|已经|不是|不都|就)++{_WRITE}(?:过|了|过了)++(?:一遍|一次)?(?:吗|么|嘛|{_END})|"
            rf"{_UM}同上(?:一?[次条题个])?{_END}|{_UM}(?:i )?(?:already )?(?:said|told you|answered|wrote)(?: (?:it|that|this|so))?(?: (?:already|before|above))|"
            rf"{_UM}i (?:have )?already (?:said|told you|answered)(?: (?:it|that|this|so))?"
        ),
    ),
)
MAX_SAID = 30
"""Characters above which a message tells more."""


def reason(text: str) -> Reason | None:
    """Why `text` answers nothing, if it is one of these; None for all other words."""
    said = core(fold(text))
    if not said or len(said) > MAX_SAID:
        return None
    return next((why for why, way in _WAYS if way.fullmatch(said)), None)
