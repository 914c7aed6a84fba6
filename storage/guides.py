"""Guides as plain data: every version that was ever imported, and which of them were removed.

What a guide is, and which of its versions is in force, `knowledge` knows; here it is
a mapping with an `id` and a `digest` of its content. Nothing is ever deleted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Engine, func, insert, literal_column, select

from storage import guide_tables
from storage.database import reading
from storage.lines import Lines
from storage.packing import dump, load
from storage.statements import Prepared
from storage.tables import table

guide = table(guide_tables.Guide)
removal = table(guide_tables.GuideRemoval)
_newest = select(func.max(guide.c.id)).group_by(guide.c.guide_id, guide.c.digest)
_last_word = select(func.max(removal.c.id)).group_by(removal.c.guide_id, removal.c.digest)
_removed = select(removal.c.digest).where(removal.c.id.in_(_last_word), removal.c.removed)
_NONE: ColumnElement[int] = literal_column("0")
_REVISION = select(
    func.coalesce(select(func.max(guide.c.id)).scalar_subquery(), _NONE)
    + func.coalesce(select(func.max(removal.c.id)).scalar_subquery(), _NONE)
)


class GuideShelf:
    """The guide tables. Safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reading = reading(engine)
        self._lines = Lines(engine)
        self._revision = Prepared(_REVISION, engine.dialect)

    def put(self, record: Mapping[str, Any]) -> bool:
        """Keep `record` as what was imported last of its guide; False when it already is."""
        last = (
            select(guide.c.digest)
            .where(guide.c.guide_id == record["id"])
            .order_by(guide.c.id.desc())
            .limit(1)
        )
        row = {"guide_id": record["id"], "digest": record["digest"], "record": dump(dict(record))}
        with self._engine.begin() as connection:
            if connection.execute(last).scalar() == record["digest"]:
                return False
            connection.execute(insert(guide).values(row))
            return True

    def mark(self, guide_id: str, digests: Collection[str], *, removed: bool) -> None:
        """Take versions of a guide off the shelf, or put them back where they were."""
        with self._engine.begin() as connection:
            gone = set(connection.execute(_removed.where(removal.c.guide_id == guide_id)).scalars())
            rows = [
                {"guide_id": guide_id, "digest": digest, "removed": removed}
                for digest in digests
                if (digest in gone) is not removed
            ]
            if rows:
                connection.execute(insert(removal), rows)

    def all(self) -> Iterable[Mapping[str, Any]]:
        """Every version that is not removed, each once, in the order of import."""
        gone = _removed.where(
            removal.c.guide_id == guide.c.guide_id, removal.c.digest == guide.c.digest
        )
        query = select(guide.c.record).where(guide.c.id.in_(_newest), ~gone.exists())
        with self._reading.connect() as connection:
            return [load(one) for one in connection.execute(query.order_by(guide.c.id)).scalars()]

    def versions(self, guide_id: str) -> Sequence[Mapping[str, Any]]:
        """Every version that was ever kept of a guide, each once, in the order of import."""
        query = (
            select(guide.c.record)
            .where(guide.c.guide_id == guide_id, guide.c.id.in_(_newest))
            .order_by(guide.c.id)
        )
        with self._reading.connect() as connection:
            return [load(record) for record in connection.execute(query).scalars()]

    def removed(self, guide_id: str) -> Collection[str]:
        """Digests of the versions of a guide that are removed."""
        query = _removed.where(removal.c.guide_id == guide_id)
        with self._reading.connect() as connection:
            return set(connection.execute(query).scalars())

    def revision(self) -> int:
        """A number that grows with every change of any guide; 0 when there are none.

        Quick, for it is asked several times for each message.
        """
        with self._lines.line() as wire:
            found: int = self._revision(wire.driver).fetchone()[0]
            return found
