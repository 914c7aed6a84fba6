"""What people say where a service's name is wanted and that names none: "fine", "小程序", "排队太久了".

Looked at only where no guide has the words as a name: "小程序备案" is a service.
"""

from __future__ import annotations

import re
from typing import Literal

from bot.reading import free_text, yesno
from bot.reading.asking import ends_in_sigh
from bot.reading.faults import tells_of_fault
from bot.reading.neither import is_neither
from bot.reading.numbers import CJK
from bot.reading.praise import PRAISED
from bot.reading.unhelpful_words import finds_unhelpful
from bot.reading.words import ASSENT, clauses, core, fold, legible

NoName = Literal["nothing", "channel", "trouble", "remark"]

_FIGURE = re.compile(
    rf"第?[0-9.{CJK}]+(?:个|项|次|趟|分钟?|小时|天|块钱?|元|min(?:ute)?s?|hours?|days?|\s)*"
    rf"(?:[和跟与、,]第?[0-9{CJK}]+[个项]?)*|(?:最后|另外?)一?[个项]|同意|确认|[a-z]|"
    r"[0-9一二两三四五六几]+个?人(?:一起|一块儿?)?(?:来|去|走|办)?的?|"
    r"(?:昨天|今天|前天|刚才|刚刚|上午|下午|早上|[上这]周|[上这]个?星期)(?:[上下]午|晚上)?(?:了|的|来的|去的)?|"
    rf"{ASSENT.pattern}"
)
"""A number, a letter or a nod, which names no service however one looks at it."""
_WELL = re.compile(
    rf"(?:(?:一切|全部|整体|总体|目前|现在|今天|这次|都|全|也|还|就|感觉|办得|走得)*(?:(?:{PRAISED.pattern})利?|还行|行|顺当|没事)|"
    r"(?:也|都|还|目前|暂时|真|倒)*没(?:有|啥|什么)*(?:事儿?|情况|特别的?|可说的?|要说的)?)(?:了|的|啊|呀|呢|吧|哦|嘛|啦)*|"
    r"(?:(?:it'?s?|that'?s?|this|i'?m|we'?re|everything'?s?|all|is|are|was|were|went|goes|going|so far|just|pretty|"
    r"very|quite|really)\s+)*+(?:fine|good|great|ok|okay|perfect|excellent|well|alright|smooth(?:ly)?|no problems?|"
    r"no issues?|nothing(?: much| special| really)?)(?: so far| here| thanks?| thank you)?"
)
_WAY = (
    r"(?:微信|支付宝|政务)?小程序|微信|支付宝|线上|线下|网上|网站|政务(?:服务)?网|电脑|手机(?:app)?|app|客户端|现场|"
    r"(?:办事|政务|服务|便民)*(?:窗口|大厅|中心)|自助(?:终端|机|服务机)|12345(?:热线)?|热线|电话"
)
_CHANNEL = re.compile(
    rf"(?:我们?|今天|这次|是|就|都|先|后|想|要|用|在|走|通过|去|从|到|来|打)*(?:{_WAY})"
    rf"(?:(?:[和跟与或、,/+]|还有|以及)+(?:{_WAY}))*"
    r"(?:上面?|里面?|那边|办理?|弄|走|填|交|申请|提交|预约|的|吧|了|啊|呀)*|"
    r"(?:(?:i|we|it|was|did|do|doing|used?|using|going|go|to|through|via|by|on|at|in|over|from|the|an?|my|our|it)\s+)*+"
    r"(?:online|offline|website|web site|app|phone|mini[- ]?(?:program|app)s?|wechat|alipay|counter|window|kiosk|"
    r"hall|service hall|in person|person|hotline|computer)"
)
_TOLD = re.compile(
    r"(?:(?<![丢没期])了|[啊呢吧呀嘛哦唉]|[办来去弄走]的)$|(?<![残伤])疼|好[累热冷烦困饿多挤吵闷渴]|[很太真挺]"
    r"(?![阳平原和湖行空伪实丝])[^\s]|"
    r"^(?:我|他|她|你|您|咱)们?(?:腿|腰|头|眼|手|脚|妈|爸|家|在|刚|还|也|就|都|已|没|不|有点)|"
    r"^(?:跟|和|同)(?:上次|上回|以前|之前|昨天).{0,6}一样|"
    r"^(?:i|i'm|it|it's|you|they|he|she|there|this|that|that's|we|we're|how|let) (?!(?:want|would|need) )|"
    r"\b(?:was|were|is|are|isn't|wasn't|can't|couldn't)\b"
)
"""Sentences: a service's name tells nothing of anybody, and ends in no particle."""
STORY = 3
"""Clauses from which words tell something; a service's name has one, or two with its reason."""
MAX_SAID = 100
"""Characters above which words are looked at as a name all the same, and offered as one."""


def is_figure(text: str) -> bool:
    """Whether `text` is a number, a yes, no or nod, which no service is called, whatever the guides."""
    said = core(fold(text))
    return _FIGURE.fullmatch(said) is not None or yesno.bare(legible(fold(text))) is not None


def unnamed(text: str) -> NoName | None:
    """What `text` tells where it names no service; None where it may be a name."""
    said = core(fold(text))
    if not said or len(said) > MAX_SAID:
        return None
    told = [said[slice(*span)] for span in clauses(said)]
    if (
        free_text.is_nothing(text)
        or is_neither(text)
        or all(_WELL.fullmatch(each) for each in told)
    ):
        return "nothing"
    if _CHANNEL.fullmatch(said):
        return "channel"
    if tells_of_fault(text, plainly=True) or ends_in_sigh(text):
        return "trouble"
    if len(told) >= STORY:
        return "remark"
    return "remark" if _TOLD.search(said) or finds_unhelpful(text) else None
