"""What may be alike: issues as they are compared with one another, and what is proposed of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal, NamedTuple

from sqlalchemy import ColumnElement, Connection, Engine, and_, func, select
from sqlalchemy.orm import aliased

from storage.class_log import problem_class
from storage.classes import FIELD, Proposal, not_alike, place, proposal
from storage.database import reading
from storage.findings import issue, issue_field
from storage.issue_history import batched
from storage.issue_query import members, visible
from storage.packing import load

AT_A_TIME, SOME = 5_000, 500
LONGEST = 300
"""Characters of a problem that are compared."""
ProposalState = Literal["open", "accepted", "declined"]


class Text(NamedTuple):
    """An issue as far as it is compared with others."""

    number: str
    state: str
    problem: str
    category: str
    step: str
    item: str
    department: str
    of_class: str


class ProposalRecord(NamedTuple):
    """A proposal with its number."""

    id: int
    told: Proposal


class AlikeReader:
    """Reads them, each call one snapshot. Safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = reading(engine)

    def members(self, number: str, within: tuple[str, ...] | None = None) -> list[Text]:
        """The issues of a class that these departments may see, by number."""
        with self._engine.connect() as connection:
            return list(_texts(connection, issue.c.id.in_(members(number)), *visible(within)))

    def of(self, numbers: Sequence[str]) -> list[Text]:
        """These issues, in this order; those that are not there are left out."""
        found: dict[str, Text] = {}
        with self._engine.connect() as connection:
            for piece in batched(numbers, SOME):
                found |= {one.number: one for one in _texts(connection, issue.c.number.in_(piece))}
        return [found[number] for number in numbers if number in found]

    def texts(self) -> list[Text]:
        """All issues of the ledger, by number, each with what it is compared by."""
        with self._engine.connect() as connection:
            return list(_texts(connection))

    def candidates(self, number: str, limit: int) -> tuple[Text | None, list[Text]]:
        """An issue, and of the latest `limit` of its category those of its step or item.

        Without those of which it was said that they are not alike.
        """
        with self._engine.connect() as connection:
            one = next(_texts(connection, issue.c.number == number), None)
            if one is None:
                return None, []
            said = _denied(connection, number)
            same = (issue.c.category == one.category, issue.c.number != number)
            latest = select(issue.c.id).where(*same).order_by(issue.c.id.desc()).limit(limit)
            found = list(_texts(connection, issue.c.id.in_(latest)))
        return one, [
            each
            for each in found
            if not said & {each.number, each.of_class} and _is_near(one, each)
        ]

    def met_at(self, number: str) -> str:
        """The class whose places an issue was entered of, or ""; not where that was denied."""
        query = (
            select(problem_class.c.number)
            .join_from(place, problem_class, problem_class.c.id == place.c.class_id)
            .join(issue, issue.c.id == place.c.issue_id)
            .where(issue.c.number == number)
        )
        with self._engine.connect() as connection:
            found = str(connection.execute(query).scalar() or "")
            return "" if found in _denied(connection, number) else found

    def proposals(self, state: ProposalState = "open") -> list[ProposalRecord]:
        """What is proposed, the largest first."""
        query = select(proposal).where(proposal.c.state == state)
        with self._engine.connect() as connection:
            rows = [
                ProposalRecord(row.id, Proposal(tuple(load(row.numbers)), row.why, row.of_class))
                for row in connection.execute(query)
            ]
        return sorted(rows, key=lambda one: (-len(one.told.numbers), one.id))

    def denied(self) -> set[tuple[str, str]]:
        """Pairs of numbers that are not alike: an issue, and another or a class."""
        query = select(issue.c.number, not_alike.c.other).join_from(not_alike, issue)
        with self._engine.connect() as connection:
            return {(one, other) for one, other in connection.execute(query)}


def _is_near(one: Text, other: Text) -> bool:
    """Whether two of a category are of the same step or item; what is not told keeps none apart."""
    same_step = one.step == other.step or not (one.step and other.step)
    return same_step or (one.item != "" and one.item == other.item)


def _denied(connection: Connection, number: str) -> set[str]:
    """Numbers of issues and classes that an issue is not alike."""
    mine = select(not_alike.c.other).join_from(not_alike, issue).where(issue.c.number == number)
    theirs = select(issue.c.number).join_from(not_alike, issue).where(not_alike.c.other == number)
    return {*connection.execute(mine).scalars(), *connection.execute(theirs).scalars()}


def _texts(connection: Connection, *wanted: ColumnElement[bool]) -> Iterator[Text]:
    told = {name: aliased(issue_field, name=f"told_{name}") for name in ("problem", "step", FIELD)}
    columns = (issue.c.number, issue.c.state, issue.c.category, issue.c.item, issue.c.department)
    source: Any = issue
    for name, field_of in told.items():
        same = and_(
            field_of.c.issue_id == issue.c.id,
            field_of.c.name == name,
            field_of.c.state == "confirmed",
        )
        source = source.outerjoin(field_of, same)
    values = (
        func.substr(told["problem"].c.value, 1, LONGEST).label("problem"),
        told["step"].c.value.label("step"),
        told[FIELD].c.value.label("of_class"),
    )
    query = select(*columns, *values).select_from(source).where(*wanted).order_by(issue.c.id)
    for row in connection.execution_options(yield_per=AT_A_TIME).execute(query):
        yield Text(
            row.number, row.state, row.problem or "", row.category, row.step or "", row.item,
            row.department, row.of_class or "",
        )  # fmt: skip
