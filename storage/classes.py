"""Classes of problems as they are made and changed: what `flows.problem_classes` allows, logged.

Which issues are of a class is not written here: they are merged into it and taken out of it by
the ledger's own moves.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Literal, NamedTuple

from sqlalchemy import Connection, func, insert, select, update

from flows.characters import storable
from flows.issue_terms import ENDED_STATES
from flows.problem_classes import (
    CHECK,
    CLASS_MOVES,
    FIELDS,
    MAKE,
    PLACE,
    ClassCase,
    may,
    number_of,
    take,
)
from flows.rectification import Actor, Move, Refusal, Step
from flows.units import same_office
from storage import class_log as log
from storage import class_tables
from storage.class_log import class_log, problem_class
from storage.findings import issue, issue_field
from storage.issue_log import Entry
from storage.packing import dump, load
from storage.records import Person
from storage.statements import INSERT
from storage.tables import table

place, counter = table(class_tables.ClassPlace), table(class_tables.ClassCounter)
not_alike, proposal = table(class_tables.NotAlike), table(class_tables.ClassProposal)
FIELD = "class"
"""The field of an issue that names the class it was merged into."""
YES, NO = "yes", "no"
Decision = Literal["accepted", "declined"]
MAX_PLACES = 2_000
"""Places of one class."""


class Place(NamedTuple):
    """Where to look for a problem of a class; any of the three may be ""."""

    hall: str = ""
    department: str = ""
    item: str = ""


class Proposal(NamedTuple):
    """Issues that may be one class, or of the class `of_class`, and the words that they share."""

    numbers: tuple[str, ...]
    why: str
    of_class: str = ""


class Classes:
    """The steps of classes that one message takes, inside its transaction; `at` in ms."""

    def __init__(self, conn: Connection, person: Person, at: int) -> None:
        self._conn, self._person, self._at = conn, person, at

    @property
    def actor(self) -> Actor:
        """Who acts."""
        one = self._person
        return Actor(one.id, one.name, one.role, one.department)

    def make(self, given: Mapping[str, str], year: int, today: date) -> str | Refusal:
        """Make a class of these fields, `name` at least; its number, or why not.

        No two that are not closed have the same name.
        """
        actor = self.actor
        if not may(actor, ClassCase("open"), ("lead",)):
            return Refusal("part")
        if not given.get("name", "").strip():
            return Refusal("needs", ("name",))
        step = take(CLASS_MOVES["set"], actor, ClassCase("open"), given, today)
        if isinstance(step, Refusal):
            return step
        same = (problem_class.c.name == step.changes["name"], problem_class.c.state != "closed")
        if self._conn.execute(select(problem_class.c.id).where(*same)).first() is not None:
            return Refusal("value", ("name",))
        number = self._next_number(year)
        fields = {name: storable(step.changes.get(name) or "") for name in FIELDS}
        row = {"number": number, "state": step.state, "made_at": self._at, **fields}
        added = insert(problem_class).values(row).returning(problem_class.c.id)
        key = int(self._conn.execute(added).scalar_one())
        given = {name: value for name, value in fields.items() if value}
        self._log((key, number, ""), MAKE, step.state, {"given": given})
        return number

    def case(self, number: str) -> ClassCase:
        """A class as its steps see it; nobody else changes it until this transaction is over.

        Raises LookupError where there is none.
        """
        return self._case_of(self._locked(number))

    def change(
        self, number: str, move: Move, given: Mapping[str, str], today: date
    ) -> Step | Refusal:
        """Take a step of `CLASS_MOVES`, or say why not. Raises LookupError as `case`."""
        row = self._locked(number)
        step = take(move, self.actor, self._case_of(row), given, today)
        if isinstance(step, Refusal):
            return step
        changes = {name: storable(value or "") for name, value in step.changes.items()}
        change = update(problem_class).where(problem_class.c.id == row.id)
        self._conn.execute(change.values(state=step.state, **changes))
        told = {name: storable(value.strip()) for name, value in given.items() if value.strip()}
        self._log((row.id, number, row.state), move.name, step.state, {"given": told})
        return step

    def add_places(self, number: str, new: Sequence[Place]) -> list[int] | Refusal:
        """Places to look at, each with a number in its class; one that is there keeps its own.

        Raises LookupError as `case`.
        """
        row = self._locked(number)
        if not may(self.actor, self._case_of(row), ("lead", "department")):
            return Refusal("part")
        if row.state == "closed":
            return Refusal("state")
        known = {Place(one.hall, one.department, one.item): one.place for one in self._places(row)}
        if len(known.keys() | set(new)) > MAX_PLACES:
            return Refusal("value", ("places",))
        for one in new:
            if one in known:
                continue
            known[one] = len(known) + 1
            told = {name: storable(value) for name, value in one._asdict().items()}
            self._conn.execute(insert(place).values(class_id=row.id, place=known[one], **told))
            self._log(
                (row.id, number, row.state), PLACE, row.state, {"place": known[one], "given": told}
            )
        return [known[one] for one in new]

    def may_check(self, number: str, at: int) -> Refusal | None:
        """Why this person may not say what is at a place; None: they may.

        An admin and the class's department may, and the department of the place. Raises LookupError
        where there is no such place, or no such class.
        """
        row, one = self._place(number, at)
        if row.state == "closed":
            return Refusal("state")
        is_theirs = self._person.role == "staff" and same_office(
            self._person.department, one.department
        )
        if not (is_theirs or may(self.actor, self._case_of(row), ("lead", "department"))):
            return Refusal("part")
        return Refusal("value", ("found",)) if one.issue_id is not None else None

    def place_of(self, number: str, at: int) -> Place:
        """Where a place is. Raises LookupError as `may_check`."""
        _, one = self._place(number, at)
        return Place(one.hall, one.department, one.item)

    def check_place(
        self, number: str, at: int, *, found: bool, note: str = "", entered: str = ""
    ) -> Refusal | None:
        """Keep what was met at a place: the problem is there or not, and the issue `entered` of it.

        One that an issue was entered of stays as it is. Raises LookupError as `may_check`.
        """
        if refused := self.may_check(number, at):
            return refused
        row, _ = self._place(number, at)
        made = select(issue.c.id).where(issue.c.number == entered).scalar_subquery()
        told = {
            "found": YES if found else NO,
            "checked_by": storable(self._person.name),
            "checked_at": self._at,
            "note": storable(note),
            "issue_id": made if entered else None,
        }
        this = (place.c.class_id == row.id, place.c.place == at)
        self._conn.execute(update(place).where(*this).values(told))
        given = {"found": told["found"], "note": told["note"], "issue": entered}
        self._log(
            (row.id, number, row.state), CHECK, row.state,
            {"place": at, "given": {name: value for name, value in given.items() if value}},
        )  # fmt: skip
        return None

    def deny(self, number: str, other: str) -> None:
        """Keep that an issue is not of one class with another issue, or with a class.

        Raises LookupError where there is no such issue.
        """
        key = self._conn.execute(select(issue.c.id).where(issue.c.number == number)).scalar()
        if key is None:
            raise LookupError(f"no issue {number}")
        row = {"issue_id": key, "other": other, "person_id": self._person.id, "at": self._at}
        add = INSERT[self._conn.dialect.name](not_alike).values(row)
        self._conn.execute(add.on_conflict_do_nothing())

    def propose(self, found: Sequence[Proposal]) -> None:
        """Let these be what is proposed now. One that stays keeps its id."""
        is_open = proposal.c.state == "open"
        columns = (proposal.c.id, proposal.c.numbers, proposal.c.of_class)
        rows = self._conn.execute(select(*columns).where(is_open)).all()
        wanted = {(dump(list(one.numbers)), one.of_class): one.why for one in found}
        kept = {(row.numbers, row.of_class): row.id for row in rows}
        for gone in kept.keys() - wanted.keys():
            self._conn.execute(proposal.delete().where(proposal.c.id == kept[gone]))
        new = [
            {"at": self._at, "state": "open", "numbers": key[0], "of_class": key[1],
             "why": storable(why)}
            for key, why in wanted.items()
            if key not in kept
        ]  # fmt: skip
        if new:
            self._conn.execute(insert(proposal), new)

    def decide(self, key: int, state: Decision) -> Proposal:
        """A proposal is accepted or declined; what it was.

        Raises LookupError where none waits by this number.
        """
        this = update(proposal).where(proposal.c.id == key, proposal.c.state == "open")
        columns = (proposal.c.numbers, proposal.c.why, proposal.c.of_class)
        row = self._conn.execute(this.values(state=state).returning(*columns)).one_or_none()
        if row is None:
            raise LookupError(f"no proposal {key}")
        return Proposal(tuple(load(row.numbers)), row.why, row.of_class)

    def _next_number(self, year: int) -> str:
        first = INSERT[self._conn.dialect.name](counter).values(year=year, last=1)
        raised = first.on_conflict_do_update(
            index_elements=[counter.c.year], set_={"last": counter.c.last + 1}
        )
        return number_of(self._conn.execute(raised.returning(counter.c.last)).scalar_one(), year)

    def _locked(self, number: str) -> Any:
        query = select(problem_class).where(problem_class.c.number == number).with_for_update()
        row = self._conn.execute(query).one_or_none()
        if row is None:
            raise LookupError(f"no class {number}")
        return row

    def _places(self, row: Any) -> Sequence[Any]:
        return self._conn.execute(select(place).where(place.c.class_id == row.id)).all()

    def _place(self, number: str, at: int) -> tuple[Any, Any]:
        row = self._locked(number)
        this = select(place).where(place.c.class_id == row.id, place.c.place == at)
        one = self._conn.execute(this).one_or_none()
        if one is None:
            raise LookupError(f"no place {at} in {number}")
        return row, one

    def _case_of(self, row: Any) -> ClassCase:
        member = (issue_field.c.name == FIELD, issue_field.c.value == row.number)
        still_open = (
            select(func.count())
            .select_from(issue_field.join(issue, issue.c.id == issue_field.c.issue_id))
            .where(*member, issue.c.state.not_in(ENDED_STATES))
        )
        unchecked = (
            select(func.count())
            .select_from(place)
            .where(place.c.class_id == row.id, place.c.found == "")
        )
        own = class_log.c.class_id == row.id
        opened = select(func.max(class_log.c.seq)).where(own, class_log.c.move == "reopen")
        since = func.coalesce(opened.scalar_subquery(), 0)
        fixed = select(class_log.c.person_id).where(
            own, class_log.c.move == "fix", class_log.c.seq > since
        )
        return ClassCase(
            row.state,
            {name: value for name in FIELDS if (value := getattr(row, name))},
            int(self._conn.execute(still_open).scalar_one()),
            int(self._conn.execute(unchecked).scalar_one()),
            frozenset(self._conn.execute(fixed).scalars()),
        )

    def _log(
        self, of: tuple[int, str, str], move: str, after: str, detail: Mapping[str, Any]
    ) -> None:
        """With who it was then: names and departments change, the log does not."""
        who = self._person
        by = {"name": who.name, "role": who.role, "department": who.department}
        key, number, before = of
        entry = Entry(key, number, self._at, who.id, move, before, after, {"by": by, **detail})
        log.append(self._conn, entry)
