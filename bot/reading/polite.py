"""A request without its manners: no greeting in front, no "please" and "一下" around it."""

from __future__ import annotations

import re

from bot.reading.remembered import remembered
from bot.reading.words import fold, trimmed

_GREETING = re.compile(
    r"(?:(?:你好|您好|哈喽|嗨|(?:早上|上午|下午|晚上)好|hello|hi|hey|good (?:morning|afternoon|evening))"
    r"(?![a-z])(?:啊|呀|there|[\s,.!~])*)*"
)
"""What stands in front of a request and is none of it."""
_BEFORE = re.compile(
    r"(?:好的?|嗯|算了|那就?|我还?想|我还?要|我(?=不)|想要?|要|请|帮我|帮忙|麻烦|先|能不能|可不可以|"
    r"可以|能|给我|看一?[看下]|"
    r"查一?[查下看]|"
    r"please|can you|could you|can i|could i|may i|can we|could we|shall we|let's|let me|i want to|i'd like to|"
    r"i would like to|ok|[\s,.])*+"
)
_PLEASE = (
    "一下|吗|么|吧|了|啊|呀|呢|哦|好吗|可以吗|行吗|行不|谢谢|这个|这题|这一题|这项|这一步|"
    "本题|该题|的命令|命令|please|now|thanks|this question|question|this|it|for now"
)
_AFTER = re.compile(rf"(?:{_PLEASE}|[\s,.!~])++$")
_LAST = (*_PLEASE.split("|"), *",.!~")
"""What `_AFTER` ends in, blanks apart: looked for in each place, it takes long to find nothing."""


def requested(folded: str) -> tuple[int, int]:
    """The characters of what is said after a greeting."""
    start, end = trimmed(folded)
    greeting = _GREETING.match(folded, start)
    after = greeting.end() if greeting else start
    return (after, end) if after < end else (start, end)


@remembered
def plainly(text: str) -> tuple[str, str, str, str]:
    """`text` as it is said, without manners in front, without those behind, without both."""
    folded = fold(text)
    start, end = requested(folded)
    said = folded[start:end]
    before = _BEFORE.match(said)
    lead = before.end() if before else 0
    is_there = said.endswith(_LAST) or said[-1:].isspace()
    after = _AFTER.search(said, lead) if is_there else None
    tail = after.start() if after else len(said)
    return said, said[lead:], said[:tail], said[lead:tail]
