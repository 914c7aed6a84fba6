"""What is said to "is it an answer, or a question?" that is neither button's name."""

from __future__ import annotations

import re
from typing import Literal

from bot.reading.unhelpful_words import finds_unhelpful
from bot.reading.words import core, fold

_SO = r"(?:我|这|那|这个|这句|其实|就|只|当然|肯定|在|,|\s)*+"
_NOT = r"(?:不是|没|没有|并不是|并没有|并非)(?:在|想|要|我)*+"
_END = r"(?:的|了|啊|呀|呢|吧|而已|问题|办事指南|指南|,|\s)*+"
_ASK = re.compile(
    rf"{_SO}(?:{_NOT}(?:回答|答题|作答|答案)|(?:是|想|要)(?:在|想|要)*(?:问|提问|咨询)){_END}|"
    r"(?:no,? )?(?:(?:it|this)(?:'s| is) |that(?:'s| is) |that was |it was )?(?:not (?:an|my|the) answer|a question)|"
    r"(?:no,? )?i(?:'m| am| was) (?:just )?asking"
)
_ANSWER = re.compile(
    rf"{_SO}(?:{_NOT}(?:提问|问问题|问题|问你|问指南|问)|(?:是|算)(?:在)*(?:回答|答案|答的)){_END}|"
    r"(?:no,? )?(?:(?:it|this)(?:'s| is) |that(?:'s| is) |that was |it was )?(?:not a question|(?:an|my|the) answer)|"
    r"(?:no,? )?i(?:'m| am| was) (?:not asking|answering)"
)
_UNCLEAR = re.compile(rf"{_SO}(?:不是)?我?(?:想|要)?问的(?!是){_END}")
"""That it is not what I asked, or not I who asked."""


def read(text: str) -> Literal["answer", "ask", "unclear"] | None:
    """Which of the two is said to be meant; "unclear" where that is what the words speak of."""
    said = core(fold(text))
    if _UNCLEAR.fullmatch(said):
        return "unclear"
    if _ASK.fullmatch(said):
        return "ask"
    if _ANSWER.fullmatch(said):
        return "answer"
    return "unclear" if finds_unhelpful(text) else None
