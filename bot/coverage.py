"""Whom the volunteers stand for (R09): kind, age band and field, and who is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.dialogue.prompts import local
from flows.model import Choice, Flow, Question
from storage.volunteer_records import ApplicationRecord

DIMENSIONS = {"kind": "kinds", "age_band": "age_bands", "sector": "sectors"}
"""What is counted, with the choice list of the application flow that names its groups."""
OTHER = "other"
"""A choice that nobody can be missing of."""


@dataclass(frozen=True, slots=True)
class Group:
    """The volunteers of one choice: its name in the flow, its label, how many serve."""

    name: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """By each dimension its own label and its groups."""

    serving: int
    counts: Mapping[str, tuple[str, tuple[Group, ...]]]
    cross: tuple[tuple[tuple[Group, ...], int], ...]
    """Kind, age band and field that somebody serves of, with the number."""

    @property
    def missing(self) -> tuple[Group, ...]:
        """The groups of which nobody serves."""
        groups = (group for _, groups in self.counts.values() for group in groups)
        return tuple(group for group in groups if not group.count and group.name != OTHER)


def of(applications: Iterable[ApplicationRecord], flow: Flow, locale: str) -> Coverage:
    """The coverage by those who serve today, in the groups that `flow` offers."""
    serving = [one.profile for one in applications if one.standing == "serving"]
    questions = flow.questions
    groups = {
        name: _groups(flow.choices.get(list_, ()), Counter(one[name] for one in serving), locale)
        for name, list_ in DIMENSIONS.items()
    }
    crossed = Counter(tuple(groups[name][one[name]] for name in DIMENSIONS) for one in serving)
    by_name = sorted(crossed.items(), key=lambda pair: [group.name for group in pair[0]])
    return Coverage(
        len(serving),
        {
            name: (_called(questions.get(name), name, locale), tuple(each.values()))
            for name, each in groups.items()
        },
        tuple(by_name),
    )


def _called(question: Question | None, name: str, locale: str) -> str:
    """A question's few words; its name where an office's own application does not ask it."""
    return (local(question.short, locale) if question is not None else "") or name


def _groups(choices: Iterable[Choice], there: Counter[str], locale: str) -> dict[str, Group]:
    """The groups by name, with those that no list has any more."""
    labels = {choice.name: local(choice.label, locale) for choice in choices}
    labels |= {name: name for name in there if name not in labels}
    return {name: Group(name, label, there[name]) for name, label in labels.items()}
