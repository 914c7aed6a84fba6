"""How a process that stays is set up once all of it is there."""

from __future__ import annotations

import gc
import sys

RARELY = 10_000
"""Objects, some 2 MB of them, after which the garbage collector looks for cycles."""
TAKING_TURNS = 0.001
"""Seconds after which a thread that works lets another one: Python would let it wait for 5 ms."""


def settle() -> None:
    """Let the garbage collector leave alone what stays until the end: all that is there now.

    It would look through all of it every thousand messages or so, and everybody would wait for
    a tenth of a second. What comes and goes frees itself, but for a few cycles: it is looked
    through less often than Python would. And threads that hold the database are let through sooner.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(RARELY)
    sys.setswitchinterval(TAKING_TURNS)
