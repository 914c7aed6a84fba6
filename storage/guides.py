"""Guides as plain data: every version that was ever imported, the newest one current.

What a guide is, `knowledge` knows; here it is a mapping with an `id` and a
`digest` of its content.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Engine, func, insert, select

from storage import tables
from storage.database import reading
from storage.packing import dump, load
from storage.tables import table

guide = table(tables.Guide)
_newest = select(func.max(guide.c.id)).group_by(guide.c.guide_id)


class GuideShelf:
    """The guide table. Safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reading = reading(engine)

    def put(self, record: Mapping[str, Any]) -> bool:
        """Make `record` the current version of its guide; False when it already is."""
        current = (
            select(guide.c.digest)
            .where(guide.c.guide_id == record["id"])
            .order_by(guide.c.id.desc())
            .limit(1)
        )
        with self._engine.begin() as connection:
            if connection.execute(current).scalar() == record["digest"]:
                return False
            row = {
                "guide_id": record["id"],
                "digest": record["digest"],
                "record": dump(dict(record)),
            }
            connection.execute(insert(guide).values(row))
            return True

    def all(self) -> Iterable[Mapping[str, Any]]:
        """The current version of every guide, in the order of their last change."""
        query = select(guide.c.record).where(guide.c.id.in_(_newest)).order_by(guide.c.id)
        with self._reading.connect() as connection:
            return [load(record) for record in connection.execute(query).scalars()]

    def get(self, guide_id: str) -> Mapping[str, Any] | None:
        """The current version of a guide."""
        query = (
            select(guide.c.record)
            .where(guide.c.guide_id == guide_id)
            .order_by(guide.c.id.desc())
            .limit(1)
        )
        with self._reading.connect() as connection:
            record = connection.execute(query).scalar()
        return None if record is None else load(record)

    def revision(self) -> int:
        """A number that grows with every change of any guide; 0 when there are none."""
        with self._reading.connect() as connection:
            return connection.execute(select(func.max(guide.c.id))).scalar() or 0
