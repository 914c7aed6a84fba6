"""What words mean right after an answer of the guides: that it did not help, or what it lacked."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.dialogue.context import Context
from bot.dialogue.meanings import AskMeant, NotUnderstood
from bot.dialogue.plan import Chosen, Means
from bot.dialogue.pointing import pointed
from bot.dialogue.texts import TEXTS
from bot.dialogue.understand import CommandMeant, NoteMeant
from bot.reading.asking import asks
from bot.reading.option import key_of
from bot.reading.small_talk import is_small_talk
from bot.reading.unhelpful_words import finds_unhelpful
from bot.reading.words import trimmed
from flows.events import Prompt
from knowledge.model import ItemMatch

UNHELPFUL, LACKS = "unhelpful", "lacks"
_BUTTON = frozenset(key_of(label) for label in TEXTS["btn_lack"])
MAX_LACKING = 300
"""Characters above which words are a story, and not what an answer lacked."""


def meant(text: str, ctx: Context, prompt: Prompt | None) -> CommandMeant | Chosen | None:
    """That the answer just given did not help, or the button by which one says what it lacked.

    Not where the words are an option's own label, or say that none of what was offered is meant.
    """
    if ctx.lacking and key_of(text) in _BUTTON:
        return Chosen(f"lack:{ctx.lacking}")
    if not ctx.answered or not finds_unhelpful(text):
        return None
    if ctx.menu is not None and pointed(text, ctx.menu):
        return None
    choices = prompt.choices if prompt is not None else ()
    labels = {key_of(label) for choice in choices for label in choice.label.values()}
    return None if key_of(text) in labels else CommandMeant(UNHELPFUL)


def lacks(
    text: str, meaning: Means, ctx: Context, find: Callable[[str], Sequence[ItemMatch]]
) -> CommandMeant | None:
    """What an answer lacked, where that was just asked and the words mean nothing else.

    An answer to the open question, a command or a question of its own is what it always is.
    """
    if not ctx.lacking or len(text) > MAX_LACKING or is_small_talk(text):
        return None
    start, end = trimmed(text)
    if isinstance(meaning, NotUnderstood):
        is_free = meaning.reason == "unclear"
    elif isinstance(meaning, NoteMeant):  # a bare complaint: "怎么没写加急！"
        is_free = (meaning.start, meaning.end) == (start, end)
    else:
        is_free = isinstance(meaning, AskMeant) and asks(text) == "embedded"
    if not is_free or any(match.exact for match in find(text)):
        return None
    return CommandMeant(LACKS, text[start:end], start)
