"""Findings and the issues that come of them: the writing side, inside a turn's transaction.

Guards that a finding is kept once however often its rule fires, that what a
person decided about it stays, and that issue numbers have no gaps: the counter
is raised in the same transaction as the issue is written, so a number of a
turn that fails is given to the next one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, bindparam, insert, select, update

from flows.characters import storable
from flows.replying import owed_by
from storage import issue_log as log
from storage import issue_tables, tables
from storage.packing import from_ms
from storage.ready import Ready
from storage.records import FieldValue, FindingRecord, FindingStatus, MediaRecord
from storage.statements import INSERT, chat
from storage.tables import table

finding, finding_field = table(tables.Finding), table(tables.FindingField)
issue, issue_field = table(issue_tables.Issue), table(issue_tables.IssueField)
issue_log, counter = table(issue_tables.IssueLog), table(issue_tables.IssueCounter)
attachment, media = table(tables.Attachment), table(tables.Media)

ASKED_BY = (
    "department", "owner", "deadline", "category", "severity", "item", "receiver", "must_fix",
    "replied_on",
)  # fmt: skip
"""Fields that stand in an issue's row, too."""
FILLED = {"measure": "measured", "suggestion": "suggested"}
"""Fields of which an issue's row says whether it has one: its lists are asked by them (R69)."""
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


def fields_query(fields: Table, owner: ColumnElement[int], ids: Select[int]) -> Select[Any]:
    """The fields of each finding or issue of `ids`, in the order they were given."""
    query = select(owner.label("owner"), fields).where(owner.in_(ids))
    return query.order_by(owner, fields.c.position)


def media_query(ids: Select[int]) -> Select[Any]:
    """The media of each finding of `ids`, in the order they came."""
    return (
        select(attachment.c.finding_id, *MEDIA_COLUMNS)
        .join_from(attachment, media)
        .where(attachment.c.finding_id.in_(ids))
        .order_by(attachment.c.id)
    )


class Those:
    """Which findings: those that meet a condition on parameters, which `load` is given."""

    def __init__(self, *where: ColumnElement[bool]) -> None:
        ids = select(finding.c.id).where(*where)
        self.rows = Ready(select(finding).where(*where).order_by(finding.c.id))
        self.fields = Ready(fields_query(finding_field, finding_field.c.finding_id, ids))
        self.files = Ready(media_query(ids))


_OF_WALK = Ready(
    select(*MEDIA_COLUMNS)
    .join_from(attachment, media)
    .where(attachment.c.walk_id == bindparam("walk_id_"))
    .order_by(attachment.c.id)
)


def files_of(conn: Connection, walk_id: int) -> list[MediaRecord]:
    """The media of a walk in the order they came, each with message, stage and question."""
    return [media_record(row) for row in _OF_WALK(conn, {"walk_id_": walk_id})]


_in_chat = finding.c.chat_id == bindparam("chat")
_of_person = select(chat.c.id).where(chat.c.person_id == bindparam("person"))
ONE = Those(finding.c.id == bindparam("one"))
ONE_IN_CHAT = Those(_in_chat, finding.c.id == bindparam("one"))
OF_WALK = Those(finding.c.walk_id == bindparam("walk"))
OF_WALK_IN_CHAT = Those(_in_chat, finding.c.walk_id.is_not_distinct_from(bindparam("walk")))
"""Without a walk: those of the chat outside of any."""
OF_PERSON = Those(finding.c.chat_id.in_(_of_person))


class _Fields:
    """The fields of findings, or of issues, as they are written."""

    def __init__(self, fields: Table, owner: str) -> None:
        kept = ("name", "position", "value", "message_id", "start", "stop", "how", "state")
        self._owner = owner
        self._drop = Ready(fields.delete().where(fields.c[owner] == bindparam("owner_")))
        self._add = Ready(insert(fields), (owner, *kept))

    def write(self, conn: Connection, key: int, values: Mapping[str, FieldValue]) -> None:
        """Let `values` be the fields of `key`, whatever they were."""
        self._drop(conn, {"owner_": key})
        rows = [
            {
                self._owner: key,
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
            self._add(conn, rows)


_FIELDS = _Fields(finding_field, "finding_id")
_ISSUE_FIELDS = _Fields(issue_field, "issue_id")
_KEY = ("chat_id", "walk_id", "key")
_SAME = Ready(
    select(finding.c.id).where(
        *(finding.c[name].is_not_distinct_from(bindparam(f"{name}_")) for name in _KEY)
    )
)
_ADD = Ready(insert(finding).returning(finding.c.id), (*_KEY, "stage", "origin", "status"))
_DECIDE = Ready(update(finding).where(finding.c.id == bindparam("id_")), ("status",))
_NUMBER = Ready(select(issue.c.number).where(issue.c.finding_id == bindparam("finding_id_")))


def put(
    conn: Connection,
    where: Mapping[str, Any],
    stage: str,
    origin: str,
    fields: Mapping[str, FieldValue],
) -> int:
    """Keep a finding under `where` (chat_id, walk_id, key); an earlier one gets the new fields."""
    known = _SAME(conn, {f"{name}_": value for name, value in where.items()}).scalar()
    if known is None:
        row = {**where, "stage": stage, "origin": origin, "status": "proposed"}
        known = _ADD(conn, row).scalar_one()
    _FIELDS.write(conn, known, fields)
    return int(known)


def set_status(
    conn: Connection,
    finding_id: int,
    status: FindingStatus,
    fields: Mapping[str, FieldValue] | None,
) -> None:
    """Say what became of a finding; `fields`, if given, replace all of its fields."""
    _DECIDE(conn, {"id_": finding_id, "status": status})
    if fields is not None:
        _FIELDS.write(conn, finding_id, fields)


def load(conn: Connection, those: Those, **values: int | None) -> list[FindingRecord]:
    """The findings that meet a condition, oldest first, with their fields and media."""
    rows = those.rows(conn, values).all()
    if not rows:
        return []
    fields = fields_in(those.fields(conn, values))
    files = media_in(those.files(conn, values))
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
    number = _NUMBER(conn, {"finding_id_": record.id}).scalar()
    if number is not None:
        return str(number)
    number = next_number(conn, year)
    row = {name: value for name, value in new.items() if name not in ("at", "message_id")}
    row |= {"number": number, "finding_id": record.id, "walk_id": record.walk_id}
    row |= asked_by(record.fields)
    row["reply_kind"] = owed_by(new["source"], of_walk=record.walk_id is not None)
    row["reply_from"] = from_ms(new["found_at"]).date().isoformat()
    key = conn.execute(insert(issue).values(row).returning(issue.c.id)).scalar_one()
    _ISSUE_FIELDS.write(conn, key, record.fields)
    log.append(
        conn,
        log.Entry(
            of=key,
            number=number,
            at=new["at"],
            person_id=new["person_id"],
            message_id=new["message_id"],
            move=log.ENTER,
            before="",
            after=new["state"],
            detail={},
        ),
    )
    set_status(conn, record.id, "confirmed", None)
    return number


def asked_by(fields: Mapping[str, FieldValue]) -> dict[str, str | bool]:
    """The columns of an issue that repeat fields of it: those that are confirmed, else ""."""
    told = {name: one for name, one in fields.items() if one.state == "confirmed"}
    values = {name: storable(told[name].value) if name in told else "" for name in ASKED_BY}
    has = {column: name in told and bool(told[name].value) for name, column in FILLED.items()}
    return {**values, **has}


def next_number(conn: Connection, year: int) -> str:
    """The year's next issue number, `WT-2026-0001`; the counter's row stays locked till the end."""
    first = INSERT[conn.dialect.name](counter).values(year=year, last=1)
    raised = first.on_conflict_do_update(
        index_elements=[counter.c.year], set_={"last": counter.c.last + 1}
    )
    last = conn.execute(raised.returning(counter.c.last)).scalar_one()
    return f"WT-{year}-{last:04d}"


def fields_in(rows: Iterable[Any]) -> dict[int, dict[str, FieldValue]]:
    """The fields of each finding or issue in the rows of `fields_query`."""
    found: dict[int, dict[str, FieldValue]] = {}
    for row in rows:
        found.setdefault(row.owner, {})[row.name] = FieldValue(
            row.value, row.message_id, row.start, row.stop, row.how, row.state
        )
    return found


def media_in(rows: Iterable[Any]) -> dict[int, list[MediaRecord]]:
    """The media of each finding in the rows of `media_query`."""
    found: dict[int, list[MediaRecord]] = {}
    for owner, *columns in rows:
        found.setdefault(owner, []).append(media_record(columns))
    return found


def media_record(columns: Sequence[Any]) -> MediaRecord:
    """A record of `MEDIA_COLUMNS`."""
    sha256, mime, name, size, taken_at, latitude, longitude, message, stage, path = columns
    taken = None if taken_at is None else from_ms(taken_at)
    return MediaRecord(
        sha256, mime, name, size, taken, latitude, longitude, message, stage, path or ""
    )
