"""Links by which people see their own issues without signing in.

Guards that a token cannot be guessed and is not kept, that a person has one link at most, and
that it leads nowhere once it is taken back, is past its time, or its person's records are gone.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, Engine, delete, select

from storage import issues, progress_tables
from storage.database import reading
from storage.findings import issue, issue_log
from storage.issue_log import detail_of
from storage.moves import NEWS
from storage.packing import from_ms, to_ms
from storage.records import IssueRecord
from storage.statements import INSERT, person
from storage.tables import table

link = table(progress_tables.PrivateLink)
BYTES = 32
MAX_TOKEN = 64
"""Characters of what may be a token at all."""


class LinkRecord(NamedTuple):
    """A link that leads somewhere now."""

    person: int
    made: datetime
    until: datetime | None


class Heard(NamedTuple):
    """A step of an issue that who reported it hears of."""

    at: datetime
    move: str
    reason: str
    """Why, where they hear of that."""


class Own(NamedTuple):
    """A person's own issue with the steps they hear of, the oldest first."""

    issue: IssueRecord
    heard: tuple[Heard, ...]


class Links:
    """The links, inside a message's transaction; `at` in ms."""

    def __init__(self, conn: Connection, at: int) -> None:
        self._conn, self._at = conn, at

    def of(self, person_id: int) -> LinkRecord | None:
        """The link of a person; None where they have none that still leads anywhere."""
        return _live(self._conn, self._at, link.c.person_id == person_id)

    def make(self, person_id: int, until: datetime | None) -> str:
        """A new token for a person, in place of the one before; it is told this once."""
        token = secrets.token_urlsafe(BYTES)
        row = {
            "person_id": person_id,
            "digest": _digest(token),
            "made_at": self._at,
            "until": None if until is None else to_ms(until),
        }
        put = INSERT[self._conn.dialect.name](link).values(row)
        fresh = {name: row[name] for name in ("digest", "made_at", "until")}
        self._conn.execute(put.on_conflict_do_update(index_elements=["person_id"], set_=fresh))
        return token

    def drop(self, person_id: int) -> bool:
        """Take a person's link back; whether there was one."""
        gone = delete(link).where(link.c.person_id == person_id)
        return self._conn.execute(gone).rowcount == 1


class OwnPages:
    """What a link leads to, for reading. Safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        self._reading = reading(engine)

    def person(self, token: str, now: datetime) -> int | None:
        """Whose link it is; None for any that leads nowhere. Looked up by digest alone."""
        if not 0 < len(token) <= MAX_TOKEN:
            return None
        with self._reading.connect() as connection:
            found = _live(connection, to_ms(now), link.c.digest == _digest(token))
        return None if found is None else found.person

    def locale(self, person_id: int) -> str:
        """The language that they speak."""
        query = select(person.c.locale).where(person.c.id == person_id)
        with self._reading.connect() as connection:
            return connection.execute(query).scalar() or ""

    def issues(self, person_id: int) -> list[Own]:
        """Their issues, the newest first, with what they hear of."""
        with self._reading.connect() as connection:
            records = issues.load(connection, issue.c.person_id == person_id)
            heard = _heard(connection, person_id)
        return [Own(one, tuple(heard.get(one.number, ()))) for one in reversed(records)]


def _live(connection: Connection, now: int, which: ColumnElement[bool]) -> LinkRecord | None:
    row = connection.execute(select(link).where(which)).first()
    if row is None or (row.until is not None and row.until <= now):
        return None
    until = None if row.until is None else from_ms(row.until)
    return LinkRecord(row.person_id, from_ms(row.made_at), until)


def _heard(connection: Connection, person_id: int) -> dict[str, list[Heard]]:
    query = (
        select(issue.c.number, issue_log.c.at, issue_log.c.move, issue_log.c.detail)
        .join_from(issue_log, issue)
        .where(issue.c.person_id == person_id, issue_log.c.move.in_(NEWS))
        .order_by(issue_log.c.seq)
    )
    found: dict[str, list[Heard]] = {}
    for row in connection.execute(query):
        given = detail_of(row).get("given", {})
        reason = "；".join(given[name] for name in NEWS[row.move] if given.get(name))
        heard = Heard(from_ms(row.at), row.move, reason)
        found.setdefault(row.number, []).append(heard)
    return found


def _digest(token: str) -> str:
    """128 bits and more cannot be guessed, so a plain digest will do."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
