"""What the public may be told of issues, and what an admin decided about that (R66).

Guards that an issue which was held back, or whose publication was withdrawn, is left out until
somebody shows it again, and that nothing of a person is read: no reporter, owner, message or file.
Sentences come as the ledger has them; who writes them out masks them first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Engine, insert, select

from flows.characters import storable
from flows.issue_terms import ENDED_STATES
from flows.progress import WORDED, Deed, PublicIssue
from storage import progress_tables, tables
from storage.database import reading
from storage.delivery_tables import StaffInviteRow
from storage.findings import issue, issue_field, issue_log
from storage.packing import dump, from_ms, load, to_ms
from storage.tables import table

decision = table(progress_tables.PublicDecision)
person, invite = table(tables.Person), table(StaffInviteRow)
AT_A_TIME = 500
CLOSED_ON = "closed_on"
SHOWING = {"publish": False, "unpublish": True}
"""Moves that tell whether an issue is held back from then on."""
NAMED = ("owner", "reviewer")
"""Fields that name persons."""


class Stand(NamedTuple):
    """What holds of an issue's publication: the last word on it, and its own words."""

    held: bool = False
    at: datetime | None = None
    by: str = ""
    reason: str = ""
    texts: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Candidate:
    """An issue in a state that is public, with what was decided about it."""

    issue: PublicIssue
    stand: Stand


class PublicDecisions:
    """What an admin decides, inside a message's transaction; `at` in ms."""

    def __init__(self, conn: Connection, by: str, at: int) -> None:
        self._conn, self._by, self._at = conn, by, at

    def add(
        self, number: str, deed: Deed, reason: str = "", texts: Mapping[str, str] | None = None
    ) -> None:
        """Enter a decision; LookupError where there is no such issue."""
        key = self._key(number)
        row = {
            "issue_id": key,
            "at": self._at,
            "by": storable(self._by),
            "deed": deed,
            "reason": storable(reason),
            "texts": dump({name: storable(text) for name, text in (texts or {}).items()}),
        }
        self._conn.execute(insert(decision).values(row))

    def of(self, number: str) -> Stand:
        """What holds of an issue now; LookupError as `add`."""
        key = self._key(number)
        return _stands(self._conn, key).get(key, Stand())

    def _key(self, number: str) -> int:
        found = self._conn.execute(select(issue.c.id).where(issue.c.number == number)).scalar()
        if found is None:
            raise LookupError(f"no issue {number}")
        return int(found)


class PublicIssues:
    """The issues that are public, for reading. Safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        self._reading = reading(engine)

    def all(
        self,
        states: Sequence[str],
        since: datetime | None = None,
        until: datetime | None = None,
        number: str = "",
    ) -> Iterator[Candidate]:
        """Those in these states and found in this time, held back or not, the newest first.

        Of one snapshot, a part at a time: a hundred thousand are never in memory at once.
        """
        wanted: list[ColumnElement[bool]] = [issue.c.state.in_(states)]
        wanted += [issue.c.found_at >= to_ms(since)] if since is not None else []
        wanted += [issue.c.found_at < to_ms(until)] if until is not None else []
        wanted += [issue.c.number == number] if number else []
        columns = (
            issue.c.id, issue.c.number, issue.c.state, issue.c.found_at, issue.c.deadline,
            issue.c.item, issue.c.category, issue.c.department,
        )  # fmt: skip
        query = select(*columns).where(*wanted).order_by(issue.c.id.desc())
        with self._reading.connect() as connection:
            stands = _stands(connection)
            rows = connection.execution_options(yield_per=AT_A_TIME).execute(query)
            for part in rows.partitions(AT_A_TIME):
                texts = _texts(connection, [row.id for row in part])
                for row in part:
                    told = texts.get(row.id, {})
                    yield Candidate(_issue(row, told), stands.get(row.id, Stand()))

    def numbers(self, state: str) -> list[str]:
        """The issues in a state that nobody holds back, the oldest first."""
        query = select(issue.c.id, issue.c.number).where(issue.c.state == state)
        with self._reading.connect() as connection:
            stands = _stands(connection)
            rows = connection.execute(query.order_by(issue.c.id))
            return [row.number for row in rows if not stands.get(row.id, Stand()).held]

    def names(self) -> set[str]:
        """What persons are called anywhere in this database: none of it is to be told."""
        queries = (
            select(person.c.name).distinct(),
            select(invite.c.name).distinct(),
            select(issue_field.c.value).where(issue_field.c.name.in_(NAMED)).distinct(),
        )
        with self._reading.connect() as connection:
            return {name for query in queries for name in connection.execute(query).scalars()}


def _issue(row: Any, told: Mapping[str, str]) -> PublicIssue:
    return PublicIssue(
        number=row.number,
        state=row.state,
        found=from_ms(row.found_at).date(),
        deadline=_day(row.deadline),
        closed=_day(told.get(CLOSED_ON, "")),
        item=row.item,
        category=row.category,
        department=row.department,
        texts={name: told[name] for name in WORDED if told.get(name) and _counts(row, name)},
    )


def _counts(row: Any, name: str) -> bool:
    """What was achieved is told when somebody else found it so (R54)."""
    return name != "result" or row.state in ENDED_STATES


def _texts(connection: Connection, ids: Sequence[int]) -> dict[int, dict[str, str]]:
    query = select(issue_field.c.issue_id, issue_field.c.name, issue_field.c.value).where(
        issue_field.c.issue_id.in_(ids),
        issue_field.c.name.in_((*WORDED, CLOSED_ON)),
        issue_field.c.state == "confirmed",
    )
    found: dict[int, dict[str, str]] = {}
    for key, name, value in connection.execute(query):
        found.setdefault(key, {})[name] = value
    return found


def _stands(connection: Connection, key: int | None = None) -> dict[int, Stand]:
    """What holds of each issue about which anything was decided; the last word counts."""
    moved = select(issue_log.c.issue_id, issue_log.c.at, issue_log.c.move, issue_log.c.detail)
    moved = moved.where(issue_log.c.move.in_(SHOWING)).order_by(issue_log.c.seq)
    decided = select(decision).order_by(decision.c.id)
    if key is not None:
        moved = moved.where(issue_log.c.issue_id == key)
        decided = decided.where(decision.c.issue_id == key)
    found: dict[int, Stand] = {}
    for row in connection.execute(moved):
        detail = load(row.detail) if row.detail else {}
        by, given = detail.get("by", {}), detail.get("given", {})
        told = (by.get("name", ""), given.get("reason", ""))
        found[row.issue_id] = Stand(SHOWING[row.move], from_ms(row.at), *told)
    for row in connection.execute(decided):
        found[row.issue_id] = _after(found.get(row.issue_id, Stand()), row)
    return found


def _after(before: Stand, row: Any) -> Stand:
    """What holds after a decision."""
    if row.deed == "reword":
        texts = {**before.texts, **load(row.texts)}
        return before._replace(texts={name: text for name, text in texts.items() if text})
    at = from_ms(row.at)
    if before.at is not None and before.at > at:  # it was published or withdrawn after that
        return before
    return Stand(row.deed == "hold", at, row.by, row.reason, before.texts)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
