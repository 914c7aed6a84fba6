"""Everything that is kept about one person, as plain data for them to take along (R89)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, select

from storage import findings, issues, people_tables, progress_tables, tables, unmet
from storage.afterwards import follow_up
from storage.callback_words import callback
from storage.findings import attachment, issue, media
from storage.issues import sighting
from storage.packing import from_ms, load, unpack
from storage.records import IssueRecord
from storage.statements import answer, chat, delivery, message, notice, outbox, person, walk
from storage.tables import table

note = table(tables.Note)
application, term = table(people_tables.Application), table(people_tables.Term)
volunteer = table(people_tables.Volunteer)
link = table(progress_tables.PrivateLink)


@dataclass(frozen=True, slots=True)
class OwnRecords:
    """`data` is for JSON; `files` are the hashes of what was sent, in the order it came."""

    data: dict[str, Any]
    files: tuple[str, ...]


def records_of(conn: Connection, person_id: int) -> OwnRecords:
    """All there is about a person but signals, which are for inspectors; times are ISO 8601."""
    theirs = select(chat.c.id).where(chat.c.person_id == person_id)
    said = message.c.chat_id.in_(theirs)
    who = select(person.c.name, person.c.role, person.c.department, person.c.locale, person.c.plain)
    found = findings.load(conn, findings.OF_PERSON, person=person_id)
    sent = (
        select(attachment, media.c.mime, media.c.size, media.c.taken_at)
        .join_from(attachment, media)
        .join(message, message.c.id == attachment.c.message_id)
        .where(said)
        .order_by(attachment.c.id)
    )
    files = _rows(conn, sent, "taken_at")
    data = {
        "person": next(_rows_of(conn, who.where(person.c.id == person_id)), {}),
        "chats": _rows(conn, select(chat.c.channel, chat.c.external).where(chat.c.id.in_(theirs))),
        "volunteer": _volunteer(conn, person_id),
        "messages": list(_messages(conn, theirs)),
        "told": list(_told(conn, person_id)),
        "walks": list(_walks(conn, theirs)),
        "notes": _rows(conn, select(note).join(message).where(said).order_by(note.c.id)),
        "files": files,
        "findings": [{"id": f.id, "status": f.status, "fields": _fields(f.fields)} for f in found],
        "sightings": _rows(conn, _sightings(theirs), "at"),
        "follow_ups": _follow_ups(conn, person_id),
        "unmet_questions": _rows(conn, _unmet(said), "settled_at"),
        "issues": [_issue(one) for one in issues.load(conn, issue.c.person_id == person_id)],
        "calls": _rows(conn, _calls(person_id), "called_at"),
    }
    return OwnRecords(data, tuple(dict.fromkeys(row["media_sha256"] for row in files)))


def _rows_of(conn: Connection, query: Select[Any]) -> Iterator[dict[str, Any]]:
    return (dict(row) for row in conn.execute(query).mappings())


def _rows(conn: Connection, query: Select[Any], *times: str) -> list[dict[str, Any]]:
    """The rows, with epoch milliseconds in the columns `times` as text."""
    rows = list(_rows_of(conn, query))
    for row in rows:
        for name in times:
            row[name] = None if row[name] is None else from_ms(row[name]).isoformat()
    return rows


def _volunteer(conn: Connection, person_id: int) -> dict[str, Any]:
    def mine(of: Any) -> Any:
        return select(of).where(of.c.person_id == person_id)

    applied = _rows(conn, mine(application), "at", "decided_at")
    numbers = [row["id"] for row in applied]
    terms = select(term).where(term.c.application_id.in_(numbers)).order_by(term.c.id)
    return {
        "known": _rows(conn, mine(volunteer), "trained_at"),
        "applications": applied,
        "terms": _rows(conn, terms),
        "notices": _rows(conn, mine(notice), "at"),
        "link": _rows(conn, _link(person_id), "made_at", "until"),
    }


def _link(person_id: int) -> Select[Any]:
    """That they have a link to their issues, not what would lead there."""
    return select(link.c.made_at, link.c.until).where(link.c.person_id == person_id)


def _sightings(chats: Select[int]) -> Select[Any]:
    """What their walks met of known problems, of others, too: by the number alone."""
    query = select(
        issue.c.number, sighting.c.walk_id, sighting.c.message_id, sighting.c.at, sighting.c.seen
    )
    walked = sighting.c.walk_id.in_(select(walk.c.id).where(walk.c.chat_id.in_(chats)))
    of_issue = query.join_from(sighting, issue, issue.c.id == sighting.c.issue_id)
    return of_issue.where(walked).order_by(sighting.c.at, issue.c.number)


def _follow_ups(conn: Connection, person_id: int) -> list[dict[str, Any]]:
    """What they were or are to be asked after their walks, with what they said to it."""
    query = select(follow_up).where(follow_up.c.person_id == person_id).order_by(follow_up.c.id)
    return _rows(conn, query, "due_at", "asked_at", "answered_at")


def _calls(person_id: int) -> Select[Any]:
    """What was said to a third party that called about their issues."""
    told = (callback.c.called_at, callback.c.company, callback.c.result, callback.c.mark)
    query = select(issue.c.number, *told, callback.c.words).join_from(callback, issue)
    return query.where(issue.c.person_id == person_id).order_by(callback.c.id)


def _unmet(said: ColumnElement[bool]) -> Select[Any]:
    """Their questions that the guides did not meet, and what they said of the answers."""
    mine = select(unmet.question).join(message, message.c.id == unmet.question.c.message_id)
    return mine.where(said).order_by(unmet.question.c.id)


def _messages(conn: Connection, chats: Select[int]) -> Iterator[dict[str, Any]]:
    """What the person said, each with what was said back."""
    query = (
        select(message, outbox.c.payload)
        .select_from(message.outerjoin(outbox, outbox.c.message_id == message.c.id))
        .where(message.c.chat_id.in_(chats))
        .order_by(message.c.id)
    )
    for row in _rows(conn, query, "at"):
        payload = row.pop("payload")
        yield row | {"replies": _texts(payload) if payload else []}


def _told(conn: Connection, person_id: int) -> Iterator[dict[str, Any]]:
    """What bots told the person of their own accord, or are to tell."""
    here = (delivery.c.bot == chat.c.channel) & (delivery.c.chat == chat.c.external)
    query = (
        select(delivery.c.bot, delivery.c.at, delivery.c.state, delivery.c.payload)
        .join_from(delivery, chat, here)
        .where(chat.c.person_id == person_id, delivery.c.payload.is_not(None))
        .order_by(delivery.c.id)
    )
    for row in _rows(conn, query, "at"):
        yield row | {"replies": _texts(row.pop("payload"))}


def _texts(payload: bytes) -> list[str]:
    return [reply["text"] for reply in unpack(payload).get("replies", ())]


def _walks(conn: Connection, chats: Select[int]) -> Iterator[dict[str, Any]]:
    query = select(walk).where(walk.c.chat_id.in_(chats)).order_by(walk.c.id)
    for row in _rows(conn, query, "began_at", "ended_at"):
        given = (
            select(answer, message.c.text)
            .join_from(answer, message, message.c.id == answer.c.message_id)
            .where(answer.c.walk_id == row["id"])
        )
        answers = {}
        for one in conn.execute(given):
            said = one.text[one.start : one.stop] if one.value is None else load(one.value)
            answers[one.path] = {"value": said, "message": one.message_id, "aside": one.aside}
        yield row | {"answers": answers}


def _fields(fields: Any) -> dict[str, str]:
    return {name: field.value for name, field in fields.items()}


def _issue(one: IssueRecord) -> dict[str, Any]:
    return {
        "number": one.number,
        "state": one.state,
        "found_at": one.found_at.isoformat(),
        "anonymous": not one.reporter,
        "fields": _fields(one.fields),
    }
