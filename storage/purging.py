"""Deleting what is old while others work: a few rows at a time, looked for without a lock."""

from __future__ import annotations

from sqlalchemy import Column, ColumnElement, Engine, delete, select

from storage.database import reading

AT_ONCE = 1_000
"""Rows of one transaction: it is over in some milliseconds."""


def purge(engine: Engine, number: Column[int], *old: ColumnElement[bool]) -> int:
    """Delete the rows of a table that are `old`, by their `number`; how many they were.

    Several may share a number. One that is not old any more when its turn comes stays.
    """
    table = number.table
    next_ones = select(number).where(*old).limit(AT_ONCE)
    gone = 0
    while True:
        with reading(engine).connect() as connection:
            found = connection.execute(next_ones).scalars().all()
        if not found:
            return gone
        with engine.begin() as connection:
            gone += connection.execute(delete(table).where(number.in_(found), *old)).rowcount
