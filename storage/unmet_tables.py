"""The table of questions that the guides did not meet, by what people said of their answers."""

from __future__ import annotations

from sqlalchemy import BigInteger
from sqlmodel import Field

from storage.tables import Base


class UnmetQuestion(Base, table=True):
    """A question that was refused, left unclear, or answered so that it did not help.

    Its words are the characters [start, stop) of its message and stand nowhere else, so that they
    go with it. Of the person the `role` alone is kept. `sources` (JSON) are the passages that
    were shown; `wanted_id` is the message that says what was missing. `settled` is empty, or
    what an office made of it: done, ignored, or issue.
    """

    __tablename__ = "unmet_question"
    id: int | None = Field(default=None, primary_key=True)
    message_id: int = Field(foreign_key="message.id", unique=True)
    start: int
    stop: int
    walk_id: int | None = Field(foreign_key="walk.id", index=True)
    question: str
    """Path of the walk's question that was open."""
    stage: str
    role: str
    item_id: str
    item_name: str
    guide_version: str
    outcome: str
    unhelpful: bool
    sources: str | None
    wanted_id: int | None = Field(foreign_key="message.id")
    settled: str
    settled_at: int | None = Field(sa_type=BigInteger)
    issue_id: int | None = Field(foreign_key="issue.id", index=True)
