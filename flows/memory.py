"""The situations that were derived last, so that they need not be derived anew.

One message asks a dozen times where its walk stands, and the next message begins
where this one ended. A situation follows from its flow, state and time alone, and
all of them are immutable: the very same objects give the very same situation. What
is remembered is shared between threads, so everyone gets it afresh.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import lru_cache, wraps
from typing import TypeVar

from flows.model import Flow
from flows.plan import plan_of
from flows.situation import Situation
from flows.state import State

MAX_DERIVED = 256
"""Situations kept for each flow; one of a long walk takes about 70 KB."""

Derived = TypeVar("Derived")


def situation_of(flow: Flow, state: State, now: datetime) -> Situation:
    """Where a walk stands."""
    return shared_situation(flow, state, now).afresh()


def shared_situation(flow: Flow, state: State, now: datetime) -> Situation:
    """The same for who only reads what it holds, or what is derived from it `once`."""
    plan = plan_of(flow)
    kept, situation = plan.derived.get(id(state), (None, None))
    if kept is state and situation is not None and (plan.timeless or situation.now is now):
        return situation
    situation = Situation(plan, state, now)
    remember(state, situation)
    return situation


@lru_cache(MAX_DERIVED)
def state_from(text: str) -> State:
    """The state that is kept as this text: the very same one each time, so it is known here.

    Raises ValueError as `State.from_json` does.
    """
    return State.from_json(text)


def remember(state: State, situation: Situation) -> None:
    """`situation` was derived on the way to `state`, and is what would be derived from it.

    From now on it is only to be read.
    """
    derived = situation.plan.derived
    derived[id(state)] = (state, situation)  # keeps the state, so its id is not given again
    if len(derived) > MAX_DERIVED:
        derived.popitem(last=False)


def once(derive: Callable[[Situation], Derived]) -> Callable[[Situation], Derived]:
    """`derive`, which must be pure, done at most once for each situation.

    It has all the steps that were left when the situation was built, whatever was
    derived before.
    """

    @wraps(derive)
    def kept(situation: Situation) -> Derived:
        if derive not in situation.kept:
            situation.kept[derive] = derive(situation.afresh())
        found: Derived = situation.kept[derive]
        return found

    return kept
