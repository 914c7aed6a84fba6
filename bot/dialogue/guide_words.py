"""What words mean right after an answer of the guides: that it did not help, or what it lacked."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from bot.dialogue.context import Context
from bot.dialogue.meanings import AskMeant, NotUnderstood
from bot.dialogue.plan import Chosen, Means
from bot.dialogue.pointing import pointed
from bot.dialogue.texts import TEXTS
from bot.dialogue.understand import CommandMeant, NoteMeant
from bot.reading.asking import asks
from bot.reading.free_text import is_nothing
from bot.reading.neither import is_neither
from bot.reading.option import key_of
from bot.reading.small_talk import is_small_talk
from bot.reading.unhelpful_words import finds_unhelpful
from bot.reading.words import core, fold, trimmed
from flows.events import Prompt
from knowledge.model import ItemMatch

UNHELPFUL, LACKS, LACKS_NOTHING = "unhelpful", "lacks", "lacks_nothing"
_BUTTON = frozenset(key_of(label) for label in TEXTS["btn_lack"])
_OUR_BUTTON = frozenset(key_of(label) for label in TEXTS["btn_unhelpful"])
_NO_MORE = re.compile(
    r"(?:没|没有|不用|不补|没别的|没什么|没啥|不必|就这样)(?:别的|什么|啥|要补的|要问的|说的|补)*(?:了|啦|吧)*|"
    r"no more|nothing(?: more| else)?|that(?:'s| is) (?:all|it)|never ?mind"
)
_WRONG = frozenset({"不对", "不是", "错了", "不对啊", "不对吧", "不是吧", "wrong", "that's wrong"})
"""Of an answer, where nothing else is open that these words could deny."""
MAX_LACKING = 300
"""Characters above which words are a story, and not what an answer lacked."""


def meant(text: str, ctx: Context, prompt: Prompt | None) -> CommandMeant | Chosen | None:
    """That the answer just given did not help, or the button by which one says what it lacked.

    Not where the words are an option's own label, or say that none of what was offered is meant.
    """
    if ctx.lacking and key_of(text) in _BUTTON:
        return Chosen(f"lack:{ctx.lacking}")
    denied = prompt is None and ctx.menu is None and core(fold(text)) in _WRONG
    failed = bool(ctx.answered) and (denied or finds_unhelpful(text) or _picks_none(text, ctx))
    if not failed and not (ctx.lacking and tells_nothing(text)):
        return None
    if ctx.menu is not None and pointed(text, ctx.menu):
        return None
    choices = prompt.choices if prompt is not None else ()
    labels = {key_of(label) for choice in choices for label in choice.label.values()}
    if key_of(text) in labels:
        return None
    return CommandMeant(UNHELPFUL if failed else LACKS_NOTHING)


def meant_of_none(text: str, ctx: Context, answers: Callable[[], bool]) -> CommandMeant | None:
    """Words that find an answer of no help where none stands before; not such as answer.

    Args:
        text: As it was said.
        ctx: What the chat remembers.
        answers: Whether they may be an answer to the open question.
    """
    menu = ctx.menu
    speaks_to_menu = menu is not None and (menu.ways.keeps_words or menu.ways.awaits_text)
    is_button = key_of(text) in _OUR_BUTTON  # its words are no answer to anything
    if ctx.answered or speaks_to_menu or not (is_button or finds_unhelpful(text)):
        return None
    if not is_button and answers():
        return None
    return CommandMeant(UNHELPFUL)


def _picks_none(text: str, ctx: Context) -> bool:
    """Whether none of the services that a question was asked back about is meant."""
    return ctx.menu is not None and ctx.menu.kind == "ask" and is_neither(text)


def tells_nothing(text: str) -> bool:
    """Whether what was said to be missing says no more than before: "没用", "没有", "不用了"."""
    no_more = _NO_MORE.fullmatch(core(fold(text))) is not None
    return no_more or finds_unhelpful(text) or is_nothing(text)


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
