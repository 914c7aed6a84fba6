"""Several rounds of queueing in one visit: sent away, and in the queue again.

The fragment `clock` has a row for the minutes of the rounds that are over and one for when the
first one began. A beginning that lies before the last call corrects what was told; one after
it begins a round. Who is called once more without having told that they queue again has
waited for a time that nobody knows, and is asked for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from bot.reading.moments import Said
from flows.state import Value

BEGAN, CALLED = "queue_began", "queue_called"
EARLIER, FIRST = "queue_earlier", "visit_began"


def another_round(known: Mapping[str, Value], said: Said) -> dict[str, Value]:
    """What changes besides the moment that was told; empty where it is of the same round."""
    began, called = _time(known, BEGAN), _time(known, CALLED)
    at = said.at.replace(tzinfo=None)
    if began is None or called is None or not began <= called < at:
        return {}
    first = {FIRST: known.get(FIRST) or known[BEGAN]}
    if said.name == BEGAN:
        over = round((called - began).total_seconds() / 60) + int(str(known.get(EARLIER) or 0))
        return {**first, EARLIER: str(over), CALLED: ""}
    return {**first, BEGAN: ""} if said.name == CALLED and said.again else {}


def _time(known: Mapping[str, Value], name: str) -> datetime | None:
    value = str(known.get(name) or "")
    return datetime.fromisoformat(value) if value else None
