"""Words that the guides answered, though the open question wants words: an answer after all?

The button names the message and the question (`answer:MESSAGE/PATH`), so that it holds as long
as that question is open.
"""

from __future__ import annotations

import sys
from dataclasses import replace

from bot.dialogue import walking
from bot.dialogue.context import Context
from bot.dialogue.messages import Option
from bot.dialogue.plan import Chosen
from bot.dialogue.talk import Talk
from bot.reading import both_words

MAX_ID = 12
"""Digits of a message's id."""


def offer(talk: Talk) -> None:
    """Put the button under the guides' answer just given."""
    form = talk.form()
    prompt = talk.look(form).prompt if form is not None else None
    if prompt is None:
        return
    talk.ctx.maybe = f"{talk.turn.message_id}/{prompt.path}"
    button = Option(f"answer:{talk.ctx.maybe}", talk.word("both_answer"))
    last = talk.replies[-1]
    talk.replies[-1] = replace(last, options=(button, *last.options))


def take(talk: Talk, rest: str) -> None:
    """Take the words of that message as the answer."""
    message, _, path = rest.partition("/")
    form = talk.form()
    prompt = talk.look(form).prompt if form is not None else None
    known = message.isascii() and message.isdecimal() and len(message) <= MAX_ID
    said = talk.turn.quote(int(message), 0, sys.maxsize).strip() if known else ""
    if form is None or prompt is None or prompt.path != path or not said:
        talk.stale()
        return
    walking.give_from(talk, form, prompt, said, int(message))


def meant(text: str, ctx: Context) -> Chosen | None:
    """That it was an answer, in words right after it."""
    if ctx.maybe and both_words.read(text) == "answer":
        return Chosen(f"answer:{ctx.maybe}")
    return None
