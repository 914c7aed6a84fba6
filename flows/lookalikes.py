"""Rows of a new version that look like rows of the old one under another name.

Who renames a question in Excel seldom thinks of `was`; without it, the answers of walks
under way become notes. So whoever puts the new version to use is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from flows.errors import FlowError, Place
from flows.former import former_names
from flows.model import Choice, Flow, Question, Row, Text
from flows.slip_texts import Slip

_ALIKE = 0.7
"""How much of two labels is the same, for rows whose names differ."""
_CHOICE_ALIKE = 0.6
"""The same of choices, whose labels are short."""
_NAMED = 0.1
"""By how much more two names have to be the same."""


def lookalikes(old: Flow, new: Flow) -> list[FlowError]:
    """What is likely renamed in `new`, and does not say so."""
    return [*_rows(old, new), *_choices(old, new)]


def _rows(old: Flow, new: Flow) -> Iterator[FlowError]:
    there = {row.name: row for row in new.walk_rows()}
    known = {name for row in there.values() for name in former_names(row)}
    gone = [row for row in old.walk_rows() if row.name not in there and row.name not in known]
    before = {row.name for row in old.walk_rows()}
    for row in there.values():
        if row.name in before or former_names(row):
            continue
        close = [(_likeness(each, row), each) for each in gone]
        best, was = max(close, key=lambda one: one[0], default=(0.0, row))
        if best >= _ALIKE:
            gone.remove(was)
            place = Place(new.source, "survey", row.row, "was")
            yield place.error(Slip.RENAMED_ROW, name=row.name, old=was.name)


def _likeness(one: Row, other: Row) -> float:
    if _kind(one) != _kind(other):
        return 0.0
    named = _same(one.name, other.name) if len(one.name) > 3 else 0.0
    return max(named - _NAMED, _nearness(one.label, other.label))


def _kind(row: Row) -> str:
    return row.type if isinstance(row, Question) else "repeat" if row.repeat else "group"


def _same(one: str, other: str) -> float:
    if not one or not other:
        return 0.0
    return SequenceMatcher(None, one[:200], other[:200], autojunk=False).ratio()


def _choices(old: Flow, new: Flow) -> Iterator[FlowError]:
    for name, choices in new.choices.items():
        before = old.choices.get(name, ())
        names = {each.name for each in before}
        kept = {each for choice in choices for each in (choice.name, *former_names(choice))}
        gone = [each for each in before if each.name not in kept]
        for choice in choices:
            is_new = choice.name not in names and not former_names(choice)
            was = _same_choice(choice, gone) if is_new else None
            if was is not None:
                place = Place(new.source, "choices", column="was")
                told = {"name": choice.name, "old": was.name, "list": name}
                yield place.error(Slip.RENAMED_CHOICE, **told)


def _same_choice(choice: Choice, gone: list[Choice]) -> Choice | None:
    """The choice that it likely was; one that reads the very same is found by `flows.refit`."""
    near = [(_nearness(each.label, choice.label), each) for each in gone]
    best, was = max(near, key=lambda one: one[0], default=(0.0, choice))
    return was if _CHOICE_ALIKE <= best < 1 else None


def _nearness(one: Text, other: Text) -> float:
    return max((_same(text, other.get(locale, "")) for locale, text in one.items()), default=0.0)
