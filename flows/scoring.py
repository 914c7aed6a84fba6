"""Scores of halls and staff from peer checks that may count (R32), each point with its evidence.

Pure: what was walked and what became of it are told. Nothing follows from a score: it is for
those who judge, and says what it rests on. A score begins at its full weight and is never below 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from flows.issue_terms import INITIAL_STATE
from flows.scoring_file import Indicator, Scheme

By = Literal["hall", "person"]
Why = Literal["severity", "overdue", "reopened"]
UNSETTLED = ("draft", INITIAL_STATE, "sent_back", "appealed")
"""States in which it is not settled whether there is a problem."""
NEVER = ("not_adopted", "merged")
"""States of what is no problem, or counts with the one that it was merged into."""
OTHER = "其他"


class CountedWalk(NamedTuple):
    """A check that may count. `score`: what the checker gave, 0 to 100."""

    walk: int
    hall: str
    score: int | None


class CountedIssue(NamedTuple):
    """A problem of such a check. `person`: who answers for its mending, empty where nobody does."""

    number: str
    walk: int
    hall: str
    person: str
    category: str
    severity: str
    state: str
    overdue: bool
    reopened: bool = False
    """It was ever re-opened after it was closed, by its log."""


class Deduction(NamedTuple):
    """Points that were taken, and the problem that they were taken for."""

    indicator: str
    points: float
    issue: str
    walk: int
    why: Why
    what: str
    """Severity or category, as the ledger says it."""


@dataclass(frozen=True, slots=True)
class Score:
    """A hall's or a person's score. `points` by indicator; None: nothing to score it by."""

    name: str
    points: Mapping[str, float | None]
    full: float
    deductions: tuple[Deduction, ...]
    walks: tuple[int, ...]
    given: tuple[int, ...]
    """What checkers gave, beside what was counted."""

    @property
    def total(self) -> float:
        return round(sum(each for each in self.points.values() if each is not None), 2)


def counts(issue: CountedIssue, scheme: Scheme) -> bool:
    """Whether a problem takes points at all."""
    return issue.state not in NEVER and (scheme.unverified or issue.state not in UNSETTLED)


def scores(
    scheme: Scheme, walks: Sequence[CountedWalk], issues: Sequence[CountedIssue], by: By
) -> tuple[Score, ...]:
    """The scores, the best first. A hall without a check, a person without a problem has none."""
    counted = [issue for issue in issues if counts(issue, scheme)]
    names = [walk.hall for walk in walks] if by == "hall" else [one.person for one in counted]
    found = []
    for name in dict.fromkeys(filter(None, names)):
        own = [one for one in counted if name == (one.hall if by == "hall" else one.person)]
        numbers = {one.walk for one in own}
        its = [w for w in walks if (w.hall == name if by == "hall" else w.walk in numbers)]
        found.append(_score(scheme, name, its, own, by))
    return tuple(sorted(found, key=lambda one: (-one.total, one.name)))


def _score(
    scheme: Scheme,
    name: str,
    walks: Sequence[CountedWalk],
    issues: Sequence[CountedIssue],
    by: By,
) -> Score:
    taken = [each for issue in issues for each in _taken(scheme, issue)]
    given = tuple(walk.score for walk in walks if walk.score is not None) if by == "hall" else ()
    points = {one.name: _points(one, taken, given) for one in scheme.indicators}
    scored = (one.weight for one in scheme.indicators if points[one.name] is not None)
    return Score(name, points, sum(scored), tuple(taken), tuple(walk.walk for walk in walks), given)


def _points(indicator: Indicator, taken: Sequence[Deduction], given: Sequence[int]) -> float | None:
    if indicator.basis == "peer_score":
        return round(indicator.weight * sum(given) / len(given) / 100, 2) if given else None
    lost = sum(each.points for each in taken if each.indicator == indicator.name)
    return max(indicator.weight - lost, 0)


def _taken(scheme: Scheme, issue: CountedIssue) -> Iterator[Deduction]:
    for indicator in scheme.indicators:
        if indicator.basis == "categories" and (issue.category or OTHER) in indicator.categories:
            points = scheme.deductions.get(issue.severity, 0)
            what = f"{issue.category or OTHER}·{issue.severity}"
            yield _deduction(indicator, points, issue, "severity", what)
        elif indicator.basis == "mending":
            if issue.overdue:
                yield _deduction(indicator, scheme.overdue, issue, "overdue", issue.category)
            if issue.reopened:
                yield _deduction(indicator, scheme.reopened, issue, "reopened", issue.category)


def _deduction(
    indicator: Indicator, points: float, issue: CountedIssue, why: Why, what: str
) -> Deduction:
    return Deduction(indicator.name, points, issue.number, issue.walk, why, what)
