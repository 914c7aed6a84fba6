"""The closed loop in rates: what of the issues found was closed, on time, to whose content (R54).

Everything is counted from the log of each issue as it was at a moment, not from how it is today.
What each rate divides by what is `flows.loop_terms`, which is also what people are told. Pure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from statistics import fmean, median
from typing import NamedTuple

from flows.callbacks import Call
from flows.deadlines import Rules
from flows.loop_terms import NOT_COUNTED, SATISFIED_FROM, in_time, is_dated
from flows.office_yaml import day_of
from flows.replying import due_of, owed_by

CLOSED = ("closed", "published")
"""States of what is mended and found to be so."""
ASIDE = ("draft", *NOT_COUNTED)
"""States of what is not counted: no problem yet, none at all, or counted with another."""
MARKS = ("5", "4", "3", "2", "1")
TRACKED = ("department", "deadline", "reply_kind", "reply_from", "replied_on")
"""Fields that rates depend on, and that moves change."""


class Move(NamedTuple):
    """A row of an issue's log. `mark`: what the reporter gave with it, of 5."""

    at: datetime
    move: str
    before: str
    after: str
    changed: Mapping[str, str | None]
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Entered:
    """An issue with what it was entered with: those `fields` of `TRACKED` that no move changed."""

    number: str
    found: date
    source: str
    of_walk: bool
    category: str
    is_owed: bool
    """Somebody waits for a reply, or did."""
    fields: Mapping[str, str]


@dataclass(slots=True)
class Life:
    """An issue as it was at a moment."""

    number: str
    found: date
    source: str
    category: str
    department: str = ""
    state: str = ""
    deadline: date | None = None
    closed: date | None = None
    """When it was closed last; None where it is not closed."""
    ever_closed: bool = False
    reopened: int = 0
    reply_kind: str = ""
    reply_from: date | None = None
    replied: date | None = None
    mark: str = ""
    calls: tuple[Call, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether it is among those of which something was to be closed."""
        return self.state not in ASIDE


def life_of(entered: Entered, moves: Sequence[Move], calls: Sequence[Call] = ()) -> Life | None:
    """How an issue was after these moves and calls; None where it was not entered by then."""
    if not moves:
        return None
    one = Life(entered.number, entered.found, entered.source, entered.category)
    told = _at_entry(entered)
    for move in moves:
        told |= {name: value or "" for name, value in move.changed.items() if name in TRACKED}
        if move.after in CLOSED and move.before not in CLOSED:
            one.closed, one.ever_closed = move.at.date(), True
            one.deadline = day_of(told["deadline"][:10])
        if move.before in CLOSED and move.after not in CLOSED:
            one.closed = None
            one.reopened += 1
        one.state = move.after
        one.mark = move.mark or one.mark
    if one.closed is None:
        one.deadline = day_of(told["deadline"][:10])
    one.department, one.reply_kind = told["department"], told["reply_kind"]
    one.reply_from, one.replied = day_of(told["reply_from"]), day_of(told["replied_on"])
    one.calls = tuple(calls)
    return one


def _at_entry(entered: Entered) -> dict[str, str]:
    told = {name: entered.fields.get(name, "") for name in TRACKED}
    if entered.is_owed:
        told["reply_kind"] = owed_by(entered.source, of_walk=entered.of_walk)
        told["reply_from"] = entered.found.isoformat()
    return told


class Rate(NamedTuple):
    """So many of so many."""

    part: int
    of: int

    @property
    def share(self) -> float | None:
        """0 to 1; None where there is nothing to divide by."""
        return self.part / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Figures:
    """The rates of some issues, by `flows.loop_terms`."""

    name: str
    found: int
    aside: int
    """Found and not counted: not adopted, merged."""
    closed: Rate
    on_time: Rate
    overdue: Rate
    reopened: Rate
    replied: Rate
    reply_unset: int
    """Whose reply is owed with no time set for it."""
    rated: Rate
    satisfied: Rate
    marks: Mapping[str, int]
    reached: Rate
    content: Rate
    results: Mapping[str, int]
    mean_days: float | None
    median_days: float | None


@dataclass(frozen=True, slots=True)
class Basis:
    """What rates are worked out by: the last day, the table of deadlines, the mark from which on
    somebody is satisfied."""

    until: date
    rules: Rules = field(default_factory=Rules)
    satisfied_from: int = SATISFIED_FROM
    _dues: dict[tuple[str, date], date | None] = field(default_factory=dict)
    """Worked out once: thousands of issues share a source and a day."""

    def due(self, group: str, asked: date) -> date | None:
        """By when a reply is owed; None: not set."""
        key = (group, asked)
        if key not in self._dues:
            found = due_of(group, asked, self.rules)
            self._dues[key] = None if found is None else found.day
        return self._dues[key]


def figures(name: str, lives: Iterable[Life], basis: Basis) -> Figures:
    """The rates of these issues as they were."""
    found = [one for one in lives if one.state != "draft"]
    counted = [one for one in found if one.counts]
    closed = [one for one in counted if one.state in CLOSED]
    ever = [one for one in counted if one.ever_closed]
    dated = [one for one in counted if is_dated(one.deadline, one.closed, basis.until)]
    late = [one for one in dated if one.closed is None]
    marks = Counter(one.mark for one in ever if one.mark)
    good = sum(many for mark, many in marks.items() if int(mark) >= basis.satisfied_from)
    days = [(one.closed - one.found).days for one in closed if one.closed is not None]
    replied, unset = _replies(found, basis)
    called = [one for one in counted if one.calls]
    results, content = _called(called, basis)
    reached = sum(results.values())
    return Figures(
        name=name,
        found=len(found),
        aside=len(found) - len(counted),
        closed=Rate(len(closed), len(counted)),
        on_time=Rate(sum(in_time(one.deadline, one.closed) for one in dated), len(dated)),
        overdue=Rate(len(late), len(counted)),
        reopened=Rate(sum(one.reopened > 0 for one in ever), len(ever)),
        replied=replied,
        reply_unset=unset,
        rated=Rate(sum(marks.values()), len(ever)),
        satisfied=Rate(good, sum(marks.values())),
        marks={mark: marks[mark] for mark in MARKS},
        reached=Rate(reached, len(called)),
        content=Rate(content, reached),
        results={**results, "unreached": len(called) - reached},
        mean_days=fmean(days) if days else None,
        median_days=median(days) if days else None,
    )


def _replies(found: Sequence[Life], basis: Basis) -> tuple[Rate, int]:
    part = of = unset = 0
    for one in found:
        if not one.reply_kind or one.reply_from is None or one.state == "merged":
            continue
        due = basis.due(one.reply_kind, one.reply_from)
        if due is None:
            unset += 1
        elif one.replied is not None or due < basis.until:
            of += 1
            part += one.replied is not None and one.replied <= due
    return Rate(part, of), unset


def _called(called: Sequence[Life], basis: Basis) -> tuple[dict[str, int], int]:
    """What the last call that reached somebody found, and how many are content."""
    results: Counter[str] = Counter()
    content = 0
    for one in called:
        reached = [call for call in one.calls if call.result != "unreached"]
        if not reached:
            continue
        results[reached[-1].result] += 1
        content += (reached[-1].stars or 0) >= basis.satisfied_from
    return {name: results[name] for name in ("satisfied", "fair", "dissatisfied")}, content
