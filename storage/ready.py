"""Statements of what many messages do, though not all: on Core's connections, without its cost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Dialect, Executable, Result
from sqlalchemy.engine import IteratorResult
from sqlalchemy.engine.result import SimpleResultMetaData

_NO_ROW = SimpleResultMetaData(())


class Ready:
    """A statement for Core connections that is compiled once for each dialect.

    Core finds out with every `execute` whether it has compiled the like before, and then what
    the rows are like: that costs ten times what SQLite takes to answer. Rows come as the
    driver gives them, so for columns whose type changes nothing; what goes wrong comes as the
    driver says it.
    """

    def __init__(self, statement: Executable, columns: Sequence[str] = ()) -> None:
        self._statement, self._columns = statement, list(columns) or None
        self._compiled: dict[tuple[str, str], tuple[str, dict[str, Any]]] = {}
        self._row: SimpleResultMetaData | None = None

    def __call__(
        self,
        conn: Connection,
        values: Mapping[str, Any] | Sequence[Mapping[str, Any]],
    ) -> Result[Any]:
        """Run it with the values of its parameters, or once for each of several rows."""
        sql, fixed = self._for(conn.dialect)
        if not conn.in_transaction():
            conn.begin()  # as Core's own statements do
        driver: Any = conn.connection.driver_connection
        if not isinstance(values, Mapping):
            driver.cursor().executemany(sql, [{**fixed, **row} for row in values])
            return IteratorResult(_NO_ROW, iter(()))
        cursor = driver.execute(sql, {**fixed, **values})
        if cursor.description is None:
            return IteratorResult(_NO_ROW, iter(()))
        if self._row is None:
            self._row = SimpleResultMetaData([column[0] for column in cursor.description])
        return IteratorResult(self._row, iter(cursor.fetchall()))

    def _for(self, dialect: Dialect) -> tuple[str, dict[str, Any]]:
        key = (dialect.name, dialect.paramstyle)
        if key not in self._compiled:
            made = self._statement.compile(dialect=dialect, column_keys=self._columns)  # type: ignore[attr-defined]
            fixed = {name: value for name, value in made.params.items() if value is not None}
            self._compiled[key] = (str(made), fixed)
        return self._compiled[key]
