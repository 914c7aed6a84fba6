"""Which jobs have run: what was due at a time is done once, and none is forgotten over a restart.

A run is entered when it begins and counts as done when all that it had to do is on disk. What
was begun and not done is begun again, so what a job does carries keys of its own.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Engine, select, update

from storage import delivery_tables
from storage.database import reading
from storage.packing import from_ms, to_ms
from storage.statements import INSERT
from storage.tables import table

run = table(delivery_tables.JobRun)


class JobRuns:
    """The runs. Safe to share between threads and processes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reading = reading(engine)

    def begin(self, name: str, due: datetime) -> bool:
        """Whether what was due then is still to be done."""
        row = {"name": name, "due_at": to_ms(due), "done_at": None}
        this = (run.c.name == name, run.c.due_at == to_ms(due))
        entered = INSERT[self._engine.dialect.name](run).values(row).on_conflict_do_nothing()
        with self._engine.begin() as connection:
            connection.execute(entered)
            done = connection.execute(select(run.c.done_at).where(*this)).scalar()
        return done is None

    def done(self, name: str, due: datetime, at: datetime) -> None:
        """All of it is done."""
        this = (run.c.name == name, run.c.due_at == to_ms(due))
        with self._engine.begin() as connection:
            connection.execute(update(run).where(*this).values(done_at=to_ms(at)))

    def all_done(self, name: str) -> list[datetime]:
        """When runs of this name were done, the first one first."""
        query = select(run.c.done_at).where(run.c.name == name, run.c.done_at.is_not(None))
        with self._reading.connect() as connection:
            return [
                from_ms(at) for at in connection.execute(query.order_by(run.c.done_at)).scalars()
            ]
