"""Asking how far one is: "还有几个问题", "多久能弄完", "how many more?"."""

from __future__ import annotations

import re

from bot.reading.words import core, fold

_ASKING = r"(?:请问|刚才|刚刚|咱们|我们|那|你|您|大概|一共|总共|后面|接下来|现在|到底|究竟|这个?|我|[\s,])*+"
_END = r"(?:了|呢|啊|呀|吗|嘛|哦|么|[\s?!.])*+"
_QUESTION = r"(?:问题|道?题目?|没[问答填]的?|要[问答填]的?)"
_LEFT = re.compile(
    rf"{_ASKING}(?:"
    rf"还(?:有|剩|差|剩下|要问|要答|要填|得问|得答|得填|要回答)(?:下)?(?:多少|几|好多)(?:个|道|项|条|步)?(?:{_QUESTION})|"
    r"还(?:剩|差|剩下|要问|要答|要填|得问|得答|得填|要回答)(?:下)?(?:多少|几[个道项条步])|还有(?:多少|几[道步])|"
    r"(?:要问|要答|要填|有)?(?:多少|几)(?:个|道)?(?:问题|题)|(?:走)?到哪一?步|"
    r"(?:走|填|问|答|做|进行|弄)到(?:哪里?|哪儿|哪一?步|第几[题步个项]|什么地方)|到?第几(?:题|步|个问题|个)|"
    r"(?:快|都|是不是)*(?:问|填|答|走|弄)完|(?:快|是不是快)(?:完|好|结束)|(?:快|还没)(?:问|填|答|走|弄)?(?:完|好|结束)"
    rf")(?:了没有?|没有?)?{_END}|"
    r"(?:(?:so|ok|and|hey|please),? )*(?:how (?:many|much) (?:more|(?:questions )?(?:are )?left|questions|is left)"
    r"(?: questions?)?(?: (?:are |is )?(?:there|left|to go|remaining|still|do you have|will you ask))*|"
    r"how many (?:questions )?(?:are )?(?:there )?(?:left|to go|remaining)|how many questions (?:are there|do you have)(?: in (?:all|total))?|"
    r"how far (?:am i|are we|along(?: am i| are we)?)(?: now)?|(?:am i|are we) (?:nearly|almost )?(?:done|finished|there|through)(?: yet)?|"
    r"(?:am i|are we) (?:nearly|almost) (?:done|finished|there|through)(?: yet)?|"
    r"(?:which|what) question (?:am i|are we|is this)(?: (?:on|at|now))*|(?:is )?(?:that|this) the last (?:one|question)|"
    r"what(?:'s| is) left)[\s?!.]*|"
    r"(?:这就|都|就|应该)*(?:没有?(?:题|问题)?了|问?完了|结束了)吧\?|"
    rf"{_ASKING}(?:(?:些|这些|那些|所有|全部|问题|题)*(?:都)?(?:问|填|答|走|弄|办|搞|做)?完(?:了|成)*(?:没有?|吗)|结束了[吗没]|"
    rf"还有(?:哪些|什么|啥)(?:要|需要|得)(?:看|填|问|答|走|弄|做|说)(?:的|吗)*|(?:这|都|要|得|到)*(?:什么|啥)时候(?:才)?(?:能|会)?(?:问|填|答|走|弄)?完){_END}"
)
_SIGHS = re.compile(
    r"^(?:(?:我|真|真的|实在|都|好|太|可|要|快)*+(?:烦|累|急|饿|困|慢|久)(?:死(?:我|人)?|坏)?(?:了|啊|呀)*[\s,.!]+)++"
)
"""How one feels, before one asks how far it is: "好累，还有几题？"."""
_TIME = re.compile(
    rf"{_ASKING}(?:还(?:要|得|需要?|剩)|(?:要|得))?(?:用|花)?多(?:久|长时间|少时间)(?:才)?(?:能|可以|会)?"
    rf"(?:就)?(?:问完|填完|弄完|走完|搞完|答完|填好|问|填|弄){_END}|"
    r"(?:and )?how much longer(?: (?:will|does|is) (?:this|it)(?: (?:take|going to take|be))?)?[\s?!.]*|"
    r"how long (?:do|will|are) (?:the|these|your) questions (?:take|going to take)[\s?!.]*"
)
_MAYBE_TIME = re.compile(
    rf"{_ASKING}(?:还(?:要|得|需要?)多(?:久|长时间|少时间)|"
    rf"(?:还(?:要|得|需要?|剩)|(?:要|得))?(?:用|花)?多(?:久|长时间|少时间)(?:才)?(?:能|可以|会)?(?:就)?(?:弄好|结束|完事)){_END}"
)
"""May be asked of the procedure, too."""
MAX_SAID = 50
"""Characters above which a message tells more than such a question."""


def asks_how_far(text: str) -> str:
    """ "far", or "time" where the length of the procedure may be meant, too; empty otherwise."""
    said = _SIGHS.sub("", core(fold(text)))
    if not said or len(said) > MAX_SAID:
        return ""
    if _LEFT.fullmatch(said) or _TIME.fullmatch(said):
        return "far"
    return "time" if _MAYBE_TIME.fullmatch(said) else ""
