"""The log of the ledger: append-only, each row linked to the one before by a hash (R54).

A row's hash is over the row before, its place, its issue, time, move, states and `seal`; the seal
is over a random salt and the row's detail: who moved it, and what came with the move. So a person's
records can be taken back (salt and detail go) while the links still hold. `check` finds a row that
was changed, taken out, put in or put elsewhere, and an issue whose state is not its log's. What it
cannot find is the end of the log cut off together with its head: whoever notes `head` elsewhere,
as the weekly pack does, can.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, insert, select, update

from storage import issue_tables
from storage.packing import dump, load
from storage.ready import Ready
from storage.tables import table

issue, issue_log = table(issue_tables.Issue), table(issue_tables.IssueLog)
head_row = table(issue_tables.IssueLogHead)
ENTER = "enter"
"""The first row of each issue: it came into the ledger."""
PERSON = "person"
"""Under what the detail has the id of who moved it: the column beside it may not be changed."""
AT_A_TIME = 2_000
"""Rows that are read at a time."""


class Head(NamedTuple):
    """The last row of the log."""

    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A row to be added. `detail` is anything that can be JSON."""

    of: int
    """The id of what moved."""
    number: str
    at: int
    person_id: int
    move: str
    before: str
    after: str
    detail: Mapping[str, Any]
    message_id: int | None = None


class Broken(NamedTuple):
    """What is wrong with the log, from which row on."""

    kind: str
    """`gap`, `link`, `detail`, `head`, `state` or `none`: an issue without a log."""
    number: str
    seq: int


def seal_of(salt: str, detail: str) -> str:
    return hashlib.sha256(f"{salt}{detail}".encode()).hexdigest()


def hash_of(before: str, *told: object) -> str:
    """The hash that links a row to the one before."""
    return hashlib.sha256(dump([before, *told]).encode()).hexdigest()


def detail_of(row: Any) -> dict[str, Any]:
    """What came with the move of a row; empty where it was taken back."""
    found: dict[str, Any] = load(row.detail) if row.detail else {}
    return found


def _is_sealed(row: Any) -> bool:
    """Whether the detail is the one that was sealed, and names who the row names."""
    who = detail_of(row).get(PERSON, row.person_id)  # rows of an older ledger name nobody
    return bool(seal_of(row.salt or "", row.detail) == row.seal and who == row.person_id)


class Chain:
    """A log: its rows, its head, and the table of what moves, to which the column `key` leads."""

    def __init__(self, rows: Table, head: Table, of: Table, key: str) -> None:
        self._rows, self._head, self._of, self._key = rows, head, of, key
        raised = update(head).values(seq=head.c.seq + 1)
        self._raise = Ready(raised.returning(head.c.seq, head.c.hash))
        self._names = [one.name for one in rows.c if one.name != "id"]
        self._add, self._link = Ready(insert(rows), self._names), Ready(update(head), ("hash",))

    def append(self, conn: Connection, entry: Entry) -> None:
        """Add a row at the end; others wait until this transaction is over."""
        last = self._raise(conn, {}).one()
        detail, salt = dump({**entry.detail, PERSON: entry.person_id}), secrets.token_hex(16)
        sealed = seal_of(salt, detail)
        told = (entry.number, entry.at, entry.move, entry.before, entry.after, sealed)
        linked = hash_of(last.hash, last.seq, *told)
        row = {
            "seq": last.seq,
            self._key: entry.of,
            "at": entry.at,
            "person_id": entry.person_id,
            "message_id": entry.message_id,
            "move": entry.move,
            "before": entry.before,
            "state": entry.after,
            "detail": detail,
            "salt": salt,
            "seal": sealed,
            "hash": linked,
        }
        self._add(conn, {name: row[name] for name in self._names})
        self._link(conn, {"hash": linked})

    def head(self, conn: Connection) -> Head:
        """Where the log ends now."""
        return Head(*conn.execute(select(self._head.c.seq, self._head.c.hash)).one())

    def check(self, conn: Connection) -> Iterator[Broken]:
        """What does not hold, in the order of the log; it goes on after a broken link."""
        linked, seq = "", 0
        states: dict[str, str] = {}
        here = self._rows.join(self._of, self._of.c.id == self._rows.c[self._key])
        query = select(self._rows, self._of.c.number).select_from(here).order_by(self._rows.c.seq)
        for row in conn.execution_options(yield_per=AT_A_TIME).execute(query):
            seq += 1
            if row.seq != seq:
                yield Broken("gap", row.number, seq)
                seq = row.seq
            told = (row.number, row.at, row.move, row.before, row.state, row.seal)
            if hash_of(linked, row.seq, *told) != row.hash:
                yield Broken("link", row.number, row.seq)
            elif row.detail is not None and not _is_sealed(row):
                yield Broken("detail", row.number, row.seq)
            elif row.before != states.get(row.number, ""):
                yield Broken("state", row.number, row.seq)
            linked = row.hash
            states[row.number] = row.state
        if self.head(conn) != (seq, linked):
            yield Broken("head", "", seq)
        for number, state in conn.execute(select(self._of.c.number, self._of.c.state)):
            if states.get(number, "") != state:
                yield Broken("state" if number in states else "none", number, 0)


_LEDGER = Chain(issue_log, head_row, issue, "issue_id")
append, head, check = _LEDGER.append, _LEDGER.head, _LEDGER.check
