"""Issues with their fields, media and the messages they rest on: the reading side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, exists, select, union

from storage import issue_tables
from storage.findings import (
    attachment,
    fields_in,
    fields_query,
    issue,
    issue_field,
    media_in,
    media_query,
)
from storage.packing import from_ms
from storage.records import (
    FieldValue,
    IssueRecord,
    MediaRecord,
    MessageRecord,
    SightingRecord,
)
from storage.statements import chat, message, person
from storage.tables import table

sighting = table(issue_tables.Sighting)
_ISSUES = (
    select(issue, person.c.name.label("reporter"), person.c.role.label("reporter_role"))
    .join_from(issue, person)
    .order_by(issue.c.id)
)


def load(connection: Connection, *wanted: ColumnElement[bool]) -> list[IssueRecord]:
    """The issues that meet `wanted`, in the order they were numbered."""
    rows = connection.execute(_ISSUES.where(*wanted)).all()
    ids = select(issue.c.id).where(*wanted)
    fields = fields_in(connection.execute(fields_query(issue_field, issue_field.c.issue_id, ids)))
    found_by = select(issue.c.finding_id).where(*wanted)
    files = media_in(connection.execute(media_query(found_by)))
    cited = union(
        select(issue_field.c.message_id).where(issue_field.c.issue_id.in_(ids)),
        select(attachment.c.message_id).where(attachment.c.finding_id.in_(found_by)),
    )
    said = messages(connection, message.c.id.in_(cited))
    seen = _sightings(connection, ids)
    return [
        replace(
            _record(row, fields.get(row.id, {}), tuple(files.get(row.finding_id, ())), said),
            sightings=tuple(seen.get(row.id, ())),
        )
        for row in rows
    ]


def _sightings(connection: Connection, ids: Select[int]) -> dict[int, list[SightingRecord]]:
    """What later walks met of each issue of `ids`, oldest first."""
    found: dict[int, list[SightingRecord]] = {}
    query = select(sighting).where(sighting.c.issue_id.in_(ids))
    for row in connection.execute(query.order_by(sighting.c.at, sighting.c.walk_id)):
        record = SightingRecord(row.seen, row.walk_id, from_ms(row.at))
        found.setdefault(row.issue_id, []).append(record)
    return found


def _record(
    row: Any,
    fields: Mapping[str, FieldValue],
    files: tuple[MediaRecord, ...],
    said: Mapping[int, MessageRecord],
) -> IssueRecord:
    told = {field.message for field in fields.values()} | {file.message for file in files}
    own = {key: said[key] for key in sorted(key for key in told if key is not None and key in said)}
    if row.anonymous:
        own = {key: replace(message, person_name="") for key, message in own.items()}
    return IssueRecord(
        number=row.number,
        state=row.state,
        found_at=from_ms(row.found_at),
        reporter="" if row.anonymous else row.reporter,
        reporter_role=row.reporter_role,
        source=row.source,
        walk_id=None if row.anonymous else row.walk_id,  # it would lead to the reporter
        fields=fields,
        media=files,
        messages=own,
        reply_kind=row.reply_kind,
        reply_from=row.reply_from,
    )


def has_field(name: str, fits: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether an issue has a field of this name that fits."""
    same = (issue_field.c.issue_id == issue.c.id, issue_field.c.name == name)
    return exists().where(*same, fits).correlate(issue)


MESSAGES = (
    select(message, person.c.name.label("person_name"))
    .join_from(message, chat, chat.c.id == message.c.chat_id)
    .join(person, person.c.id == chat.c.person_id)
    .order_by(message.c.id)
)
"""All messages in order, each a row for `message_in`."""


def messages(connection: Connection, *wanted: ColumnElement[bool]) -> dict[int, MessageRecord]:
    """The messages that meet `wanted` by id, in order."""
    return {row.id: message_in(row) for row in connection.execute(MESSAGES.where(*wanted))}


def message_in(row: Any) -> MessageRecord:
    """The message in a row of `MESSAGES`."""
    return MessageRecord(
        id=row.id,
        at=from_ms(row.at),
        text=row.text,
        kind=row.kind,
        question=row.question,
        person_name=row.person_name,
    )
