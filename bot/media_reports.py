"""Media reports by action (R84): which actions have had too few."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from bot.office_files import actions_of
from flows.calendar_table import written_day
from flows.volunteer_terms import ASIDE
from storage.registers import Entry

if TYPE_CHECKING:
    from bot.app import App

NO_ACTIONS = (*ASIDE, "issue")
"""Flows that are no action which the media tell of."""


class Reported(NamedTuple):
    """An action with the reports of it."""

    action: str
    reports: tuple[Entry, ...]

    def missing(self, least: int | None) -> int:
        """How many are lacking of those it is to have; none where that is not set."""
        return max(0, (least or 0) - len(self.reports))


def counted(app: App, since: date | None = None, until: date | None = None) -> list[Reported]:
    """The actions of this place with their reports of these days, and any other that is told of."""
    titles = actions_of(app)
    found: dict[str, list[Entry]] = {
        title: [] for name, title in titles.items() if name not in NO_ACTIONS
    }
    for one in app.registers.entries("media"):
        day = written_day(one.fields["date"])
        if day is None or (since and day < since) or (until and day > until):
            continue
        action = one.fields["action"]
        found.setdefault(titles.get(action, action), []).append(one)
    return [Reported(action, tuple(reports)) for action, reports in found.items()]
