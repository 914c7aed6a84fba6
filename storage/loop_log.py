"""Issues as they were at a moment, from their log: what rates are counted from.

One pass over the log in the order of issues, so that a ledger of any size takes little memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Engine, select

from flows.callbacks import Call
from flows.closed_loop import MARKS, TRACKED, Entered, Life, Move, life_of
from flows.issue_query import IssueQuery
from storage import issue_query
from storage.callback_words import callback
from storage.callbacks import call_of
from storage.database import reading
from storage.findings import issue, issue_log
from storage.issue_log import AT_A_TIME
from storage.packing import from_ms, load, to_ms

_ISSUE = (issue.c.id, issue.c.number, issue.c.found_at, issue.c.source, issue.c.walk_id,
          issue.c.category, issue.c.person_id)  # fmt: skip
_LOG = (issue_log.c.issue_id, issue_log.c.at, issue_log.c.move, issue_log.c.before,
        issue_log.c.state, issue_log.c.person_id, issue_log.c.detail)  # fmt: skip
_TELLS = re.compile("|".join((*(f'"{name}"' for name in TRACKED), '"satisfaction"')))
"""What of a row's detail says something for rates; most rows say nothing, and are not parsed."""
_CHANGED = '"changed":'


class LoopLog:
    """The lives of issues, for reading. Safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        self._reading = reading(engine)

    def lives(self, query: IssueQuery, until: datetime) -> Iterator[Life]:
        """The issues that a question finds, as they were just before `until`."""
        wanted = issue_query.conditions(query)
        columns = (*_ISSUE, *(issue.c[name] for name in TRACKED))
        ids = select(issue.c.id).where(*wanted)
        log = select(*_LOG).order_by(issue_log.c.issue_id, issue_log.c.seq)
        log = log.where(issue_log.c.issue_id.in_(ids)) if wanted else log
        with self._reading.connect() as connection:
            calls = _calls(connection, until)
            issues = connection.execute(select(*columns).where(*wanted).order_by(issue.c.id))
            entered = {row.id: row for row in issues}
            rows = connection.execution_options(yield_per=AT_A_TIME).execute(log)
            for key, of_one in groupby(rows, key=itemgetter(0)):
                life = _life(entered[key], list(of_one), until, calls.get(key, ()))
                if life is not None:
                    yield life


def _life(one: Any, rows: list[Any], until: datetime, calls: Sequence[Call]) -> Life | None:
    """How an issue was just before `until`; what no move ever changed is as it is now."""
    moves = [_move(row, one.person_id) for row in rows]
    changed = {name for move in moves for name in move.changed}
    entered = Entered(
        one.number,
        from_ms(one.found_at).date(),
        one.source,
        one.walk_id is not None,
        one.category,
        bool(one.reply_kind),
        {name: getattr(one, name) for name in TRACKED if name not in changed},
    )
    return life_of(entered, [move for move in moves if move.at < until], calls)


def _move(row: Any, reporter: int) -> Move:
    _, at, move, before, after, person, detail = row
    if not detail or (
        _TELLS.search(detail, detail.find(_CHANGED)) is None and ('"satisfaction"' not in detail)
    ):
        return Move(from_ms(at), move, before, after, {})
    told = load(detail)
    mark = told.get("given", {}).get("satisfaction", "") if person == reporter else ""
    changed = {name: value for name, value in told.get("changed", {}).items() if name in TRACKED}
    return Move(from_ms(at), move, before, after, changed, mark if mark in MARKS else "")


def _calls(connection: Connection, until: datetime) -> dict[int, list[Call]]:
    query = select(callback).where(callback.c.called_at < to_ms(until))
    found: dict[int, list[Call]] = {}
    for row in connection.execute(query.order_by(callback.c.called_at, callback.c.id)):
        found.setdefault(row.issue_id, []).append(call_of(row))
    return found
