"""What one has answered so far, told from the walk's record; the open question stays.

Only what was asked and answered is known here: a name that is no question's goes to the guides.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.dialogue import checking
from bot.dialogue.commands import CommandMeant
from bot.dialogue.drafts import waiting
from bot.dialogue.earlier import asked_before, changeable, earlier, is_prefilled
from bot.dialogue.house import Form
from bot.dialogue.prompts import label_of, shown_line
from bot.dialogue.talk import Talk
from bot.reading import recall_words
from bot.reading.naming import ENOUGH, Earlier, in_instance, score
from bot.reading.words import core, fold
from flows.engine import look
from flows.readback import LineView

SO_FAR, TO_ONE = "said_so_far", "said_to"
_LAST = frozenset(
    {"我", "那", "这", "上", "最后", "上一", "last", "last one", "last question", "that", "it"}
)
"""What names the answer given last."""
MAX_TOLD = 8
"""Answers that are told at once where a name fits several."""


def meant(text: str, walk: Form, now: datetime) -> CommandMeant | None:
    """The command that tells what was answered; None when `text` does not ask for it."""
    asked = recall_words.read(text)
    if asked is None:
        return None
    if not asked.name:
        return CommandMeant(SO_FAR)
    if asked.name in _LAST:
        last = asked_before(walk, now)[-1:]
        return CommandMeant(TO_ONE, last[0].path) if last else CommandMeant(SO_FAR)
    paths = _called(asked.name, earlier(walk, now), own=asked.own)
    if paths:
        return CommandMeant(TO_ONE, " ".join(paths[:MAX_TOLD]))
    prompt = look(walk.flow, walk.state, now).prompt
    labels = prompt.question.short.values() if prompt is not None else ()
    is_open = (
        asked.own and prompt is not None and score(asked.name, tuple(map(fold, labels))) >= ENOUGH
    )
    if is_open and prompt is not None:
        return CommandMeant(TO_ONE, prompt.path)
    return CommandMeant(SO_FAR) if asked.own else None  # of what was never asked


def _called(name: str, answers: tuple[Earlier, ...], *, own: bool) -> list[str]:
    """The paths of the answers that `name` fits best; in full unless it is said to be one's own."""
    if not own:
        return [e.path for e in answers if name in (core(fold(label)) for label in e.labels)]
    ours, rest = in_instance(name, answers) or (list(answers), name)
    if not rest:
        return [e.path for e in ours]
    scores = {e.path: score(rest, e.labels) for e in ours}
    best = max(scores.values(), default=0.0)
    return [path for path, share in scores.items() if share == best] if best >= ENOUGH else []


def _so_far(talk: Talk, _argument: str) -> None:
    """All that was said up to now, with what waits beside it."""
    form = talk.walk_form()
    lines = [line for line in changeable(form, talk.now) if not is_prefilled(line)] if form else []
    if form is None or not lines:
        talk.say("said_nothing")
        return
    told = [_line(talk, form, line) for line in lines]
    told += checking.beside(talk)
    if problems := len(waiting(talk, form)):
        told.append(talk.word("said_problems", count=problems))
    first, *others = checking.pages(told)
    talk.say("said_so_far", lines=first)
    for page in others:
        talk.say_text(page)
    talk.back = True


def _to_one(talk: Talk, argument: str) -> None:
    form = talk.walk_form()
    if form is None:
        talk.no_walk()
        return
    paths = argument.split(" ")
    lines = [line for line in changeable(form, talk.now) if line.path in paths]
    if lines:
        talk.say("said_to", lines="\n".join(_line(talk, form, line) for line in lines))
    else:
        label = label_of(form, paths[0], talk.locale, talk.now)
        talk.say("said_not_yet", label=label)
    talk.back = True


def _line(talk: Talk, form: Form, line: LineView) -> str:
    """One answer; a text in full, since it may be what somebody wants to add to."""
    value = shown_line(form, line, talk.locale) or talk.word("not_given")
    if is_prefilled(line):
        value = talk.word("by_default", value=value)
    name = label_of(form, line.path, talk.locale, talk.now)
    return f"· {talk.word('pair', name=name, value=value)}"


COMMANDS: dict[str, Callable[[Talk, str], None]] = {SO_FAR: _so_far, TO_ONE: _to_one}
