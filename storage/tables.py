"""The tables: one for every word of the design, as plain SQLModel classes.

They never leave the room (`storage.records` does). What holds for all of them:

* Times are UTC epoch milliseconds (`*_at`): six bytes, the same in both databases, sortable.
* A text is stored once. A value or note that is word for word a piece of its
  message is NULL here and is cut from the message again (`start`, `stop`).
* Tables whose key is several columns are WITHOUT ROWID in SQLite, so that the
  key is not stored twice.
* JSON columns are text written by `storage.packing`, for code to read, never
  for a query to look into.

A change here needs a migration; `storage.database.check` and a test tell when
the two differ.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Index, MetaData, Table, UniqueConstraint, false, text
from sqlmodel import Field, SQLModel

COMPACT = {"sqlite_with_rowid": False}


class Base(SQLModel):
    metadata = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ix": "ix_%(table_name)s_%(column_0_name)s",
        }
    )


class Person(Base, table=True):
    """Who talks: a volunteer, a member of staff or an admin."""

    id: int | None = Field(default=None, primary_key=True)
    name: str
    role: str
    department: str
    locale: str
    plain: bool = Field(sa_column_kwargs={"server_default": false()})
    """Wants large type and short sentences."""


class Chat(Base, table=True):
    """One person's conversation on one channel.

    `version` counts handled messages; a turn is taken only on the version it
    has looked at. `context` is what the dialogue remembers (JSON).
    """

    __table_args__ = (UniqueConstraint("channel", "external"),)
    id: int | None = Field(default=None, primary_key=True)
    channel: str
    external: str
    person_id: int = Field(foreign_key="person.id")
    version: int
    context: str | None


class FlowVersion(Base, table=True):
    """The source of a flow as it was used, for walks that are pinned to it."""

    __tablename__ = "flow_version"
    __table_args__ = COMPACT
    flow_id: str = Field(primary_key=True)
    version: str = Field(primary_key=True)
    source: str


class Walk(Base, table=True):
    """A walk: its state without the answers.

    `started` is the state's own text, kept letter for letter; `began_at` the same
    moment by the message that began it. `rest` holds the state's skipped
    paths, known values, notes and issues (JSON), NULL when there are none.
    """

    id: int | None = Field(default=None, primary_key=True)
    chat_id: int = Field(foreign_key="chat.id", index=True)
    flow_id: str
    flow_version: str
    item_id: str
    item_name: str
    status: str
    started: str
    began_at: int = Field(sa_type=BigInteger)
    ended_at: int | None = Field(sa_type=BigInteger)
    rest: str | None


class Message(Base, table=True):
    """An inbound message: the inbox. It is stored together with what it brought about.

    Its id is what evidence points at. `walk_id` is the walk it was said in.
    """

    __table_args__ = (UniqueConstraint("chat_id", "external_id"),)
    id: int | None = Field(default=None, primary_key=True)
    chat_id: int = Field(foreign_key="chat.id")
    external_id: str
    at: int = Field(sa_type=BigInteger)
    text: str
    kind: str
    question: str
    walk_id: int | None = Field(foreign_key="walk.id")


class Outbox(Base, table=True):
    """What is said back to a message, packed by `storage.packing`."""

    message_id: int = Field(primary_key=True, foreign_key="message.id")
    payload: bytes


class Answer(Base, table=True):
    """One answer of a walk. `aside`: became irrelevant, kept in case it comes back."""

    __table_args__ = COMPACT
    walk_id: int = Field(primary_key=True, foreign_key="walk.id")
    path: str = Field(primary_key=True)
    message_id: int = Field(foreign_key="message.id")
    start: int
    stop: int
    value: str | None
    how: str
    aside: bool
    known: str | None


class Note(Base, table=True):
    """Free text of a stage, no answer; `walk_id` is NULL outside a walk."""

    id: int | None = Field(default=None, primary_key=True)
    walk_id: int | None = Field(foreign_key="walk.id", index=True)
    message_id: int = Field(foreign_key="message.id")
    stage: str
    start: int
    stop: int
    text: str | None


class Media(Base, table=True):
    """A file; its bytes are in the media folder under its SHA-256."""

    sha256: str = Field(primary_key=True)
    mime: str
    size: int = Field(sa_type=BigInteger)
    taken_at: int | None = Field(sa_type=BigInteger)
    latitude: float | None
    longitude: float | None
    likeness: bytes | None
    """What a picture looks like (`storage.likeness`); NULL where that was not looked at yet."""


class Attachment(Base, table=True):
    """A file as it came: with which message, to which stage, question or finding."""

    id: int | None = Field(default=None, primary_key=True)
    media_sha256: str = Field(foreign_key="media.sha256", index=True)
    name: str = Field(sa_column_kwargs={"server_default": text("''")})
    """What its sender called it."""
    message_id: int = Field(foreign_key="message.id")
    walk_id: int | None = Field(foreign_key="walk.id", index=True)
    stage: str
    path: str | None
    finding_id: int | None = Field(foreign_key="finding.id", index=True)


class Finding(Base, table=True):
    """Something that looks like a problem, before anyone confirmed it."""

    __table_args__ = (Index(None, "chat_id", "walk_id", "key"),)
    id: int | None = Field(default=None, primary_key=True)
    chat_id: int = Field(foreign_key="chat.id")
    walk_id: int | None = Field(foreign_key="walk.id")
    key: str
    stage: str
    origin: str
    status: str


class FindingField(Base, table=True):
    """One field of a finding with the words it rests on; `position` keeps their order."""

    __tablename__ = "finding_field"
    __table_args__ = COMPACT
    finding_id: int = Field(primary_key=True, foreign_key="finding.id")
    name: str = Field(primary_key=True)
    position: int
    value: str
    message_id: int | None = Field(foreign_key="message.id")
    start: int
    stop: int
    how: str
    state: str


class FollowUp(Base, table=True):
    """Something to ask the person after a walk; `message_id` is the one that answered it.

    `asked_at`: when they were reminded of it, which happens once.
    """

    __tablename__ = "follow_up"
    id: int | None = Field(default=None, primary_key=True)
    walk_id: int = Field(foreign_key="walk.id")
    person_id: int = Field(foreign_key="person.id", index=True)
    kind: str
    due_at: int = Field(sa_type=BigInteger)
    asked_at: int | None = Field(sa_type=BigInteger)
    answered_at: int | None = Field(sa_type=BigInteger)
    answer: str
    message_id: int | None = Field(foreign_key="message.id")


def table(model: type[Base]) -> Table:
    """The Core table of a model: what statements are written on."""
    found: Table = Base.metadata.tables[str(model.__tablename__)]
    return found
