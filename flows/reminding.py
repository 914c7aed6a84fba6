"""When somebody is reminded of a deadline, and who hears of it when nothing happens (R61, R80).

Before the day, on it and after it the owner is told; then, by the steps of the ladder, the head of
the department, and the lead office. All steps are working days (`flows.workdays`). Pure: which day
it is and what was told before are told, so that what was missed while nothing ran is made up for,
the latest word to each instead of all of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from flows.workdays import add_workdays, workday_before, workdays_after

Level = Literal["owner", "head", "lead"]
"""Who is told: the one responsible, the head of the department, the lead office."""
Stage = Literal["before", "on", "after", "again", "head", "lead"]


@dataclass(frozen=True, slots=True)
class Ladder:
    """The steps, in working days; 0: that one is left out."""

    before: int = 3
    """The owner is told so many before the deadline, too."""
    again: int = 5
    """After the first word that it is overdue the owner is told again each time so many later."""
    head: int = 1
    """So many after the deadline the head of the department is told."""
    lead: int = 5
    """So many after it, the lead office."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """A word that is due: at which stage, to whom. `count` tells the times of "again" apart."""

    stage: Stage
    level: Level
    count: int = 0

    @property
    def name(self) -> str:
        """By which it is remembered that it was said."""
        return f"{self.stage}{self.count or ''}"


def reached(deadline: date, ladder: Ladder, today: date) -> list[Reminder]:
    """For each level the word that fits today, where its time has come."""
    if today > deadline:
        late = workdays_after(deadline, today)
        return _overdue(late, ladder) if late else []
    last = workday_before(deadline, 0)
    if today >= last:
        return [Reminder("on", "owner")]
    begins = workday_before(last, ladder.before)
    return [Reminder("before", "owner")] if ladder.before and today >= begins else []


def _overdue(late: int, ladder: Ladder) -> list[Reminder]:
    """`late` working days have begun since the deadline, today with them."""
    times = (late - 1) // ladder.again if ladder.again else 0
    owner = Reminder("again", "owner", times) if times else Reminder("after", "owner")
    found = [owner]
    if ladder.head and late >= ladder.head:
        found.append(Reminder("head", "head"))
    if ladder.lead and late >= ladder.lead:
        found.append(Reminder("lead", "lead"))
    return found


def horizon(ladder: Ladder, today: date) -> date:
    """The last deadline of which there might be a word today."""
    ahead = add_workdays(today, ladder.before + 1)
    return today if ahead is None else ahead
