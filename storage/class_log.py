"""The log of classes of problems: append-only and chained as the ledger's is (`issue_log`).

A chain of its own, for the ledger's rows are of issues; the hashes are made and proved alike.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from sqlalchemy import Connection, insert, select, update

from storage import class_tables
from storage.issue_log import AT_A_TIME, PERSON, Broken, Head, detail_of, hash_of, seal_of
from storage.packing import dump
from storage.tables import table

problem_class, class_log = table(class_tables.ProblemClass), table(class_tables.ClassLog)
_head = table(class_tables.ClassLogHead)


class Entry(NamedTuple):
    """A row to be added. `detail` is anything that can be JSON."""

    class_id: int
    number: str
    at: int
    person_id: int
    move: str
    before: str
    after: str
    detail: Mapping[str, Any]


def append(conn: Connection, entry: Entry) -> None:
    """Add a row at the end; others wait until this transaction is over."""
    raised = update(_head).values(seq=_head.c.seq + 1).returning(_head.c.seq, _head.c.hash)
    last = conn.execute(raised).one()
    detail, salt = dump({**entry.detail, PERSON: entry.person_id}), secrets.token_hex(16)
    sealed = seal_of(salt, detail)
    told = (entry.number, entry.at, entry.move, entry.before, entry.after, sealed)
    linked = hash_of(last.hash, last.seq, *told)
    row = {
        "seq": last.seq,
        "class_id": entry.class_id,
        "at": entry.at,
        "person_id": entry.person_id,
        "move": entry.move,
        "before": entry.before,
        "state": entry.after,
        "detail": detail,
        "salt": salt,
        "seal": sealed,
        "hash": linked,
    }
    conn.execute(insert(class_log).values(row))
    conn.execute(update(_head).values(hash=linked))


def check(conn: Connection) -> Iterator[Broken]:
    """What does not hold, in the order of the log, as `issue_log.check` tells it."""
    linked, seq = "", 0
    states: dict[str, str] = {}
    query = (
        select(class_log, problem_class.c.number)
        .join_from(class_log, problem_class)
        .order_by(class_log.c.seq)
    )
    for row in conn.execution_options(yield_per=AT_A_TIME).execute(query):
        seq += 1
        if row.seq != seq:
            yield Broken("gap", row.number, seq)
            seq = row.seq
        told = (row.number, row.at, row.move, row.before, row.state, row.seal)
        if hash_of(linked, row.seq, *told) != row.hash:
            yield Broken("link", row.number, row.seq)
        elif seal_of(row.salt, row.detail) != row.seal or detail_of(row)[PERSON] != row.person_id:
            yield Broken("detail", row.number, row.seq)
        elif row.before != states.get(row.number, ""):
            yield Broken("state", row.number, row.seq)
        linked = row.hash
        states[row.number] = row.state
    if Head(*conn.execute(select(_head.c.seq, _head.c.hash)).one()) != (seq, linked):
        yield Broken("head", "", seq)
    for number, state in conn.execute(select(problem_class.c.number, problem_class.c.state)):
        if states.get(number, "") != state:
            yield Broken("state" if number in states else "none", number, 0)
