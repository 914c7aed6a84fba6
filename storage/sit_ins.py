"""The calendar of heads at the counters (R16, R42): who, where and when, and since when public."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import Engine, delete, insert, select, update

from flows.characters import storable
from storage import duty_tables
from storage.database import reading
from storage.tables import table

sit_in = table(duty_tables.SitIn)


@dataclass(frozen=True, slots=True)
class SitIn:
    """A head's day at a counter; times are HH:MM, "" where they are not told."""

    day: date
    unit: str
    head: str
    place: str = ""
    begins: str = ""
    ends: str = ""
    announced: date | None = None
    """The day it was made public; None: not yet."""
    number: int = 0


class SitIns:
    """The calendar. Safe to share between threads and processes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reading = reading(engine)

    def add(self, entry: SitIn) -> int:
        """Enter a day that is not public yet; its number."""
        told = {name: storable(value) for name, value in asdict(entry).items() if _is_text(value)}
        row = {**told, "day": entry.day.isoformat(), "announced": None}
        with self._engine.begin() as connection:
            entered = insert(sit_in).values(row).returning(sit_in.c.id)
            return int(connection.execute(entered).scalar_one())

    def drop(self, number: int) -> SitIn | None:
        """Take a day out of the calendar; what it was, None where there is none."""
        with self._engine.begin() as connection:
            gone = delete(sit_in).where(sit_in.c.id == number).returning(*sit_in.c)
            row = connection.execute(gone).first()
        return None if row is None else _record(row)

    def between(self, since: date | None = None, until: date | None = None) -> list[SitIn]:
        """The days from `since` to `until`, both included, or without an end; by day."""
        wanted = [] if since is None else [sit_in.c.day >= since.isoformat()]
        wanted += [] if until is None else [sit_in.c.day <= until.isoformat()]
        query = select(sit_in).where(*wanted).order_by(sit_in.c.day, sit_in.c.begins, sit_in.c.id)
        with self._reading.connect() as connection:
            return [_record(row) for row in connection.execute(query)]

    def announce(self, numbers: Collection[int], on: date) -> None:
        """These days are public since `on`, but for those that were so before."""
        these = (sit_in.c.id.in_(numbers), sit_in.c.announced.is_(None))
        with self._engine.begin() as connection:
            connection.execute(update(sit_in).where(*these).values(announced=on.isoformat()))


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _record(row: Any) -> SitIn:
    return SitIn(
        day=date.fromisoformat(row.day),
        unit=row.unit,
        head=row.head,
        place=row.place,
        begins=row.begins,
        ends=row.ends,
        announced=None if row.announced is None else date.fromisoformat(row.announced),
        number=row.id,
    )
