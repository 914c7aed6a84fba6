"""What the public is shown of issues being mended (R66), and the figures at its head. Pure.

Which states are public is a setting; whether an issue is held back is told by what was decided
about it last.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from flows.issue_terms import OPEN_STATES, STATES
from flows.loop_terms import NOT_COUNTED, in_time, is_dated

Deed = Literal["hold", "release", "reword"]
"""Keep an issue from the public, let it be shown, or have it told in other words."""
WORDED = ("problem", "measure", "result")
"""What is told of an issue in sentences, and may be told otherwise."""
NOT_FOUND_TRUE = ("draft", "to_verify", "sent_back", "not_adopted")
GROUPS: dict[str, tuple[str, ...]] = {
    "verified": tuple(state for state in STATES if state not in NOT_FOUND_TRUE),
    "closed": ("closed", "published"),
    "published": ("published",),
}
"""Words for states that are public together: all that was found true, mended, made public."""
LONGEST = 2_000
"""Characters of a sentence that is told otherwise."""


def states_in(text: str) -> tuple[str, ...]:
    """The states that a setting names: a group, or states by id or name, with commas between.

    Empty where one of them is none.
    """
    ids = {word.lower(): state for state, words in STATES.items() for word in (state, *words)}
    named = [part.strip().lower() for part in text.replace("，", ",").replace("、", ",").split(",")]
    found: list[str] = []
    for name in named:
        if name in GROUPS:
            found += GROUPS[name]
        elif name in ids:
            found.append(ids[name])
        else:
            return ()
    return tuple(state for state in STATES if state in found)


@dataclass(frozen=True, slots=True)
class PublicIssue:
    """An issue as far as the public may be told of it: no person is in it."""

    number: str
    state: str
    found: date
    deadline: date | None
    closed: date | None
    item: str
    category: str
    department: str
    texts: Mapping[str, str]
    """Those of `WORDED` that are told."""

    @property
    def is_open(self) -> bool:
        """Nobody has shown yet that it is mended."""
        return self.state in OPEN_STATES

    def is_overdue(self, today: date) -> bool:
        """Open past its deadline."""
        return self.is_open and self.deadline is not None and self.deadline < today


@dataclass(slots=True)
class Figures:
    """Counts of issues that are public, and how many of those with a deadline kept it."""

    found: int = 0
    closed: int = 0
    open: int = 0
    overdue: int = 0
    timed: int = 0
    """With a deadline, and closed or past it."""
    in_time: int = 0
    counted: int = 0
    """Those that are to be mended by themselves."""
    states: Counter[str] = field(default_factory=Counter)

    def add(self, issue: PublicIssue, today: date) -> None:
        """Count one more."""
        self.found += 1
        self.open += issue.is_open
        self.closed += not issue.is_open
        self.overdue += issue.is_overdue(today)
        closed = None if issue.is_open else issue.closed
        if issue.state not in NOT_COUNTED:
            self.counted += 1
            self.timed += is_dated(issue.deadline, closed, today)
            self.in_time += in_time(issue.deadline, closed)
        self.states[issue.state] += 1

    @property
    def percent_in_time(self) -> int | None:
        """Whole percent of those closed or past their deadline that kept it, rounded down."""
        return None if not self.timed else 100 * self.in_time // self.timed

    @property
    def percent_closed(self) -> int:
        """Whole percent that are closed of those to be mended, rounded down."""
        return 100 * self.closed // self.counted if self.counted else 0


def figures_of(issues: Iterable[PublicIssue], today: date) -> Figures:
    """The figures of some issues."""
    found = Figures()
    for issue in issues:
        found.add(issue, today)
    return found
