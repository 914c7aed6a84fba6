"""What a volunteer has done: walks, issues, and when they were last here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, Connection, func, select

from flows.issue_terms import INITIAL_STATE
from flows.volunteer_terms import ASIDE
from storage.findings import issue
from storage.packing import CHINA, from_ms, to_ms
from storage.statements import chat, message, walk


@dataclass(frozen=True, slots=True)
class Activity:
    """Walks that were finished, issues that were entered, and those the office has confirmed."""

    walks: int
    issues: int
    confirmed: int
    last: datetime | None
    """When the person last said something, within the days asked for or not."""


def activity(
    conn: Connection, person_id: int, since: date | None = None, until: date | None = None
) -> Activity:
    """What a person did from day `since` to day `until`, both included; None: no bound."""
    walks = (
        select(func.count())
        .select_from(walk)
        .join(chat, chat.c.id == walk.c.chat_id)
        .where(chat.c.person_id == person_id)
        .where(walk.c.status == "finished", walk.c.flow_id.not_in(ASIDE))
        .where(*_within(walk.c.ended_at, since, until))
    )
    ours = (issue.c.person_id == person_id, *_within(issue.c.found_at, since, until))
    issues = select(func.count()).select_from(issue).where(*ours)
    last = (
        select(func.max(message.c.at))
        .join_from(message, chat, chat.c.id == message.c.chat_id)
        .where(chat.c.person_id == person_id)
    )
    at = conn.execute(last).scalar()
    return Activity(
        walks=conn.execute(walks).scalar_one(),
        issues=conn.execute(issues).scalar_one(),
        confirmed=conn.execute(issues.where(issue.c.state != INITIAL_STATE)).scalar_one(),
        last=None if at is None else from_ms(at),
    )


def _within(
    column: ColumnElement[int], since: date | None, until: date | None
) -> list[ColumnElement[bool]]:
    bounds = []
    if since is not None:
        bounds.append(column >= _midnight(since))
    if until is not None:
        bounds.append(column < _midnight(until + timedelta(days=1)))
    return bounds


def _midnight(day: date) -> int:
    return to_ms(datetime.combine(day, time(), CHINA))
