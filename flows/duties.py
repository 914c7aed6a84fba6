"""Whether those who owe walks have walked: the red and green board of heads, targets of windows.

R14 (heads of units, each ISO week), R15 (heads of windows). Pure: walks, days and the calendar
of working days are told. A week in which nobody works owes nothing; one that is not over is not
red yet. What is not set is owed by nobody.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, NamedTuple

from flows.duty_file import Duty, Per
from flows.unit_table import OfficeUnit

Colour = Literal["green", "red", "open", "free", "unset"]
"""Done; not done, and over; not done yet; nothing owed, for nobody worked; no number is set."""
MAX_WEEKS = 106
"""Weeks of one board: two years."""


class Walked(NamedTuple):
    """A finished walk, as far as duties look at it."""

    walk: int
    action: str
    """Id of its flow."""
    unit: str
    """The walker's unit, as the table of units calls it."""
    person: str
    day: date


class Week(NamedTuple):
    """An ISO week, from Monday to Sunday."""

    year: int
    number: int
    first: date
    last: date

    @property
    def name(self) -> str:
        return f"{self.year}-W{self.number:02d}"


@dataclass(frozen=True, slots=True)
class Cell:
    """A unit's week. `walks` count; `others` are walks of its people that are not its head."""

    week: Week
    colour: Colour
    walks: tuple[int, ...] = ()
    others: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A unit's weeks, the first one first."""

    unit: str
    head: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Target:
    """What a head of a window has done in a week or month. `owed` None: not set."""

    unit: str
    person: str
    walks: tuple[int, ...]
    owed: int | None

    @property
    def missing(self) -> int:
        return max((self.owed or 0) - len(self.walks), 0)


def week_of(day: date) -> Week:
    """The ISO week that a day is in."""
    year, number, weekday = day.isocalendar()
    first = day - timedelta(days=weekday - 1)
    return Week(year, number, first, first + timedelta(days=6))


def weeks_between(since: date, until: date) -> tuple[Week, ...]:
    """The weeks from that of `since` to that of `until`; the last `MAX_WEEKS` of them."""
    first, last = week_of(since).first, week_of(until).first
    count = (last - first).days // 7 + 1
    return tuple(
        week_of(last - timedelta(weeks=back)) for back in reversed(range(min(count, MAX_WEEKS)))
    )


def board(
    units: Sequence[OfficeUnit],
    walked: Sequence[Walked],
    duty: Duty,
    weeks: Sequence[Week],
    today: date,
    is_workday: Callable[[date], bool],
) -> tuple[Line, ...]:
    """The board of the heads of units, in the order of the table.

    Where the table names the head, walks of other people of the unit do not count.
    """
    return tuple(
        Line(
            unit.name,
            unit.head,
            tuple(_cell(unit, walked, duty, week, today, is_workday) for week in weeks),
        )
        for unit in units
    )


def _cell(
    unit: OfficeUnit,
    walked: Sequence[Walked],
    duty: Duty,
    week: Week,
    today: date,
    is_workday: Callable[[date], bool],
) -> Cell:
    here = [
        one
        for one in walked
        if one.unit == unit.name
        and one.action in duty.actions
        and week.first <= one.day <= week.last
    ]
    own = tuple(one.walk for one in here if not unit.head or _same(one.person, unit.head))
    others = tuple(one.walk for one in here if one.walk not in own)
    days = (week.first + timedelta(days=n) for n in range(7))
    colour: Colour
    if duty.times is None:
        colour = "unset"
    elif len(own) >= duty.times:
        colour = "green"
    elif not any(map(is_workday, days)):
        colour = "free"
    else:
        colour = "red" if week.last < today else "open"
    return Cell(week, colour, own, others)


def _same(name: str, other: str) -> bool:
    """Whether two names are of one person: widths and blanks aside."""
    return _bare(name) == _bare(other)


def _bare(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()


def due_this_week(lines: Sequence[Line], today: date) -> tuple[Line, ...]:
    """Those whose head still owes a walk this week: whom to remind."""
    week = week_of(today)
    return tuple(
        line
        for line in lines
        if any(cell.week == week and cell.colour == "open" for cell in line.cells)
    )


def period_of(day: date, per: Per) -> tuple[date, date]:
    """The first and the last day of the week or month that a day is in."""
    if per == "week":
        week = week_of(day)
        return week.first, week.last
    after = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    return day.replace(day=1), after - timedelta(days=1)


def targets(
    units: Sequence[OfficeUnit], walked: Sequence[Walked], duty: Duty, day: date
) -> tuple[Target, ...]:
    """What heads of windows have done in the week or month of that day, by unit."""
    return tuple(_targets(units, walked, duty, *period_of(day, duty.per)))


def _targets(
    units: Sequence[OfficeUnit], walked: Sequence[Walked], duty: Duty, first: date, last: date
) -> Iterator[Target]:
    for unit in units:
        for person in unit.window_heads:
            own = tuple(
                one.walk
                for one in walked
                if one.unit == unit.name
                and one.action in duty.actions
                and first <= one.day <= last
                and _same(one.person, person)
            )
            yield Target(unit.name, person, own, duty.times)
