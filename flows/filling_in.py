"""From what somebody wrote into the ledger back to the moves that bring it about (issue 6, R54).

A ledger that comes back filled in says how an issue is to be, not what was done. `moves_for`
finds the fewest moves of the table (`flows.rectification`) after which it is so, by the table's own
rules: nothing here knows what a move needs. A state that is not named is only left by what offices
report of their work; a judgement (found true, found fixed, published …) must be named by the state.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal, NamedTuple

from flows.rectification import (
    BACK,
    BEING_FIXED,
    FIXES,
    MOVES,
    Actor,
    Case,
    Kind,
    Move,
    Refusal,
    Step,
    take,
)

IMPLIED = (
    "assign",
    "accept",
    "fix_on_the_spot",
    "plan",
    "replan",
    "report_progress",
    "report_fix",
    "reply",
)
"""Moves that what is filled in makes, without the state they lead to being named."""
BY_ITSELF = {
    "reviewer": ("close",),
    "closed_on": ("close",),
    "public": ("publish", "unpublish"),
    "replied": ("reply",),
}
"""Fields that a move fills by itself."""
_LATER = [move for move in MOVES.values() if move.sources != ("draft",)]
GIVEN = frozenset(name for move in _LATER for name in move.fields) | BY_ITSELF.keys()
"""All fields that a move of an issue in the ledger can bring about; what is reported is not."""
UNTOLD = frozenset(("class", "receiver", "asked_deadline"))
"""Fields that have no column in the ledger: moves that ask for them are made elsewhere."""
MOST = 5
"""Moves that one row may take."""


@dataclass(frozen=True, slots=True)
class Wish:
    """How an issue is to be: `fields` that were changed (all of them), and the state if that was.

    `told` are fields of a step alone (a reason): they go with the steps that ask for them.
    """

    fields: Mapping[str, str]
    state: str = ""
    told: Mapping[str, str] = field(default_factory=dict)


class Planned(NamedTuple):
    """A move with what is given with it."""

    move: Move
    given: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why it cannot be brought about: the move that comes nearest, and what is in its way."""

    kind: Kind | Literal["no_move"]
    """`no_move`: no move leads there from the state the issue is in."""
    fields: tuple[str, ...] = ()
    move: Move | None = None


def moves_for(wish: Wish, actor: Actor, case: Case, today: date) -> tuple[Planned, ...] | Obstacle:
    """The fewest moves that make it so, in order; none where it is so already."""
    tried: list[tuple[tuple[int, ...], Obstacle]] = []
    waiting: deque[tuple[Case, tuple[Planned, ...]]] = deque([(case, ())])
    met = {_key(case)}
    while waiting:
        here, path = waiting.popleft()
        if not _pending(wish, here) and wish.state in ("", here.state):
            return path
        if len(path) == MOST:
            continue
        for planned in _candidates(wish, here):
            step = take(planned.move, actor, here, planned.given, today)
            if isinstance(step, Refusal):
                obstacle = Obstacle(step.kind, step.fields, planned.move)
                tried.append((_nearness(planned, step, wish, here, len(path)), obstacle))
                continue
            after = _after(planned, step, actor, here)
            if _key(after) not in met:
                met.add(_key(after))
                waiting.append((after, (*path, planned)))
    if tried:
        return max(tried, key=lambda one: one[0])[1]
    return Obstacle("no_move", tuple(_pending(wish, case)))


def _pending(wish: Wish, case: Case) -> dict[str, str]:
    """What is not yet as it is to be."""
    told = case.fields
    return {name: value for name, value in wish.fields.items() if told.get(name, "") != value}


def _candidates(wish: Wish, case: Case) -> Iterator[Planned]:
    """The moves that may bring it nearer, each with what can be given with it."""
    pending = _pending(wish, case)
    for move in MOVES.values():
        if case.state not in move.sources:
            continue
        given = {name: pending[name] for name in move.fields if pending.get(name)}
        brings = bool(given) or any(move.name in BY_ITSELF.get(name, ()) for name in pending)
        told = {name: wish.told[name] for name in move.asks if wish.told.get(name)}
        by_work = move.name in IMPLIED or "public" in pending
        if wish.state or (brings and by_work):
            yield Planned(move, told | given)


def _nearness(
    planned: Planned, refused: Refusal, wish: Wish, case: Case, done: int
) -> tuple[int, ...]:
    """How near a refused move came: few moves are left after it, it brings much, lacks little."""
    pending = _pending(wish, case)
    brings = len([name for name in planned.given if name in pending])
    left = min(map(_far(wish.state), _targets(planned.move))) if wish.state else 0
    if left and UNTOLD & set(planned.move.asks):
        left = len(MOVES)  # a detour that no ledger can tell
    return (
        -(done + left),
        int(refused.kind != "part"),
        int(refused.kind in ("self", "must_fix", "late")),
        brings,
        -len(refused.fields),
    )


def _targets(move: Move) -> tuple[str, ...]:
    return (*BEING_FIXED, "to_assign") if move.target == BACK else (move.target,)


def _far(state: str) -> Callable[[str], int]:
    """How many moves lead from a state to this one, whatever they need."""
    steps = {state: 0}
    reached = {state}
    while reached:
        before = {
            source
            for move in MOVES.values()
            if reached & set(_targets(move))
            for source in move.sources
        }
        far = max(steps.values()) + 1
        reached = before - steps.keys()
        steps |= dict.fromkeys(reached, far)
    return lambda here: steps.get(here, len(MOVES))


def _after(planned: Planned, step: Step, actor: Actor, case: Case) -> Case:
    fields = dict(case.fields)
    for name, value in step.changes.items():
        if value is None:
            fields.pop(name, None)
        else:
            fields[name] = value
    fixers = case.fixers | {actor.person} if planned.move.name in FIXES else case.fixers
    if planned.move.name == "reopen":
        fixers = frozenset()
    return replace(case, state=step.state, fields=fields, fixers=fixers)


def _key(case: Case) -> tuple[str, frozenset[tuple[str, str]], bool]:
    return case.state, frozenset(case.fields.items()), bool(case.fixers)
