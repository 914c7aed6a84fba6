"""What was measured in walks of real cases, service by service (R08, R58)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from typing import TYPE_CHECKING

from bot.finished_walks import FinishedWalk, finished_walks
from flows.figures import Sample
from flows.state import Value

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.reports import Records

ACTIONS = ("accompanied", "tracking")
"""Flows in which somebody's own case is followed; whoever plays a part makes other trips."""
PAPERS = "申请材料"
"""The guide's element that lists the papers, one a line."""
_ALL_IN_ONE: Mapping[Value, int] = {"yes": 1, "home": 0}
"""Places and counters where 全链式追踪 was told that it was one of each, or none."""


def samples_of(
    app: Records, item: str = "", actions: Collection[str] = ACTIONS
) -> tuple[Sample, ...]:
    """The walks of services whose name has `item` in it, the newest first."""

    @cache
    def papers(item_id: str, version: str) -> int | None:
        guide = app.library.guide(item_id, version)
        text = "" if guide is None else guide.elements.get(PAPERS, "")
        return len([line for line in text.splitlines() if line.strip()]) or None

    return tuple(
        Sample(walk.id, walk.item, walk.day, _values(walk, papers))
        for walk in finished_walks(app, actions)
        if walk.item and item in walk.item
    )


def _values(walk: FinishedWalk, papers: Callable[[str, str], int | None]) -> dict[str, float]:
    """What a walk tells. Papers are those of the guide's version that it was walked by."""
    said = walk.values
    in_one = _ALL_IN_ONE.get(said.get("one_all", ""))
    listed = papers(walk.item_id, walk.guide_version) if walk.item_id else None
    found: dict[str, Value | None] = {
        "minutes": said.get("total_minutes"),
        "visits": said.get("trips"),
        "materials": listed,
        "places": said.get("places", in_one) if "one_all" in said else None,
        "counters": said.get("counters", in_one) if "one_all" in said else None,
    }
    return {name: float(v) for name, v in found.items() if isinstance(v, int | float)}
