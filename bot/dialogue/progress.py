"""How far one is, for those who ask (`bot.reading.how_far`)."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue.house import Form
from bot.dialogue.talk import Talk


def tell(talk: Talk, argument: str = "") -> None:
    """Say which question it is and how many there are, as far as can be seen now."""
    form = talk.form()
    if form is None:
        talk.no_walk()
        return
    talk.say_text(_line(talk, form))
    if argument == "time":
        talk.say("far_time")
    if form.state.status == "paused":
        talk.still_paused()


def _line(talk: Talk, form: Form) -> str:
    running = form._replace(state=replace(form.state, status="open"))
    prompt = talk.look(running).prompt
    if prompt is not None:
        left = max(prompt.total - prompt.number + 1, 1)
        return talk.word("far", number=prompt.number, total=prompt.total, left=left)
    if talk.ctx.drafts:
        return talk.word("far_drafts", count=len(talk.ctx.drafts))
    return talk.word("far_asked")
