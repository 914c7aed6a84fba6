"""What an office says of the gaps of the guides: "指南缺口", "把缺口3转成问题", "guide gap 3 done"."""

from __future__ import annotations

import re

from bot.reading.words import core, fold

_GAPS = r"(?:办事)?指南(?:的)?(?:缺口|空白|缺项)|缺口"
_LEAD = r"(?:请|帮我|我想|我要|想|看一?[看下]?|查一?[看下]?|列出|列一下|显示|有哪些|有什么|把|[\s,:/])*+"
_TAIL = r"(?:有哪些|有什么|有没有|列表|清单|看看|呢|吗|吧|了|[\s,.?!])*+"
_PEOPLE = r"(?:大家|群众|人家|他们|体验员|办事人|老百姓|市民)"
_LIST = re.compile(
    rf"{_LEAD}(?:{_GAPS}){_TAIL}|"
    rf"{_LEAD}(?:大家|群众|人家|他们|体验员|办事人)?(?:都)?(?:问(?:了|过)?|问的)(?:些)?(?:什么|啥|哪些)(?:问题)?(?:没|没有|都没|指南没)"
    rf"(?:答上(?:来)?|回答(?:上|出来)?|答出来|答好){_TAIL}|"
    rf"{_LEAD}(?:哪些|什么)?(?:问题|话)?(?:指南|机器人|助手)?(?:没|没有)答上(?:来)?的?(?:问题)?(?:{_TAIL}|有哪些)|"
    rf"{_LEAD}指南(?:还)?(?:缺|少|该补|要补|没写)(?:些|了)?(?:什么|啥|哪些){_TAIL}|"
    rf"{_LEAD}(?:问题)?(?:最近|这几天|近来|这周|上周|本月|今天)?{_PEOPLE}(?:最近|这几天|近来)?(?:都|常|经常|老)?(?:在)?问(?:了|过|的)?(?:些)?(?:最多的?)?"
    rf"(?:什么|啥|哪些)(?:问题)?{_TAIL}|"
    rf"{_LEAD}(?:哪些|什么)?(?:问题)?{_PEOPLE}问(?:了|过)?(?:都)?(?:没|没有)(?:能)?答(?:上|出)(?:来)?的?{_TAIL}|"
    rf"{_LEAD}(?:这些|全部|所有)?(?:指南)?缺口(?:怎么)?(?:转|变|登记|记|报)(?:成|为)?问题{_TAIL}"
)
_LIST_EN = re.compile(
    r"/?(?:(?:please|show(?: me)?|list|the) )*(?:guide )?gaps(?: in the guides| of the guides)?\??|"
    r"what (?:could|did) the guides? not answer\??|what (?:could(?:n'?t| not)|did(?:n'?t| not)) the guides? answer\??|"
    r"what is missing (?:in|from) the guides?\??|(?:the )?unanswered questions|"
    r"what (?:did|do|have) (?:people|users|citizens|they) ask(?:ed)?(?: (?:that|which) (?:was|were|is)(?: not|n't) answered| lately| recently| most)?\??|"
    r"which questions (?:were|are|went)(?: not|n't)? ?(?:un)?answered\??"
)
_ONE = re.compile(
    rf"{_LEAD}(?:第)?(?:{_GAPS}|(?:guide )?gap)\s*(?:第|no\.?|#)?\s*(?P<n>[0-9]{{1,9}})(?:个|条|号)?\s*(?P<deed>\S.{{0,30}})?|"
    r"(?P<verb>ignore|close) (?:guide )?gap (?P<m>[0-9]{1,9})"
)
_DEEDS = {
    "issue": re.compile(
        r"(?:给?我?(?:转|登记|记|报|列|立|改|变)(?:成|为|作|入)?(?:一个|个)?(?:问题|台账|整改)?|(?:转|报)问题)(?:了|吧)?|"
        r"(?:(?:to|into|as|is) )?(?:an |make an |make it an )?issue"
    ),
    "done": re.compile(
        r"(?:已经?|都)?(?:补|写|改|加|处理|办|解决|更新)(?:好|上|完|过|写|进去|进指南)*(?:了|啦|过了)?|(?:is )?(?:done|fixed|written|closed)"
    ),
    "ignored": re.compile(
        r"(?:先)?(?:忽略|不管|不用管|不理|不用补|不补|略过)(?:它)?(?:了|吧)?|ignore(?: it)?|ignored"
    ),
}
MAX_SAID = 60
"""Characters above which a message tells something else."""


def meant(text: str) -> str | None:
    """What `text`, all of it, wants of the gaps: "" the list, "3" one, "3:issue" a deed; or None."""
    if len(text) > MAX_SAID:
        return None
    said = core(fold(text))
    if _LIST.fullmatch(said) or _LIST_EN.fullmatch(said):
        return ""
    one = _ONE.fullmatch(said)
    if one is None:
        return None
    if one["verb"]:
        return f"{one['m']}:{'ignored' if one['verb'] == 'ignore' else 'done'}"
    words = (one["deed"] or "").strip()
    if not words:
        return one["n"]
    done = deed(words)
    return f"{one['n']}:{done}" if done else None


def deed(text: str) -> str | None:
    """What `text`, all of it, wants done with a gap: "转问题", "已补写", "忽略它"."""
    said = core(fold(text[:MAX_SAID]))
    return next((name for name, way in _DEEDS.items() if way.fullmatch(said)), None)


def is_bare(text: str) -> bool:
    """Whether the words may be an answer to something that is asked: "缺口"."""
    return core(fold(text)) in ("缺口", "gaps")
