"""Volunteers: applications, terms, training, invitations, and what they are still to hear.

Works on the connection it is given, so that what is decided in a talk is part of that
message's transaction, and what an admin types is one of its own. Guards that a move
goes only from where `flows.volunteer_terms` lets it, also when two admins decide at
once, and that an invitation is used once. Who may make a move is for the caller to know.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    bindparam,
    exists,
    func,
    insert,
    select,
    update,
)

from flows.characters import storable
from flows.volunteer_terms import FROM, NEWS, TO, Decision, Move, Standing, standing_of
from storage import notices, people_tables
from storage.packing import from_ms, to_ms
from storage.private_links import Links
from storage.ready import Ready
from storage.statements import INSERT, person
from storage.tables import table
from storage.volunteer_records import (
    ApplicationRecord,
    InvitationRecord,
    TermRecord,
    VolunteerRecord,
)

application, term = table(people_tables.Application), table(people_tables.Term)
invitation, volunteer = table(people_tables.Invitation), table(people_tables.Volunteer)
_ANONYMOUS = Ready(
    select(volunteer.c.anonymous).where(volunteer.c.person_id == bindparam("person_id_"))
)
_KNOWN = Ready(
    select(
        volunteer.c.trained_at,
        volunteer.c.anonymous,
        exists().where(application.c.person_id == person.c.id).label("applied"),
    )
    .select_from(person.outerjoin(volunteer, volunteer.c.person_id == person.c.id))
    .where(person.c.id == bindparam("person_id_"))
)
"""Of a person; nothing of most."""

PROFILE = ("kind", "age_band", "sector", "route", "unit", "times")
"""What an application says, by the names of the application flow's questions."""
MAX_WORDS = 500
"""Characters of a reason, a note or a wish that are kept."""


class WrongMove(Exception):  # noqa: N818 - what was wanted, not an error
    """The application is not where this move goes from; `standing` is None where there is none."""

    def __init__(self, number: int, standing: Standing | None) -> None:
        super().__init__(f"application {number} is {standing or 'not there'}")
        self.number, self.standing = number, standing


class People:
    """Volunteers, read and changed in one transaction, on the day `now`."""

    def __init__(self, conn: Connection, now: datetime) -> None:
        self._conn = conn
        self._at = to_ms(now)
        self._today = from_ms(self._at).date()

    @property
    def links(self) -> Links:
        """People's links to their own issues."""
        return Links(self._conn, self._at)

    # What is known

    def of(self, person_id: int) -> VolunteerRecord:
        """The person as a volunteer; nothing is known of most."""
        row = _KNOWN(self._conn, {"person_id_": person_id}).first()
        applied = row is not None and row.applied
        theirs = self._load(application.c.person_id == person_id) if applied else []
        return VolunteerRecord(
            trained=row is not None and row.trained_at is not None,
            anonymous=row is not None and bool(row.anonymous),
            application=theirs[-1] if theirs else None,
        )

    def is_anonymous(self, person_id: int) -> bool:
        """Whether the person's problems are entered without a name."""
        return bool(_ANONYMOUS(self._conn, {"person_id_": person_id}).scalar())

    def applications(self) -> list[ApplicationRecord]:
        """Each person's latest application, by number: earlier ones were overtaken by it."""
        latest: dict[int, ApplicationRecord] = {}
        for record in self._load():
            latest.pop(record.person_id, None)
            latest[record.person_id] = record
        return list(latest.values())

    def waiting(self) -> tuple[int, int]:
        """How many applications wait, and the number of the latest; 0 for none."""
        query = select(func.count(), func.max(application.c.id))
        count, latest = self._conn.execute(query.where(application.c.state == "waiting")).one()
        return int(count), int(latest or 0)

    def application(self, number: int) -> ApplicationRecord | None:
        """An application by its number, be it overtaken or not."""
        return next(iter(self._load(application.c.id == number)), None)

    def _load(self, *where: ColumnElement[bool]) -> list[ApplicationRecord]:
        query = select(application, person.c.name).join_from(application, person).where(*where)
        rows = self._conn.execute(query.order_by(application.c.id)).all()
        ids = select(application.c.id).where(*where)
        served = select(term).where(term.c.application_id.in_(ids)).order_by(term.c.id)
        terms: dict[int, list[TermRecord]] = {}
        for row in self._conn.execute(served):
            ends = None if row.ends is None else date.fromisoformat(row.ends)
            terms.setdefault(row.application_id, []).append(
                TermRecord(date.fromisoformat(row.begins), ends)
            )
        return [self._record(row, tuple(terms.get(row.id, ()))) for row in rows]

    def _record(self, row: Any, terms: tuple[TermRecord, ...]) -> ApplicationRecord:
        return ApplicationRecord(
            number=row.id,
            person_id=row.person_id,
            person_name=row.name,
            at=from_ms(row.at),
            profile={name: getattr(row, name) for name in PROFILE},
            standing=standing_of(row.state, terms[-1].ends if terms else None, self._today),
            reason=row.reason,
            terms=terms,
        )

    # What a person does

    def apply(self, person_id: int, profile: Mapping[str, str], code: str = "") -> int:
        """Keep an application, with the invitation it came by; its number."""
        invited = self._use(code) if code else None
        row: dict[str, Any] = {
            name: storable(profile.get(name, ""))[:MAX_WORDS] for name in PROFILE
        }
        row |= {"person_id": person_id, "at": self._at, "invitation_id": invited}
        row |= {"state": "waiting", "decided_at": None, "reason": ""}
        add = insert(application).values(row).returning(application.c.id)
        return int(self._conn.execute(add).scalar_one())

    def leave(self, person_id: int) -> None:
        """The person is no volunteer any more, or takes back the wish to be one."""
        record = self.of(person_id).application
        if record is None:
            raise WrongMove(0, None)
        self._move(record.number, "leave", "")

    def train(self, person_id: int) -> None:
        """The practice walk was passed; the first time counts."""
        self._know(person_id, trained_at=self._at)

    def set_anonymous(self, person_id: int, anonymous: bool) -> None:
        """Whether this person's issues are entered without a name from now on."""
        self._know(person_id, anonymous=anonymous)

    def _know(self, person_id: int, **values: Any) -> None:
        row = {"person_id": person_id, "trained_at": None, "anonymous": False, **values}
        add = INSERT[self._conn.dialect.name](volunteer).values(row)
        self._conn.execute(
            add.on_conflict_do_update(index_elements=[volunteer.c.person_id], set_=values)
        )

    # What an admin decides

    def appoint(self, number: int, decision: Decision, ends: date | None) -> ApplicationRecord:
        """Give a term from its `first_day` until `ends`: the first one, or a further one.

        A term without an end goes on, from now on with that end. The record is as it was
        before. Raises `WrongMove`.
        """
        record = self._move(number, decision, "")
        if record.terms and record.terms[-1].ends is None:
            same = update(term).where(term.c.application_id == number, term.c.ends.is_(None))
            self._conn.execute(same.values(ends=_iso(ends) or None))
        else:
            row = {"begins": self._begin(record).isoformat(), "ends": _iso(ends) or None}
            self._conn.execute(insert(term).values(application_id=number, **row))
        self._tell(record.person_id, NEWS[decision], ends=_iso(ends))
        return record

    def refuse(self, number: int, decision: Decision, reason: str) -> ApplicationRecord:
        """Say no, or end an appointment; the person hears the reason. Raises `WrongMove`."""
        record = self._move(number, decision, reason)
        self._tell(record.person_id, NEWS[decision], reason=storable(reason)[:MAX_WORDS])
        return record

    def first_day(self, number: int) -> date:
        """The day on which the term that comes next would begin: today, or after the last one."""
        record = self.application(number)
        return self._today if record is None else self._begin(record)

    def _begin(self, record: ApplicationRecord) -> date:
        last = record.terms[-1].ends if record.terms else None
        return self._today if last is None else max(last + timedelta(days=1), self._today)

    def _move(self, number: int, move: Move, reason: str) -> ApplicationRecord:
        record = self.application(number)
        if record is None:
            raise WrongMove(number, None)
        latest = self.of(record.person_id).application
        if record.standing not in FROM[move] or latest is None or latest.number != number:
            raise WrongMove(number, record.standing)
        was = "appointed" if record.standing in ("serving", "expired") else record.standing
        change = update(application).where(application.c.id == number, application.c.state == was)
        values = {"state": TO[move], "decided_at": self._at, "reason": storable(reason)[:MAX_WORDS]}
        if self._conn.execute(change.values(values)).rowcount != 1:  # another admin was quicker
            raise WrongMove(number, record.standing)
        return record

    # Invitations

    def invite(self, code: str, route: str, note: str) -> None:
        """Keep a code that somebody may apply with, once."""
        row = {"code": code, "route": route, "note": storable(note)[:MAX_WORDS], "at": self._at}
        self._conn.execute(insert(invitation).values({**row, "used_at": None}))

    def invitations(self) -> list[InvitationRecord]:
        """All that were made, the oldest first."""
        rows = self._conn.execute(select(invitation).order_by(invitation.c.id))
        return [
            InvitationRecord(
                row.code,
                row.route,
                row.note,
                from_ms(row.at),
                None if row.used_at is None else from_ms(row.used_at),
            )
            for row in rows
        ]

    def open_invitation(self, code: str) -> InvitationRecord | None:
        """The invitation with this code; None where there is none, or it was used."""
        known = {one.code: one for one in self.invitations() if one.used is None}
        return known.get(code)

    def _use(self, code: str) -> int | None:
        """Use up an invitation; its id, None when somebody else was quicker."""
        unused = invitation.c.used_at.is_(None)
        change = update(invitation).where(invitation.c.code == code, unused)
        used = change.values(used_at=self._at).returning(invitation.c.id)
        found: int | None = self._conn.execute(used).scalar()
        return found

    # What a person is still to hear

    def _tell(self, person_id: int, kind: str, **data: str) -> None:
        notices.tell(self._conn, person_id, self._at, kind, **data)

    def hear(self, person_id: int, message_id: int) -> list[tuple[str, dict[str, str]]]:
        """What is still to be told, in order; it counts as told with `message_id`."""
        return notices.hear(self._conn, person_id, message_id)


def _iso(day: date | None) -> str:
    return "" if day is None else day.isoformat()


@contextmanager
def people_of(engine: Engine, now: datetime) -> Iterator[People]:
    """Volunteers in a transaction of their own, committed when the block ends without an error."""
    with engine.begin() as conn:
        yield People(conn, now)
