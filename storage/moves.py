"""Moving an issue: what `flows.rectification` allows is done, and logged with it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache, cached_property
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, or_, select, update

from flows.characters import storable
from flows.rectification import FIXES, Actor, Case, Move, Refusal, Step, take
from storage import issue_history, notices
from storage import issue_log as log
from storage.callbacks import Callbacks
from storage.classes import FIELD, Classes
from storage.findings import ASKED_BY, FILLED, issue, issue_field, issue_log
from storage.issue_history import MoveRecord
from storage.notices import ISSUE
from storage.public_issues import PublicDecisions
from storage.ready import Ready
from storage.records import FieldValue, Person
from storage.statements import chat, message
from storage.withdrawing import NOBODY

NEWS: dict[str, tuple[str, ...]] = {
    "send_back": ("reason",),
    "decline": ("reason", "basis"),
    "assign": (),
    "accept": (),
    "close": (),
    "publish": (),
    "reopen": (),
    "reply": ("reply",),
}
"""Moves that who reported the issue hears of, and what of them is told."""

_NO_TALK = ("office", NOBODY)
"""Channels of chats in which nobody reads."""


_own = issue_log.c.issue_id == bindparam("id_")
_opened = select(func.max(issue_log.c.seq)).where(_own, issue_log.c.move == "reopen")
_LOCKED = Ready(
    select(
        issue.c.id, issue.c.number, issue.c.state, issue.c.person_id, issue.c.finding_id,
        issue.c.anonymous,
    )
    .where(issue.c.number == bindparam("number_"))
    .with_for_update()
)  # fmt: skip
_TOLD = Ready(
    select(issue_field.c.name, issue_field.c.value).where(
        issue_field.c.issue_id == bindparam("id_"), issue_field.c.state == "confirmed"
    )
)
_FIXERS = Ready(
    select(issue_log.c.person_id).where(
        _own,
        or_(*(issue_log.c.move == move for move in FIXES)),
        issue_log.c.seq > func.coalesce(_opened.scalar_subquery(), 0),
    )
)
_UNSAY = Ready(
    issue_field.delete().where(
        issue_field.c.issue_id == bindparam("id_"), issue_field.c.name == bindparam("name_")
    )
)
_last = select(func.coalesce(func.max(issue_field.c.position), -1) + 1).where(
    issue_field.c.issue_id == bindparam("id_")
)
_ADD = Ready(
    insert(issue_field).values(position=_last.scalar_subquery(), state="confirmed"),
    ("issue_id", "name", "value", "message_id", "start", "stop", "how"),
)
_beside = select(message.c.chat_id).where(message.c.id == bindparam("beside"))
_SAY = Ready(
    insert(message)
    .values(chat_id=_beside.scalar_subquery(), kind="row", question="")
    .returning(message.c.id),
    ("external_id", "at", "text"),
)


@cache
def _change(names: tuple[str, ...]) -> Ready:
    """What changes the state of an issue and these of its columns."""
    return Ready(update(issue).where(issue.c.id == bindparam("id_")), ("state", *names))


class Moves:
    """The moves that one message makes, inside its transaction; `at` in ms."""

    def __init__(self, conn: Connection, person: Person, message_id: int | None, at: int) -> None:
        self._conn, self._person = conn, person
        self._message_id, self._at = message_id, at

    @property
    def actor(self) -> Actor:
        """Who moves."""
        one = self._person
        return Actor(one.id, one.name, one.role, one.department)

    @cached_property
    def classes(self) -> Classes:
        """The steps of classes that this message takes."""
        return Classes(self._conn, self._person, self._at)

    @property
    def public(self) -> PublicDecisions:
        """What this person decides on what the public sees of issues."""
        return PublicDecisions(self._conn, self._person.name, self._at)

    def case(self, number: str) -> Case:
        """An issue as its moves see it; nobody else moves it until this transaction is over.

        Raises LookupError where there is none.
        """
        return self._case_of(self._locked(number))

    def _case_of(self, row: Any) -> Case:
        one = {"id_": row.id}
        return Case(
            row.state,
            dict(map(tuple, _TOLD(self._conn, one))),
            row.person_id,
            frozenset(_FIXERS(self._conn, one).scalars()),
        )

    def last(self, number: str) -> MoveRecord:
        """The latest row of an issue's log; LookupError as `case`."""
        return issue_history.last(self._conn, self._locked(number).id)

    def resting_on(self, words: str, called: str) -> Moves:
        """Moves that rest on words of their own, said with this message: a row of a file (R54).

        `called` is what they are named by in the chat; they are entered at once.
        """
        row = {"external_id": storable(called), "at": self._at, "text": storable(words)}
        key = int(_SAY(self._conn, {**row, "beside": self._message_id}).scalar_one())
        return Moves(self._conn, self._person, key, self._at)

    @property
    def callbacks(self) -> Callbacks:
        """The calls by a third party that this message enters."""
        return Callbacks(self._conn, self._person.id, self._message_id, self._at)

    @property
    def message_id(self) -> int | None:
        """What the values that are given rest on."""
        return self._message_id

    def reaches(self, number: str) -> bool:
        """Whether who reported an issue talks here, and so hears of it; LookupError as `case`."""
        theirs = chat.c.person_id == self._locked(number).person_id
        query = select(chat.c.id).where(theirs, chat.c.channel.not_in(_NO_TALK)).limit(1)
        return self._conn.execute(query).first() is not None

    def finding_of(self, number: str) -> int:
        """The finding that files about an issue are attached to; LookupError as `case`."""
        return int(self._locked(number).finding_id)

    def make(
        self, number: str, move: Move, given: Mapping[str, FieldValue], today: date
    ) -> Step | Refusal:
        """Make a move, or say why not; `given` values are of this chat's messages, or of none.

        Who reported the issue is to hear of it, unless they made the move. Raises LookupError as
        `case` does.
        """
        row = self._locked(number)
        case = self._case_of(row)
        if move.name == "merge":
            given = self._into_class(given, case)
        values = {name: field.value for name, field in given.items()}
        step = take(move, self.actor, case, values, today)
        if isinstance(step, Refusal):
            return step
        for name, value in step.changes.items():
            self._set(row.id, name, value, given.get(name))
        columns = (*ASKED_BY, "reply_kind", "reply_from")
        changed = {name: step.changes[name] or "" for name in columns if name in step.changes}
        filled = ((name, column) for name, column in FILLED.items() if name in step.changes)
        has = {column: bool(step.changes[name]) for name, column in filled}
        change = {"id_": row.id, "state": step.state, **_storable(changed), **has}
        _change((*changed, *has))(self._conn, change)
        self._log(row, move.name, step, given)
        if move.name in NEWS and row.person_id != self._person.id:
            told = {name: values[name] for name in NEWS[move.name] if values.get(name)}
            notices.tell(self._conn, row.person_id, self._at, ISSUE, number=number,
                         move=move.name, **told)  # fmt: skip
        return step

    def _into_class(self, given: Mapping[str, FieldValue], case: Case) -> Mapping[str, FieldValue]:
        """What a merge is given: a class that is not closed, whose department has it from now on.

        An issue that has a department keeps it. A class that is not there is none given.
        """
        told = given.get(FIELD)
        try:
            of_class = self.classes.case(told.value) if told is not None else None
        except LookupError:
            of_class = None
        if of_class is None or of_class.state == "closed":
            return {name: one for name, one in given.items() if name != FIELD}
        department = of_class.fields.get("department", "")
        if case.fields.get("department") or not department:
            return given
        return {"department": FieldValue(department, how="rule"), **given}

    def _locked(self, number: str) -> Any:
        row = _LOCKED(self._conn, {"number_": number}).one_or_none()
        if row is None:
            raise LookupError(f"no issue {number}")
        return row

    def _set(self, issue_id: int, name: str, value: str | None, given: FieldValue | None) -> None:
        """Let a field have this value, with what it rests on; None: it holds no longer."""
        _UNSAY(self._conn, {"id_": issue_id, "name_": name})
        if value is None:
            return
        rests = given or FieldValue(value, self._message_id, how="rule")
        row = {
            "id_": issue_id,
            "issue_id": issue_id,
            "name": name,
            "value": storable(value),
            "message_id": rests.message,
            "start": rests.start,
            "stop": rests.end,
            "how": rests.how,
        }
        _ADD(self._conn, row)

    def _log(
        self,
        row: Any,
        move: str,
        step: Step,
        given: Mapping[str, FieldValue],
    ) -> None:
        """With who it was then: names and departments change, the log does not.

        Who reported it anonymously is named nowhere (R89).
        """
        who = self._person
        unnamed = row.anonymous and row.person_id == who.id
        detail = {
            "by": {
                "name": "" if unnamed else who.name,
                "role": who.role,
                "department": who.department,
            },
            "given": _storable({name: field.value for name, field in given.items()}),
            "changed": {name: value and storable(value) for name, value in step.changes.items()},
        }
        log.append(
            self._conn,
            log.Entry(
                of=row.id,
                number=row.number,
                at=self._at,
                person_id=who.id,
                message_id=self._message_id,
                move=move,
                before=row.state,
                after=step.state,
                detail=detail,
            ),
        )


def _storable(values: Mapping[str, str]) -> dict[str, str]:
    return {name: storable(value) for name, value in values.items()}
