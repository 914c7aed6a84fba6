"""Calls by a third party about issues that were mended: kept, listed, and who is to be called.

No name and no phone number is kept (R90). Who is to be called is who agreed to it, of issues that
are closed and whose reporter was not reached since; whoever reported anonymously, or took back
their records, is not.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    and_,
    func,
    insert,
    select,
    update,
)

from flows.callbacks import Call
from flows.characters import storable
from flows.issue_query import IssueQuery
from flows.issue_terms import ENDED_STATES
from storage import issue_query
from storage.callback_words import callback
from storage.database import reading
from storage.findings import finding, issue, issue_field, issue_log
from storage.issues import has_field
from storage.office_issues import CASE
from storage.packing import from_ms, to_ms
from storage.statements import chat, person
from storage.withdrawing import NOBODY

CLOSING = ("close", "decline")
"""Moves that end an issue."""
CALLED_OF = ("closed", "published")
"""States of issues whose reporters are called."""
AT_A_TIME = 500
"""Keys or numbers of one statement."""


class Called(NamedTuple):
    """An issue as a call sees it."""

    id: int
    number: str
    state: str
    closed: datetime | None
    """When it was ended last; None: never."""

    @property
    def is_closed(self) -> bool:
        return self.state in ENDED_STATES


@dataclass(frozen=True, slots=True)
class CallbackRecord:
    """A call that is kept; `settled` as in the table. `by`: who entered it."""

    id: int
    number: str
    department: str
    call: Call
    entered: datetime
    by: str
    settled: str
    reason: str


class ToCall(NamedTuple):
    """An issue whose reporter is to be called. `tries`: in vain, since it was closed."""

    number: str
    case: str
    """What another platform calls it, which knows whom to call; else ""."""
    department: str
    item: str
    closed: datetime
    tries: int


class Callbacks:
    """The calls that one message of an office enters, inside its transaction."""

    def __init__(self, conn: Connection, person_id: int, message_id: int | None, at: int) -> None:
        self._conn, self._person_id = conn, person_id
        self._message_id, self._at = message_id, at

    def issues(self, numbers: Collection[str]) -> dict[str, Called]:
        """The issues of these numbers."""
        found: dict[str, Called] = {}
        for some in _some(sorted(numbers)):
            found |= _called(self._conn, issue.c.number.in_(some))
        return found

    def cases(self) -> dict[str, tuple[str, ...]]:
        """Numbers of the issues by what other platforms call them."""
        query = (
            select(finding.c.key, issue.c.number)
            .join_from(finding, issue, issue.c.finding_id == finding.c.id)
            .where(finding.c.walk_id.is_(None), finding.c.key.startswith(CASE))
            .order_by(issue.c.id)
        )
        found: dict[str, tuple[str, ...]] = {}
        for key, number in self._conn.execute(query):
            case = key.removeprefix(CASE).rpartition(":")[0].casefold()
            found[case] = (*found.get(case, ()), number)
        return found

    def known(self, keys: Collection[str]) -> dict[str, tuple[str, str]]:
        """Of these keys those that are kept: the issue's number, and the call's result."""
        found: dict[str, tuple[str, str]] = {}
        for some in _some(sorted(keys)):
            query = select(callback.c.key, issue.c.number, callback.c.result).join_from(
                callback, issue
            )
            rows = self._conn.execute(query.where(callback.c.key.in_(some)))
            found |= {key: (number, result) for key, number, result in rows}
        return found

    def add(self, of: Called, call: Call, key: str, settled: str = "") -> int:
        """Keep a call; its number."""
        row = {
            "issue_id": of.id,
            "called_at": to_ms(call.at),
            "result": call.result,
            "mark": call.mark,
            "tries": call.tries,
            "words": storable(call.words),
            "company": storable(call.company),
            "key": key,
            "entered_at": self._at,
            "person_id": self._person_id,
            "message_id": self._message_id,
            "settled": settled,
            "reason": "",
        }
        added = insert(callback).values(row).returning(callback.c.id)
        return int(self._conn.execute(added).scalar_one())

    def settle(self, id_: int, settled: str, reason: str = "") -> None:
        """Say what came of a call with a bad result: `reopened` or `left`, and why."""
        told = {"settled": settled, "reason": storable(reason)}
        self._conn.execute(update(callback).where(callback.c.id == id_).values(told))

    def one(self, id_: int) -> CallbackRecord | None:
        """A call by its number; nobody else settles it until this transaction is over."""
        query = _RECORDS.where(callback.c.id == id_).with_for_update(of=callback)
        row = self._conn.execute(query).first()
        return None if row is None else _record(row)


class CallbackReader:
    """The calls, for reading. Safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        self._reading = reading(engine)

    def kept(
        self,
        query: IssueQuery | None = None,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        to_decide: bool = False,
    ) -> list[CallbackRecord]:
        """The calls of the issues that a question finds, made from `since` to before `until`.

        `to_decide`: only those with a bad result of which it is open whether the issue is
        re-opened: it is closed still, and was not closed anew after the call.
        """
        wanted = issue_query.conditions(query or IssueQuery())
        wanted += [callback.c.called_at >= to_ms(since)] if since is not None else []
        wanted += [callback.c.called_at < to_ms(until)] if until is not None else []
        if to_decide:
            poor = callback.c.result == "dissatisfied"
            wanted += [poor, callback.c.settled == "", issue.c.state.in_(ENDED_STATES)]
        rows = _RECORDS.where(*wanted).order_by(callback.c.called_at, callback.c.id)
        with self._reading.connect() as connection:
            found = [_record(row) for row in connection.execute(rows)]
            if not to_decide:
                return found
            closed = {one.number: one for one in _of(connection, {one.number for one in found})}
        return [
            one
            for one in found
            if (last := closed[one.number].closed) is None or not one.call.was_before(last)
        ]

    def to_call(self, query: IssueQuery | None = None, most: int | None = None) -> list[ToCall]:
        """Whose reporters are to be called, the longest closed first.

        `most`: calls in vain after which it is given up; None: it never is.
        """
        agreed = has_field("callback", issue_field.c.value == "同意")
        withdrawn = select(chat.c.person_id).where(chat.c.channel == NOBODY)
        wanted = [
            *issue_query.conditions(query or IssueQuery()),
            issue.c.state.in_(CALLED_OF),
            agreed,
            ~issue.c.anonymous,
            issue.c.person_id.not_in(withdrawn),
        ]
        columns = (issue.c.number, issue.c.department, issue.c.item, issue_field.c.value)
        case = and_(issue_field.c.issue_id == issue.c.id, issue_field.c.name == "case_number")
        rows = select(*columns).select_from(issue.outerjoin(issue_field, case)).where(*wanted)
        with self._reading.connect() as connection:
            found = {row.number: row for row in connection.execute(rows)}
            called = {one.number: one for one in _of(connection, found.keys())}
            calls = _calls(connection, [one.id for one in called.values()])
        listed = []
        for number, row in found.items():
            closed = called[number].closed
            if closed is None:
                continue
            since = [c for c in calls.get(called[number].id, ()) if not c.was_before(closed)]
            tries = sum(call.tries for call in since)
            reached = any(call.result != "unreached" for call in since)
            if not reached and (most is None or tries < most):
                listed.append(
                    ToCall(number, row.value or "", row.department, row.item, closed, tries)
                )
        return sorted(listed, key=lambda one: (one.closed, one.number))

    def calls(self, numbers: Collection[str]) -> Mapping[str, Sequence[Call]]:
        """The calls about each of these issues, in the order they were made."""
        with self._reading.connect() as connection:
            called = {one.id: one.number for one in _of(connection, numbers)}
            calls = _calls(connection, list(called))
        return {called[key]: found for key, found in calls.items()}


_RECORDS = (
    select(callback, issue.c.number, issue.c.department, person.c.name.label("by"))
    .join_from(callback, issue, issue.c.id == callback.c.issue_id)
    .join(person, person.c.id == callback.c.person_id)
)


def _record(row: Any) -> CallbackRecord:
    return CallbackRecord(
        row.id,
        row.number,
        row.department,
        call_of(row),
        from_ms(row.entered_at),
        row.by,
        row.settled,
        row.reason,
    )


def call_of(row: Any) -> Call:
    """The call in a row of the table."""
    at = from_ms(row.called_at)
    timed = (at.hour, at.minute) != (0, 0)
    return Call(at, row.result, row.mark, row.tries, row.words, row.company, timed)


def _called(conn: Connection, *wanted: ColumnElement[bool]) -> dict[str, Called]:
    ended = and_(issue_log.c.issue_id == issue.c.id, issue_log.c.move.in_(CLOSING))
    last = func.max(issue_log.c.at).label("closed")
    query = (
        select(issue.c.id, issue.c.number, issue.c.state, last)
        .select_from(issue.outerjoin(issue_log, ended))
        .where(*wanted)
        .group_by(issue.c.id, issue.c.number, issue.c.state)
    )
    return {
        row.number: Called(
            row.id, row.number, row.state, None if row.closed is None else from_ms(row.closed)
        )
        for row in conn.execute(query)
    }


def _of(conn: Connection, numbers: Collection[str]) -> list[Called]:
    found: list[Called] = []
    for some in _some(sorted(numbers)):
        found += _called(conn, issue.c.number.in_(some)).values()
    return found


def _calls(conn: Connection, ids: Sequence[int]) -> dict[int, list[Call]]:
    found: dict[int, list[Call]] = {}
    for some in _some(ids):
        query = select(callback).where(callback.c.issue_id.in_(some))
        for row in conn.execute(query.order_by(callback.c.called_at, callback.c.id)):
            found.setdefault(row.issue_id, []).append(call_of(row))
    return found


def _some(things: Sequence[Any]) -> Iterable[Sequence[Any]]:
    return (things[at : at + AT_A_TIME] for at in range(0, len(things), AT_A_TIME))
