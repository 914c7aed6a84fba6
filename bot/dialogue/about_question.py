"""What is asked of the open question itself: to hear it again, or what its words mean.

No guide knows it; the question is shown again, with its example.
"""

from __future__ import annotations

import re

from bot.reading import free_text
from bot.reading.guide_questions import names_element
from bot.reading.words import core, fold
from flows.events import Prompt

_MEANS = re.compile(
    r"(?:请问|那|这里|你说的|上面的?|[\"“”'\s])*+(?P<a>[^\s,;?]{2,12}?)[\"“”'\s]*(?:(?:是|指|算)的?个?(?:啥|什么)(?:意思)?|到底(?:啥|什么)意思|(?:啥|什么)意思)[啊呀呢?]*|"
    r"(?:请问|那)*(?:什么|啥|怎样|怎么|咋)(?:样的?)?(?:才)?(?:叫|算|是)(?P<b>[^\s,;?]{2,12}?)[啊呀呢?]*|"
    r"what (?:does|do|is|are)(?: an?| the)? (?P<c>[a-z -]{3,30}?)(?: mean)?[?]*"
)
MAX_SAID = 40
"""Characters above which a message tells more."""


def asks_again(text: str, prompt: Prompt | None) -> bool:
    """Whether `text` wants the open question once more, or asks what words of it mean."""
    if prompt is None or len(text) > MAX_SAID:
        return False
    if free_text.wants_again(text):
        return True
    match = _MEANS.fullmatch(core(fold(text)))
    term = (match["a"] or match["b"] or match["c"]) if match is not None else ""
    return bool(term) and not names_element(text) and term in _shown(prompt)


def _shown(prompt: Prompt) -> str:
    question = prompt.question
    texts = [*question.label.values(), *question.hint.values()]
    texts += [label for choice in prompt.choices for label in choice.label.values()]
    return fold("\n".join(texts))
