"""Services that must be walked (R77): marking them by the guides, and how far they are walked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from bot.campaigns import campaign_named
from bot.office_folder import tables_of
from flows.issue_query import IssueQuery
from flows.issue_terms import SEVERITIES
from flows.must_walk import (
    Covered,
    MustWalk,
    Ranked,
    Share,
    by_department,
    covered,
    ranked,
    read_must_walk,
    share,
)
from flows.units import same_unit
from knowledge.library import Library
from storage.must_walk import MustWalks

if TYPE_CHECKING:
    from bot.app import App
    from knowledge.model import Guide

LAST_DAY = date(9999, 12, 30)
"""The last day that has another one after it, whatever the zone."""


class NoCampaignError(LookupError):
    """There is no campaign of that name."""


class Marked(NamedTuple):
    """What was marked; `unknown` are the names that no guide has."""

    services: tuple[MustWalk, ...]
    new: int
    unknown: tuple[str, ...]


class Unclear(NamedTuple):
    """A name that several guides have."""

    guides: tuple[Guide, ...]


class Proposed(NamedTuple):
    """A service by what the ledger tells, and whether it is marked already."""

    ranked: Ranked
    marked: bool


@dataclass(frozen=True, slots=True)
class Coverage:
    """Which services were walked in these days; None: without a beginning, or until today."""

    services: tuple[Covered, ...]
    whole: Share
    departments: tuple[Share, ...]
    since: date | None
    until: date | None
    campaign: str
    target: int | None
    """Percent that are to be walked; None: not set."""


def mark_table(app: App, path: Path, *, by: str, alone: bool, dry_run: bool) -> Marked:
    """Mark the services of a table, with what their guides say. Raises FlowErrors."""
    guides = _Guides(app.library)
    services = tuple(guides.completed(one) for one in read_must_walk(tables_of(path)))
    store = MustWalks(app.engine)
    known = {one.name for one in store.all()}
    new = sum(one.name not in known for one in services)
    if not dry_run:
        store.mark(services, by, app.clock(), alone=alone)
    return Marked(services, new, tuple(one.name for one in services if not one.item_id))


def mark_one(
    app: App, item: str, given: Mapping[str, Any], *, by: str
) -> MustWalk | Unclear | None:
    """Mark one service by what is given of it; None: it would be neither frequent nor blocked."""
    store, name = MustWalks(app.engine), " ".join(item.split())
    guides = _Guides(app.library)
    found = guides.named(name)
    if len(found) > 1:
        return Unclear(tuple(found))
    guide = found[0] if found else None
    before = store.of(guide.id if guide else "", guide.name if guide else name)
    told = {key: value for key, value in given.items() if value is not None}
    blank = MustWalk(name, code=guide.id if guide else "", frequent="blocked" not in told)
    one = replace(before or blank, **told)
    one = guides.completed(replace(one, name=guide.name) if guide and before is None else one)
    if not (one.frequent or one.blocked):
        return None
    store.mark([one], by, app.clock())
    return one


def unmark(app: App, item: str) -> str:
    """Take a service off the list; its name, or "" where it was not on it."""
    store, name = MustWalks(app.engine), " ".join(item.split())
    found = store.of(name, name)
    return found.name if found is not None and store.unmark(found.name) else ""


class _Guides:
    """The guides by id and by name."""

    def __init__(self, library: Library) -> None:
        self._by_id = {guide.id: guide for guide in library.guides()}
        self._by_name: dict[str, list[Guide]] = {}
        for guide in self._by_id.values():
            for name in (guide.name, *guide.aliases):
                self._by_name.setdefault("".join(name.split()), []).append(guide)

    def named(self, name: str) -> list[Guide]:
        """The guides of that id, or called so."""
        if name in self._by_id:
            return [self._by_id[name]]
        return self._by_name.get("".join(name.split()), [])

    def completed(self, one: MustWalk) -> MustWalk:
        """The service with its guide's id and bureau: by its code, its name, and its department."""
        found = [self._by_id[one.code]] if one.code in self._by_id else self.named(one.name)
        if len(found) > 1 and one.department:
            found = [guide for guide in found if same_unit(guide.bureau, one.department)]
        if len(found) != 1:
            return one
        return replace(one, item_id=found[0].id, department=one.department or found[0].bureau)


def proposed(app: App, since: datetime | None = None) -> tuple[Proposed, ...]:
    """Services by what the ledger tells of them; what is not adopted does not count."""
    first = None if since is None else since.replace(tzinfo=app.clock().tzinfo)
    store = MustWalks(app.engine)
    rows = store.problems(IssueQuery(since=first))
    refused = {row[:2]: row[2] for row in store.problems(
        IssueQuery(since=first, state="not_adopted")
    )}  # fmt: skip
    counted = [(item, worst, many - refused.get((item, worst), 0)) for item, worst, many in rows]
    ranks = ranked([row for row in counted if row[2]], app.lists.scheme.weights, list(SEVERITIES))
    names = {one.name for one in store.all()}
    return tuple(Proposed(one, one.item in names) for one in ranks)


def mark_ranked(app: App, found: Sequence[Proposed], *, by: str) -> int:
    """Mark those that are not yet as blocked; how many."""
    guides = _Guides(app.library)
    new = [
        guides.completed(MustWalk(one.ranked.item, frequent=False, blocked=True))
        for one in found
        if not one.marked
    ]
    return MustWalks(app.engine).mark(new, by, app.clock())


def coverage_of(
    app: App,
    since: date | None = None,
    until: date | None = None,
    campaign: str = "",
    department: str = "",
) -> Coverage:
    """Which services were walked in these days, else in those of a campaign, else ever.

    Raises `NoCampaignError`.
    """
    name = ""
    if campaign or (since is None and until is None):
        found = campaign_named(app, campaign)
        if found is None and campaign:
            raise NoCampaignError(campaign)
        if found is not None:
            name, since, until = found[1].name, found[1].begins, found[1].ends
    zone, store = app.clock().tzinfo, MustWalks(app.engine)
    first = None if since is None else datetime.combine(since, time(), zone)
    last = None
    if until is not None:
        last = datetime.combine(min(until, LAST_DAY) + timedelta(days=1), time(), zone)
    services = [one for one in store.all() if department in one.department]
    whole = covered(services, store.visits(first, last))
    return Coverage(
        whole,
        share(whole),
        by_department(whole),
        since,
        until,
        name,
        app.lists.scheme.coverage,
    )
