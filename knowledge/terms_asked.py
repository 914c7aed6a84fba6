"""What a word means: "什么是居住证", "签注是啥意思", "what is hukou".

Guides tell how things are done and hardly what they are, so only a text that says it answers.
"""

from __future__ import annotations

import re

from knowledge.question import Question
from knowledge.text import fold

_LEAD = r"(?:请问|那|你说的|[\s,.\"“”'])*+"
_TAIL = r"[\"“”'啊呀呢?\s]*"
_ASKED = re.compile(
    rf"{_LEAD}(?:什么|啥)(?:东西)?(?:才)?(?:叫做?|是)(?P<a>[^\s,.?;的要需]{{2,10}}?){_TAIL}|"
    rf"{_LEAD}(?P<b>(?!第|最后|上|下)[^\s,.?;的]{{2,10}}?)[\"“”'\s]*(?:到底|究竟)?"
    rf"(?:(?:是|指)(?:的是)?个?(?:什么|啥)(?:意思|东西|玩意儿?)?|(?:什么|啥)意思){_TAIL}|"
    r"(?:so |and |but |ok |please )*(?:what (?:is|are|s)|whats) (?:an? )?"
    r"(?P<c>(?!the |that|this|it|my|your|there|next|needed|required|left)"
    r"[^\s?.,]{3,20}(?: [^\s?.,]{3,20}){0,2})[?\s]*|"
    r"(?:so |and )*what (?:does|do) (?:an? |the )?(?P<d>[^?.,]{3,30}?) mean[?\s]*|"
    r"(?:the )?meaning of (?:an? |the )?(?P<e>[^?.,]{3,30}?)[?\s]*"
)
MAX_ASKED = 60
"""Characters above which a question tells more."""


def word_asked(question: Question) -> str:
    """The word whose meaning is all that is asked; empty where something else is."""
    said = fold(question.text).strip()
    if len(said) > MAX_ASKED or question.intents or not question.topic:
        return ""
    match = _ASKED.fullmatch(said)
    return next(filter(None, match.groups()), "") if match else ""


def defines(text: str, word: str) -> bool:
    """Whether a text says what a word means, or is a question for it."""
    if (asked := _ASKED.fullmatch(fold(text).strip())) is not None:
        return word in asked.groups()
    return (
        re.search(
            rf"{re.escape(word)}[”\"』」]?(?:（[^）]{{0,20}}）)?(?:，|,)?(?:就?是指?|指|即|包括)",
            text,
        )
        is not None
    )
