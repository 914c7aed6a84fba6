"""The tables of volunteers: who applied, for how long they serve, and what they were told."""

from __future__ import annotations

from sqlalchemy import BigInteger
from sqlmodel import Field

from storage.tables import Base


class Invitation(Base, table=True):
    """A code that one person may apply with; `used_at` is NULL until somebody has."""

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True)
    route: str
    note: str
    at: int = Field(sa_type=BigInteger)
    used_at: int | None = Field(sa_type=BigInteger)


class Application(Base, table=True):
    """Somebody wants to be a volunteer. Its id is the number that people call it by.

    What was answered is kept by the names of the application flow's choices. `state` is
    waiting, declined, appointed, released or left; whether an appointed one still serves
    its last term tells (`flows.volunteer_terms`). Numbers of deleted ones
    are not given again.
    """

    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012  # as SQLModel wants it
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    at: int = Field(sa_type=BigInteger)
    kind: str
    age_band: str
    sector: str
    route: str
    unit: str
    times: str
    invitation_id: int | None = Field(foreign_key="invitation.id")
    state: str
    decided_at: int | None = Field(sa_type=BigInteger)
    reason: str


class Term(Base, table=True):
    """A time for which somebody is appointed; days are ISO 8601, `ends` NULL: no end is set."""

    id: int | None = Field(default=None, primary_key=True)
    application_id: int = Field(foreign_key="application.id", index=True)
    begins: str
    ends: str | None


class Volunteer(Base, table=True):
    """What is known of a person besides applications: trained or not, named or not."""

    person_id: int = Field(
        primary_key=True, foreign_key="person.id", sa_column_kwargs={"autoincrement": False}
    )
    trained_at: int | None = Field(sa_type=BigInteger)
    anonymous: bool


class Notice(Base, table=True):
    """What a person is to hear with the reply to their next message, once.

    `message_id` is that message, NULL until then; `data` (JSON) fills the sentence.
    """

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    at: int = Field(sa_type=BigInteger)
    kind: str
    data: str
    message_id: int | None = Field(foreign_key="message.id")
