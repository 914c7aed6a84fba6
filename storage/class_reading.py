"""Classes of problems as they are read: lists, and one with its places and its log."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Engine, exists, func, or_, select

from flows.issue_terms import ENDED_STATES
from flows.problem_classes import FIELDS, Called, number_of
from storage import class_tables
from storage.class_log import class_log, problem_class
from storage.classes import FIELD, YES, place
from storage.database import reading
from storage.findings import issue, issue_field
from storage.issue_log import detail_of
from storage.issue_query import members, visible
from storage.packing import from_ms
from storage.tables import table

counter = table(class_tables.ClassCounter)


class PlaceRecord(NamedTuple):
    """A place of a class; `found` is None while nobody has looked."""

    place: int
    hall: str
    department: str
    item: str
    found: bool | None
    checked_by: str
    checked_at: datetime | None
    note: str
    issue: str
    """The issue that was entered of it, or ""."""


class StepRecord(NamedTuple):
    """A step of a class, as its log has it. Names and departments are those of then."""

    at: datetime
    move: str
    after: str
    name: str
    department: str
    place: int | None
    given: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ClassRecord:
    """A class with how many issues and places it has."""

    number: str
    state: str
    made_at: datetime
    fields: Mapping[str, str]
    members: int
    open_members: int
    places: int
    unchecked: int
    found: int
    """Places at which it was met."""


@dataclass(frozen=True, slots=True)
class ClassQuery:
    """Which classes; what is given must be met."""

    state: str | None = None
    within: tuple[str, ...] | None = None
    """Departments whose classes somebody may see (with issues, places or a class of theirs)."""
    words: str | None = None
    """A part of the name."""
    is_open: bool = False
    """Only those that are not closed."""


class ClassReader:
    """Reads them, each call one snapshot. Safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = reading(engine)

    def page(self, query: ClassQuery, start: int, limit: int) -> tuple[int, list[ClassRecord]]:
        """How many there are, and those from place `start` on, the newest first."""
        wanted = _conditions(query)
        counted = select(func.count()).select_from(problem_class).where(*wanted)
        listed = select(problem_class).where(*wanted).order_by(problem_class.c.id.desc())
        with self._engine.connect() as connection:
            total = int(connection.execute(counted).scalar_one())
            rows = connection.execute(listed.offset(start).limit(limit)).all()
            return total, [_record(connection, row) for row in rows]

    def one(self, number: str, within: tuple[str, ...] | None = None) -> ClassRecord | None:
        """A class; None where there is none, or none that these departments may see."""
        wanted = _conditions(ClassQuery(within=within))
        query = select(problem_class).where(problem_class.c.number == number, *wanted)
        with self._engine.connect() as connection:
            row = connection.execute(query).one_or_none()
            return None if row is None else _record(connection, row)

    def numbered(self, called: Called, within: tuple[str, ...] | None = None) -> str:
        """The number of the class that is called so, the newest year's; "" where there is none."""
        with self._engine.connect() as connection:
            years = [called.year] if called.year else connection.execute(
                select(counter.c.year)
            ).scalars().all()  # fmt: skip
            numbers = [number_of(called.counts, year) for year in years]
            wanted = _conditions(ClassQuery(within=within))
            query = select(problem_class.c.number).where(
                problem_class.c.number.in_(numbers), *wanted
            )
            found = connection.execute(query.order_by(problem_class.c.number.desc()).limit(1))
            return found.scalar() or ""

    def places(self, number: str) -> list[PlaceRecord]:
        """The places of a class in their order."""
        query = (
            select(place, issue.c.number)
            .join_from(place, problem_class, problem_class.c.id == place.c.class_id)
            .outerjoin(issue, issue.c.id == place.c.issue_id)
            .where(problem_class.c.number == number)
            .order_by(place.c.place)
        )
        with self._engine.connect() as connection:
            return [_place(row) for row in connection.execute(query)]

    def place_departments(self) -> list[str]:
        """The departments that places are of."""
        column = place.c.department
        query = select(column).where(column != "").distinct().order_by(column)
        with self._engine.connect() as connection:
            return list(connection.execute(query).scalars())

    def steps(self, number: str) -> list[StepRecord]:
        """The log of a class, oldest first."""
        query = (
            select(class_log)
            .join_from(class_log, problem_class)
            .where(problem_class.c.number == number)
            .order_by(class_log.c.seq)
        )
        with self._engine.connect() as connection:
            return [_step(row) for row in connection.execute(query)]


def _conditions(query: ClassQuery) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = []
    if query.state is not None:
        wanted.append(problem_class.c.state == query.state)
    if query.is_open:
        wanted.append(problem_class.c.state != "closed")
    if query.words is not None:
        wanted.append(problem_class.c.name.contains(query.words, autoescape=True))
    if query.within is not None:
        theirs = (
            select(issue_field.c.value)
            .join_from(issue_field, issue, issue.c.id == issue_field.c.issue_id)
            .where(issue_field.c.name == FIELD, *visible(query.within))
        )
        at = exists().where(
            place.c.class_id == problem_class.c.id, place.c.department.in_(query.within)
        )
        wanted.append(
            or_(
                problem_class.c.department.in_(query.within),
                problem_class.c.number.in_(theirs),
                at.correlate(problem_class),
            )
        )
    return wanted


def _record(connection: Connection, row: Any) -> ClassRecord:
    states = (
        select(issue.c.state, func.count())
        .where(issue.c.id.in_(members(row.number)))
        .group_by(issue.c.state)
    )
    held: dict[str, int] = dict(map(tuple, connection.execute(states)))
    seen = (
        select(place.c.found, func.count())
        .where(place.c.class_id == row.id)
        .group_by(place.c.found)
    )
    places: dict[str, int] = dict(map(tuple, connection.execute(seen)))
    return ClassRecord(
        number=row.number,
        state=row.state,
        made_at=from_ms(row.made_at),
        fields={name: value for name in FIELDS if (value := getattr(row, name))},
        members=sum(held.values()),
        open_members=sum(n for state, n in held.items() if state not in ENDED_STATES),
        places=sum(places.values()),
        unchecked=places.get("", 0),
        found=places.get(YES, 0),
    )


def _place(row: Any) -> PlaceRecord:
    return PlaceRecord(
        row.place,
        row.hall,
        row.department,
        row.item,
        None if not row.found else row.found == YES,
        row.checked_by,
        None if row.checked_at is None else from_ms(row.checked_at),
        row.note,
        row.number or "",
    )


def _step(row: Any) -> StepRecord:
    detail = detail_of(row)
    return StepRecord(
        from_ms(row.at), row.move, row.state, detail["by"]["name"], detail["by"]["department"],
        detail.get("place"), detail.get("given", {}),
    )  # fmt: skip
