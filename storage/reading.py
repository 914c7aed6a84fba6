"""Reading what is kept: walks, messages, notes, findings, issues, for people and exports.

Each call reads one snapshot and gives frozen records; nothing here writes.
All times are in `packing.CHINA`'s zone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, Engine, bindparam, func, select

from flows.issue_query import By, IssueQuery
from flows.loop_figures import Standing
from flows.state import Status
from flows.volunteer_terms import ASIDE
from storage import afterwards, findings, issue_history, issue_query, issues, loop_rows, own_records
from storage.activity import Activity, activity
from storage.database import reading
from storage.findings import issue, issue_field
from storage.issue_history import MoveRecord
from storage.issue_query import IssuePage
from storage.own_records import OwnRecords
from storage.packing import to_ms
from storage.ready import Ready
from storage.records import (
    FindingRecord,
    FollowUpRecord,
    IssueRecord,
    KnownProblem,
    MediaRecord,
    MessageRecord,
    NoteRecord,
    WalkRecord,
)
from storage.statements import chat, person, walk
from storage.volunteers import People
from storage.walk_reading import messages_of, notes_of, walk_of, walks_of

_SAYS = Ready(
    select(issue_field.c.name, issue_field.c.value)
    .select_from(issue.outerjoin(issue_field))
    .where(issue.c.number == bindparam("number_"))
    .order_by(issue_field.c.position)
)


class Reader:
    """The database for reading. Safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = reading(engine)

    def walk(self, walk_id: int) -> WalkRecord | None:
        """A walk with its state."""
        with self._engine.connect() as connection:
            return walk_of(connection, walk_id)

    def walks(
        self,
        *,
        person: int | None = None,
        status: Status | None = None,
        flow: str | None = None,
        since: datetime | None = None,
        limit: int | None = None,
    ) -> list[WalkRecord]:
        """The latest `limit` walks that meet all that is given, newest first.

        `since` is about their beginning. Applications and practice are no walks of a service,
        and among them only where their `flow` is asked for.
        """
        wanted: list[ColumnElement[bool]] = []
        if flow is None:
            wanted.append(walk.c.flow_id.not_in(ASIDE))
        if person is not None:
            wanted.append(chat.c.person_id == person)
        if status is not None:
            wanted.append(walk.c.status == status)
        if flow is not None:
            wanted.append(walk.c.flow_id == flow)
        if since is not None:
            wanted.append(walk.c.began_at >= to_ms(since))
        with self._engine.connect() as connection:
            return walks_of(connection, *wanted, limit=limit)

    def messages(self, walk_id: int) -> list[MessageRecord]:
        """The messages of a walk in order."""
        with self._engine.connect() as connection:
            return messages_of(connection, walk_id)

    def notes(self, walk_id: int) -> list[NoteRecord]:
        """The notes of a walk in order."""
        with self._engine.connect() as connection:
            return notes_of(connection, walk_id)

    def attachments(self, walk_id: int) -> list[MediaRecord]:
        """The media of a walk in the order they came, each with message, stage and question."""
        with self._engine.connect() as connection:
            return findings.files_of(connection, walk_id)

    def findings(self, walk_id: int) -> list[FindingRecord]:
        """The findings of a walk, whatever became of them, oldest first."""
        with self._engine.connect() as connection:
            return findings.load(connection, findings.OF_WALK, walk=walk_id)

    def issues(
        self,
        *,
        state: str | None = None,
        department: str | None = None,
        item: str | None = None,
        category: str | None = None,
        severity: str | None = None,
        walk: int | None = None,
        person: int | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> list[IssueRecord]:
        """Issues that meet all that is given, by number.

        `department` and `item` may be a part of the name; `since` (included)
        and `until` (excluded) are about the time an issue was found.
        """
        query = IssueQuery(
            state=state,
            department=department,
            item=item,
            category=category,
            severity=severity,
            walk=walk,
            person=person,
            since=since,
            until=until,
        )
        return self.issues_asked(query)

    def issues_asked(self, query: IssueQuery) -> list[IssueRecord]:
        """All issues that a question finds, by number."""
        with self._engine.connect() as connection:
            return issues.load(connection, *issue_query.conditions(query))

    def issues_each(self, query: IssueQuery) -> Iterator[IssueRecord]:
        """The same one by one, for work on all of a ledger: few are held at a time."""
        with self._engine.connect() as connection:
            yield from issue_query.each(connection, query)

    def issue_page(self, query: IssueQuery, start: int, limit: int) -> IssuePage:
        """The issues of a question from place `start` on, in the order they are to be read."""
        with self._engine.connect() as connection:
            return issue_query.page(connection, query, start, limit)

    def issue_tally(self, query: IssueQuery, by: By) -> list[tuple[str, int]]:
        """How many of its issues there are of each value, the most first, "" for none last."""
        with self._engine.connect() as connection:
            return issue_query.tally(connection, query, by)

    def standings(self, query: IssueQuery) -> list[Standing]:
        """How its issues stand, by number: what reports count."""
        with self._engine.connect() as connection:
            return list(loop_rows.standings(connection, query))

    def issues_numbered(self, numbers: Sequence[str]) -> list[IssueRecord]:
        """The issues of these numbers, in their order; those that are not there are left out."""
        with self._engine.connect() as connection:
            found = {i.number: i for i in issues.load(connection, issue.c.number.in_(numbers))}
        return [found[number] for number in numbers if number in found]

    def moves(self, numbers: Sequence[str]) -> Iterator[MoveRecord]:
        """How issues moved, from the entry of each on; those that are not there have none."""
        with self._engine.connect() as connection:
            yield from issue_history.of(connection, numbers)

    def issue_names(self, field: str) -> list[str]:
        """The different values of a field in the ledger."""
        with self._engine.connect() as connection:
            return issue_query.names(connection, field)

    def issue_numbers(
        self, count: int, within: Sequence[str] | None, year: int | None = None, own: int = 0
    ) -> list[str]:
        """Numbers of the `count`th issue of each year (`issue_query.numbered`)."""
        with self._engine.connect() as connection:
            return issue_query.numbered(connection, count, within, year, own)

    def issue(self, number: str) -> IssueRecord | None:
        """An issue by its number, in any letter case."""
        with self._engine.connect() as connection:
            found = issues.load(connection, issue.c.number == number.strip().upper())
            return next(iter(found), None)

    def issue_fields(self, number: str) -> dict[str, str] | None:
        """What an issue says, field by field; None where there is none of that number."""
        with self._engine.connect() as connection:
            rows = _SAYS(connection, {"number_": number.strip().upper()}).all()
        return {row.name: row.value for row in rows if row.name is not None} if rows else None

    def issues_of(self, person_id: int) -> list[IssueRecord]:
        """The issues that a person reported, by number."""
        return self.issues(person=person_id)

    def records_of(self, person_id: int) -> OwnRecords:
        """Everything that is kept about a person (R89)."""
        with self._engine.connect() as connection:
            return own_records.records_of(connection, person_id)

    def known_problems(
        self, item_id: str, item_name: str, most: int
    ) -> tuple[tuple[KnownProblem, ...], Mapping[str, int]]:
        """What is open of a service, by category, the most frequent first; and by severity."""
        with self._engine.connect() as connection:
            return afterwards.known_problems(connection, item_id, item_name, most)

    def follow_ups(self, *, due_by: datetime | None = None) -> list[FollowUpRecord]:
        """What people are still to be asked after their walks, the earliest due first.

        With `due_by` only what is due by then: what a schedule would push.
        """
        wanted = () if due_by is None else (afterwards.follow_up.c.due_at <= to_ms(due_by),)
        with self._engine.connect() as connection:
            return afterwards.open_ones(connection, *wanted)

    def departments(self) -> dict[int, str]:
        """The departments of people who have one, by person."""
        query = select(person.c.id, person.c.department).where(person.c.department != "")
        with self._engine.connect() as connection:
            return {row.id: row.department for row in connection.execute(query)}

    def serving(self, now: datetime) -> int:
        """How many volunteers serve."""
        with self._engine.connect() as connection:
            people = People(connection, now).applications()
        return sum(one.standing == "serving" for one in people)

    def open_walks(self) -> int:
        """How many walks are under way, whoever is in them."""
        query = select(func.count()).select_from(walk).where(walk.c.status == "open")
        with self._engine.connect() as connection:
            return int(connection.execute(query).scalar_one())

    def activity(
        self, person_id: int, since: date | None = None, until: date | None = None
    ) -> Activity:
        """What a person did in these days, both included."""
        with self._engine.connect() as connection:
            return activity(connection, person_id, since, until)
