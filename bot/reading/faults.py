"""Whether words tell of something that went wrong, so that a report may be offered.

Either they speak of a category of problem (`bot.reading.categories`), or they have a
word of fault. Praise, questions and what is said to be no trouble tell of none.
"""

from __future__ import annotations

import re

from bot.reading import silence
from bot.reading.asking import asks
from bot.reading.categories import guess
from bot.reading.trips import SEVERAL, WASTED, without_spared
from bot.reading.words import core, fold

_FAULT = re.compile(
    r"坏了|故障|失灵|崩溃|死机|瘫痪|没人管|太慢|很慢|慢得|太久|太长|好久|半天|(?:排|等)[了队着]?.{0,5}?(?:小时|钟头|一上午|一下午|一整?天)|没有(?:母婴室|座位?|椅子|厕所|指示|标识|人管|空调|停车位?)|"
    r"没人|被退|退回|打回|态度(?:差|不好|恶劣)|不耐烦|不会用|"
    rf"{WASTED}|{SEVERAL}|"
    r"不会弄|找不[到着]|看不懂|听不懂|被要求|又要|还要(?:我|再|补|交)|说缺|少了|报错|打不开|进不去|闪退|"
    r"卡住|卡死|不让|不给办|办不[了成]|推诿|踢皮球|不合理|不方便|麻烦死|乱收|多收|"
    r"\bbroken\b|out of order|too (?:slow|long|small|crowded)|so slow|no (?:seats?|signs?|toilets?|ramp|one)\b|nobody|rude|"
    r"sent (?:me|us|him|her|them) (?:back|away|home)|rejected|wasted|for nothing|could ?n[o']t find|"
    r"unclear|confus|error|crash|froze|\bhung\b|timed out|kept (?:spinning|loading|failing|asking)|no help\b|\buseless\b|charged (?:me |us |him |her )?twice|\bate (?:my|our|the) |not work|does ?n[o']t work|\bdead\b|\bwas down\b|"
    r"\bstuck\b|took (?:ages|forever)|\bwait(?:ed|ing) .{0,14}\bhours?\b|\bfor hours\b|asked .{0,20}(?:twice|times|again)\b"
)
_SAID_SO = re.compile(
    r"[了过被没不太坏差]|好(?:多|几|久)|\b(?:was|were|is|are|had|has|have|did|not|no|too)\b|n't\b"
)
_WELL = re.compile(
    r"热情|耐心|(?:[很挺真蛮超特]|非常|特别|相当)好|不错|方便了|顺利|满意|点赞|表扬|感谢|谢谢|帮(?:我|他|她|老人|忙)|kind|friendly|"
    r"helpful|patient|great|\bgood\b|thank"
)
_NO_TROUBLE = re.compile(
    r"(?:没有?|不|无|并?未)[^,;.!?]{0,3}(?:坏|毛病|故障|太慢|被退|退回|卡住|报错|麻烦|问题)|"
    r"(?:没有?|未)(?:被|让?等|排|跑|用|花|怎么|什么|人)?(?:多收|乱收|多要|又要|不耐烦|推诿|踢皮球|不合理|不方便|半天|好久|太久|白跑)"
)
MIN_LENGTH = 4
"""Characters below which words say too little to be a report."""


def tells_of_fault(text: str, *, plainly: bool = False) -> bool:
    """Whether `text` sounds like a problem that someone would want to report.

    With `plainly` it must say that something was so, and not only name it ("收费问题").
    """
    folded = core(fold(text))
    if len(folded) < MIN_LENGTH or asks(text) in ("plain", "direct"):
        return False
    if _FAULT.search(_NO_TROUBLE.sub("", without_spared(folded))) or silence.tells(text):
        return True
    if plainly and not _SAID_SO.search(folded):
        return False
    return guess(text) is not None and not _WELL.search(folded) and not _NO_TROUBLE.search(folded)
