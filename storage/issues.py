"""Issues with their fields, media and the messages they rest on: the reading side."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, exists, select

from storage.findings import fields_of, issue, issue_field, media_of
from storage.packing import from_ms
from storage.records import IssueRecord, MessageRecord
from storage.statements import chat, message, person

_ISSUES = (
    select(issue, person.c.name.label("reporter"), person.c.role.label("reporter_role"))
    .join_from(issue, person)
    .order_by(issue.c.id)
)


def load(connection: Connection, *wanted: ColumnElement[bool]) -> list[IssueRecord]:
    """The issues that meet `wanted`, in the order they were numbered."""
    rows = connection.execute(_ISSUES.where(*wanted)).all()
    ids = [row.id for row in rows]
    fields = fields_of(connection, issue_field, issue_field.c.issue_id, ids)
    files = media_of(connection, [row.finding_id for row in rows])
    said = messages(connection, message.c.id.in_(_cited(ids)))
    return [
        IssueRecord(
            number=row.number,
            state=row.state,
            found_at=from_ms(row.found_at),
            reporter="" if row.anonymous else row.reporter,
            reporter_role=row.reporter_role,
            source=row.source,
            walk_id=row.walk_id,
            fields=(own := fields.get(row.id, {})),
            media=(photos := tuple(files.get(row.finding_id, ()))),
            messages={
                key: said[key]
                for key in sorted(
                    {f.message for f in own.values()} | {m.message for m in photos} - {None}
                )
                if key in said
            },
        )
        for row in rows
    ]


def has_field(name: str, value: str, *, whole: bool = True) -> ColumnElement[bool]:
    """Whether an issue has `value` in its field, as the whole of it or as a part."""
    column = issue_field.c.value
    fits = column == value if whole else column.contains(value, autoescape=True)
    return exists().where(issue_field.c.issue_id == issue.c.id, issue_field.c.name == name, fits)


def messages(
    connection: Connection, *wanted: ColumnElement[bool]
) -> dict[int, MessageRecord]:
    """The messages that meet `wanted` by id, in order."""
    query = (
        select(message, person.c.name.label("person_name"))
        .join_from(message, chat, chat.c.id == message.c.chat_id)
        .join(person, person.c.id == chat.c.person_id)
        .where(*wanted)
        .order_by(message.c.id)
    )
    return {
        row.id: MessageRecord(
            id=row.id,
            at=from_ms(row.at),
            text=row.text,
            kind=row.kind,
            question=row.question,
            person_name=row.person_name,
        )
        for row in connection.execute(query)
    }
