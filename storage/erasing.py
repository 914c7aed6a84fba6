"""Taking back what a walk recorded, when the applicant does not consent to a record (R90).

What was said and sent in it goes: the texts of its messages, its notes, its files,
the findings that nobody confirmed, what it met of known problems, what is still to be
asked about it, the questions that the guides did not meet, its signals, and what
registers have of its words. Rows of messages stay, without their words, so that a message
delivered twice is still known; so does what was said back, which is given again word for
word, and what issues in the ledger rest on.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, Select, delete, func, or_, select, update

from storage import registers, signals, tables, unmet
from storage.afterwards import follow_up
from storage.findings import (
    attachment,
    finding,
    finding_field,
    issue,
    issue_field,
    issue_log,
    media,
)
from storage.issues import sighting
from storage.statements import answer, message
from storage.tables import table

note = table(tables.Note)


def erase(conn: Connection, walk_id: int, keep: int) -> tuple[str, ...]:
    """Erase what the walk recorded but its state and message `keep`; hashes of files to remove.

    The caller has emptied the state. Files that also came elsewhere stay.
    """
    confirmed = select(issue.c.finding_id)
    ours = finding.c.walk_id == walk_id
    open_ones = select(finding.c.id).where(ours, finding.c.id.not_in(confirmed))
    loose = or_(attachment.c.finding_id.is_(None), attachment.c.finding_id.in_(open_ones))
    gone = (attachment.c.walk_id == walk_id, loose)
    files = set(conn.execute(select(attachment.c.media_sha256).where(*gone)).scalars())
    conn.execute(delete(attachment).where(*gone))
    conn.execute(delete(finding_field).where(finding_field.c.finding_id.in_(open_ones)))
    conn.execute(delete(finding).where(ours, finding.c.id.not_in(confirmed)))
    conn.execute(delete(note).where(note.c.walk_id == walk_id))
    for of_walk in (sighting, follow_up):
        conn.execute(delete(of_walk).where(of_walk.c.walk_id == walk_id))
    signals.erase(conn, walk_id)
    unmet.forget(conn, unmet.question.c.walk_id == walk_id)
    registers.forget_walk(conn, walk_id)
    conn.execute(
        update(message)
        .where(message.c.walk_id == walk_id, message.c.id != keep, _rests_nothing_on(walk_id))
        .values(text="")
    )
    return forget_files(conn, files)


def _rests_nothing_on(walk_id: int) -> ColumnElement[bool]:
    """Messages that neither an issue nor an answer rests on."""
    used: tuple[Select[int | None], ...] = (
        select(issue_field.c.message_id).where(issue_field.c.message_id.is_not(None)),
        select(issue_log.c.message_id).where(issue_log.c.message_id.is_not(None)),
        select(answer.c.message_id).where(answer.c.walk_id == walk_id),
    )
    return ~or_(*(message.c.id.in_(ids) for ids in used))


def forget_files(conn: Connection, files: set[str]) -> tuple[str, ...]:
    """Forget those of `files` that nothing is attached by any more; which ones these were."""
    held = select(func.distinct(attachment.c.media_sha256)).where(
        attachment.c.media_sha256.in_(files)
    )
    unused = tuple(sorted(files - set(conn.execute(held).scalars())))
    conn.execute(delete(media).where(media.c.sha256.in_(unused)))
    return unused
