"""Taking back one's own records (R89): a walk, or all that is kept of a person.

What was said, sent and told in it goes. An issue that was entered stays in the ledger,
with the words it rests on, but nothing in the database leads from it to the person any
more: it, its log and copies of those words belong to nobody's chat from then on.
Rows of messages and of walks stay, empty, so that a message delivered twice is still known.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, delete, insert, select, update

from storage import (
    afterwards,
    callback_words,
    people_tables,
    progress_tables,
    registers,
    tables,
    unmet,
)
from storage.deliveries import WITHDRAWN
from storage.erasing import erase, forget_files
from storage.findings import attachment, finding, finding_field, issue, issue_field, issue_log
from storage.packing import pack
from storage.statements import (
    INSERT,
    answer,
    chat,
    delivery,
    message,
    notice,
    outbox,
    person,
    walk,
)
from storage.tables import table

note = table(tables.Note)
application, term = table(people_tables.Application), table(people_tables.Term)
volunteer = table(people_tables.Volunteer)
link = table(progress_tables.PrivateLink)

FIX_STAGE = "fix"
"""The stage of files that show a fix: an office's evidence, which stays with its issue."""
NOBODY = "withdrawn"
"""The channel of the chats to which issues belong whose reporters took back their records."""

GONE = {
    "replies": [{"text": "（已删除 · deleted）", "options": [], "sources": [], "files": []}],
    "walk": {"id": "", "flow": "", "version": "", "question": "", "status": "none"},
}
"""What is said to a message that comes again after its records were taken back."""


def withdraw_walk(conn: Connection, walk_id: int, keep: int) -> tuple[str, ...]:
    """Empty a walk; hashes of files to remove. Message `keep`, the wish itself, stays as it is."""
    _unlink(conn, issue.c.walk_id == walk_id)
    registers.forget_walk(conn, walk_id)
    conn.execute(delete(answer).where(answer.c.walk_id == walk_id))
    emptied = {"status": "cancelled", "item_id": "", "item_name": "", "rest": None}
    conn.execute(update(walk).where(walk.c.id == walk_id).values(emptied))
    _silence(conn, message.c.walk_id == walk_id, message.c.id != keep)
    return erase(conn, walk_id, keep)


def withdraw_issue(conn: Connection, number: str) -> None:
    """Let an issue lead to its reporter no more; what else the walk recorded stays."""
    _unlink(conn, issue.c.number == number)


def withdraw_all(conn: Connection, person_id: int, keep: int) -> tuple[str, ...]:
    """Empty all that is kept of a person but the name of the chat; hashes of files to remove."""
    chats = select(chat.c.id).where(chat.c.person_id == person_id)
    files: set[str] = set()
    _unlink(conn, issue.c.person_id == person_id)
    walks = conn.execute(select(walk.c.id).where(walk.c.chat_id.in_(chats))).scalars().all()
    for walk_id in walks:
        files |= set(withdraw_walk(conn, walk_id, keep))
    theirs = select(message.c.id).where(message.c.chat_id.in_(chats))
    sent = and_(attachment.c.message_id.in_(theirs), attachment.c.stage != FIX_STAGE)
    sent_files = set(conn.execute(select(attachment.c.media_sha256).where(sent)).scalars())
    conn.execute(delete(attachment).where(sent))
    told = select(finding.c.id).where(finding.c.chat_id.in_(chats))
    conn.execute(delete(finding_field).where(finding_field.c.finding_id.in_(told)))
    conn.execute(delete(finding).where(finding.c.chat_id.in_(chats)))
    conn.execute(delete(note).where(note.c.message_id.in_(theirs)))
    unmet.forget(conn, unmet.question.c.message_id.in_(theirs))
    others = (message.c.chat_id.in_(chats), message.c.id != keep)
    conn.execute(update(message).where(*others).values(text=""))
    _silence(conn, *others)
    _unsay(conn, person_id)
    _forget_volunteer(conn, person_id)
    return (*files, *forget_files(conn, sent_files))


def _silence(conn: Connection, *which: ColumnElement[bool]) -> None:
    """Forget what was said back to messages: it repeats what they said. Nor is it sent any more."""
    theirs = select(message.c.id).where(*which)
    said = outbox.c.message_id.in_(theirs)
    conn.execute(update(outbox).where(said).values(payload=pack(GONE)))
    _keep_back(conn, delivery.c.message_id.in_(theirs))


def _unsay(conn: Connection, person_id: int) -> None:
    """Forget what bots told a person of their own accord: it names walks and problems."""
    for where in conn.execute(select(chat).where(chat.c.person_id == person_id)).all():
        own = (delivery.c.bot == where.channel, delivery.c.chat == where.external)
        told = (*own, delivery.c.payload.is_not(None))
        conn.execute(update(delivery).where(*told).values(payload=pack(GONE)))
        _keep_back(conn, *told)


def _keep_back(conn: Connection, *which: ColumnElement[bool]) -> None:
    unsent = (*which, delivery.c.state != "sent")
    change = update(delivery).where(*unsent)
    conn.execute(change.values(state="dropped", reason=WITHDRAWN))


def _forget_volunteer(conn: Connection, person_id: int) -> None:
    applied = select(application.c.id).where(application.c.person_id == person_id)
    conn.execute(delete(term).where(term.c.application_id.in_(applied)))
    for known in (application, volunteer, notice, link):
        conn.execute(delete(known).where(known.c.person_id == person_id))
    conn.execute(update(person).where(person.c.id == person_id).values(name=""))


def _unlink(conn: Connection, which: ColumnElement[bool]) -> None:
    """Give the issues to nobody, with copies of the words and the files they rest on."""
    afterwards.forget_issue(conn, which)
    callback_words.forget(conn, which)
    columns = (issue.c.id, issue.c.finding_id, issue.c.person_id, person.c.role)
    query = select(*columns).join_from(issue, person)
    for row in conn.execute(query.where(which)).all():
        no_one, chat_id = nobody(conn, row.role)
        copies = _copied_messages(conn, row, chat_id)
        for old, new in copies.items():
            for column, owner in (
                (issue_field.c.message_id, issue_field.c.issue_id == row.id),
                (issue_log.c.message_id, _theirs(row)),
                (finding_field.c.message_id, finding_field.c.finding_id == row.finding_id),
                (attachment.c.message_id, attachment.c.finding_id == row.finding_id),
            ):
                change = update(column.table).where(owner, column == old)
                conn.execute(change.values({column.name: new}))
        loose = {"walk_id": None}
        own = attachment.c.finding_id == row.finding_id
        conn.execute(update(attachment).where(own).values({**loose, "path": None}))
        this = finding.c.id == row.finding_id
        moved = {**loose, "chat_id": chat_id, "key": f"withdrawn:{row.id}"}
        conn.execute(update(finding).where(this).values(moved))
        theirs = {**loose, "person_id": no_one, "anonymous": True, "reply_kind": ""}
        conn.execute(update(issue).where(issue.c.id == row.id).values(theirs))
        forgotten = {"person_id": no_one, "detail": None, "salt": None}
        conn.execute(update(issue_log).where(_theirs(row)).values(forgotten))


def _theirs(row: Row[Any, Any, Any, Any]) -> ColumnElement[bool]:
    """The moves that its reporter made, not those of offices."""
    return and_(issue_log.c.issue_id == row.id, issue_log.c.person_id == row.person_id)


def _copied_messages(conn: Connection, row: Row[Any, Any, Any, Any], to: int) -> dict[int, int]:
    """The messages that an issue rests on, copied to nobody's chat: old id to new one."""
    used = (
        select(issue_field.c.message_id).where(issue_field.c.issue_id == row.id),
        select(issue_log.c.message_id).where(_theirs(row)),
        select(finding_field.c.message_id).where(finding_field.c.finding_id == row.finding_id),
        select(attachment.c.message_id).where(attachment.c.finding_id == row.finding_id),
    )
    ids = {id_ for query in used for id_ in conn.execute(query).scalars() if id_ is not None}
    copies: dict[int, int] = {}
    for place, old in enumerate(sorted(ids)):
        said = conn.execute(select(message).where(message.c.id == old)).one()
        copy = {"chat_id": to, "external_id": f"{row.id}-{place}", "at": said.at}
        copy |= {"text": said.text, "kind": said.kind, "question": said.question, "walk_id": None}
        add = insert(message).values(copy).returning(message.c.id)
        copies[old] = int(conn.execute(add).scalar_one())
    return copies


def nobody(conn: Connection, role: str) -> tuple[int, int]:
    """Nobody, of a role, and their chat: person id and chat id."""
    here = (chat.c.channel == NOBODY, chat.c.external == role)
    query = select(chat.c.person_id, chat.c.id).where(*here)
    if (found := conn.execute(query).first()) is not None:
        return found.person_id, found.id
    who = {"name": "", "role": role, "department": "", "locale": ""}
    key = conn.execute(insert(person).values(who).returning(person.c.id)).scalar_one()
    row = {"channel": NOBODY, "external": role, "person_id": key, "version": 0}
    add = INSERT[conn.dialect.name](chat).values({**row, "context": None})
    conn.execute(add.on_conflict_do_nothing())  # another one may have made it meanwhile
    found = conn.execute(query).one()
    return found.person_id, found.id
