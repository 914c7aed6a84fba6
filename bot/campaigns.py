"""Campaigns against what was walked and found in their days, and a year before."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import TypeAdapter

from bot.finished_walks import lately_begun
from bot.office_files import actions_of
from flows.campaign import FiledPlan, Owed, days, owed_plans, reminders, standing, year_before
from flows.campaign_file import Campaign, read_campaign
from flows.issue_query import IssueQuery
from flows.workdays import workday_before
from storage.campaigns import Campaigns, KeptCampaign

if TYPE_CHECKING:
    from bot.app import App

_CAMPAIGN = TypeAdapter(Campaign)
"""What was read from a file is kept as it was meant then, whatever becomes of the actions."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What was done from one day to another, both included."""

    since: date
    until: date
    walks: dict[str, int]
    """Finished ones by the id of their action, the most first."""
    walkers: int
    issues: int
    """Found in these days."""
    mended: int
    """Of these, those that are shown to be mended by now."""

    def as_object(self) -> dict[str, Any]:
        """For programs, and for the archive."""
        return {
            "since": self.since.isoformat(),
            "until": self.until.isoformat(),
            "walks": self.walks,
            "walkers": self.walkers,
            "issues": self.issues,
            "mended": self.mended,
        }


@dataclass(frozen=True, slots=True)
class Progress:
    """A campaign as it stands; of one that is archived `figures` are those of then."""

    kept: KeptCampaign
    campaign: Campaign
    today: date
    figures: dict[str, Any]
    year_before: dict[str, Any]
    plans: tuple[Owed, ...]

    @property
    def days(self) -> tuple[int, int]:
        return days(self.campaign, self.today)


def set_campaign(app: App, path: Path) -> Campaign | None:
    """Keep the campaign of a file; None: one of its name is archived. Raises FlowErrors."""
    campaign = read_campaign(path, actions_of(app))
    definition = _CAMPAIGN.dump_json(campaign).decode()
    kept = Campaigns(app.engine).set(campaign.name, definition, app.clock())
    return campaign if kept else None


def campaigns_of(app: App) -> list[tuple[KeptCampaign, Campaign]]:
    """All campaigns, the latest to begin first."""
    found = [
        (kept, _CAMPAIGN.validate_json(kept.definition)) for kept in Campaigns(app.engine).every()
    ]
    return sorted(found, key=lambda each: (each[1].begins, each[0].id), reverse=True)


def campaign_named(app: App, name: str) -> tuple[KeptCampaign, Campaign] | None:
    """The campaign of that name; without one the one under way, else the latest to begin."""
    found = campaigns_of(app)
    if name:
        return next((each for each in found if each[0].name == name), None)
    today = app.clock().date()
    running = (each for each in found if standing(each[1], today) == "running")
    return next(running, found[0] if found else None)


def progress_of(app: App, kept: KeptCampaign, campaign: Campaign) -> Progress:
    """How a campaign stands."""
    today = app.clock().date()
    until = min(max(today, campaign.begins), campaign.ends)
    now = kept.figures or figures_of(app, campaign.begins, until).as_object()
    before = figures_of(app, year_before(campaign.begins), year_before(until)).as_object()
    plans = owed_plans(campaign, Campaigns(app.engine).plans(kept.id), today)
    return Progress(kept, campaign, today, now, before, plans)


def figures_of(app: App, since: date, until: date) -> Figures:
    """What was walked and found in these days."""
    zone = app.clock().tzinfo
    walks = [
        walk
        for walk in app.reader.walks(status="finished", since=lately_begun(app, since))
        if walk.ended is not None and since <= walk.ended.date() <= until
    ]
    by_action: dict[str, int] = {}
    for walk in walks:
        by_action[walk.flow_id] = by_action.get(walk.flow_id, 0) + 1
    first = datetime.combine(since, time(), zone)
    after = datetime.combine(until + timedelta(days=1), time(), zone)

    def count(query: IssueQuery) -> int:
        return app.reader.issue_page(query, 0, 1).total

    return Figures(
        since,
        until,
        dict(sorted(by_action.items(), key=lambda each: (-each[1], each[0]))),
        len({walk.person_id for walk in walks}),
        count(IssueQuery(since=first, until=after)),
        count(IssueQuery(since=first, until=after, standing="closed")),
    )


def archive(app: App, kept: KeptCampaign, campaign: Campaign) -> bool:
    """Close a campaign with its figures as they are now; False: it is closed already."""
    made = progress_of(app, kept, campaign)
    return Campaigns(app.engine).archive(kept.name, made.figures, app.clock())


def file_plan(
    app: App, kept: KeptCampaign, action: str, path: Path | None, by: str, on: date
) -> FiledPlan:
    """Enter a plan that was handed in. Of its file name and SHA-256 are kept, not what it says."""
    digest = ""
    if path is not None:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    filed = FiledPlan(action, on, by, "" if path is None else path.name, digest)
    Campaigns(app.engine).file_plan(kept.id, filed)
    return filed


class Near(NamedTuple):
    """A day of a campaign that is near. `owed`: the actions whose plans are due by it."""

    campaign: str
    name: str
    by: date
    is_last: bool
    """It is the last working day up to it."""
    owed: tuple[str, ...] = ()


PLANS_BEFORE = 7
"""Days before the day of the plans from which on those are told that are not in."""


def milestones_of(app: App, today: date) -> list[Near]:
    """What is near in the campaigns that are not archived."""
    titles, found = actions_of(app), []
    for kept, campaign in campaigns_of(app):
        if kept.archived is not None:
            continue
        for one in reminders(campaign, today):
            found.append(Near(campaign.name, one.name, one.by, _is_last(one.by, today)))
        by = campaign.plans_by
        if by is not None and 0 <= (by - today).days <= PLANS_BEFORE:
            filed = Campaigns(app.engine).plans(kept.id)
            owed = [one.action for one in owed_plans(campaign, filed, today) if one.latest is None]
            names = tuple(titles.get(action, action) for action in owed)
            if names:
                found.append(Near(campaign.name, "方案", by, _is_last(by, today), names))
    return found


def _is_last(by: date, today: date) -> bool:
    return today >= workday_before(by, 0)
