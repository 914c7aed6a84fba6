"""A message that its sender edited in the channel: the answer that it gave is corrected by it.

The new wording is a message of its own, which the corrected answer rests on from then on; so what
was said first stays in the store. A note that it left says the new wording. Where nobody could read
the last message, its new wording is simply what is said now.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from bot.dialogue.commands import CommandMeant, NoteMeant, read_command
from bot.dialogue.context import Context
from bot.dialogue.earlier import changeable, earlier
from bot.dialogue.house import Form, House, form_of
from bot.dialogue.meanings import CorrectionMeant
from bot.dialogue.messages import Inbound
from bot.dialogue.plan import Means, Unchanged
from bot.dialogue.prompts import question_prompt, short
from bot.dialogue.talk import Talk
from bot.dialogue.values import answer_in
from bot.reading import corrections
from bot.reading.reading import Reading
from bot.reading.words import Span, trimmed
from flows.model import MEDIA_TYPES, Locale
from flows.readback import LineView
from storage.records import WalkRecord

REMEMBERED = 10
"""Edits whose messages can be edited once more."""


def read(
    house: House,
    inbound: Inbound,
    walk: WalkRecord | None,
    ctx: Context,
    text: str,
    locale: Locale,
) -> tuple[int, Means | None]:
    """The message that was edited (0: none), and what its new wording changes.

    No meaning: the words are to be taken as if they had just been said.
    """
    if not inbound.edits:
        return 0, None
    said = house.store.said(inbound.channel, inbound.chat, inbound.edits)
    if said is None or not text:
        return 0, Unchanged()
    messages = {said.message, *(new for old, new in ctx.reworded if old == said.message)}
    for form in _forms(house, walk, ctx):
        if lines := list(_given_by(messages, form, inbound.at)):
            named = said.kind == "correction"
            found = _correction(text, form, lines, locale, inbound.at, named=named)
            return said.message, replace(found, of_walk=bool(ctx.capture) and form.kind == "w")
    if said.kind == "note":
        return said.message, Unchanged(tuple(messages), _noted(text))
    is_news = said.is_last and said.kind == "unclear"
    return said.message, None if is_news else Unchanged()


def _noted(text: str) -> Span:
    """The words to note: those behind "记一条:", or all of them; none of what steers otherwise."""
    steers = read_command(text)
    if isinstance(steers, NoteMeant):
        return steers.start, steers.end
    return trimmed(text) if steers is None else (0, 0)


def _forms(house: House, walk: WalkRecord | None, ctx: Context) -> Iterator[Form]:
    """The report under way, and the walk."""
    for context in (ctx, Context()) if ctx.capture else (ctx,):
        if (form := form_of(house.flows, context, walk)) is not None:
            yield form


def _given_by(messages: set[int], form: Form, now: datetime) -> Iterator[LineView]:
    """The answers that rest on one of the messages, in words."""
    for line in changeable(form, now):
        answer = line.answer
        if answer is None or answer.how != "asked" or line.question.type in MEDIA_TYPES:
            continue
        if answer.evidence.message in messages:
            yield line


def _correction(
    text: str,
    form: Form,
    lines: Sequence[LineView],
    locale: Locale,
    now: datetime,
    *,
    named: bool,
) -> CorrectionMeant:
    """Of several answers of one message, the one that reads otherwise now."""
    readings = {line.path: _new(text, form, line, locale, now, named=named) for line in lines}
    if len(lines) == 1:
        path = lines[0].path
        return CorrectionMeant(path, readings[path], text)
    changed = [
        line.path for line in lines if (new := readings[line.path]) and new.value != line.value
    ]
    if len(changed) == 1:
        return CorrectionMeant(changed[0], readings[changed[0]], text)
    return CorrectionMeant(None, None, text, tuple(readings))


def _new(
    text: str, form: Form, line: LineView, locale: Locale, now: datetime, *, named: bool
) -> Reading | None:
    """The value that the new wording gives; what steers ("走流程 …") gives it in its words."""
    if named:
        told = earlier(form, now)
        mend = corrections.read_named(text, told, None, locale=locale, now=now)
        if mend is not None and mend.path == line.path and mend.reading is not None:
            return mend.reading
    steers = read_command(text)
    said = steers.argument if isinstance(steers, CommandMeant) else text
    start = steers.start if isinstance(steers, CommandMeant) else 0
    found = answer_in(said, question_prompt(form, line.path), locale=locale, now=now)
    if found is None or not said:
        return None
    return replace(found, start=start + found.start, end=start + found.end)


def leave_answers(talk: Talk, meaning: Unchanged) -> None:
    """Let the note of the edited message say the new words; else all stays as it is."""
    talk.turn.set_kind("correction")
    start, end = meaning.words
    words = talk.plan.text[start:end]
    if meaning.noted and talk.turn.reword_note(meaning.noted, words, start, end):
        talk.turn.set_kind("note")
        talk.say("reworded_note", text=short(words))
    else:
        talk.say("reworded_nothing")


def remember(talk: Talk) -> None:
    """Keep which message told of the edit, for the case that it is edited once more."""
    is_idle = isinstance(talk.plan.meaning, Unchanged) and not talk.plan.meaning.noted
    if talk.plan.rewords and not is_idle:
        pairs = (*talk.ctx.reworded, (talk.plan.rewords, talk.turn.message_id))
        talk.ctx.reworded = pairs[-REMEMBERED:]
