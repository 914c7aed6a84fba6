"""The choices of a question with the names people have for them, where a guide fills their labels.

A flow's author gives synonyms to the labels that are written in the flow; those of a guide's
papers follow from their names: "户口本" picks "居民户口簿".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from bot.dialogue.house import Form
from bot.reading.option import SYNONYMS
from bot.reading.papers import heads
from flows.events import Prompt
from flows.model import Choice
from flows.readback import list_of

_EXAMPLE = re.compile("[，、：]")
"""Behind what a paper is called stand examples of it: "关系证明，如户口簿"."""


def choices_at(form: Form, path: str) -> tuple[Choice, ...]:
    """All choices of the list of the question at `path`, with their names."""
    row = form.flow.questions.get(path.rpartition("/")[2])
    if row is None or not row.list_name:
        return ()
    choices = list_of(form.flow, form.state, path)
    filled = form.flow.filled.get(row.list_name)
    return _named(choices, filled) if filled else choices


def as_called(form: Form, prompt: Prompt) -> Prompt:
    """The prompt with its choices' names."""
    filled = form.flow.filled.get(prompt.question.list_name)
    return replace(prompt, choices=_named(prompt.choices, filled)) if filled else prompt


def _named(choices: tuple[Choice, ...], filled: frozenset[str]) -> tuple[Choice, ...]:
    names = {c.name: _names(c.label.get("zh", "")) for c in choices if c.name in filled}
    return tuple(
        replace(c, extra={**c.extra, SYNONYMS: "|".join(_own(c.name, names))})
        if c.name in filled
        else c
        for c in choices
    )


def _names(label: str) -> dict[str, bool]:
    """What the paper is called, and whether it is called so itself or is an example of it."""
    itself = dict.fromkeys(heads(_EXAMPLE.split(label)[0]), True)
    return {**dict.fromkeys(heads(label), False), **itself}


def _own(choice: str, names: Mapping[str, Mapping[str, bool]]) -> list[str]:
    """The names that no other choice has a better right to."""
    others = [of for name, of in names.items() if name != choice]
    return [
        name
        for name, itself in names[choice].items()
        if itself or not any(of.get(name) for of in others)
    ]
