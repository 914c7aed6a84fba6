"""Who may use the staff's bot: a code that an admin made signs one chat in.

Guards that a code is used once, also by two chats at the same moment, and that neither a
code nor what would do for one is kept. A person's role and department are those of the
invite. That a member of staff has records of their own deleted does not sign them out.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine, insert, select, update

from flows.characters import storable
from storage import delivery_tables
from storage.codes import new_code
from storage.database import reading
from storage.packing import from_ms, to_ms
from storage.records import Role
from storage.tables import table

invite = table(delivery_tables.StaffInviteRow)

CODE_LENGTH = 26
"""128 bits, which cannot be guessed, so that a plain digest will do."""
MAX_CODE = 64
MAX_NAME = 100
"""Characters of a name or a department that are kept."""


@dataclass(frozen=True, slots=True)
class StaffInvite:
    """Who is let in, as what; `chat` is where they are signed in, empty while the code waits."""

    id: int
    name: str
    role: Role
    department: str
    made: datetime
    used: datetime | None = None
    channel: str = ""
    chat: str = ""
    revoked: datetime | None = None
    until: datetime | None = None
    """When a code that nobody used goes out; None: never."""
    head: bool = False
    """Heads the department."""

    def is_late(self, now: datetime) -> bool:
        """Whether nobody used it in time."""
        return self.used is None and self.until is not None and self.until <= now


class StaffAccount(NamedTuple):
    """What somebody who is signed in may be taken for."""

    name: str
    role: Role
    department: str


class StaffInvites:
    """The invites, and by them the accounts. Safe to share between threads and processes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reading = reading(engine)
        self._open = (invite.c.used_at.is_(None), invite.c.revoked_at.is_(None))

    def make(
        self,
        name: str,
        role: Role,
        department: str,
        at: datetime,
        until: datetime | None = None,
        *,
        head: bool = False,
    ) -> str:
        """A new code, to be used before `until`; it is told this once."""
        code = new_code(CODE_LENGTH)
        row = {
            "code_hash": _digest(code),
            "name": storable(name)[:MAX_NAME],
            "role": role,
            "department": storable(department)[:MAX_NAME],
            "made_at": to_ms(at),
            "until": None if until is None else to_ms(until),
            "head": head,
        }
        with self._engine.begin() as connection:
            connection.execute(insert(invite).values(row))
        return code

    def use(self, code: str, channel: str, chat: str, at: datetime) -> StaffInvite | None:
        """Sign a chat in; None where the code is none, too late, revoked, or another chat's.

        The code that a chat is signed in by is taken from it again. What it was signed in by
        before is revoked: an account has one invite.
        """
        if len(code) > MAX_CODE:
            return None
        here, this = (
            {"channel": channel, "chat": storable(chat)},
            invite.c.code_hash == _digest(code),
        )
        used = {"used_at": to_ms(at), **here}
        in_time = invite.c.until.is_(None) | (invite.c.until > to_ms(at))
        with self._engine.begin() as connection:
            connection.execute(update(invite).where(this, in_time, *self._open).values(used))
            found = _signed_in(connection, here, this)
            if found is not None:
                others = (invite.c[name] == value for name, value in here.items())
                earlier = (*others, invite.c.id != found.id, invite.c.revoked_at.is_(None))
                connection.execute(update(invite).where(*earlier).values(revoked_at=to_ms(at)))
            return found

    def who(self, channel: str, chat: str) -> StaffAccount | None:
        """Who is signed in here; None: nobody, or it was revoked."""
        with self._reading.connect() as connection:
            found = _signed_in(connection, {"channel": channel, "chat": chat})
        return None if found is None else StaffAccount(found.name, found.role, found.department)

    def revoke(self, id_: int, at: datetime) -> bool:
        """Let the code of an invite, or who was signed in by it, in no more; False: none such."""
        change = update(invite).where(invite.c.id == id_, invite.c.revoked_at.is_(None))
        with self._engine.begin() as connection:
            return connection.execute(change.values(revoked_at=to_ms(at))).rowcount == 1

    def list(self) -> list[StaffInvite]:
        """All that were made, the oldest first."""
        with self._reading.connect() as connection:
            rows = connection.execute(select(invite).order_by(invite.c.id))
            return [_record(row) for row in rows]


def _signed_in(connection: Connection, here: dict[str, str], *more: Any) -> StaffInvite | None:
    theirs = [invite.c[name] == value for name, value in here.items()]
    query = select(invite).where(*theirs, invite.c.revoked_at.is_(None), *more)
    row = connection.execute(query.order_by(invite.c.id.desc()).limit(1)).first()
    return None if row is None else _record(row)


def _digest(code: str) -> str:
    """Of a code as it may be typed: a phone begins a line with a capital letter."""
    return hashlib.sha256(storable(code).strip().lower().encode()).hexdigest()


def _record(row: Any) -> StaffInvite:
    return StaffInvite(
        id=row.id,
        name=row.name,
        role=row.role,
        department=row.department,
        made=from_ms(row.made_at),
        used=None if row.used_at is None else from_ms(row.used_at),
        channel=row.channel or "",
        chat=row.chat or "",
        revoked=None if row.revoked_at is None else from_ms(row.revoked_at),
        until=None if row.until is None else from_ms(row.until),
        head=row.head,
    )
