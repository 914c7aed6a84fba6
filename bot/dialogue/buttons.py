"""What the buttons of a question can say, and the value that a tap on them gives."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue.messages import Reply
from bot.dialogue.texts import say
from flows.events import Prompt
from flows.model import Question, has_appearance
from flows.state import Value


def has_button(prompt: Prompt, name: str) -> bool:
    """Whether buttons of the question can say `name`; what else a tap says is nobody's words."""
    if prompt.more:
        return name in ("yes", "no")
    if has_appearance(prompt.question, "aim"):
        return name in {say(locale, "no_aim") for locale in ("zh", "en")}
    value = as_value(prompt.question, name)
    names = value if isinstance(value, tuple) else (name,)
    return bool(names) and {choice.name for choice in prompt.choices}.issuperset(names)


def as_value(question: Question, name: str) -> Value:
    """The value that `name` gives; where several may be chosen, it is their names with blanks."""
    return tuple(dict.fromkeys(name.split())) if question.type == "select_multiple" else name


def as_asked(reply: Reply, question: Question) -> Reply:
    """The reply that asks `question`, with what a channel may offer for it beside the buttons."""
    if question.type == "geopoint":
        return replace(reply, wants="location")
    return replace(reply, many=True) if question.type == "select_multiple" else reply
