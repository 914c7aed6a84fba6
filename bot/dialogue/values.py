"""The value that a message gives to the open question, where it asks nothing by it.

What asks is no value, whatever words of one are in it ("可以网上办吗", "没有照片怎么办"), unless
the mark alone asks ("20分钟?").
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

from bot.dialogue import none_of_list
from bot.dialogue.free_answers import says_nothing
from bot.dialogue.meanings import View
from bot.reading import free_text
from bot.reading.answers import read_answer, says_only
from bot.reading.asking import asks
from bot.reading.reading import Reading
from bot.reading.withdrawal import speaks_of_consent
from bot.reading.words import fold
from flows.events import Prompt
from flows.model import Locale, has_appearance

ASKING = ("plain", "direct")
_NEED = re.compile(r"[要得会能需]")
"""Words beside a value that make a question of it: "要20分钟?"."""


def answer_in(text: str, prompt: Prompt, *, locale: Locale, now: datetime) -> Reading | None:
    """The value that `text`, which may ask something, gives to `prompt`, and asks nothing by it."""
    asking = asks(text) in ASKING
    if is_free_text(prompt):
        wants_question = has_appearance(prompt.question, "aim", "question")
        asking = asking and not wants_question
        if asking or says_nothing(text, prompt):
            return None
    elif (
        (asking and not only_marked(text))
        or _ends_a_list(text, prompt)
        or none_of_list.may_mean(text, prompt)
    ):
        return None
    reading = read_answer(prompt, text, locale=locale, now=now)
    refuses = reading is not None and reading.value == "no"
    if refuses and has_appearance(prompt.question, "consent") and not speaks_of_consent(text):
        return None
    if reading is None or not asking:
        return reading
    outside = fold(text)[: reading.start] + fold(text)[reading.end :]
    if _NEED.search(outside) or not says_only(prompt, text, reading):
        return None
    return replace(reading, literal=False)


def _ends_a_list(text: str, prompt: Prompt) -> bool:
    """Whether "没有其他的了" is said, which picks no option of one: not "没有公示"."""
    return prompt.question.type == "select_one" and free_text.is_no_more(text)


def may_answer(text: str, view: View) -> bool:
    """Whether `text`, which may be said of the bot ("看不懂"), may be an answer to what is open."""
    prompt = view.prompt
    if prompt is None:
        return False
    if is_free_text(prompt):
        return not has_appearance(prompt.question, "item", "aim")
    return answer_in(text, prompt, locale=view.locale, now=view.now) is not None


def only_marked(text: str) -> bool:
    """Whether nothing but the mark at its end makes `text` a question: "20分钟?"."""
    return asks(fold(text).rstrip("?!. ")) not in ASKING


def is_free_text(prompt: Prompt | None) -> bool:
    """Whether the question wants words, and none of a list are on the screen."""
    return prompt is not None and prompt.question.type == "text" and not prompt.more
