"""How people ask for a walk in their own words: "陪我去办身份证", "walk me through registration".

Only outside of a walk; the item's name follows, is looked up like any other and asked about
where it is not sure. A question ("陪老人去办要带什么") begins nothing.
"""

from __future__ import annotations

import re

from bot.dialogue.commands import CommandMeant
from bot.reading.asking import asks
from bot.reading.words import MAX_READ, core, fold, trimmed

_WHO = (
    r"(?:我们?|咱们?|你们?|您|他|她|大爷|大妈|奶奶|爷爷|我?[爸妈]妈?|朋友|邻居|家人|"
    r"(?:一?[个位名])?(?:老人家?|老年人|老太太|老大爷|残疾人|外地人|群众|市民|居民|办事人|企业|人))"
)
_WISH = (
    rf"(?:你好|您好|{_WHO}|今天|现在|这次|请|麻烦|能不能|可不可以|可以|能|想|要|准备|打算|来|去|帮|给|"
    r"一起|[,.!\s])*+"
)
_ONCE = r"(?:一遍|一趟|一走|一下|一?个|走)?"
_NOT_DONE = "(?!了|过|完|得|不|的|出|进|到|开|事)"
_DO = rf"(?:办理?|走){_ONCE}{_NOT_DONE}"
_PLEASE = r"(?:吧|呗|啊|呀|哈|好吗|好不好|行吗|可以吗|吗|谢谢|[,.!?\s])*"
_TAIL = rf"(?:的?(?:办事|办理)?(?:流程|手续|程序))?(?:走?一遍|走?一趟)?{_PLEASE}"
_NAME = r"(?P<item>[^\s,.!?;][^,.!?;\n]{1,40}?)"
_WITH_ME = rf"(?:请|麻烦|你|您|能不能|可以)*(?:陪|带|跟|帮)(?:着|一下)?{_WHO}?(?:一起)?(?:走|办)"
_NAMED_DEED = (
    r"(?![^,.!?;\n]{0,40}(?:了(?!解)|过(?!户)))(?=(?:补办|补领|申领|申办|换领|换发|注销|登记|申请)|"
    r"(?:补|换|领|开|办个|上)[^,.!?;\n了过]{0,12}(?:证|卡|照|本|户口|牌|证明|执照))"
)
"""What is done is a part of the service's name: "补办身份证", "换驾照"."""
_ZH = (
    re.compile(rf"{_WISH}(?:陪|带|跟|和)着?{_WHO}?(?:一起)?(?:来|去)?{_DO}{_NAME}{_TAIL}"),
    re.compile(rf"{_WISH}(?:陪|带|跟|和)着?{_WHO}(?:一起)?(?:来|去)?{_NAMED_DEED}{_NAME}{_TAIL}"),
    re.compile(
        rf"{_WISH}(?:(?:办理?|走){_ONCE})?{_NAME}[,.!\s]+{_WITH_ME}(?:一遍|一趟|一下|一?个?流程)+{_PLEASE}"
    ),
    re.compile(
        rf"{_WISH}(?:办理?|走){_ONCE}{_NAME}[,.!\s]+(?:走(?:一遍|一趟)|走一?个?流程){_PLEASE}"
    ),
    re.compile(rf"{_WISH}(?:体验|试走)(?:一下|一遍|一回){_NOT_DONE}{_NAME}{_TAIL}"),
    re.compile(rf"{_WISH}试(?:一试|试|一下|着){_DO}{_NAME}{_TAIL}"),
    re.compile(rf"{_WISH}开始(?:办理?|走)(?:流程)?[:\s]*{_NAME}{_TAIL}"),
    re.compile(rf"{_WISH}走(?:一遍|一趟|一下|个)?{_NOT_DONE}{_NAME}的?(?:办事|办理)?流程{_PLEASE}"),
    re.compile(r"(?:start|begin) (?P<item>[\u4e00-\u9fff]{2,40})"),
)
_EN = re.compile(
    r"(?:(?:hi|hello|please|ok|now|so|today|and|can|could|would|will|you|we|i'd|i'm|i|let's|let us|"
    r"like|want|need|here|have|am|going|to|[\s,.!])++)?"
    r"(?<![a-z])walk(?:ing)?(?: (?:me|us))?(?: through| for| with me(?: for| through)?)? "
    r"(?:an? |the |my )?"
    r"(?!(?:to|in|out|away|back|up|down|over|was|is|took|me|us|with|through|for|and|here|there|again)\b)"
    r"(?P<item>[^\s,.!?;][^,.!?;\n]{1,60}?)(?: (?:with me|please|together|now|today))*[\s,.!?]*"
)

_EN_WITH = re.compile(
    r"(?:(?:hi|hello|please|ok|now|today|can|could|would|we|i'd|i'm|i|let's|let us|like|want|need|"
    r"going|to|[\s,.!])++)?"
    r"(?:help(?:ing)?|accompany(?:ing)?|assist(?:ing)?|tak(?:e|ing)|"
    r"go(?:ing)?(?: along)? with|guid(?:e|ing)) "
    r"(?:an? |the |my |our |one |this )?"
    r"(?:(?:old|older|elderly|real|blind|deaf|disabled|foreign|young) )?"
    r"(?:citizen|foreigner|student|grandma|grandpa|grandmother|grandfather|granny|wife|husband|partner|"
    r"colleague|classmate|roommate|flatmate|cousin|uncle|aunt|guy|girl|boy|family|applicant|person|resident|someone|somebody|man|woman|lady|gentleman|couple|"
    r"mother|mum|mom|father|dad|neighbou?r|friend|customer|client|visitor) "
    r"(?:with|through|(?:(?:who|that) )?(?:(?:needs?|wants?|is|to|trying|has|get|getting) ){0,5}"
    r"(?:apply(?:ing)? for|get(?:ting)?|needs?|wants?|register(?:ing)?(?: for)?|renew(?:ing)?|"
    r"replac(?:e|ing)|do(?:ing)?|handl(?:e|ing))) "
    r"(?:an? |the |her |his |their )?"
    r"(?P<item>[^\s,.!?;][^,.!?;\n]{1,60}?)"
    r"(?: (?:please|together|now|today))*[\s,.!]*"
)
"""Somebody else is helped: "help a citizen with a permit"; "help me with" asks for help."""


def meant(text: str) -> CommandMeant | None:
    """The walk that `text` asks for, with the name of its item; None when it asks for none."""
    if len(text) > MAX_READ:
        return None
    folded = fold(text)
    start, end = trimmed(folded)
    for pattern in (*_ZH, _EN, _EN_WITH):
        match = pattern.fullmatch(folded, start, end)
        if match is None:
            continue
        at, to = trimmed(folded, *match.span("item"))
        name = core(folded[at:to])
        if asks(name) in ("plain", "direct", "rhetorical") or "流程" in name[:2]:
            return None
        return CommandMeant("walk", text[at:to], at)
    return None
