"""What the storage tests share: the hour they play in, and how a message is said."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime

from flows.state import State
from storage.packing import CHINA
from storage.turns import Turn

NINE = datetime(2026, 3, 2, 9, 0, tzinfo=CHINA)
BEGUN = State("accompanied", "1", "2026-03-02T09:00:00+08:00")

Say = Callable[..., AbstractContextManager[Turn]]
"""The fixture `say`: `with say("text", chat=…, id_=…) as turn:`."""
