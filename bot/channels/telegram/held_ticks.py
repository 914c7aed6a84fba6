"""Ticks count as handled only when nothing can lean on them any more.

A press tells the keyboard as its person saw it. Of two quick ones the second does not know of the
first, which `boxes` remembers; so when a process ends, the first has to be fed again as long as
such a second one may still come, or wait. It changes nothing: the box is ticked as it was.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from typing import Any

from bot.channels.telegram import presses
from storage.journal import Handled

HELD = 600.0
"""Seconds after a tick within which a press may come that was made before the tick was shown: to a
webhook that was away for a while it comes late."""


class HeldTicks:
    """Those of one bot. `release` is told of what was held and is handled now."""

    def __init__(self, release: Callable[[list[Handled]], None]) -> None:
        self._release = release
        self._held: dict[str, list[Handled]] = {}

    def done(self, lane: str, keys: list[Handled], update: Mapping[str, Any]) -> list[Handled]:
        """What counts as handled once this update of the lane was."""
        press = _press_of(update)
        if press.startswith(presses.TICK):
            self._hold(lane, keys)
            return []
        if press == presses.DONE:  # it has taken what was ticked
            return [*self._held.pop(lane, ()), *keys]
        return keys

    def _hold(self, lane: str, keys: list[Handled]) -> None:
        self._held.setdefault(lane, []).extend(keys)
        asyncio.get_running_loop().call_later(HELD, self._let_go, lane, keys[-1])

    def _let_go(self, lane: str, last: Handled) -> None:
        """Unless another one has come meanwhile."""
        if self._held.get(lane, [None])[-1] == last:
            self._release(self._held.pop(lane))


def _press_of(update: Mapping[str, Any]) -> str:
    query = update.get("callback_query")
    return str(query.get("data") or "") if isinstance(query, Mapping) else ""
