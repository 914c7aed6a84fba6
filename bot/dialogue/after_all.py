"""Words that the guides answered, though the open question wants words: an answer after all?

The button names the message and the question (`answer:MESSAGE/PATH`), so that it holds as long
as that question is open.
"""

from __future__ import annotations

import sys
from dataclasses import replace

from bot.dialogue import unread, walking
from bot.dialogue.context import Context
from bot.dialogue.messages import Option, id_named
from bot.dialogue.plan import Chosen
from bot.dialogue.talk import Talk
from bot.dialogue.understand import AnswerMeant
from bot.reading import both_words
from flows.events import Prompt


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
    form = talk.form()
    prompt = talk.look(form).prompt if form is not None else None
    said, message = _said(talk, rest, prompt)
    if form is None or prompt is None or not said:
        talk.stale()
        return
    walking.give_from(talk, form, prompt, said, message)


def keep_unsaid(talk: Talk) -> None:
    """Where a problem is to be told, keep the words as a note when others answer it."""
    form = talk.form()
    prompt = talk.look(form).prompt if form is not None else None
    if prompt is None or not prompt.question.issue_detail:
        return
    said, message = _said(talk, talk.screen.maybe, prompt)
    if said and isinstance(talk.plan.meaning, AnswerMeant):
        unread.keep_earlier(talk, said, message)


def _said(talk: Talk, named: str, prompt: Prompt | None) -> tuple[str, int]:
    """The words that a button is about, and their message; none where another question is open."""
    message, _, path = named.partition("/")
    known = id_named(message)
    if known is None or prompt is None or prompt.path != path:
        return "", 0
    return talk.turn.quote(known, 0, sys.maxsize).strip(), known


def meant(text: str, ctx: Context) -> Chosen | None:
    """That it was an answer, in words right after it."""
    if ctx.maybe and both_words.read(text) == "answer":
        return Chosen(f"answer:{ctx.maybe}")
    return None
