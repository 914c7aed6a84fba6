"""Texts as people see them: `${name}` replaced by what was said, choices by their labels.

Values come from people and guides: they are put in once, never read as templates
again, and cut to a bounded length.
"""

from __future__ import annotations

from collections.abc import Mapping

from flows.expressions import REFERENCE
from flows.functions import text
from flows.limits import MAX_SHOWN, MAX_TEXT_ANSWER
from flows.model import LOCALES, MEDIA_TYPES, Choice, Text
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


def shown(node: Node, value: object, locale: str) -> str:
    """One value of a question as people see it; `value` in the form of a `State` or of a scope."""
    if value == "" or value is None:
        return ""
    words = value if isinstance(value, tuple) else str(value).split()
    if node.choices and not node.is_group:
        chosen = [node.choices[word] for word in words if word in node.choices]
        return _COMMA.get(locale, ", ").join(label_of(choice, locale) for choice in chosen)
    if node.question.type in MEDIA_TYPES:
        return _FILES.get(locale, _FILES["en"]).format(len(words))
    return text(value) if isinstance(value, str | int | float) else ""


def shown_in_all(node: Node, value: object) -> dict[str, str]:
    """`shown` for every locale."""
    return {locale: shown(node, value, locale) for locale in LOCALES}


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
        values = (shown(target, situation.values.get(path, ""), locale) for path in paths)
        return _COMMA.get(locale, ", ").join(value for value in values if value)[:MAX_SHOWN]

    return REFERENCE.sub(lambda match: value_of(match[1]), template)[:MAX_TEXT_ANSWER]
