"""The tables of classes of problems (同类问题): classes, their places, their log, what is proposed.

What holds for `storage.tables` holds for them. Which issues are of a class stands in the issues'
own field `class`.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, text
from sqlmodel import Field

from storage.tables import COMPACT, Base


class ProblemClass(Base, table=True):
    """A class. Fields from `name` on are "" where they are not known; `deadline` is ISO 8601."""

    __tablename__ = "problem_class"
    id: int | None = Field(default=None, primary_key=True)
    number: str = Field(unique=True)
    state: str
    made_at: int = Field(sa_type=BigInteger)
    name: str
    department: str = Field(index=True)
    owner: str
    measure: str
    deadline: str
    cause: str
    result: str
    evidence: str


class ClassPlace(Base, table=True):
    """A place to look at for a class; `found` is "yes", "no", or "" while nobody has looked.

    `checked_by` is a name as it was then; `issue_id` what was entered of it.
    """

    __tablename__ = "class_place"
    __table_args__ = COMPACT
    class_id: int = Field(primary_key=True, foreign_key="problem_class.id")
    place: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    hall: str
    department: str
    item: str
    found: str = Field(sa_column_kwargs={"server_default": text("''")})
    checked_by: str = Field(sa_column_kwargs={"server_default": text("''")})
    checked_at: int | None = Field(sa_type=BigInteger)
    note: str = Field(sa_column_kwargs={"server_default": text("''")})
    issue_id: int | None = Field(foreign_key="issue.id", index=True)


class ClassLog(Base, table=True):
    """Each step of a class: who took it and when; chained like the ledger's log (`class_log`)."""

    __tablename__ = "class_log"
    id: int | None = Field(default=None, primary_key=True)
    seq: int = Field(sa_type=BigInteger, unique=True)
    class_id: int = Field(foreign_key="problem_class.id", index=True)
    at: int = Field(sa_type=BigInteger)
    person_id: int = Field(foreign_key="person.id")
    move: str
    before: str
    state: str
    detail: str
    salt: str
    seal: str
    hash: str


class ClassLogHead(Base, table=True):
    """The last row of that log: how many there are, and its hash. One row."""

    __tablename__ = "class_log_head"
    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    seq: int = Field(sa_type=BigInteger)
    hash: str


class ClassCounter(Base, table=True):
    """The last class number given in a year; its row is locked while one is given."""

    __tablename__ = "class_counter"
    year: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    last: int


class NotAlike(Base, table=True):
    """An issue is not of one class with `other`, the number of an issue or of a class."""

    __tablename__ = "not_alike"
    __table_args__ = COMPACT
    issue_id: int = Field(primary_key=True, foreign_key="issue.id")
    other: str = Field(primary_key=True)
    person_id: int = Field(foreign_key="person.id")
    at: int = Field(sa_type=BigInteger)


class ClassProposal(Base, table=True):
    """Issues that may be one class: their numbers (JSON). `state`: open, accepted, declined.

    `of_class` is the class that they may belong to; "" for a new one.
    """

    __tablename__ = "class_proposal"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012  # as SQLModel wants it
    id: int | None = Field(default=None, primary_key=True)
    at: int = Field(sa_type=BigInteger)
    state: str = Field(index=True)
    numbers: str
    why: str
    of_class: str
