"""Calls that may never come back: each in a thread of its own, which is given up after a while.

Only so many may be under way, those given up included; while all of them hang, none is begun.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

Got = TypeVar("Got")

AT_ONCE = 4
"""Calls under way."""


class TooLateError(Exception):
    """Nothing came in time, or everything hangs already; the message says which."""


class Patience(Generic[Got]):
    """The calls to one endpoint."""

    def __init__(self) -> None:
        self._places = threading.BoundedSemaphore(AT_ONCE)

    def within(self, seconds: float, call: Callable[[], Got]) -> Got:
        """What a call gives, or raises.

        Raises:
            TooLateError: It did neither in time.
        """
        if not self._places.acquire(blocking=False):
            raise TooLateError("all calls hang")
        got: list[Got] = []
        raised: list[Exception] = []

        def run() -> None:
            try:
                got.append(call())
            except Exception as error:  # noqa: BLE001 (it is raised again where it is waited for)
                raised.append(error)
            finally:
                self._places.release()

        thread = threading.Thread(target=run, name="endpoint", daemon=True)
        thread.start()
        thread.join(seconds)
        if raised:
            raise raised[0]
        if not got:
            raise TooLateError(f"no answer in {seconds:g} s")
        return got[0]
