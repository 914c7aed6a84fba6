"""What became of issues, in numbers: found, closed, in time, overdue, satisfied (R74, R75). Pure.

Counted from how issues stand, so that each number is the length of a list that can be asked for;
what has nothing to be measured by is None and told as “—”, never as 0 %.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from flows.issue_terms import OPEN_STATES
from flows.loop_terms import NOT_COUNTED, SATISFIED_FROM, in_time, is_dated

CLOSED = ("closed", "published")
"""States of what was verified to be mended."""
NOT_ADOPTED = "not_adopted"
NO_UNIT, NO_CATEGORY = "（未分派）", "（未分类）"


class Standing(NamedTuple):
    """An issue as far as it is counted."""

    number: str
    state: str
    found: date
    department: str
    category: str
    severity: str
    item: str
    deadline: date | None
    """None where none is told that is a day."""
    closed_on: date | None
    mark: int | None
    """What its reporter last said of the mending, 1 to 5."""
    mode: str
    """How it is mended: one of `issue_terms.PLANS`, or what the reporter thought of it."""
    has_measure: bool
    has_wish: bool
    """Whether somebody suggested something with it."""
    in_inspection: bool
    """Whether an inspection found it."""
    returned: int
    reopened: int
    extended: int
    """How often a fix was returned, it was re-opened, given more time."""

    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    def is_overdue(self, today: date) -> bool:
        return self.is_open() and self.deadline is not None and self.deadline < today


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of some issues, by the terms of `loop_terms`. `aside`: those that rates leave out;
    `timed`: those that had a deadline and are closed or past it; `marked`: by reporters."""

    found: int
    closed: int
    not_adopted: int
    aside: int
    open: int
    overdue: int
    timed: int
    in_time: int
    marked: int
    satisfied: int
    measures: int
    wishes: int
    days: float | None
    """From being found to being closed, on average."""

    @property
    def closed_share(self) -> float | None:
        """整改率: of those that are to be mended by themselves."""
        return share(self.closed, self.found - self.aside)

    @property
    def in_time_share(self) -> float | None:
        return share(self.in_time, self.timed)

    @property
    def satisfied_share(self) -> float | None:
        return share(self.satisfied, self.marked)


def share(part: int, whole: int) -> float | None:
    """A part of the whole; None of nothing."""
    return part / whole if whole else None


def percent(value: float | None) -> str:
    """A share as people read it: "87.5%", "100%"; "—" for none. 99.96 % is no 100 %."""
    if value is None:
        return "—"
    told = f"{value * 100:.1f}".removesuffix(".0")
    return "99.9%" if told == "100" and value < 1 else f"{told}%"


def figures_of(
    issues: Iterable[Standing], today: date, satisfied_from: int = SATISFIED_FROM
) -> Figures:
    """The counts of these issues on a day."""
    seen = list(issues)
    closed = [one for one in seen if one.state in CLOSED]
    counted = [one for one in seen if one.state not in NOT_COUNTED]
    timed = [one for one in counted if is_dated(one.deadline, _closed(one), today)]
    marks = [one.mark for one in seen if one.mark is not None]
    took = [(one.closed_on - one.found).days for one in closed if one.closed_on is not None]
    return Figures(
        found=len(seen),
        closed=len(closed),
        not_adopted=sum(one.state == NOT_ADOPTED for one in seen),
        aside=len(seen) - len(counted),
        open=sum(one.is_open() for one in seen),
        overdue=sum(one.is_overdue(today) for one in seen),
        timed=len(timed),
        in_time=sum(in_time(one.deadline, _closed(one)) for one in timed),
        marked=len(marks),
        satisfied=sum(mark >= satisfied_from for mark in marks),
        measures=sum(one.has_measure for one in seen),
        wishes=sum(one.has_wish for one in seen),
        days=round(sum(took) / len(took), 1) if took else None,
    )


def _closed(one: Standing) -> date | None:
    """The day it was closed, if it still is."""
    return one.closed_on if one.state in CLOSED else None


class Ranked(NamedTuple):
    """A unit with its place; units that stand alike share one. None: nothing to rank it by."""

    place: int | None
    unit: str
    figures: Figures


def ranked(units: Sequence[tuple[str, Figures]]) -> list[Ranked]:
    """Units by 整改率, then by how little is overdue; those with nothing to mend come last."""
    order = sorted(units, key=lambda each: (_worth(each[1]) is None, _worth(each[1]), each[0]))
    worths = [_worth(figures) for _, figures in order]
    return [
        Ranked(None if worth is None else worths.index(worth) + 1, unit, figures)
        for (unit, figures), worth in zip(order, worths, strict=True)
    ]


def _worth(figures: Figures) -> tuple[float, int] | None:
    """What is ranked by, the best the smallest."""
    closed = figures.closed_share
    return None if closed is None else (-closed, figures.overdue)


class Kind(NamedTuple):
    """Issues of one category: how many, how many of them closed, and of which services most."""

    category: str
    found: int
    closed: int
    open: int
    items: tuple[tuple[str, int], ...]


MOST_ITEMS = 3


def kinds(issues: Iterable[Standing]) -> list[Kind]:
    """The categories, the most frequent first."""
    by: dict[str, list[Standing]] = {}
    for one in issues:
        by.setdefault(one.category or NO_CATEGORY, []).append(one)
    return sorted(
        (
            Kind(
                category,
                len(own),
                sum(one.state in CLOSED for one in own),
                sum(one.is_open() for one in own),
                tuple(Counter(one.item for one in own if one.item).most_common(MOST_ITEMS)),
            )
            for category, own in by.items()
        ),
        key=lambda kind: (-kind.found, kind.category),
    )
