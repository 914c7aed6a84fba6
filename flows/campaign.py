"""Where a campaign stands on a day: its phase, what is due, which plans are in (R62, R63, R68)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from flows.campaign_file import Campaign, Milestone, Phase

PlanState = Literal["filed", "passed", "returned"]
Standing = Literal["coming", "running", "over"]


@dataclass(frozen=True, slots=True)
class FiledPlan:
    """A plan that was handed in for an action; `sha256` of its file, "" where none was shown."""

    action: str
    filed: date
    filed_by: str = ""
    file: str = ""
    sha256: str = ""
    state: PlanState = "filed"
    reviewed: date | None = None
    reason: str = ""


class Owed(NamedTuple):
    """The plan of an action: the latest one handed in, None where none was.

    `late`: it was handed in first after its day, or that has passed without it.
    """

    action: str
    latest: FiledPlan | None
    late: bool


def standing(campaign: Campaign, today: date) -> Standing:
    """Whether it is still to come, under way, or over."""
    if today < campaign.begins:
        return "coming"
    return "running" if today <= campaign.ends else "over"


def days(campaign: Campaign, today: date) -> tuple[int, int]:
    """Which day of the campaign it is, from 0 before it to all of them, and how many it has."""
    whole = (campaign.ends - campaign.begins).days + 1
    return min(max((today - campaign.begins).days + 1, 0), whole), whole


def phase_on(campaign: Campaign, day: date) -> Phase | None:
    """The phase that a day is in; None between phases."""
    return next((one for one in campaign.phases if one.begins <= day <= one.ends), None)


def reminders(campaign: Campaign, today: date) -> tuple[Milestone, ...]:
    """The milestones to be reminded of today: near enough, and not over."""
    return tuple(
        one
        for one in campaign.milestones
        if one.remind is not None and 0 <= (one.by - today).days <= one.remind
    )


def owed_plans(campaign: Campaign, filed: Sequence[FiledPlan], today: date) -> tuple[Owed, ...]:
    """What became of each action's plan; `filed` in the order they were handed in."""
    return tuple(_owed(campaign, action, filed, today) for action in campaign.plans)


def _owed(campaign: Campaign, action: str, filed: Sequence[FiledPlan], today: date) -> Owed:
    own = [one for one in filed if one.action == action]
    first = own[0].filed if own else today
    late = campaign.plans_by is not None and first > campaign.plans_by
    return Owed(action, own[-1] if own else None, late)


def year_before(day: date) -> date:
    """The same day a year earlier; the 28th for the 29th of February."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)
