"""The words that a tap stands for: they are stored as the message, as if they had been typed."""

from __future__ import annotations

from bot.dialogue import known
from bot.dialogue.buttons import has_button
from bot.dialogue.context import Context
from bot.dialogue.house import Form, House
from bot.dialogue.messages import Option
from bot.dialogue.prompts import choice_id, local
from bot.dialogue.texts import joined
from flows.events import Prompt
from flows.model import Locale


def words_of_tap(
    house: House,
    ctx: Context,
    form: Form | None,
    prompt: Prompt | None,
    option: str,
    locale: Locale,
) -> str:
    """The label of the tapped option, where it is shown; empty for one that says nothing."""
    options: list[Option] = list(ctx.menu.options) if ctx.menu else []
    if prompt is not None and form is not None:
        options += [
            Option(choice_id(form, prompt.path, choice.name), local(choice.label, locale))
            for choice in prompt.choices
        ]
    label = next((one.label for one in options if one.id == option), "")
    label = label or _several_words(options, option, locale)
    return label or _offered_words(house, ctx, form, prompt, option, locale)


def _several_words(options: list[Option], option: str, locale: Locale) -> str:
    """The labels of several choices of one question; empty where one of them is not shown."""
    place, _, names = option.partition("=")
    labels = {one.id: one.label for one in options}
    found = [labels.get(f"{place}={name}", "") for name in names.split()]
    return joined(locale, found) if all(found) else ""


def _offered_words(
    house: House,
    ctx: Context,
    form: Form | None,
    prompt: Prompt | None,
    option: str,
    locale: Locale,
) -> str:
    """The words of a button that answers the open question of free text."""
    kind, _, number = option.partition(":")
    if kind == "look" and number in ctx.known:
        return known.aim_words(house, number, locale)
    place, _, words = option.partition("=")
    if prompt is None or form is None or prompt.question.type != "text":
        return ""
    ours = place == f"{form.tag}:{prompt.path}" and has_button(prompt, words)
    return words if ours else ""
