"""Guides as plain data: every version that was ever imported, the newest one current.

What a guide is, `knowledge` knows; here it is a mapping with an `id` and a
`digest` of its content.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Engine, func, insert, select

from storage import tables
from storage.database import reading
from storage.lines import Lines
from storage.packing import dump, load
from storage.statements import Prepared
from storage.tables import table

guide = table(tables.Guide)
_newest = select(func.max(guide.c.id)).group_by(guide.c.guide_id)


class GuideShelf:
    """The guide table. Safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reading = reading(engine)
        self._lines = Lines(engine)
        self._latest = Prepared(select(func.max(guide.c.id)), engine.dialect)

    def put(self, record: Mapping[str, Any], *, current: bool = True) -> bool:
        """Make `record` the current version of its guide; False when it already is.

        With `current=False` it is kept behind the current version; False when it is kept already.
        """
        kept = (
            select(guide.c.digest, guide.c.record)
            .where(guide.c.guide_id == record["id"])
            .order_by(guide.c.id.desc())
        )
        row = {"guide_id": record["id"], "digest": record["digest"], "record": dump(dict(record))}
        with self._engine.begin() as connection:
            held = connection.execute(kept if not current else kept.limit(1)).all()
            if any(digest == record["digest"] for digest, _ in held):
                return False
            rows = [row]
            if held and not current:  # the newest row is the current one: it goes in once more
                digest, text = held[0]
                rows.append({"guide_id": record["id"], "digest": digest, "record": text})
            for each in rows:
                connection.execute(insert(guide).values(each))
            return True

    def all(self) -> Iterable[Mapping[str, Any]]:
        """The current version of every guide, in the order of their last change."""
        query = select(guide.c.record).where(guide.c.id.in_(_newest)).order_by(guide.c.id)
        with self._reading.connect() as connection:
            return [load(record) for record in connection.execute(query).scalars()]

    def get(self, guide_id: str, version: str = "") -> Mapping[str, Any] | None:
        """A guide as it is now, or as it last was when its own `version` was this."""
        kept = self.versions(guide_id)
        return next((each for each in kept if version in ("", each.get("version"))), None)

    def versions(self, guide_id: str) -> Sequence[Mapping[str, Any]]:
        """All that was ever kept of a guide, the current version first."""
        query = (
            select(guide.c.record).where(guide.c.guide_id == guide_id).order_by(guide.c.id.desc())
        )
        with self._reading.connect() as connection:
            return [load(record) for record in connection.execute(query).scalars()]

    def revision(self) -> int:
        """A number that grows with every change of any guide; 0 when there are none.

        Quick, for it is asked several times for each message.
        """
        with self._lines.line() as wire:
            return self._latest(wire.driver).fetchone()[0] or 0
