"""Stopping: what is under way may end, and what does not end is told."""

from __future__ import annotations

from threading import Event

import pytest

from bot.threads import Threads


def test_what_ends_in_time_is_waited_for() -> None:
    goes_on, ended = Event(), Event()
    threads = Threads(1, "test")
    threads.submit(lambda: goes_on.wait(30) and ended.set())
    waits = threads.submit(print)
    goes_on.set()
    assert threads.end(30)
    assert ended.is_set()
    assert waits.done()
    with pytest.raises(RuntimeError, match="shutdown"):
        threads.submit(print)


def test_what_goes_on_is_left_and_what_has_not_begun_never_does() -> None:
    goes_on, begun = Event(), Event()
    threads = Threads(1, "test")
    threads.submit(lambda: begun.set() or goes_on.wait(30))
    waits = threads.submit(print)
    assert begun.wait(30)
    assert not threads.end(0.0)
    assert waits.cancelled()
    goes_on.set()
