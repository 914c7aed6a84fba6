"""What a person is still to hear: what was decided about them, and how their issues moved.

Entered in the transaction that decides it, and heard once, with the reply to a message.
"""

from __future__ import annotations

from sqlalchemy import Connection, insert, select, update

from storage.packing import dump, load
from storage.statements import notice

ISSUE = "issue"
"""The kind of a notice of an issue's move; its data are `number`, `move`, and what came with it."""


def tell(conn: Connection, person_id: int, at: int, kind: str, **data: str) -> None:
    """Have a person hear something; `at` in ms."""
    row = {"person_id": person_id, "at": at, "kind": kind, "data": dump(data)}
    conn.execute(insert(notice).values({**row, "message_id": None}))


def hear(conn: Connection, person_id: int, message_id: int) -> list[tuple[str, dict[str, str]]]:
    """What is still to be told, in order; it counts as told with `message_id`."""
    waiting = (notice.c.person_id == person_id, notice.c.message_id.is_(None))
    query = select(notice.c.kind, notice.c.data).where(*waiting).order_by(notice.c.id)
    found = [(row.kind, load(row.data)) for row in conn.execute(query)]
    conn.execute(update(notice).where(*waiting).values(message_id=message_id))
    return found
