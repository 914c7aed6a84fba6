"""The tables of the registers beside the ledger, and of services that must be walked.

What holds for `storage.tables` holds for them. Days are ISO 8601.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Index, UniqueConstraint
from sqlmodel import Field

from storage.tables import COMPACT, Base


class RegisterEntry(Base, table=True):
    """An entry of a register (`flows.registers`): its `fields` (JSON), and since when it is gone.

    `sameness` is what no two entries that stand may have alike.
    """

    __tablename__ = "register_entry"
    __table_args__ = (UniqueConstraint("kind", "number"), Index(None, "sameness"))
    id: int | None = Field(default=None, primary_key=True)
    kind: str
    number: int
    fields: str
    sameness: str
    department: str
    entered_at: int = Field(sa_type=BigInteger)
    removed_at: int | None = Field(sa_type=BigInteger)


class RegisterLink(Base, table=True):
    """What an entry is of: an issue by its number, a class, a service, a walk."""

    __tablename__ = "register_link"
    __table_args__ = (Index(None, "ref"), COMPACT)
    entry_id: int = Field(primary_key=True, foreign_key="register_entry.id")
    kind: str = Field(primary_key=True)
    ref: str = Field(primary_key=True)


class RegisterLog(Base, table=True):
    """What was done with an entry, by whom and when; rows are only ever added.

    `detail` (JSON) is what came with it; NULL where its words were taken back.
    """

    __tablename__ = "register_log"
    id: int | None = Field(default=None, primary_key=True)
    entry_id: int = Field(foreign_key="register_entry.id", index=True)
    at: int = Field(sa_type=BigInteger)
    by: str
    deed: str
    detail: str | None


class RegisterCounter(Base, table=True):
    """The last number given in a register; its row is locked while one is given."""

    __tablename__ = "register_counter"
    kind: str = Field(primary_key=True)
    last: int


class MustWalk(Base, table=True):
    """A service that must be walked (R77), by its name; `item_id` is its guide's, "" for none.

    `online` and `nearby` (R49: 全程网办, 15分钟政务服务圈) are yes, no, or "" where nobody said.
    """

    __tablename__ = "must_walk"
    name: str = Field(primary_key=True)
    item_id: str
    code: str
    department: str
    frequent: bool
    blocked: bool
    cases: int | None = Field(sa_type=BigInteger)
    online: str
    nearby: str
    marked_at: int = Field(sa_type=BigInteger)
    marked_by: str
