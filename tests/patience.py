"""A guard against work that blows up: generous, so that no busy machine fails a test."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

SECONDS = 30.0
"""What is guarded takes parts of a second; work that grows out of hand takes minutes or more."""


@contextmanager
def soon() -> Iterator[None]:
    """Fails when what is inside took out of all proportion."""
    began = time.perf_counter()
    yield
    took = time.perf_counter() - began
    assert took < SECONDS, f"took {took:.0f} s"
