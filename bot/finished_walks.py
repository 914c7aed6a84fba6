"""Finished walks with all that was said in them: what duties, scores and figures count."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from bot.dialogue.house import guide_version_of
from flows.duties import Walked
from flows.office_yaml import day_of
from flows.readback import read_back
from flows.state import Value
from flows.unit_table import OfficeUnit, known_as

if TYPE_CHECKING:
    from bot.reports import Records

SAT_ON, OWN_UNIT = "sat_on", "own_unit"
"""Questions of 主官式体验 for its day, of 推磨式互查 for the walker's unit."""

BEGUN_BEFORE = 30
"""Days before a day in which a walk of that day may have begun."""


@dataclass(frozen=True, slots=True)
class FinishedWalk:
    """A walk with its values by path, those that were filled in and let stand included."""

    id: int
    action: str
    """Id of its flow."""
    item_id: str
    item: str
    person: str
    unit: str
    """The walker's, as they said it in the walk, else as the office entered it; or empty."""
    ended: datetime
    guide_version: str
    values: Mapping[str, Value]

    @property
    def day(self) -> date:
        """The day that it was about: of a leader the one at the counter, else that of its end."""
        return day_of(str(self.values.get(SAT_ON, ""))) or self.ended.date()


def finished_walks(
    app: Records, actions: Collection[str] | None = None, since: datetime | None = None
) -> Iterator[FinishedWalk]:
    """The walks that were begun since then and finished, the newest first."""
    departments = app.reader.departments()
    for walk in app.reader.walks(status="finished", since=since):
        if walk.ended is None or (actions is not None and walk.flow_id not in actions):
            continue
        flow = app.flows.pinned(walk.flow_id, walk.flow_version)
        values = {
            line.path: line.value
            for stage in read_back(flow, walk.state, walk.ended)
            for line in stage.lines
            if line.value is not None
        }
        unit = values.get(OWN_UNIT) or departments.get(walk.person_id, "")
        yield FinishedWalk(
            walk.id,
            walk.flow_id,
            walk.item_id,
            walk.item_name,
            walk.person_name,
            str(unit),
            walk.ended,
            guide_version_of(walk.state),
            values,
        )


def lately_begun(app: Records, day: date) -> datetime:
    """From when on walks of a day, and of later ones, have begun."""
    return datetime.combine(day - timedelta(days=BEGUN_BEFORE), time(), app.clock().tzinfo)


def as_walked(walk: FinishedWalk, units: Collection[OfficeUnit]) -> Walked:
    """What duties look at of a walk."""
    names = [unit.name for unit in units]
    return Walked(walk.id, walk.action, known_as(walk.unit, names), walk.person, walk.day)
