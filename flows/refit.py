"""An answer to a question, as an answer to what the question has become in a new version.

Only what means the same is carried over: nothing is rounded, cut or guessed. What is
left is told, so that nobody's words are lost.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flows.columns import SELECTS
from flows.former import former_names
from flows.functions import text
from flows.model import MEDIA_TYPES, Choice, has_appearance
from flows.plan import Node
from flows.rendering import label_of
from flows.state import Value
from flows.values import UnfitError, as_scalar, normalise

_ASKED_ANEW = ("item", "consent")
"""What only the person can give to such a question: a service of the guides, a consent."""
_NUMBERS = ("integer", "decimal")
_STAMPS = ("date", "time", "dateTime")


@dataclass(frozen=True, slots=True)
class Refit:
    """The value that is kept, if any, and what of the old one is left."""

    value: Value | None
    left: Value | None = None


def refit(value: Value, old: Node, new: Node, locale: str) -> Refit:
    """`value` of the question `old` for the question `new`; a choice in words is in `locale`."""
    if any(_is_new(word, old, new) for word in _ASKED_ANEW):
        return Refit(None, value)
    found = _converted(value, old, new, locale)
    if found.value is None:
        return Refit(None, value)
    try:
        fitting = normalise(new.question.type, found.value, new.choices)
    except UnfitError:
        return Refit(None, value)
    return Refit(fitting, found.left)


def _is_new(word: str, old: Node, new: Node) -> bool:
    return has_appearance(new.question, word) and not has_appearance(old.question, word)


def _converted(value: Value, old: Node, new: Node, locale: str) -> Refit:
    before, after = old.question.type, new.question.type
    if before in SELECTS and after in SELECTS:
        return _chosen(value, old, new)
    if before in MEDIA_TYPES or after in MEDIA_TYPES:
        return Refit(value if after in (before, "file") and before in MEDIA_TYPES else None)
    if before in SELECTS:
        return Refit(_in_words(value, old, locale) if after == "text" else None)
    words = text(as_scalar(value))
    if after in SELECTS:
        name = option_in_words(words, new)
        return Refit((name,) if after == "select_multiple" and name else name)
    return Refit(_plain(value, words, before, after))


def _plain(value: Value, words: str, before: str, after: str) -> Value | None:
    """A value of no list and no file."""
    if before == after or (before in _NUMBERS and after in _NUMBERS):
        return value
    if after == "text":
        return words
    if before != "text":
        return None
    words = unicodedata.normalize("NFKC", words).strip()
    if after not in _STAMPS:
        return words
    try:
        return words if normalise(after, words) == words else None
    except UnfitError:
        return None


def _chosen(value: Value, old: Node, new: Node) -> Refit:
    names = value if isinstance(value, tuple) else (str(value),)
    same = options(old, new)
    kept = tuple(same[name] for name in names if name in same)
    left = tuple(name for name in names if name not in same)
    if new.question.type == "select_multiple":
        return Refit(kept or None, left or None)
    return Refit(kept[0] if len(names) == len(kept) == 1 else None)


def _in_words(value: Value, old: Node, locale: str) -> str:
    names = value if isinstance(value, tuple) else (str(value),)
    comma = "、" if locale == "zh" else ", "
    return comma.join(label_of(old.choices[n], locale) if n in old.choices else n for n in names)


def options(old: Node, new: Node) -> Mapping[str, str]:
    """Which option each one of the old question is now; those that are gone are left out.

    By name, where it is the same list or reads the same; by a former name; else by what it
    reads like, if that is one alone.
    """
    same_list = old.question.list_name == new.question.list_name
    former = {name: one.name for one in new.choices.values() for name in former_names(one)}
    found: dict[str, str] = {}
    for name, choice in old.choices.items():
        there = new.choices.get(name)
        if there is not None and (same_list or not _labels(there).isdisjoint(_labels(choice))):
            found[name] = name
        elif name in former:
            found[name] = former[name]
        elif there is None or not same_list:
            alike = [c for c in new.choices.values() if not _labels(c).isdisjoint(_labels(choice))]
            if len(alike) == 1:
                found[name] = alike[0].name
    return found


def option_in_words(words: str, new: Node) -> str | None:
    """Name of the only option that is called by exactly these words."""
    said = _reads(words)
    called = [one.name for one in new.choices.values() if said in set(_calls(one))]
    return called[0] if len(called) == 1 else None


def _calls(choice: Choice) -> Iterator[str]:
    yield _reads(choice.name)
    yield from _labels(choice)
    yield from map(_reads, choice.extra.get("synonyms", "").split("|"))


def _labels(choice: Choice) -> set[str]:
    return {_reads(words) for words in choice.label.values()}


def _reads(words: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", words).casefold().split())
