"""The practice walk (R12): what has to be shown in it, seen from what was said, in any order.

It is passed when one has answered, asked a question, corrected an answer, reported a
problem, and skipped or paused. Nothing of it is a finding, an issue or a figure.
"""

from __future__ import annotations

from collections.abc import Iterable

from bot.dialogue.commands import CommandMeant, read_command
from bot.dialogue.house import Form
from bot.dialogue.talk import Talk
from flows.volunteer_terms import PRACTICE

LESSONS = ("answer", "ask", "correct", "report", "skip")
_BY_KIND = {"answer": "answer", "question": "ask", "correction": "correct", "issue": "report"}
"""What a message was (`Turn.set_kind`) that shows a lesson learned."""
_STEERS = frozenset({"skip", "pause", "resume"})


def practice_form(talk: Talk) -> Form | None:
    """The practice walk, while it is under way."""
    form = talk.walk_form()
    return form if form is not None and form.flow.id == PRACTICE else None


def takes_report(talk: Talk) -> bool:
    """Whether a report was begun in practice, where saying so is all that is to be learned."""
    if practice_form(talk) is None:
        return False
    talk.turn.set_kind("issue")
    talk.say("practice_report")
    return True


def follow(talk: Talk) -> None:
    """Say which lesson this message has shown for the first time, and what is left."""
    form = practice_form(talk)
    if form is None:
        return
    before = _before(talk)
    fresh = [lesson for lesson in _now(talk) if lesson not in before]
    left = [lesson for lesson in LESSONS if lesson not in {*before, *fresh}]
    if fresh and left:
        lesson, rest = _named(talk, fresh), _named(talk, left)
        talk.say("practice_learned", lesson=lesson, left=rest)
    elif fresh:
        talk.say("practice_learned_all", lesson=_named(talk, fresh))


def has_more_to_learn(talk: Talk, form: Form) -> bool:
    """Whether a practice that is handed in lacks a lesson; then it is said which, and how."""
    if form.flow.id != PRACTICE:
        return False
    shown = {*_before(talk), *_now(talk)}
    left = [lesson for lesson in LESSONS if lesson not in shown]
    if left:
        talk.say("practice_missing", left=_named(talk, left), how=talk.word(f"try_{left[0]}"))
    return bool(left)


def _named(talk: Talk, lessons: Iterable[str]) -> str:
    return talk.joined(talk.word(f"lesson_{lesson}") for lesson in lessons)


def _before(talk: Talk) -> set[str]:
    """The lessons that earlier messages of this walk have shown; the first one began it."""
    if talk.walk is None:
        return set()
    messages = talk.house.reader.messages(talk.walk.id)[1:]
    shown = {_BY_KIND[m.kind] for m in messages if m.kind in _BY_KIND}
    return shown | {"skip" for m in messages if _steers(m.text)}


def _now(talk: Talk) -> list[str]:
    """The lessons that this message shows."""
    shown = [_BY_KIND[talk.turn.kind]] if talk.turn.kind in _BY_KIND else []
    return [*shown, *(["skip"] if _steers(talk.plan.text) else [])]


def _steers(text: str) -> bool:
    meant = read_command(text)
    return isinstance(meant, CommandMeant) and meant.name in _STEERS
