"""Whether words that should name an office or a place do: "小程序登录三次才成" names none.

A name tells nothing that happened: no trouble, no count of times or minutes, no verb of what
somebody did. Where one clause is a name and the others are not, that clause is the answer.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.reading.faults import tells_of_fault
from bot.reading.numbers import CJK
from bot.reading.reading import Reading
from bot.reading.words import MAX_READ, Span, clauses, core, fold, is_filler, trimmed

_NUMBER = rf"[0-9{CJK}两半]+"
_OPINION = re.compile(
    "(?:一般|还行|可以|好|满意|差不多|一样|是|否|有|无|成|行|对|热情|顺利)[的吧啊了]*"
)
_COUNTED = re.compile(
    rf"{_NUMBER}多?(?:次(?!批|干)|遍|趟|分钟|小时|个?钟头|天(?![地河津水门府宁])|块钱|元(?![氏谋宝江区县街镇乡路桥里])|个人(?!民))|"
    r"\b[0-9]+ (?:times|minutes|hours|days|people)\b"
)
"""Times, minutes, money: of what happened, and of no name."""
_HAPPENED = re.compile(
    r"(?<!人)才(?:[能成行给办登到好知让有]|进|打|算)|太(?:慢|久|多|长|麻烦|差|乱|挤)|(?:很|特别|非常|挺|好)(?:多|慢|久|长|好|麻烦|挤|难|乱|大|小)|"
    r"了(?!解|结)|没(?:有|人|给|让|说|办|成|法|来|去|到)|不(?!动产|锈钢)|"
    r"被(?:退|要|拒|赶)|让(?:我|他|她|人|再)|怎么|为什么|什么|随便|建议|希望|应该|最好|"
    r"(?:我|他|她|你)(?!们|单位|局|科|中心|镇|街道|所|处|院|这边|是|在|就是)|"
    r"\b(?:took|waited|had|was|were|did|didn't|could|couldn't|failed|kept|asked|tried|got|went|never|too|very|because|nobody)\b"
)
_IN_NAMES = re.compile('"?办不成事"?|最多跑一次|跑一次|一次办|一件事|一次性告知|帮不了|太平')
"""What sounds as if it told something, and stands in the names of counters and offices."""
_OFFICE = re.compile(
    r"(?:局|委|办|处|所|站|厅|部|院|科|室|队|股|中心|大厅|窗口|台|点|镇|乡|街道|社区|村|园区|片区|新区|开发区|区|县|市|公司|大队|委员会|办公室|"
    r"\b(?:office|bureau|centre|center|hall|counter|desk|department|town|area|district|agency|window)(?: [0-9]+)?)$"
)
_PLACE = re.compile(
    r"[0-9一二三四五六七八九十]号|[楼层厅台站路街口门]|窗口|中心|办公室|"
    r"\b(?:counter|hall|floor|desk|office|window|room|centre|center|entrance)\b"
)
"""What tells where something is."""
_VAGUE = re.compile(
    r"(?:反正|就|那个?|这个?|差不多|大概|应该|好像|吧|是|嗯|呃|了|哈|呗|some ?where|thereabouts)++"
)
"""A clause that only waves at what was named before it."""
_LEAD = re.compile(
    r"(?:那|嗯+|哦|这次|就|我们?(?:这边|单位)?|自己|本人|[,\s])*+(?:是|在|来自|查的?是?|去查|要查|叫|就是)+(?:的是)?|"
    r"(?:i am|i'm|we are|we're|it's|it is) (?:from|with|at|in)? ?(?:the )?"
)
_FROM = re.compile(
    r"(?:我们?|本人|自己)(?:是|在|来自|属于)(?P<name>[^\s,;是在]{1,15}?(?:局|委|办|处|所|站|厅|部|院|中心|大厅|镇|乡|街道|片区|园区|公司))"
    r"(?=的|上班|工作|临时|借调|抽调|挂职|派|[,\s]|$)"
)
"""Where somebody is from, in a sentence that tells more of it."""
_TRAIL = re.compile(r"(?:上班|工作)?(?:的人?)?[吧啊呀哦呢]*$")
MAX_NAME, MAX_NAME_EN = 40, 100
"""Characters above which words are a story; English takes more of them for a name."""


def read(text: str, *, of_place: bool = False) -> tuple[Reading, Span | None] | None:
    """The name in `text`, and what is told besides; None when the words are none.

    Where a thing is may be told, too (`of_place`): "搬到一楼8号窗口了".
    """
    folded = fold(text)
    if len(text) > MAX_READ:
        return None
    if of_place and _PLACE.search(folded) and not _COUNTED.search(folded):
        return _whole(text), None
    every = clauses(folded)
    spans = [s for s in every if not _says_little(folded[slice(*s)])]
    names = [s for s in spans if _is_name(text[slice(*s)])]
    if names and names == spans and len(every) > 1 and len(spans) == 1:
        return replace(_name(text, *spans[0]), literal=False), None
    start, end = trimmed(folded)
    if names == spans:
        named = _name(text, start, end) if _is_name(text[start:end]) else None
        return (_whole(text) if named.literal else named, None) if named is not None else None
    sure = [s for s in names if s == spans[0] or _tells_office(folded[slice(*s)])]
    if len(names) != 1 or not sure:
        return None
    (name,) = names
    others = [s for s in spans if s != name]
    rest = (others[0][0], others[-1][1])
    if rest[0] < name[0] < rest[1]:
        return None  # the name stands between: whole sentences are told
    return replace(_name(text, *name), literal=False), rest


def _says_little(clause: str) -> bool:
    return is_filler(clause) or _VAGUE.fullmatch(clause) is not None


def _whole(text: str) -> Reading:
    """The words as they were typed."""
    start = len(text) - len(text.lstrip())
    return Reading(text.strip(), start, start + len(text.strip()), literal=True)


def _tells_office(clause: str) -> bool:
    return _OFFICE.search(clause) is not None or _FROM.search(clause) is not None


def _is_name(words: str) -> bool:
    words = _IN_NAMES.sub("", fold(words))
    said = core(words)
    if (
        _OPINION.fullmatch(said)
        or len(said) > (MAX_NAME_EN if said.isascii() else MAX_NAME)
        or _COUNTED.search(said)
        or _HAPPENED.search(said)
    ):
        return False
    return not tells_of_fault(words, plainly=True)


def _name(text: str, start: int, end: int) -> Reading:
    """The words of [start, end), without "我是…的" around the name of an office."""
    folded = fold(text)
    if came := _FROM.search(folded, start, end):
        a, b = came.span("name")
        return Reading(text[a:b], a, b, literal=False)
    lead = _LEAD.match(folded, start, end)
    trail = _TRAIL.search(folded, start, end)
    a = lead.end() if lead else start
    b = trail.start() if trail else end
    if (a, b) != (start, end) and b - a > 1 and _OFFICE.search(folded[a:b]):
        return Reading(text[a:b], a, b, literal=False)
    return Reading(text[start:end], start, end, literal=True)
