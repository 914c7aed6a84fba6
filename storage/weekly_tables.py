"""The tables of the weekly packs (R72): what was made, what units wrote, who handed in."""

from __future__ import annotations

from sqlalchemy import BigInteger, UniqueConstraint
from sqlmodel import Field

from storage.tables import COMPACT, Base


class WeeklyPack(Base, table=True):
    """A version of a unit's pack of a week, whose files are in the home.

    `digest` is the SHA-256 of its manifest, empty where there was nothing to hand in (version 0).
    `key` names what asked for it, so that it is made once.
    """

    __tablename__ = "weekly_pack"
    __table_args__ = (UniqueConstraint("week", "unit", "version"),)
    id: int | None = Field(default=None, primary_key=True)
    week: str
    unit: str
    version: int
    due_at: int = Field(sa_type=BigInteger)
    since_at: int = Field(sa_type=BigInteger)
    until_at: int = Field(sa_type=BigInteger)
    made_at: int = Field(sa_type=BigInteger)
    made_by: str
    reason: str
    digest: str
    key: str


class WeeklyNote(Base, table=True):
    """What a unit wrote in place of the news note that is proposed."""

    __tablename__ = "weekly_note"
    __table_args__ = COMPACT
    week: str = Field(primary_key=True)
    unit: str = Field(primary_key=True)
    text: str
    at: int = Field(sa_type=BigInteger)
    by: str


class WeeklySending(Base, table=True):
    """That a version was handed in: by a button (`pressed`), or told by somebody (`marked`)."""

    __tablename__ = "weekly_sending"
    __table_args__ = COMPACT
    week: str = Field(primary_key=True)
    unit: str = Field(primary_key=True)
    version: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    at: int = Field(sa_type=BigInteger)
    by: str
    how: str
    entered_at: int = Field(sa_type=BigInteger)
