"""Files that came with a message: for the draft on the screen, for the question, or the stage.

A question for a photo takes photos, one for a voice message sound, one for a film films;
`file` takes anything. What does not fit is kept all the same, and asked for again.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.dialogue import unread, walking
from bot.dialogue.drafts import add_files
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
    if _draft_is_open(talk, form):
        _tell_of_place(talk, talk.plan.media)
        add_files(talk, talk.turn.finding(talk.ctx.drafts[0]), [m.sha256 for m in talk.plan.media])
        talk.say("media_draft", count=len(talk.plan.media))
        return
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


def _draft_is_open(talk: Talk, form: Form | None) -> bool:
    """Whether the person looks at a problem that is to be entered."""
    if not talk.ctx.drafts or form is None:
        return bool(talk.ctx.drafts)
    return form.kind == "w" and form.state.status == "open" and talk.look(form).prompt is None


def _fits(prompt: Prompt, media: Media) -> bool:
    return media.mime.startswith(KINDS[prompt.question.type])


def _tell_of_place(talk: Talk, media: Sequence[Media]) -> None:
    """Say once a walk what becomes of the time and place inside a photo."""
    first = talk.walk is None or not talk.turn.attachments(talk.walk.id)
    if first and any(m.taken_at or m.latitude is not None for m in media):
        talk.say("media_place")


def _attach(talk: Talk, asked: Prompt | None, fitting: list[Media], others: list[Media]) -> None:
    walk_id = talk.walk.id if talk.walk and talk.walk.state.status in ("open", "paused") else None
    stage = unread.stage_name(talk)
    _tell_of_place(talk, (*fitting, *others))
    for one in fitting:
        path = asked.path if asked is not None else None
        talk.turn.attach(one.sha256, walk_id, stage, path, name=one.name)
    for one in others:
        talk.turn.attach(one.sha256, walk_id, stage, None, name=one.name)


def _answer(talk: Talk, form: Form, prompt: Prompt, media: list[Media]) -> None:
    talk.say("media_answer", count=len(media))
    talk.turn.set_kind("answer", prompt.path)
    walking.give(talk, form, prompt, tuple(one.sha256 for one in media))
