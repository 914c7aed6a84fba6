"""The statements of the hot path: written in SQLAlchemy Core, compiled once, run on the driver.

A Core `execute` costs about 15 µs, a commit to disk about 170, and a message
takes eight statements: going through the driver's own cursor with what Core
compiled keeps the statements from costing as much as the disk. Everything
that is not done for every message uses Core as it is, or `storage.ready`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Dialect,
    Executable,
    Table,
    bindparam,
    case,
    exists,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from storage import delivery_tables, people_tables, tables
from storage.tables import table

person, chat, walk = table(tables.Person), table(tables.Chat), table(tables.Walk)
attachment = table(tables.Attachment)
message, outbox, answer = table(tables.Message), table(tables.Outbox), table(tables.Answer)
notice = table(people_tables.Notice)
delivery = table(delivery_tables.Delivery)

INSERT: dict[str, Callable[..., Any]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}
"""`insert` with ON CONFLICT, by dialect."""


class Prepared:
    """A compiled statement. Call it with a driver connection and values; it gives a cursor."""

    def __init__(
        self, statement: Executable, dialect: Dialect, columns: list[str] | None = None
    ) -> None:
        compiled = statement.compile(dialect=dialect, column_keys=columns)  # type: ignore[attr-defined]
        self._sql = str(compiled)

    def __call__(self, driver: Any, values: Mapping[str, Any] = {}) -> Any:
        return driver.execute(self._sql, values)

    def each(self, driver: Any, rows: Sequence[Mapping[str, Any]]) -> None:
        """Run it once for each of the rows, whatever it gives."""
        driver.cursor().executemany(self._sql, rows)


class Entering:
    """A compiled INSERT of one row into a table that numbers its rows; it gives the number."""

    def __init__(self, into: Table, dialect: Dialect, columns: list[str]) -> None:
        add = insert(into)
        # The driver of SQLite tells it unasked, and RETURNING costs more than the row.
        self._is_told = dialect.name == "sqlite"
        self._run = Prepared(add if self._is_told else add.returning(into.c.id), dialect, columns)

    def __call__(self, driver: Any, values: Mapping[str, Any]) -> int:
        cursor = self._run(driver, values)
        number: int = cursor.lastrowid if self._is_told else cursor.fetchone()[0]
        return number


@dataclass(frozen=True, slots=True)
class Statements:
    """One of each, for one dialect; see `statements` for what they say."""

    look: Prepared
    who: Prepared
    walk: Prepared
    answers: Prepared
    take: Prepared
    handled: Prepared
    add_person: Entering
    add_chat: Prepared
    add_walk: Entering
    add_message: Entering
    set_message: Prepared
    put_answer: Prepared
    drop_answer: Prepared
    set_walk: Prepared
    add_reply: Prepared
    add_delivery: Prepared
    set_context: Prepared


_here = (chat.c.channel == bindparam("channel_")) & (chat.c.external == bindparam("external_"))
_latest = (
    select(func.max(walk.c.id)).where(walk.c.chat_id == bindparam("chat_id_")).scalar_subquery()
)
_untold = exists().where(notice.c.person_id == chat.c.person_id, notice.c.message_id.is_(None))
_ours = (message.c.chat_id == chat.c.id) & (message.c.external_id == bindparam("external_id_"))

LOOK = (
    select(
        chat.c.id,
        chat.c.version,
        chat.c.person_id,
        chat.c.context,
        message.c.id,
        outbox.c.payload,
        _untold,
    )
    .select_from(
        chat.outerjoin(message, _ours).outerjoin(outbox, outbox.c.message_id == message.c.id)
    )
    .where(_here)
)
"""A chat, the reply to one message if it is handled, and whether there is news for its person."""

WHO = select(
    person.c.id,
    person.c.name,
    person.c.role,
    person.c.department,
    person.c.locale,
    person.c.plain,
).where(person.c.id == bindparam("person_id_"))

WALK = select(
    walk.c.id,
    walk.c.flow_id,
    walk.c.flow_version,
    walk.c.item_id,
    walk.c.item_name,
    walk.c.status,
    walk.c.started,
    walk.c.began_at,
    walk.c.ended_at,
    walk.c.rest,
).where(walk.c.id == _latest)
"""A chat's latest walk."""

ANSWER_COLUMNS = (
    answer.c.path,
    answer.c.aside,
    answer.c.value,
    answer.c.how,
    answer.c.known,
    answer.c.message_id,
    answer.c.start,
    answer.c.stop,
    case((answer.c.value.is_(None), message.c.text)),
)
"""A row for `storage.walks.state_of`: the text only where the value is a piece of it."""

ANSWERS = (
    select(*ANSWER_COLUMNS)
    .join_from(answer, message, message.c.id == answer.c.message_id)
    .where(answer.c.walk_id == bindparam("walk_id_"))
)

LAST_REPLY = select(outbox.c.payload).where(
    outbox.c.message_id
    == select(func.max(message.c.id))
    .join_from(chat, message, message.c.chat_id == chat.c.id)
    .where(_here)
    .scalar_subquery()
)
"""What was said to the last message of a chat."""

_later = message.alias()
_LATEST = select(func.max(_later.c.id)).where(_later.c.chat_id == chat.c.id).scalar_subquery()

SAID = (
    select(message.c.id, message.c.kind, message.c.id == _LATEST)
    .join_from(chat, message, message.c.chat_id == chat.c.id)
    .where(_here, message.c.external_id == bindparam("external_id_"))
)
"""A message of a chat by the channel's own id: what it was, and whether it is the last one."""

KEPT = (
    select(message.c.text, attachment.c.name)
    .join_from(chat, message, message.c.chat_id == chat.c.id)
    .outerjoin(attachment, attachment.c.message_id == message.c.id)
    .where(_here, message.c.external_id == bindparam("external_id_"))
)
"""The words of a message by the channel's own id, once for each file that came with it."""

TAKE = update(chat).where(chat.c.id == bindparam("id_"), chat.c.version == bindparam("seen"))
"""A chat for a turn, if it is as it was seen; in PostgreSQL its row is locked until the commit."""


def statements(dialect: Dialect) -> Statements:
    """All of them, compiled for `dialect`."""
    upsert = INSERT[dialect.name]

    def ready(statement: Executable, columns: list[str] | None = None) -> Prepared:
        return Prepared(statement, dialect, columns)

    put_answer = upsert(answer)
    header = ["flow_id", "flow_version", "status", "started", "rest"]
    kept = ["message_id", "start", "stop", "value", "how", "aside", "known"]
    return Statements(
        look=ready(LOOK),
        who=ready(WHO),
        walk=ready(WALK),
        answers=ready(ANSWERS),
        take=ready(TAKE, ["version"]),
        handled=ready(select(message.c.id).join_from(chat, message, _ours).where(_here)),
        add_person=Entering(person, dialect, ["name", "role", "department", "locale"]),
        add_chat=ready(
            upsert(chat).on_conflict_do_nothing().returning(chat.c.id),
            ["channel", "external", "person_id", "version"],
        ),
        add_walk=Entering(
            walk,
            dialect,
            ["chat_id", *header, "item_id", "item_name", "began_at", "ended_at"],
        ),
        add_message=Entering(
            message,
            dialect,
            ["chat_id", "external_id", "at", "text", "kind", "question", "walk_id"],
        ),
        set_message=ready(
            update(message).where(message.c.id == bindparam("id_")),
            ["kind", "question", "walk_id"],
        ),
        put_answer=ready(
            put_answer.on_conflict_do_update(
                index_elements=[answer.c.walk_id, answer.c.path],
                set_={name: put_answer.excluded[name] for name in kept},
            ),
            ["walk_id", "path", *kept],
        ),
        drop_answer=ready(
            answer.delete().where(
                answer.c.walk_id == bindparam("walk_id_"), answer.c.path == bindparam("path_")
            )
        ),
        set_walk=ready(
            update(walk).where(walk.c.id == bindparam("id_")),
            [*header, "ended_at"],
        ),
        add_reply=ready(insert(outbox), ["message_id", "payload"]),
        add_delivery=ready(
            insert(delivery),
            [
                *("bot", "chat", "message_id", "part", "state", "attempts"),
                *("due_at", "at", "reason"),
            ],
        ),
        set_context=ready(update(chat).where(chat.c.id == bindparam("id_")), ["context"]),
    )
