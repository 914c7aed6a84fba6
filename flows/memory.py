"""The situation that was derived last, one for each plan.

One message asks a dozen times where its walk stands. A situation follows from
its flow, state and time alone and all of them are immutable, so the very same
objects give the very same situation; anything else is derived anew.
"""

from __future__ import annotations

from datetime import datetime

from flows.model import Flow
from flows.plan import plan_of
from flows.situation import Situation
from flows.state import State


def situation_of(flow: Flow, state: State, now: datetime) -> Situation:
    """Where a walk stands."""
    plan = plan_of(flow)
    last = plan.last
    if last is None or last[0] is not state or last[1] is not now:
        last = plan.last = (state, now, Situation(plan, state, now))
    return last[2].as_built()


def remember(state: State, situation: Situation) -> None:
    """`situation` was derived on the way to `state`, and is what would be derived from it."""
    situation.plan.last = (state, situation.now, situation)
