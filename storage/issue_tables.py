"""The tables of the ledger: issues, their fields, their log, and what later walks met of them.

What holds for `storage.tables` holds for them.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Index, text
from sqlmodel import Field

from storage.tables import COMPACT, Base

_OF_CLASS = text("name = 'class'")
"""Which issues are of a class is asked by the class."""


class Issue(Base, table=True):
    """A confirmed problem. `source` is the action or channel it came by.

    `department` to `must_fix` repeat those of its fields that are confirmed, "" for none: the
    ledger is asked by them, a hundred thousand issues at a time.
    """

    __table_args__ = (
        Index(None, "state", "deadline"),
        Index(None, "department", "state", "deadline"),
        Index(None, "receiver"),
        Index(None, "replied_on", "reply_kind", "reply_from"),
    )
    id: int | None = Field(default=None, primary_key=True)
    number: str = Field(unique=True)
    state: str
    found_at: int = Field(sa_type=BigInteger)
    finding_id: int = Field(foreign_key="finding.id", unique=True)
    walk_id: int | None = Field(foreign_key="walk.id", index=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    anonymous: bool
    source: str
    department: str = Field(sa_column_kwargs={"server_default": text("''")})
    owner: str = Field(sa_column_kwargs={"server_default": text("''")})
    deadline: str = Field(sa_column_kwargs={"server_default": text("''")})
    category: str = Field(sa_column_kwargs={"server_default": text("''")})
    severity: str = Field(sa_column_kwargs={"server_default": text("''")})
    item: str = Field(sa_column_kwargs={"server_default": text("''")})
    receiver: str = Field(sa_column_kwargs={"server_default": text("''")})
    must_fix: str = Field(sa_column_kwargs={"server_default": text("''")})
    replied_on: str = Field(sa_column_kwargs={"server_default": text("''")})
    reply_kind: str = Field(sa_column_kwargs={"server_default": text("''")})
    reply_from: str = Field(sa_column_kwargs={"server_default": text("''")})


class IssueField(Base, table=True):
    """One field of an issue with the words it rests on."""

    __tablename__ = "issue_field"
    __table_args__ = (
        Index(
            "ix_issue_field_class",
            "value",
            "issue_id",
            sqlite_where=_OF_CLASS,
            postgresql_where=_OF_CLASS,
        ),
        COMPACT,
    )
    issue_id: int = Field(primary_key=True, foreign_key="issue.id")
    name: str = Field(primary_key=True)
    position: int
    value: str
    message_id: int | None = Field(foreign_key="message.id")
    start: int
    stop: int
    how: str
    state: str


class IssueLog(Base, table=True):
    """Each move of an issue: who made it, when, by which message, from which state to which.

    `detail` is what came with it (JSON); `seal` is the hash of `salt` and `detail`, which may both
    be taken back with a person's records; `hash` links the row to the one before (`issue_log`).
    """

    __tablename__ = "issue_log"
    __table_args__ = (Index(None, "move", "issue_id"),)
    id: int | None = Field(default=None, primary_key=True)
    seq: int = Field(sa_type=BigInteger, unique=True)
    issue_id: int = Field(foreign_key="issue.id", index=True)
    at: int = Field(sa_type=BigInteger)
    person_id: int = Field(foreign_key="person.id")
    message_id: int | None = Field(foreign_key="message.id")
    move: str
    before: str
    state: str
    detail: str | None
    salt: str | None
    seal: str
    hash: str


class IssueLogHead(Base, table=True):
    """The last row of the log: how many there are, and its hash. One row."""

    __tablename__ = "issue_log_head"
    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    seq: int = Field(sa_type=BigInteger)
    hash: str


class Sighting(Base, table=True):
    """What a later walk of the same service met of an issue: it was `still` there, or `gone`."""

    __table_args__ = COMPACT
    issue_id: int = Field(primary_key=True, foreign_key="issue.id")
    walk_id: int = Field(primary_key=True, foreign_key="walk.id")
    message_id: int = Field(foreign_key="message.id")
    at: int = Field(sa_type=BigInteger)
    seen: str


class IssueCounter(Base, table=True):
    """The last issue number given in a year; its row is locked while one is given."""

    __tablename__ = "issue_counter"
    year: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    last: int
