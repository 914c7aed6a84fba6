"""What comes after a walk: what is to be asked later, and which known problems were met again.

The writing side runs inside a turn's transaction; the reading side gives records.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, delete, func, insert, select, update

from flows.issue_terms import OPEN_STATES
from storage import tables
from storage.findings import issue, issue_field
from storage.issues import has_field, sighting
from storage.naming import walker_name
from storage.packing import from_ms, to_ms
from storage.ready import Ready
from storage.records import KNOWN_FIELDS, FollowUpKind, FollowUpRecord, KnownProblem, Seen
from storage.statements import INSERT, chat, person, walk
from storage.tables import table

follow_up = table(tables.FollowUp)
LOOKED_AT = 500
"""Newest issues of a service that are looked through for what is known of it."""


def see(conn: Connection, number: str, walk_id: int, message_id: int, at: int, seen: Seen) -> None:
    """Keep what the walk met of an issue; said again, the last word counts."""
    key = select(issue.c.id).where(issue.c.number == number)
    issue_id = conn.execute(key).scalar()
    if issue_id is None:
        return
    told = {"message_id": message_id, "at": at, "seen": seen}
    add = INSERT[conn.dialect.name](sighting).values(issue_id=issue_id, walk_id=walk_id, **told)
    conn.execute(add.on_conflict_do_update(index_elements=["issue_id", "walk_id"], set_=told))


def known_problems(
    conn: Connection, item_id: str, item_name: str, most: int
) -> tuple[tuple[KnownProblem, ...], Counter[str]]:
    """What is open of a service, by category, the most frequent first; and by severity.

    A service without a guide is known by its name alone.
    """
    field, value = ("item_code", item_id) if item_id else ("item", item_name)
    of_item = has_field(field, issue_field.c.value == value)
    newest = (
        select(issue.c.id, issue.c.number)
        .where(issue.c.state.in_(OPEN_STATES), of_item)
        .order_by(issue.c.id.desc())
        .limit(LOOKED_AT)
        .subquery()
    )
    told = (*KNOWN_FIELDS, "severity", "problem")
    query = select(newest.c.id, newest.c.number, issue_field.c.name, issue_field.c.value).join(
        issue_field, issue_field.c.issue_id == newest.c.id
    )
    wanted = (issue_field.c.name.in_(told), issue_field.c.state == "confirmed")
    fields: dict[tuple[int, str], dict[str, str]] = {}
    for id_, number, name, value in conn.execute(query.where(*wanted)):
        fields.setdefault((id_, number), {})[name] = value
    again = select(sighting.c.issue_id, func.count()).where(
        sighting.c.seen == "still", sighting.c.issue_id.in_(select(newest.c.id))
    )
    met = {row[0]: row[1] for row in conn.execute(again.group_by(sighting.c.issue_id))}
    return _by_category(fields, met)[:most], Counter(
        one["severity"] for one in fields.values() if "severity" in one
    )


def _by_category(
    fields: dict[tuple[int, str], dict[str, str]], met: dict[int, int]
) -> tuple[KnownProblem, ...]:
    found: dict[str, KnownProblem] = {}
    for (id_, number), told in sorted(fields.items(), reverse=True):
        category, count = told.get("category", ""), 1 + met.get(id_, 0)
        first = found.get(category)
        if first is not None:
            found[category] = replace(first, count=first.count + count)
        elif "problem" in told:  # what is known of it is confirmed
            fields_told = {name: told[name] for name in KNOWN_FIELDS if name in told}
            found[category] = KnownProblem(number, fields_told, count)
    return tuple(sorted(found.values(), key=lambda one: -one.count))


def plan(conn: Connection, walk_id: int, person_id: int, kind: FollowUpKind, due: datetime) -> None:
    """Have the person asked about the walk from `due` on."""
    row = {"walk_id": walk_id, "person_id": person_id, "kind": kind, "due_at": to_ms(due)}
    conn.execute(insert(follow_up).values(answer="", **row))


def mark_asked(conn: Connection, id_: int, at: int) -> None:
    """The person was reminded."""
    conn.execute(update(follow_up).where(follow_up.c.id == id_).values(asked_at=at))


def answer(conn: Connection, id_: int, at: int, message_id: int, said: str) -> None:
    """Keep what the person said to it; it is not open any more."""
    row = {"answered_at": at, "message_id": message_id, "answer": said}
    conn.execute(update(follow_up).where(follow_up.c.id == id_).values(row))


def forget_issue(conn: Connection, which: ColumnElement[bool]) -> None:
    """Let nothing that came after its walk lead from an issue to who reported it.

    What the reporter met of it again goes, and the question what became of a walk's issues
    where this was the last of them. The caller has the issue's walk still set.
    """
    known = select(issue.c.id, issue.c.walk_id, issue.c.person_id).where(which)
    for row in conn.execute(known).all():
        theirs = select(walk.c.id).join(chat).where(chat.c.person_id == row.person_id)
        own = (sighting.c.issue_id == row.id, sighting.c.walk_id.in_(theirs))
        conn.execute(delete(sighting).where(*own))
        others = select(issue.c.walk_id).where(issue.c.walk_id == row.walk_id, ~which)
        of_walk = (follow_up.c.walk_id == row.walk_id, follow_up.c.walk_id.not_in(others))
        conn.execute(delete(follow_up).where(follow_up.c.kind == "issues", *of_walk))


_OPEN = (
    select(follow_up, walk.c.item_name, walk.c.began_at, walker_name().label("name"))
    .join_from(follow_up, walk, walk.c.id == follow_up.c.walk_id)
    .join(person, person.c.id == follow_up.c.person_id)
    .where(follow_up.c.answered_at.is_(None))
    .order_by(follow_up.c.due_at, follow_up.c.id)
)
_DUE = Ready(
    _OPEN.where(
        follow_up.c.person_id == bindparam("person_id_"),
        follow_up.c.due_at <= bindparam("at_"),
        follow_up.c.asked_at.is_(None),
    )
)


def open_ones(conn: Connection, *wanted: ColumnElement[bool]) -> list[FollowUpRecord]:
    """What is still to be answered and meets `wanted`, the earliest due first."""
    return _records(conn, conn.execute(_OPEN.where(*wanted)).all())


def due(conn: Connection, person_id: int, at: int) -> list[FollowUpRecord]:
    """What is due at a time and the person was not reminded of, the earliest due first."""
    return _records(conn, _DUE(conn, {"person_id_": person_id, "at_": at}).all())


def _records(conn: Connection, rows: Sequence[Any]) -> list[FollowUpRecord]:
    numbers = _numbers(conn, [row.walk_id for row in rows])
    return [
        FollowUpRecord(
            id=row.id,
            kind=row.kind,
            due=from_ms(row.due_at),
            asked=None if row.asked_at is None else from_ms(row.asked_at),
            walk_id=row.walk_id,
            walked=from_ms(row.began_at),
            item_name=row.item_name,
            person_id=row.person_id,
            person_name=row.name,
            numbers=tuple(numbers.get(row.walk_id, ())),
        )
        for row in rows
    ]


def _numbers(conn: Connection, walks: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    query = select(issue.c.walk_id, issue.c.number).where(issue.c.walk_id.in_(walks))
    for walk_id, number in conn.execute(query.order_by(issue.c.id)) if walks else ():
        found.setdefault(walk_id, []).append(number)
    return found
