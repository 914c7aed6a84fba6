"""Files that came with a message: the answer to what asks for them, or kept in the stage.

A question for a photo takes photos, one for a voice message sound, one for a film films;
`file` takes anything. What does not fit is kept all the same, and asked for again.
"""

from __future__ import annotations

from bot.dialogue import unread, walking
from bot.dialogue.house import Form
from bot.dialogue.talk import Talk
from flows.events import Prompt
from flows.model import MEDIA_TYPES
from storage.media import Media

MAX_WAITING = 50
"""Files that can wait for the report they belong to."""
KINDS = {"image": "image/", "audio": "audio/", "video": "video/", "file": ""}
"""Types of questions, and how the kind of a file begins that answers one."""


def take(talk: Talk) -> None:
    """Files answer an open media question that they fit; others belong to the present stage."""
    for name, reason in talk.plan.rejected:
        talk.say("media_bad", name=name, reason=reason)
    if not talk.plan.media:
        return
    form = talk.form()
    prompt = talk.look(form).prompt if form is not None else None
    asked = prompt if prompt is not None and prompt.question.type in MEDIA_TYPES else None
    fitting = [one for one in talk.plan.media if asked is not None and _fits(asked, one)]
    others = [one for one in talk.plan.media if one not in fitting]
    _attach(talk, asked, fitting, others)
    if others and (form is None or form.kind == "i"):
        talk.ctx.files = (*talk.ctx.files, *(m.sha256 for m in others))[-MAX_WAITING:]
    if asked is not None and others:
        wanted = talk.word(f"wanted_{asked.question.type}")
        talk.say_kept("media_other", count=len(others), wanted=wanted)
    elif form is None:
        talk.say("media_outside", count=len(others))
    elif others:
        talk.say_kept("media_kept", count=len(others))
    if form is not None and asked is not None and fitting:
        _answer(talk, form, asked, fitting)


def _fits(prompt: Prompt, media: Media) -> bool:
    return media.mime.startswith(KINDS[prompt.question.type])


def _attach(talk: Talk, asked: Prompt | None, fitting: list[Media], others: list[Media]) -> None:
    walk_id = talk.walk.id if talk.walk and talk.walk.state.status in ("open", "paused") else None
    stage = unread.stage_name(talk)
    first = walk_id is None or not talk.turn.attachments(walk_id)
    media = (*fitting, *others)
    if first and any(m.taken_at or m.latitude is not None for m in media):
        talk.say("media_place")
    for one in fitting:
        talk.turn.attach(one.sha256, walk_id, stage, asked.path if asked is not None else None)
    for one in others:
        talk.turn.attach(one.sha256, walk_id, stage, None)


def _answer(talk: Talk, form: Form, prompt: Prompt, media: list[Media]) -> None:
    talk.say("media_answer", count=len(media))
    talk.turn.set_kind("answer", prompt.path)
    walking.give(talk, form, prompt, tuple(one.sha256 for one in media))
