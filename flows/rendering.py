"""Texts as people see them: `${name}` replaced by what was said, choices by their labels.

Values come from people and guides: they are put in once, never read as templates
again, and cut to a bounded length.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from flows.expressions import REFERENCE
from flows.functions import text
from flows.limits import MAX_SHOWN, MAX_TEXT_ANSWER
from flows.model import LOCALES, MEDIA_TYPES, Choice, Text, is_template
from flows.plan import Node
from flows.situation import Situation

_COMMA = {"zh": "、", "en": ", "}
_FILES = {"zh": "{} 个文件", "en": "{} file(s)"}


def render(template: Text, situation: Situation, node: Node | None, prefix: str) -> dict[str, str]:
    """The template in each of its locales, as seen from `node` in instance `prefix`."""
    return {
        locale: _fill(words, situation, node, prefix, locale) if "${" in words else words
        for locale, words in template.items()
    }


def shown(situation: Situation, node: Node, prefix: str, value: object, locale: str) -> str:
    """The value of a question in instance `prefix` as people see it.

    `value` is in the form of a `State` or of a scope.
    """
    return _shown(
        node, value, locale, [labelled(c, situation, node, prefix) for c in _chosen(node, value)]
    )


def shown_in_all(situation: Situation, node: Node, prefix: str, value: object) -> dict[str, str]:
    """`shown` for every locale."""
    return {locale: shown(situation, node, prefix, value, locale) for locale in LOCALES}


def labelled(choice: Choice, situation: Situation, node: Node, prefix: str) -> Choice:
    """The choice with its label filled in; the very same where there is nothing to fill in."""
    if not is_template(choice.label):
        return choice
    return replace(choice, label=render(choice.label, situation, node, prefix))


def _chosen(node: Node, value: object) -> list[Choice]:
    words = value if isinstance(value, tuple) else str(value).split()
    return [node.choices[word] for word in words if word in node.choices]


def _shown(node: Node, value: object, locale: str, chosen: list[Choice]) -> str:
    if value == "" or value is None:
        return ""
    if node.choices and not node.is_group:
        return _COMMA.get(locale, ", ").join(label_of(choice, locale) for choice in chosen)
    if node.question.type in MEDIA_TYPES:
        count = len(value) if isinstance(value, tuple) else len(str(value).split())
        return _FILES.get(locale, _FILES["en"]).format(count)
    return text(value) if isinstance(value, str | int | float) else ""


def label_of(choice: Choice, locale: str) -> str:
    """The choice's label, in another language where this one is missing."""
    return in_locale(choice.label, locale) or choice.name


def in_locale(words: Mapping[str, str], locale: str) -> str:
    """The text in this locale, else in any."""
    return words.get(locale) or next(iter(words.values()), "")


def _fill(template: str, situation: Situation, node: Node | None, prefix: str, locale: str) -> str:
    def value_of(name: str) -> str:
        target = situation.plan.by_name[name]
        if target.is_repeat:
            return str(len(situation.at(node, prefix).nodes(name)))
        paths = situation.paths(target, node, prefix)
        values = (_inside(situation, target, path, locale) for path in paths)
        return _COMMA.get(locale, ", ").join(value for value in values if value)[:MAX_SHOWN]

    return REFERENCE.sub(lambda match: value_of(match[1]), template)[:MAX_TEXT_ANSWER]


def _inside(situation: Situation, node: Node, path: str, locale: str) -> str:
    """A value inside another text. A label that would be filled in itself is not: it might
    lead back here without end. Its choice is called by its name."""
    value = situation.values.get(path, "")
    chosen = [replace(c, label={}) if is_template(c.label) else c for c in _chosen(node, value)]
    return _shown(node, value, locale, chosen)
