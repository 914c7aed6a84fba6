"""Findings and the issues that come of them: the writing side, inside a turn's transaction.

Guards that a finding is kept once however often its rule fires, that what a
person decided about it stays, and that issue numbers have no gaps: the counter
is raised in the same transaction as the issue is written, so a number of a
turn that fails is given to the next one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, insert, select, update

from flows.characters import storable
from storage import tables
from storage.packing import from_ms
from storage.records import FieldValue, FindingRecord, FindingStatus, MediaRecord
from storage.statements import INSERT
from storage.tables import table

finding, finding_field = table(tables.Finding), table(tables.FindingField)
issue, issue_field = table(tables.Issue), table(tables.IssueField)
issue_log, counter = table(tables.IssueLog), table(tables.IssueCounter)
attachment, media = table(tables.Attachment), table(tables.Media)

MEDIA_COLUMNS = (
    media.c.sha256,
    media.c.mime,
    attachment.c.name,
    media.c.size,
    media.c.taken_at,
    media.c.latitude,
    media.c.longitude,
    attachment.c.message_id,
    attachment.c.stage,
    attachment.c.path,
)


def put(
    conn: Connection,
    where: Mapping[str, Any],
    stage: str,
    origin: str,
    fields: Mapping[str, FieldValue],
) -> int:
    """Keep a finding under `where` (chat_id, walk_id, key); an earlier one gets the new fields."""
    same = [finding.c[name].is_not_distinct_from(value) for name, value in where.items()]
    known = conn.execute(select(finding.c.id).where(*same)).scalar()
    if known is None:
        row = {**where, "stage": stage, "origin": origin, "status": "proposed"}
        known = conn.execute(insert(finding).values(row).returning(finding.c.id)).scalar_one()
    _write_fields(conn, finding_field, finding_field.c.finding_id, known, fields)
    return int(known)


def set_status(
    conn: Connection,
    finding_id: int,
    status: FindingStatus,
    fields: Mapping[str, FieldValue] | None,
) -> None:
    """Say what became of a finding; `fields`, if given, replace all of its fields."""
    conn.execute(update(finding).where(finding.c.id == finding_id).values(status=status))
    if fields is not None:
        _write_fields(conn, finding_field, finding_field.c.finding_id, finding_id, fields)


def load(conn: Connection, *where: ColumnElement[bool]) -> list[FindingRecord]:
    """The findings that meet `where`, oldest first, with their fields and media."""
    rows = conn.execute(select(finding).where(*where).order_by(finding.c.id)).all()
    if not rows:
        return []
    ids = select(finding.c.id).where(*where)
    fields = fields_of(conn, finding_field, finding_field.c.finding_id, ids)
    files = media_of(conn, ids)
    return [
        FindingRecord(
            id=row.id,
            walk_id=row.walk_id,
            key=row.key,
            stage=row.stage,
            origin=row.origin,
            status=row.status,
            fields=fields.get(row.id, {}),
            media=tuple(files.get(row.id, ())),
        )
        for row in rows
    ]


def confirm(conn: Connection, record: FindingRecord, year: int, new: Mapping[str, Any]) -> str:
    """Enter a finding in the ledger; its number. One that is in it keeps the number it has.

    `new` holds the issue's own columns: state, found_at, person_id, anonymous,
    source; and for the log, which says what happened now, `at` and `message_id`.
    """
    number = conn.execute(select(issue.c.number).where(issue.c.finding_id == record.id)).scalar()
    if number is not None:
        return str(number)
    number = next_number(conn, year)
    row = {name: value for name, value in new.items() if name not in ("at", "message_id")}
    row |= {"number": number, "finding_id": record.id, "walk_id": record.walk_id}
    key = conn.execute(insert(issue).values(row).returning(issue.c.id)).scalar_one()
    _write_fields(conn, issue_field, issue_field.c.issue_id, key, record.fields)
    log = {
        "issue_id": key,
        "at": new["at"],
        "person_id": new["person_id"],
        "message_id": new["message_id"],
        "state": new["state"],
    }
    conn.execute(insert(issue_log).values(log))
    set_status(conn, record.id, "confirmed", None)
    return number


def next_number(conn: Connection, year: int) -> str:
    """The year's next issue number, `WT-2026-0001`; the counter's row stays locked till the end."""
    first = INSERT[conn.dialect.name](counter).values(year=year, last=1)
    raised = first.on_conflict_do_update(
        index_elements=[counter.c.year], set_={"last": counter.c.last + 1}
    )
    last = conn.execute(raised.returning(counter.c.last)).scalar_one()
    return f"WT-{year}-{last:04d}"


def fields_of(
    conn: Connection, fields: Table, owner: ColumnElement[int], ids: Select[int]
) -> dict[int, dict[str, FieldValue]]:
    """The fields of each finding or issue of `ids`, in the order they were given."""
    found: dict[int, dict[str, FieldValue]] = {}
    query = select(owner.label("owner"), fields).where(owner.in_(ids))
    for row in conn.execute(query.order_by(owner, fields.c.position)):
        found.setdefault(row.owner, {})[row.name] = FieldValue(
            row.value, row.message_id, row.start, row.stop, row.how, row.state
        )
    return found


def media_of(conn: Connection, findings: Select[int]) -> dict[int, list[MediaRecord]]:
    """The media of each finding, in the order they came."""
    found: dict[int, list[MediaRecord]] = {}
    query = (
        select(attachment.c.finding_id, *MEDIA_COLUMNS)
        .join_from(attachment, media)
        .where(attachment.c.finding_id.in_(findings))
        .order_by(attachment.c.id)
    )
    for owner, *columns in conn.execute(query):
        found.setdefault(owner, []).append(media_record(columns))
    return found


def media_record(columns: Sequence[Any]) -> MediaRecord:
    """A record of `MEDIA_COLUMNS`."""
    sha256, mime, name, size, taken_at, latitude, longitude, message, stage, path = columns
    taken = None if taken_at is None else from_ms(taken_at)
    return MediaRecord(
        sha256, mime, name, size, taken, latitude, longitude, message, stage, path or ""
    )


def _write_fields(
    conn: Connection,
    fields: Table,
    owner: Any,
    key: int,
    values: Mapping[str, FieldValue],
) -> None:
    conn.execute(fields.delete().where(owner == key))
    rows = [
        {
            owner.name: key,
            "name": name,
            "position": position,
            "value": storable(value.value),
            "message_id": value.message,
            "start": value.start,
            "stop": value.end,
            "how": value.how,
            "state": value.state,
        }
        for position, (name, value) in enumerate(values.items())
    ]
    if rows:
        conn.execute(insert(fields), rows)
