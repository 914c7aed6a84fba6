"""The tables of what goes in and out of the Telegram bots, and of who may use the staff's."""

from __future__ import annotations

from sqlalchemy import BigInteger, Index, UniqueConstraint, false, text
from sqlmodel import Field

from storage.tables import COMPACT, Base

_UNSENT = text("state <> 'sent'")


class TelegramBot(Base, table=True):
    """A bot that was served under a name, by its number in Telegram; `storage.bot_numbers`."""

    __tablename__ = "telegram_bot"
    __table_args__ = (UniqueConstraint("name", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    name: str
    number: int = Field(sa_type=BigInteger)


class TelegramUpdate(Base, table=True):
    """An update as a bot received it, stored before it is acknowledged.

    `bot` is the bot's key of `storage.bot_numbers`.
    `payload` is packed by `storage.packing`, and NULL once the update was handled: what was said
    is kept in its message alone. The row stays a while, for an update may be sent again.
    """

    __tablename__ = "telegram_update"
    bot: str = Field(primary_key=True)
    update_id: int = Field(
        primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False}
    )
    lane: str
    """The chat: what its updates say is handled in their order."""
    at: int = Field(sa_type=BigInteger)
    payload: bytes | None


class Delivery(Base, table=True):
    """Something that a bot is to send to a chat, in one or several parts.

    What answers a message has its `message_id`, and its payload is that message's in the outbox;
    what a bot says of its own accord has a `payload`, and the `key` of what it is, so that it is
    said once. `state` is waiting, sent, dead or dropped. `due_at` is when the next part may be
    sent, 0 at once; of what waits no more, when that was decided.
    """

    __table_args__ = (
        Index(
            "ix_delivery_unsent",
            "bot",
            "chat",
            "state",
            sqlite_where=_UNSENT,
            postgresql_where=_UNSENT,
        ),
        Index(
            "uq_delivery_key",
            "key",
            unique=True,
            sqlite_where=text("key IS NOT NULL"),
            postgresql_where=text("key IS NOT NULL"),
        ),
    )
    id: int | None = Field(default=None, primary_key=True)
    bot: str
    chat: str
    message_id: int | None = Field(foreign_key="message.id", unique=True)
    payload: bytes | None
    key: str | None
    part: int
    state: str
    attempts: int
    due_at: int = Field(sa_type=BigInteger)
    at: int = Field(sa_type=BigInteger)
    reason: str


class StaffInviteRow(Base, table=True):
    """A code with which one chat is signed in as a member of staff; only its digest is kept.

    `until` is when it goes out if nobody used it.
    """

    __tablename__ = "staff_invite"
    __table_args__ = (Index(None, "channel", "chat"),)
    id: int | None = Field(default=None, primary_key=True)
    code_hash: str = Field(unique=True)
    name: str
    role: str
    department: str
    made_at: int = Field(sa_type=BigInteger)
    used_at: int | None = Field(sa_type=BigInteger)
    channel: str | None
    chat: str | None
    revoked_at: int | None = Field(sa_type=BigInteger)
    until: int | None = Field(sa_type=BigInteger)
    head: bool = Field(sa_column_kwargs={"server_default": false()})
    """Heads their department: hears of what is overdue there."""


class StaffAttempt(Base, table=True):
    """Wrong codes that a chat has sent; none is looked at before `until`."""

    __tablename__ = "staff_attempt"
    __table_args__ = COMPACT
    channel: str = Field(primary_key=True)
    chat: str = Field(primary_key=True)
    wrong: int
    at: int = Field(sa_type=BigInteger)
    until: int = Field(sa_type=BigInteger)


class JobRun(Base, table=True):
    """A job that was due at a time, and when all that it had to do was done; NULL: not yet."""

    __tablename__ = "job_run"
    __table_args__ = COMPACT
    name: str = Field(primary_key=True)
    due_at: int = Field(
        primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False}
    )
    done_at: int | None = Field(sa_type=BigInteger)


class Reminder(Base, table=True):
    """A word about a deadline that a chat of the staff's bot got (`flows.reminding`).

    `deadline` is the issue's as it was then: with another one reminders begin anew.
    """

    __table_args__ = COMPACT
    chat: str = Field(primary_key=True)
    issue_id: int = Field(
        primary_key=True, foreign_key="issue.id", sa_column_kwargs={"autoincrement": False}
    )
    deadline: str = Field(primary_key=True)
    name: str = Field(primary_key=True)
    at: int = Field(sa_type=BigInteger)
