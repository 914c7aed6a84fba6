"""A name is wanted and something is told: the words are kept as a note, and the name is asked for.

They may be reported as a problem, or be the name all the same: both are one tap away.
"""

from __future__ import annotations

from bot.dialogue.messages import Option
from bot.dialogue.prompts import label_of, short
from bot.dialogue.talk import Talk
from bot.dialogue.unread import keep_note, miss


def ask_again(talk: Talk) -> None:
    """Say that this is no name, keep it, and ask the open question again."""
    form = talk.form()
    prompt = talk.look(form).prompt if form is not None else None
    if form is None or prompt is None:
        return
    talk.turn.set_kind("unclear", prompt.path)
    text, message = talk.plan.text, talk.turn.message_id
    keep_note(talk, 0, len(text), quiet=True)
    options = [Option("both:answer", talk.word("name_after_all"))]
    if not talk.ctx.capture:
        talk.ctx.offer = (message, 0, len(text))
        options.insert(0, Option(f"report:{message}", talk.word("offer_report")))
    menu = talk.menu("name", tuple(options), text=text, message=str(message))
    label = label_of(form, prompt.path, talk.locale, talk.now, "label")
    talk.say("no_name", menu, text=short(text), label=label)
    miss(talk)
