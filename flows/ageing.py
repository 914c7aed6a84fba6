"""How long issues are open, in buckets, by department and state (R80: no dead lists). Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

MOST_BOUNDS = 10
LONGEST = 3_660
"""Days of a bound at the most."""


@dataclass(frozen=True, slots=True)
class Aged:
    """An issue as far as its age is concerned."""

    number: str
    department: str
    state: str
    days: int
    """Since it was found, in days of the calendar."""


@dataclass(frozen=True, slots=True)
class AgeRow:
    """How many issues of a department in a state are in each bucket, the youngest first."""

    department: str
    state: str
    counts: tuple[int, ...]
    oldest: int
    """Days of the oldest."""

    @property
    def total(self) -> int:
        return sum(self.counts)


def bounds_in(text: str) -> tuple[int, ...]:
    """The days from which the buckets after the first begin (`7,15,30`); empty where none grow."""
    parts = [part.strip() for part in text.replace("，", ",").split(",")]
    if not 0 < len(parts) <= MOST_BOUNDS or not all(p.isascii() and p.isdigit() for p in parts):
        return ()
    bounds = [int(part[:5]) for part in parts]
    grow = all(a < b for a, b in pairwise([0, *bounds]))
    return tuple(bounds) if grow and bounds[-1] <= LONGEST else ()


def bucket_names(bounds: Sequence[int]) -> list[str]:
    """The buckets in days: `0-6`, `7-14`, `15+`."""
    inner = [f"{first}-{after - 1}" for first, after in pairwise([0, *bounds])]
    return [*inner, f"{bounds[-1]}+"]


def bucket_of(days: int, bounds: Sequence[int]) -> int:
    """The place of an age among the buckets."""
    return sum(days >= bound for bound in bounds)


def by_department(issues: Iterable[Aged], bounds: Sequence[int]) -> list[AgeRow]:
    """A row for each department and state that has issues: where the oldest is, comes first."""
    counts: dict[tuple[str, str], Counter[int]] = {}
    oldest: dict[tuple[str, str], int] = {}
    for one in issues:
        key = (one.department, one.state)
        counts.setdefault(key, Counter())[bucket_of(one.days, bounds)] += 1
        oldest[key] = max(oldest.get(key, 0), one.days)
    rows = [
        AgeRow(*key, tuple(counted[place] for place in range(len(bounds) + 1)), oldest[key])
        for key, counted in counts.items()
    ]
    return sorted(rows, key=lambda row: (-row.oldest, row.department, row.state))
