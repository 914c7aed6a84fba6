"""A class of problems (同类问题): its states, who may take which step, and what a step takes.

From one problem to all of its kind (举一反三; R55, R81): a class has an owner, a measure and places
to look at of its own. Its members are issues, which move by `flows.rectification` alone. Nothing
closes by itself, and who reported a class fixed does not close it (R54). Pure.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from flows.rectification import BACK, LONGEST, Actor, Move, Part, Refusal, Step
from flows.units import same_office

STATES: dict[str, tuple[str, str]] = {
    "open": ("待定方案", "No plan yet"),
    "fixing": ("整改中", "Being fixed"),
    "fixed": ("已整改待销号", "Fixed, to be closed"),
    "closed": ("已销号", "Closed"),
}
"""States of a class with their names, in the order of a life."""
PLAN = ("department", "owner", "measure", "deadline")
"""What stands before a class is being fixed (R53)."""
FIELDS = ("name", *PLAN, "cause", "result", "evidence")
"""What a class says of itself."""
OF_LEAD = ("name", "department", "deadline")
"""What only the lead office decides."""
MAX_NAME = 60
"""Characters of a class's name."""
MAX_PLACE = 100
"""Characters of the hall, department or item of a place."""
MAKE, PLACE, CHECK = "make", "place", "check"
"""Steps in a class's log beside `CLASS_MOVES`: it was made, a place was added, or looked at."""
_OFFICE: tuple[Part, ...] = ("department", "lead")

CLASS_MOVES: dict[str, Move] = {
    move.name: move
    for move in (
        Move("set", ("定方案", "Set the plan"), ("open", "fixing"), BACK, _OFFICE,
             takes=("name", *PLAN, "cause")),
        Move("fix", ("报整改完成", "Report it fixed"), ("fixing",), "fixed", _OFFICE,
             asks=("result", "evidence"), needs=(*PLAN, "cause")),
        Move("close", ("销号", "Close"), ("open", "fixed"), "closed", ("lead",),
             takes=("review",)),
        Move("reopen", ("重新打开", "Re-open"), ("fixed", "closed"), BACK, ("lead",),
             asks=("reason",), drops=("result", "evidence")),
    )
}  # fmt: skip
_STEP_ALONE = ("reason", "review")


@dataclass(frozen=True, slots=True)
class ClassCase:
    """A class, as far as its steps depend on it."""

    state: str
    fields: Mapping[str, str] = field(default_factory=dict)
    open_members: int = 0
    """Members that are not ended yet."""
    unchecked: int = 0
    """Places that nobody has looked at yet."""
    fixers: frozenset[int] = frozenset()
    """Who reported it fixed since it was last opened."""


class Called(NamedTuple):
    """A class by its number; `year` is None where it is not said."""

    counts: int
    year: int | None = None


NUMBER = r"(?:tl|同类(?:问题)?)[-\s]*(?:(?P<tl_year>20[0-9]{2})[-\s]+)?(?P<tl>[0-9]{1,6})号?"
"""How people write a class's number, in folded text: "TL-2026-0001", "tl-1", "同类1"."""
_CALLED = re.compile(NUMBER)


def called(words: str) -> Called | None:
    """The class that `words`, all of them, name by its number; None for anything else."""
    match = _CALLED.fullmatch(unicodedata.normalize("NFKC", words).strip().lower())
    if match is None or not int(match["tl"]):
        return None
    return Called(int(match["tl"]), int(match["tl_year"]) if match["tl_year"] else None)


def number_of(count: int, year: int) -> str:
    """`TL-2026-0001`."""
    return f"TL-{year}-{count:04d}"


def may(actor: Actor, case: ClassCase, by: tuple[Part, ...]) -> bool:
    """Whether somebody is one of these to a class: its department's, or of the lead office."""
    if actor.role == "admin":
        return "lead" in by
    is_theirs = actor.role == "staff" and bool(actor.department)
    is_theirs = is_theirs and same_office(actor.department, case.fields.get("department", ""))
    return is_theirs and "department" in by


def open_to(actor: Actor, case: ClassCase) -> tuple[Move, ...]:
    """The steps that somebody may take now."""
    return tuple(one for one in CLASS_MOVES.values() if _barred(one, actor, case) is None)


def take(
    move: Move, actor: Actor, case: ClassCase, given: Mapping[str, str], today: date
) -> Step | Refusal:
    """What a step of a class brings about, or why it may not be taken; nothing changes by asking.

    A refusal for what it needs names fields, or `members` and `places` that are still open.
    """
    if refused := _barred(move, actor, case):
        return refused
    given = {name: value.strip() for name, value in given.items()}
    if wrong := _wrong(move, actor, case, given, today):
        return Refusal("value", wrong)
    known = {**case.fields, **{name: value for name, value in given.items() if value}}
    lacking = [name for name in move.asks if not given.get(name)]
    lacking += [name for name in move.needs if not known.get(name)]
    if move.name == "set" and not any(given.values()):
        lacking = [name for name in PLAN if not known.get(name)] or ["measure"]
    if move.name == "close":
        lacking += _still_open(case)
    if lacking:
        return Refusal("needs", tuple(dict.fromkeys(lacking)))
    changes: dict[str, str | None] = {
        name: value for name, value in given.items() if value and name not in _STEP_ALONE
    }
    changes |= dict.fromkeys(move.drops)
    planned = all(known.get(name) for name in PLAN)
    state = move.target if move.target != BACK else "fixing" if planned else "open"
    return Step(state, changes)


def _barred(move: Move, actor: Actor, case: ClassCase) -> Refusal | None:
    if case.state not in move.sources:
        return Refusal("state")
    if not may(actor, case, move.by):
        return Refusal("part")
    if move.name == "close" and actor.person in case.fixers:
        return Refusal("self")
    if move.name == "close" and actor.name == case.fields.get("owner") != "":
        return Refusal("self")
    return None


def _wrong(
    move: Move, actor: Actor, case: ClassCase, given: Mapping[str, str], today: date
) -> tuple[str, ...]:
    """Fields that cannot be given so, or not by this person."""
    wrong = [name for name, value in given.items() if name not in move.fields]
    wrong += [name for name, value in given.items() if len(value) > LONGEST]
    if len(given.get("name", "")) > MAX_NAME:
        wrong.append("name")
    if not may(actor, case, ("lead",)):
        wrong += [name for name in OF_LEAD if given.get(name)]
    if given.get("deadline") and not _is_ahead(given["deadline"], today):
        wrong.append("deadline")
    return tuple(dict.fromkeys(wrong))


def _still_open(case: ClassCase) -> list[str]:
    """What keeps a class from being closed. One with nothing in it was made by mistake."""
    found = ["members"] if case.open_members else []
    return found + (["places"] if case.unchecked else [])


def _is_ahead(day: str, today: date) -> bool:
    try:
        return date.fromisoformat(day) >= today
    except ValueError:
        return False
