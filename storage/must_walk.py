"""The services that must be walked (R77), as they were marked; what the ledger tells of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, delete, func, select

from flows.characters import storable
from flows.issue_query import IssueQuery
from flows.must_walk import MustWalk, Visit
from flows.volunteer_terms import ASIDE
from storage import issue_query, register_tables
from storage.database import reading
from storage.findings import issue
from storage.naming import walker_name
from storage.packing import from_ms, to_ms
from storage.statements import INSERT, chat, person, walk
from storage.tables import table

must_walk = table(register_tables.MustWalk)
_COLUMNS = tuple(one.name for one in fields(MustWalk))


class MustWalks:
    """The list. Safe to share between threads and processes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reading = reading(engine)

    def mark(
        self, services: Iterable[MustWalk], by: str, at: datetime, *, alone: bool = False
    ) -> int:
        """Mark services, in place of what was marked of that name; how many are new.

        `alone`: what is not among them is marked no more.
        """
        rows = [_row(one, by, at) for one in services]
        with self._engine.begin() as connection:
            known = set(connection.execute(select(must_walk.c.name)).scalars())
            if alone:
                connection.execute(delete(must_walk))
            for row in rows:
                add = INSERT[self._engine.dialect.name](must_walk).values(row)
                told = {name: value for name, value in row.items() if name != "name"}
                connection.execute(add.on_conflict_do_update(index_elements=["name"], set_=told))
        return len({row["name"] for row in rows} - known)

    def unmark(self, name: str) -> bool:
        """Take a service off the list; False: it is not on it."""
        with self._engine.begin() as connection:
            gone = connection.execute(delete(must_walk).where(must_walk.c.name == name))
        return gone.rowcount == 1

    def all(self) -> list[MustWalk]:
        """All of them: those with the most cases first, then by name."""
        with self._reading.connect() as connection:
            rows = connection.execute(select(must_walk)).all()
        found = [_service(row) for row in rows]
        return sorted(found, key=lambda one: (-(one.cases or 0), one.name))

    def of(self, item_id: str, name: str) -> MustWalk | None:
        """The service of that guide or name, if it is on the list."""
        its = must_walk.c.name == name
        if item_id:
            its = its | (must_walk.c.item_id == item_id)
        with self._reading.connect() as connection:
            row = connection.execute(select(must_walk).where(its).limit(1)).first()
        return None if row is None else _service(row)

    def visits(self, since: datetime | None = None, until: datetime | None = None) -> list[Visit]:
        """The finished walks of services that ended from `since` on and before `until`."""
        wanted = [walk.c.status == "finished", walk.c.flow_id.not_in(ASIDE), walk.c.item_name != ""]
        wanted += [] if since is None else [walk.c.ended_at >= to_ms(since)]
        wanted += [] if until is None else [walk.c.ended_at < to_ms(until)]
        columns = (walk.c.id, walk.c.item_id, walk.c.item_name, walk.c.flow_id, walk.c.ended_at)
        query = (
            select(*columns, walker_name().label("name"))
            .join_from(walk, chat, chat.c.id == walk.c.chat_id)
            .join(person, person.c.id == chat.c.person_id)
            .where(*wanted, walk.c.ended_at.is_not(None))
        )
        with self._reading.connect() as connection:
            return [
                Visit(
                    row.id, row.item_id, row.item_name, row.flow_id, row.name,
                    from_ms(row.ended_at).date(),
                )
                for row in connection.execute(query)
            ]  # fmt: skip

    def problems(self, query: IssueQuery) -> list[tuple[str, str, int]]:
        """How many issues of a question each service has of each severity."""
        counted = (
            select(issue.c.item, issue.c.severity, func.count())
            .where(*issue_query.conditions(query))
            .group_by(issue.c.item, issue.c.severity)
        )
        with self._reading.connect() as connection:
            return [(item, severity, many) for item, severity, many in connection.execute(counted)]


def _row(one: MustWalk, by: str, at: datetime) -> dict[str, Any]:
    told = {name: storable(v) if isinstance(v, str) else v for name, v in asdict(one).items()}
    return {**told, "marked_at": to_ms(at), "marked_by": storable(by)}


def _service(row: Any) -> MustWalk:
    return MustWalk(**{name: getattr(row, name) for name in _COLUMNS})
