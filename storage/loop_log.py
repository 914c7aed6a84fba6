"""Issues as they were at a moment, from their log: what rates are counted from.

One pass over the log in the order of issues, so that a ledger of any size takes little memory.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Engine, select

from flows.callbacks import Call
from flows.closed_loop import TRACKED, Entered, Life, Move, life_of
from flows.issue_query import IssueQuery
from storage import issue_query
from storage.callback_words import callback
from storage.callbacks import call_of
from storage.database import reading
from storage.findings import issue, issue_log
from storage.issue_log import AT_A_TIME, detail_of
from storage.packing import from_ms, to_ms

_ISSUE = (issue.c.number, issue.c.found_at, issue.c.source, issue.c.walk_id, issue.c.category,
          issue.c.person_id.label("reporter"), *(issue.c[name].label(f"now_{name}") for name in
          TRACKED))  # fmt: skip


class LoopLog:
    """The lives of issues, for reading. Safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        self._reading = reading(engine)

    def lives(self, query: IssueQuery, until: datetime) -> Iterator[Life]:
        """The issues that a question finds, as they were just before `until`."""
        wanted = issue_query.conditions(query)
        with self._reading.connect() as connection:
            calls = _calls(connection, until)
            log = (
                select(issue_log, *_ISSUE)
                .join_from(issue_log, issue)
                .where(*wanted)
                .order_by(issue_log.c.issue_id, issue_log.c.seq)
            )
            rows = connection.execution_options(yield_per=AT_A_TIME).execute(log)
            for key, of_one in groupby(rows, key=lambda row: row.issue_id):
                life = _life(list(of_one), until, calls.get(key, ()))
                if life is not None:
                    yield life


def _life(rows: list[Any], until: datetime, calls: Sequence[Call]) -> Life | None:
    """How an issue was just before `until`; what no move ever changed is as it is now."""
    moves, row = [*map(_move, rows)], rows[0]
    changed = {name for move in moves for name in move.changed}
    now = {name: getattr(row, f"now_{name}") for name in TRACKED}
    entered = Entered(
        row.number,
        from_ms(row.found_at).date(),
        row.source,
        row.walk_id is not None,
        row.category,
        bool(now["reply_kind"]),
        {name: value for name, value in now.items() if name not in changed},
    )
    return life_of(entered, [move for move in moves if move.at < until], calls)


def _move(row: Any) -> Move:
    detail = detail_of(row)
    mark = detail.get("given", {}).get("satisfaction", "") if row.person_id == row.reporter else ""
    mark = mark if mark in ("1", "2", "3", "4", "5") else ""
    changed = detail.get("changed", {})
    return Move(from_ms(row.at), row.move, row.before, row.state, changed, mark)


def _calls(connection: Connection, until: datetime) -> dict[int, list[Call]]:
    query = select(callback).where(callback.c.called_at < to_ms(until))
    found: dict[int, list[Call]] = {}
    for row in connection.execute(query.order_by(callback.c.called_at, callback.c.id)):
        found.setdefault(row.issue_id, []).append(call_of(row))
    return found
