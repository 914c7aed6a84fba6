"""The tables of public progress: what an admin decided about an issue, and people's own links."""

from __future__ import annotations

from sqlalchemy import BigInteger
from sqlmodel import Field

from storage.tables import Base


class PublicDecision(Base, table=True):
    """An admin's word on what the public sees of an issue; rows are only ever added.

    `deed` is hold, release or reword; `texts` (JSON) the new words of a reword, by field, an
    empty one for the ledger's own again. `by` is the name of then.
    """

    __tablename__ = "public_decision"
    id: int | None = Field(default=None, primary_key=True)
    issue_id: int = Field(foreign_key="issue.id", index=True)
    at: int = Field(sa_type=BigInteger)
    by: str
    deed: str
    reason: str
    texts: str


class PrivateLink(Base, table=True):
    """A person's link to their own issues; of the token only a digest is kept.

    One for a person: a new one takes the place of the one before. `until` NULL: it has no end.
    """

    __tablename__ = "private_link"
    person_id: int = Field(
        primary_key=True, foreign_key="person.id", sa_column_kwargs={"autoincrement": False}
    )
    digest: str = Field(unique=True)
    made_at: int = Field(sa_type=BigInteger)
    until: int | None = Field(sa_type=BigInteger)
