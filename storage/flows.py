"""The flows as they were used: a walk ends on the version it began with, whatever comes after."""

from __future__ import annotations

from sqlalchemy import Engine, select

from storage import tables
from storage.database import reading
from storage.statements import INSERT
from storage.tables import table

flow_version = table(tables.FlowVersion)


class FlowSources:
    """The sources of flows by id and version. Safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reading = reading(engine)

    def keep(self, flow_id: str, version: str, source: str) -> None:
        """Keep the source text of a flow; a version names its content, so the first one stays."""
        row = {"flow_id": flow_id, "version": version, "source": source}
        add = INSERT[self._engine.dialect.name](flow_version).values(row)
        with self._engine.begin() as connection:
            connection.execute(add.on_conflict_do_nothing())

    def source(self, flow_id: str, version: str) -> str | None:
        """The source text of that version, if it was ever kept."""
        query = select(flow_version.c.source).where(
            flow_version.c.flow_id == flow_id, flow_version.c.version == version
        )
        with self._reading.connect() as connection:
            found: str | None = connection.execute(query).scalar()
        return found
