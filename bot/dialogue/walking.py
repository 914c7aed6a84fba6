"""Answers, corrections and the way from one question to the next.

All of it works on a `Form`, so that a walk and an issue report behave alike.
Nothing here shows the next question: `bot.dialogue.following` does, for everybody.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.dialogue import admission, changes, consent, followups, further, hints
from bot.dialogue.buttons import as_value, has_button
from bot.dialogue.house import Form
from bot.dialogue.instances import moved_along, offered
from bot.dialogue.messages import Option
from bot.dialogue.prompts import (
    label_of,
    local,
    question_at,
    question_prompt,
    short,
    show_value,
)
from bot.dialogue.report_fields import suggested
from bot.dialogue.talk import Talk
from bot.dialogue.unread import keep_note, not_understood, refused
from bot.reading.answers import read_answer
from bot.reading.reading import Reading
from bot.reading.words import trimmed
from flows.events import Answered, Cancelled, Corrected, Prompt, Resumed, Skipped
from flows.readback import correctable
from flows.state import Evidence, How, Value


def answer(talk: Talk, reading: Reading, rest: tuple[int, int] | None = None) -> None:
    """An answer to the open question, with what was said besides it."""
    form = talk.form()
    if form is None:
        return
    prompt = talk.look(form).prompt
    if prompt is None:
        return
    if followups.tells_nothing(talk, form, prompt.path, reading.value):
        return
    talk.turn.set_kind("answer", prompt.path)
    if further.tells(talk, form, prompt, reading):
        _give_with_details(talk, form, prompt, reading)
        return
    beside = rest if rest and talk.plan.text[slice(*rest)].strip(" ,，。.;；") else None
    stage = talk.stage_label() if beside else ""  # the words belong to where they were said
    kept = beside is not None and keep_note(talk, *beside, quiet=True)
    form = talk.form() or form
    value, start, end = reading.value, reading.start, reading.end
    if give(talk, form, prompt, value, start, end, literal=reading.literal) and kept:
        _say_kept_beside(talk, stage, said_back=not reading.literal)


def _give_with_details(talk: Talk, form: Form, prompt: Prompt, reading: Reading) -> None:
    """Take the message as the answer to the follow-up of its choice too, which comes next."""
    give(talk, form, prompt, reading.value, reading.start, reading.end, literal=reading.literal)
    form = talk.form() or form
    asked = talk.look(form).prompt
    if asked is not None:
        start, end = trimmed(talk.plan.text)
        give(talk, form, asked, talk.plan.text[start:end], start, end, literal=False)


def _say_kept_beside(talk: Talk, stage: str, *, said_back: bool) -> None:
    """Say, in one line with what was understood, that the other words are kept too."""
    if not said_back:
        talk.say_text(talk.kept_word("noted", stage))
        return
    last = talk.replies[-1]
    talk.replies[-1] = replace(last, text=last.text + talk.kept_word("and_noted", stage))


def give(
    talk: Talk,
    form: Form,
    prompt: Prompt,
    value: Value,
    start: int = 0,
    end: int | None = None,
    *,
    literal: bool = True,
    how: How = "asked",
    known: Mapping[str, Value] | None = None,
) -> bool:
    """Give `value` to the open question; say it back when it was not literal. Whether it holds."""
    if consent.refuses(prompt.question, value):
        if literal and consent.is_plain(talk, prompt):
            consent.refuse(talk, form)
        else:
            consent.ask_whether_refused(talk)
        return False
    event = Answered(prompt.path, value, talk.evidence(start, end), how, known or {})
    if not is_taken(talk, form, prompt, event):
        return False
    if not literal:
        shown = show_value(prompt.question, prompt.choices, value, talk.locale)
        label = label_of(form, prompt.path, talk.locale, talk.now)
        talk.say("understood", label=label, value=shown)
    return True


def give_from(talk: Talk, form: Form, prompt: Prompt, text: str, message: int) -> None:
    """Give the words of an earlier message (`text`, whole) to the open question."""
    reading = read_answer(prompt, text, locale=talk.form_locale, now=talk.now)
    if reading is None:
        not_understood(talk, "value")
        return
    if consent.refuses(prompt.question, reading.value):
        consent.ask_whether_refused(talk)
        return
    talk.turn.set_kind("answer", prompt.path)
    evidence = Evidence(message, reading.start, reading.end)
    is_taken(talk, form, prompt, Answered(prompt.path, reading.value, evidence))


def is_taken(talk: Talk, form: Form, prompt: Prompt, event: Answered) -> bool:
    """Whether the form takes the answer, with what it lets us guess; else it is said why not."""
    guessed = {**suggested(form, event.path, event.value), **hints.known(talk, form)}
    if guessed:
        event = replace(event, known={**guessed, **event.known})
    step = talk.happen(form, event)
    if step.refusal is not None:
        refused(talk, form, prompt, step.refusal)
        return False
    talk.ctx.misses, talk.ctx.hint = 0, ""
    return True


def correct(
    talk: Talk,
    form: Form,
    path: str,
    value: Value,
    evidence: Evidence,
    known: Mapping[str, Value] | None = None,
    *,
    edited: bool = False,
) -> None:
    """Replace an earlier answer, say what changed and what hangs on it, and go on.

    `edited`: of a text only a part was changed, so that it is said as a whole.
    """
    before = form.state
    lines = correctable(form.flow, before, talk.now)
    old = next((line.value for line in lines if line.path == path), None)
    question = question_at(form, path)
    if consent.refuses(question, value):
        consent.ask_whether_refused(talk)
        return
    known = {**suggested(form, path, value), **(known or {})}
    moved = form._replace(state=moved_along(form, path, value))
    step = talk.happen(moved, Corrected(path, value, evidence, "asked", known))
    if step.refusal is not None:
        refused(talk, form, talk.look(form).prompt, step.refusal)
        return
    talk.ctx.misses = 0
    if form.kind == "w":
        talk.regather = bool(talk.ctx.drafts)
        talk.ctx.drafts = ()
    changes.say_changed(talk, form, path, old, value, edited=edited)
    changes.say_set_aside(talk, form, before, step.state)


def skip(talk: Talk) -> None:
    """Pass over the open question, where the form allows it."""
    form = talk.form()
    prompt = talk.look(form).prompt if form else None
    if form is None:
        talk.no_walk()
    if form is None or prompt is None:
        return
    if prompt.more:
        give(talk, form, prompt, "no")
        return
    step = talk.happen(form, Skipped(prompt.path))
    label = label_of(form, prompt.path, talk.locale, talk.now)
    if step.refusal is not None:
        own = local(step.refusal.message, talk.locale)
        talk.say_text(own or talk.word("cannot_skip", label=short(label)))
        return
    talk.ctx.misses = 0
    talk.say("skipped", label=short(label))


def skip_optional(talk: Talk, form: Form) -> Prompt | None:
    """Pass over all that is still open; where an answer is required, only say which one."""
    passing: list[Answered | Skipped] = []
    at = form
    while (prompt := talk.look(at).prompt) is not None:
        event = (
            Answered(prompt.path, "no", talk.evidence()) if prompt.more else Skipped(prompt.path)
        )
        step = talk.probe(at, event)
        if step.refusal is not None:
            return prompt
        passing.append(event)
        at = at._replace(state=step.state)
    for event in passing:
        if (now := talk.form()) is not None:
            talk.happen(now, event)
    skipped = [event.path for event in passing if isinstance(event, Skipped)]
    if skipped:
        labels = (short(label_of(at, path, talk.locale, talk.now)) for path in skipped)
        talk.say("skipped", label=talk.joined(labels))
    return None


def tapped(talk: Talk, option: str) -> None:
    """A button of a question: the open one, one already answered (a correction), or a stale one."""
    form = talk.form()
    kind, _, rest = option.partition(":")
    if form is None or kind not in (form.kind, form.tag) or form.state.status != "open":
        talk.stale()
        return
    prompt = talk.look(form).prompt
    if prompt is not None and rest == f"{prompt.path}?" and prompt.default is not None:
        talk.turn.set_kind("answer", prompt.path)
        give(talk, form, prompt, prompt.default)
        return
    if rest.endswith("!"):
        if prompt is not None and rest[:-1] == prompt.path:
            skip(talk)
        else:
            talk.stale()
        return
    path, _, name = rest.partition("=")
    if prompt is not None and path == prompt.path and has_button(prompt, name):
        talk.turn.set_kind("answer", path)
        give(talk, form, prompt, as_value(prompt.question, name))
    elif _is_answerable(talk, form, path) and has_button(question_prompt(form, path), name):
        talk.turn.set_kind("correction", path)
        correct(talk, form, path, as_value(question_at(form, path), name), talk.evidence())
    elif offered(form, path):
        _offer_again(talk, form, path, name)
    else:
        talk.stale()


def _is_answerable(talk: Talk, form: Form, path: str) -> bool:
    """Whether it was answered before, or was on the screen when an edit put another before it."""
    shown = talk.screen.menu
    if shown is not None and shown.data.get("path") == path:
        return True
    return any(line.path == path for line in correctable(form.flow, form.state, talk.now))


def _offer_again(talk: Talk, form: Form, path: str, answer: str) -> None:
    """One more instance of a repeat after all, or the last one not."""
    step = talk.happen(form, Corrected(path, answer, talk.evidence()))
    if step.refusal is not None:
        talk.stale()
        return
    talk.turn.set_kind("correction", path)
    talk.ctx.misses = 0
    changes.say_set_aside(talk, form, form.state, step.state)


def resume(talk: Talk) -> None:
    """Go on with a paused walk."""
    form = talk.form()
    if form is None:
        talk.no_walk()
        return
    if form.state.status == "paused":
        talk.happen(form, Resumed())
        talk.say("resumed")
    else:
        talk.say("going_on")


def leave(talk: Talk) -> None:
    """End the walk without finishing it, and forget what was under way."""
    form = talk.walk_form()
    if form is not None:
        talk.happen(form, Cancelled())
    if form is not None and admission.forget_application(talk, form):
        return
    talk.ctx = talk.ctx.fresh()
    talk.told.clear()
    talk.say("cancelled", (Option("cmd:walk", talk.word("btn_walk")),))
