"""How far ahead a day may lie that is said without its year, by what is asked."""

from __future__ import annotations

import re

from bot.reading import dates
from bot.reading.words import fold
from flows.events import Prompt

_TO_COME = re.compile(
    r"预约|计划|打算|到期|截止|有效期|下次|何时能|什么时候能|\b(?:will|plan|due|expire|next|appointment)"
)
_PAST = re.compile(r"了(?![解结])|过|[来去办交到取拿]的|\b(?:did|was|were)\b")
_NOT_BEFORE, _NOT_AFTER = (re.compile(rf"\.\s*{sign}=?\s*(?:today|now)\(") for sign in (">", "<"))
"""What a question says of when: of what is to come, of what was told, by its words or its limit."""


def days_ahead(prompt: Prompt, asked: str) -> int:
    """How many days ahead a day may lie that is said without its year; `asked` is the question."""
    told, limit = fold(asked), prompt.question.constraint
    if _TO_COME.search(told) or _NOT_BEFORE.search(limit):
        return dates.ANY
    return 0 if _PAST.search(told) or _NOT_AFTER.search(limit) else dates.SOON
