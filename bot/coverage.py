"""Whom the volunteers stand for (R09): kind, age band and field, and who is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from bot.dialogue.prompts import local
from flows.model import Flow, Question
from storage.volunteers import ApplicationRecord

DIMENSIONS = {"kind": "kinds", "age_band": "age_bands", "sector": "sectors"}
"""What is counted, with the choice list of the application flow that names its groups."""
OTHER = "other"
"""A choice that nobody can be missing of."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """`counts`: each dimension's name with its groups and how many serve of them."""

    serving: int
    counts: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]
    missing: tuple[str, ...]
    cross: tuple[tuple[str, str, str, int], ...]
    """Kind, age band and field that somebody serves of, with the number."""


def of(applications: Iterable[ApplicationRecord], flow: Flow, locale: str) -> Coverage:
    """The coverage by those who serve today, in the groups that `flow` offers."""
    serving = [one.profile for one in applications if one.standing == "serving"]
    names = {
        row.name: local(row.short, locale) for row in flow.walk_rows() if isinstance(row, Question)
    }
    labels = {
        question: {c.name: local(c.label, locale) for c in flow.choices.get(list_, ())}
        for question, list_ in DIMENSIONS.items()
    }
    counts, missing = [], []
    for question, groups in labels.items():
        there = Counter(profile[question] for profile in serving)
        known = dict(groups)
        known |= {name: name for name in there if name not in known}
        counts.append((names[question], tuple((known[n], there[n]) for n in known)))
        missing += [label for n, label in groups.items() if not there[n] and n != OTHER]
    crossed = Counter(
        tuple(labels[q].get(profile[q], profile[q]) for q in DIMENSIONS) for profile in serving
    )
    cross = tuple((*map(str, key), number) for key, number in sorted(crossed.items()))
    return Coverage(len(serving), tuple(counts), tuple(missing), cross)  # type: ignore[arg-type]
