"""The table of calls by a third party about issues that were mended (R59).

No name and no phone number is in it (R90): a call leads to its issue, and nowhere else.
"""

from __future__ import annotations

from sqlalchemy import BigInteger
from sqlmodel import Field

from storage.tables import Base


class CallbackRow(Base, table=True):
    """A call, or several in vain at once (`tries`), about an issue.

    `result` is one of `flows.callbacks.RESULTS`; `mark` is of 5, NULL where none was told. `key`
    is what the call is known by when it comes in again. `settled` says what came of a bad result:
    "" nothing yet, else `reopened` or `left`, with the reason.
    """

    __tablename__ = "callback"
    id: int | None = Field(default=None, primary_key=True)
    issue_id: int = Field(foreign_key="issue.id", index=True)
    called_at: int = Field(sa_type=BigInteger)
    result: str
    mark: int | None
    tries: int
    words: str
    company: str
    key: str = Field(unique=True)
    entered_at: int = Field(sa_type=BigInteger)
    person_id: int = Field(foreign_key="person.id")
    message_id: int | None = Field(foreign_key="message.id")
    settled: str
    reason: str
