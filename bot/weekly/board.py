"""Who has handed in and who has not, week by week: one line a unit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bot.weekly.packs import WeeklyPacks
from flows.weekly import MISSING, Standing, standing
from storage.weekly import PackRecord, SendingRecord


@dataclass(frozen=True, slots=True)
class Line:
    """A unit's newest pack of a week, and how it was handed in last."""

    pack: PackRecord
    standing: Standing
    sent: SendingRecord | None

    @property
    def is_missing(self) -> bool:
        return self.standing in MISSING


def board(weekly: WeeklyPacks, week: str, today: date) -> list[Line]:
    """The lines of a week, in the order its packs were made; none before they were."""
    sendings: dict[str, list[SendingRecord]] = {}
    for one in weekly.store.sendings(week):
        sendings.setdefault(one.unit, []).append(one)
    return [
        line_of(pack, sendings.get(unit, []), today) for unit, pack in weekly.latest(week).items()
    ]


def line_of(pack: PackRecord, sendings: list[SendingRecord], today: date) -> Line:
    """Where a unit stands by what it handed in of the week."""
    newest = max(sendings, key=lambda one: one.version, default=None)
    first: datetime | None = min((one.at for one in sendings), default=None)
    sent = None if newest is None or first is None else (newest.version, first.date())
    return Line(pack, standing(pack.unit, pack.version, pack.due.date(), sent, today), newest)
