"""Deleting what is old while others work: a few rows at a time, looked for without a lock."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Engine, Table, bindparam, delete, select

from storage.database import reading

AT_ONCE = 1_000
"""Rows of one transaction: it is over in some milliseconds."""


def purge(engine: Engine, table: Table, *old: ColumnElement[bool]) -> int:
    """Delete the rows of a table that are `old`; how many they were.

    One that is not old any more when its turn comes stays.
    """
    key = table.primary_key.columns
    next_ones = select(*(column.label(f"{column.name}_") for column in key)).where(*old)
    this_one = delete(table).where(*(column == bindparam(f"{column.name}_") for column in key))
    gone = 0
    while True:
        with reading(engine).connect() as connection:
            found = connection.execute(next_ones.limit(AT_ONCE)).mappings().all()
        if not found:
            return gone
        with engine.begin() as connection:
            gone += connection.execute(this_one.where(*old), [dict(row) for row in found]).rowcount
