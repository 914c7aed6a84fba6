"""Tables of the signals that a walk may have been staged, which only inspectors see."""

from __future__ import annotations

from sqlalchemy import BigInteger
from sqlmodel import Field

from storage.tables import COMPACT, Base


class SignalRow(Base, table=True):
    """One signal of a walk; `other_walk_id` is the walk it was found by comparing with.

    `details` (JSON) names messages, files and answers, and holds no words of them.
    """

    __tablename__ = "signal"
    id: int | None = Field(default=None, primary_key=True)
    walk_id: int = Field(foreign_key="walk.id", index=True)
    kind: str
    other_walk_id: int | None = Field(foreign_key="walk.id", index=True)
    details: str
    at: int = Field(sa_type=BigInteger)


class SignalLook(Base, table=True):
    """A walk that was looked at. `all_top`: all marks were the top ones, with nothing else."""

    __tablename__ = "signal_look"
    __table_args__ = COMPACT
    walk_id: int = Field(primary_key=True, foreign_key="walk.id")
    all_top: bool
    at: int = Field(sa_type=BigInteger)


class SignalText(Base, table=True):
    """The digest of words that were said in a walk, to find the same words in another."""

    __tablename__ = "signal_text"
    id: int | None = Field(default=None, primary_key=True)
    walk_id: int = Field(foreign_key="walk.id", index=True)
    message_id: int = Field(foreign_key="message.id")
    place: str
    digest: str = Field(index=True)
