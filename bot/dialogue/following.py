"""What is shown after a message was dealt with: the one place that decides what comes next.

In this order: a report that is complete is taken; a menu that a handler has
just put up is left alone; else the open question, the read-back, or the next
draft, whichever the person is at.
"""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue import checking, closing, hints, known, move_showing, reporting
from bot.dialogue.house import Form
from bot.dialogue.prompts import prompt_reply
from bot.dialogue.screen import DRAFT, READ_BACK, place_of
from bot.dialogue.talk import Talk


def show_next(talk: Talk) -> None:
    """Append what the person should see next."""
    for text in talk.told:
        talk.say_text(text)
    talk.told.clear()
    if talk.ctx.menu is not None or talk.quiet:
        return
    if move_showing.show(talk):
        return
    _take_reports(talk)
    hints.count_reported(talk)
    form = talk.form()
    if talk.regather and form is not None and talk.look(form).prompt is None:
        closing.gather_again(talk, form)
    if talk.ctx.drafts and (form is None or (form.kind == "w" and form.state.status == "open")):
        closing.show_draft(talk)
    elif form is not None:
        _show_form(talk, form)
    if not talk.replies:  # nobody is left without an answer
        talk.say("nothing")


def _take_reports(talk: Talk) -> None:
    """Take each report that is complete."""
    form = talk.form()
    while form is not None and form.kind == "i" and form.state.status == "open":
        if talk.look(form).prompt is not None:
            break
        reporting.captured(talk, form)
        form = talk.form()


def _show_form(talk: Talk, form: Form) -> None:
    if form.state.status == "paused":
        if not talk.replies:
            talk.still_paused()
        return
    prompt = talk.look(form).prompt
    if prompt is None:
        known.ask(talk)
        seen = talk.screen.at in (READ_BACK, DRAFT)
        (checking.still_there if seen else checking.read_back)(talk, form)
        return
    item = talk.walk.item_id if talk.walk is not None else ""
    again = talk.screen.item == item and talk.screen.at == place_of(form, talk.now)
    reply = prompt_reply(
        talk.house, form, prompt, "" if again else item, talk.locale, talk.now, plain=talk.plain
    )
    if aims := known.aim_options(talk, form):
        reply = replace(reply, options=(*aims, *reply.options))
    if talk.back:
        reply = replace(reply, text=f"{talk.word('back_to')}\n{reply.text}")
    talk.replies.append(reply)
