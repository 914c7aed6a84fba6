"""Files that came with a message: for the draft on the screen, for the question, or the stage.

A question for a photo takes photos, one for a voice message sound, one for a film films;
`file` takes anything. What does not fit is kept all the same, and asked for again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot.dialogue import moving, unread, walking
from bot.dialogue.draft_files import add_files
from bot.dialogue.house import Form, House
from bot.dialogue.messages import FileIn
from bot.dialogue.screen import place_of
from bot.dialogue.talk import Talk
from bot.privacy import mask
from flows.engine import look
from flows.events import Answered, Prompt
from flows.model import MEDIA_TYPES, Locale
from storage.media import Media, MediaError

MAX_WAITING = 50
"""Files that can wait for the report they belong to."""
KINDS = {"image": "image/", "audio": "audio/", "video": "video/", "file": ""}
"""Types of questions, and how the kind of a file begins that answers one."""


def stored(
    house: House, files: Sequence[FileIn], locale: Locale
) -> tuple[tuple[Media, ...], tuple[tuple[str, str], ...]]:
    """The files as the media store keeps them, and those it refused: (name, reason)."""
    kept: list[Media] = []
    rejected: list[tuple[str, str]] = []
    for file in files:
        name = mask(file.name).text
        try:
            kept.append(house.media.save(file.path, name=name, mime=file.mime))
        except MediaError as error:
            rejected.append((name, error.text[locale]))
    return tuple(kept), tuple(rejected)


def take(talk: Talk) -> None:
    """Files answer an open media question that they fit; others belong to the present stage."""
    for name, reason in talk.plan.rejected:
        talk.say("media_bad", name=name, reason=reason)
    if not talk.plan.media or moving.takes_files(talk):
        return
    form = talk.form()
    if _draft_is_open(talk, form):
        _tell_of_place(talk, talk.plan.media)
        add_files(talk, talk.turn.finding(talk.ctx.drafts[0]), [m.sha256 for m in talk.plan.media])
        _say(talk, "media_draft", talk.plan.media)
        return
    prompt = talk.look(form).prompt if form is not None else None
    if form is not None and prompt is not None and _chosen_by(talk, form, prompt):
        return
    asked = prompt if prompt is not None and prompt.question.type in MEDIA_TYPES else None
    if asked is None and _shows_report(talk):
        return
    fitting = [one for one in talk.plan.media if asked is not None and _fits(asked, one)]
    others = [one for one in talk.plan.media if one not in fitting]
    _attach(talk, asked, fitting, others)
    _tell_of_others(talk, form, asked, others)
    if form is not None and asked is not None and fitting:
        _answer(talk, form, asked, fitting)


def _shows_report(talk: Talk) -> bool:
    """Whether the files, which came without words, follow a report at once: they show it."""
    if not talk.screen.reported or talk.plan.text or talk.ctx.capture:
        return False
    finding = talk.turn.finding(talk.screen.reported)
    if finding.status != "proposed":
        return False
    add_files(talk, finding, [media.sha256 for media in talk.plan.media])
    _say(talk, "media_report", talk.plan.media)
    talk.ctx.photos_for = finding.id
    return True


def _tell_of_others(
    talk: Talk, form: Form | None, asked: Prompt | None, others: Sequence[Media]
) -> None:
    """Say where the files went that answer no question; a report's own are its evidence."""
    if others and (form is None or form.kind == "i"):
        talk.ctx.files = (*talk.ctx.files, *(m.sha256 for m in others))[-MAX_WAITING:]
    if asked is not None and others:
        wanted = talk.word(f"wanted_{asked.question.type}")
        talk.say_kept("media_other", what=_named(talk, others), wanted=wanted)
        _tell_of_voice(talk, others)
    elif form is None:
        _say(talk, "media_outside", others)
    elif others and form.kind == "i":
        _say(talk, "media_report", others)
    elif others:
        talk.say_kept("media_kept", what=_named(talk, others))
        _tell_of_voice(talk, others)


def _say(talk: Talk, key: str, media: Sequence[Media]) -> None:
    talk.say(key, what=_named(talk, media))
    _tell_of_voice(talk, media)


def _named(talk: Talk, media: Sequence[Media]) -> str:
    """What was received, by its kinds: "10 张照片、1 条语音"."""
    counts = Counter(
        next(k for k, begins in KINDS.items() if m.mime.startswith(begins)) for m in media
    )
    return talk.joined(
        talk.word(f"got_{kind}", count=counts[kind]) for kind in KINDS if counts[kind]
    )


def _tell_of_voice(talk: Talk, media: Sequence[Media]) -> None:
    """Say that nobody listens to a voice message that was not asked for: it answers nothing."""
    if any(one.mime.startswith(KINDS["audio"]) for one in media):
        talk.say("voice_unheard")


def answer_what_follows(talk: Talk) -> None:
    """Let the message's files answer the question for files that its words have just opened."""
    form = talk.form()
    prompt = talk.look(form).prompt if form is not None else None
    before = talk.screen.state
    if form is None or prompt is None or before is None:
        return
    if talk.screen.at == place_of(form, talk.now):
        return
    asked = look(form.flow, before, talk.now).prompt if before.flow == form.state.flow else None
    waited = asked is not None and asked.question.type in MEDIA_TYPES  # then they were its answer
    if talk.plan.media and not waited and _takes(prompt, talk.plan.media):
        walking.give(talk, form, prompt, tuple(one.sha256 for one in talk.plan.media))


def _chosen_by(talk: Talk, form: Form, prompt: Prompt) -> bool:
    """Whether files without words are the one choice that would ask for them: "照片或截图"."""
    media = talk.plan.media
    if talk.plan.text or prompt.more or prompt.question.type != "select_multiple":
        return False
    opens = []
    for choice in prompt.choices:
        event = Answered(prompt.path, (choice.name,), talk.evidence())
        follows = talk.probe(form, event).prompt
        if follows is not None and _takes(follows, media):
            opens.append(event)
    if len(opens) != 1:
        return False
    talk.happen(form, opens[0])
    _attach(talk, None, [], list(media))
    _say(talk, "media_report" if form.kind == "i" else "media_answer", media)
    return True


def _takes(prompt: Prompt, media: Sequence[Media]) -> bool:
    """Whether it asks for files, and for such ones."""
    return prompt.question.type in MEDIA_TYPES and all(_fits(prompt, one) for one in media)


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
    _tell_of_place(talk, (*fitting, *others))
    for one in fitting:
        path = asked.path if asked is not None else None
        talk.turn.attach(one.sha256, *_place(talk), path, name=one.name)
    for one in others:
        talk.turn.attach(one.sha256, *_place(talk), None, name=one.name)


def _place(talk: Talk) -> tuple[int | None, str]:
    """The walk and the stage that files of the moment are kept in."""
    walk = talk.walk_under_way
    return (walk.id if walk is not None else None), unread.stage_name(talk)


def _answer(talk: Talk, form: Form, prompt: Prompt, media: list[Media]) -> None:
    talk.say("media_answer", what=_named(talk, media))
    talk.turn.set_kind("answer", prompt.path)
    walking.give(talk, form, prompt, tuple(one.sha256 for one in media))
