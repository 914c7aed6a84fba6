"""What a correction changed, in words: the answer itself, and the answers that hang on it."""

from __future__ import annotations

from bot.dialogue.house import Form
from bot.dialogue.instances import offered
from bot.dialogue.prompts import label_of, question_at, short, show_value
from bot.dialogue.talk import Talk
from flows.points import points_in
from flows.readback import list_of
from flows.state import State, Value

TEXT_LENGTH = 300
"""Characters of an edited text that are shown: what was added stands at its end."""


def say_changed(
    talk: Talk, form: Form, path: str, old: Value | None, value: Value, *, edited: bool
) -> None:
    """Say what stood there, if anything did, and what stands there now."""
    label = label_of(form, path, talk.locale, talk.now)
    if edited and old != value:
        _say_text_now(talk, label, str(value))
        return
    question, choices = question_at(form, path), list_of(form.flow, form.state, path)
    new = show_value(question, choices, value, talk.locale)
    if old is None:
        talk.say("corrected_new", label=label, new=new)
    elif old == value:
        talk.say("same_value", label=label, new=new)
    else:
        was = show_value(question, choices, old, talk.locale)
        talk.say("corrected", label=label, old=short(was), new=short(new))


def _say_text_now(talk: Talk, label: str, text: str) -> None:
    """An edited text is said with what was left as it is, and how many points it makes."""
    line = " ".join(text.split())
    shown = line if len(line) <= TEXT_LENGTH else f"…{line[-TEXT_LENGTH:]}"
    count = points_in(text)
    talk.say("text_now_points" if count > 1 else "text_now", label=label, text=shown, count=count)


def say_set_aside(talk: Talk, form: Form, before: State, after: State) -> None:
    """Name the answers that a correction made irrelevant."""
    aside = list(after.aside.values())
    gone = [p for p, said in before.answers.items() if said in aside and not offered(form, p)]
    if gone:
        names = (f"「{label_of(form, p, talk.locale, talk.now)}」" for p in gone)
        talk.say("set_aside", labels=talk.joined(names))
