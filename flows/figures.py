"""Before and after of a service: minutes, visits, papers, places, counters (R08, R58).

Medians with how many walks they are of: a few walks prove little, and that is to be seen. Pure:
walks are told with what was measured in each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import NamedTuple

MEASURES: Mapping[str, tuple[str, str]] = {
    "minutes": ("用时（分钟）", "Minutes"),
    "visits": ("跑动次数", "Visits"),
    "materials": ("申请材料（份）", "Papers"),
    "places": ("地点", "Places"),
    "counters": ("窗口", "Counters"),
}
"""What is measured, in words."""


class Sample(NamedTuple):
    """A walk of a service; `values` by the name of the measure, those that it tells."""

    walk: int
    item: str
    day: date
    values: Mapping[str, float]


class Side(NamedTuple):
    """Of how many walks, and their median; None where there are none."""

    walks: int
    median: float | None


@dataclass(frozen=True, slots=True)
class Change:
    """A measure of a service before and after. `change` None: one of the two is not there."""

    item: str
    measure: str
    before: Side
    after: Side

    @property
    def change(self) -> float | None:
        if self.before.median is None or self.after.median is None:
            return None
        return self.after.median - self.before.median


class Spans(NamedTuple):
    """Two times that are compared: days from the first to the last, both included."""

    before: tuple[date, date]
    after: tuple[date, date]


def around(day: date) -> Spans:
    """All that was before a day, and all from it on."""
    return Spans((date.min, date.fromordinal(max(day.toordinal() - 1, 1))), (day, date.max))


def first_and_last_quarter(days: Iterable[date]) -> Spans | None:
    """The first and the last quarter of a year in which there is a day; None for one quarter."""
    quarters = sorted({(day.year, (day.month - 1) // 3) for day in days})
    if len(quarters) < 2:
        return None
    return Spans(_quarter(*quarters[0]), _quarter(*quarters[-1]))


def _quarter(year: int, number: int) -> tuple[date, date]:
    after = date(year + 1, 1, 1) if number == 3 else date(year, 3 * number + 4, 1)
    return date(year, 3 * number + 1, 1), date.fromordinal(after.toordinal() - 1)


def compare(samples: Sequence[Sample], spans: Spans) -> tuple[Change, ...]:
    """Each service, those with the most walks first, with what was measured in either time."""
    items: dict[str, list[Sample]] = {}
    for sample in samples:
        items.setdefault(sample.item, []).append(sample)
    ordered = sorted(items.items(), key=lambda each: (-len(each[1]), each[0]))
    return tuple(change for item, own in ordered for change in _changes(item, own, spans))


def _changes(item: str, own: Sequence[Sample], spans: Spans) -> Iterator[Change]:
    for measure in MEASURES:
        before, after = (_side(own, measure, span) for span in spans)
        if before.walks or after.walks:
            yield Change(item, measure, before, after)


def _side(own: Sequence[Sample], measure: str, span: tuple[date, date]) -> Side:
    values = [
        sample.values[measure]
        for sample in own
        if measure in sample.values and span[0] <= sample.day <= span[1]
    ]
    return Side(len(values), median(values) if values else None)
