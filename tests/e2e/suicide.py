"""A process that kills itself at the n-th call of a method, before what it does or after it.

    python -m tests.e2e.suicide WHERE METHOD NUMBER AFTER ARMED

is the dialogue's process with such an end.
"""

from __future__ import annotations

import importlib
import os
import signal
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot import thinking_process


@dataclass(frozen=True)
class Suicide:
    """Once: the first that dies takes away the file `armed`."""

    where: str
    method: str
    number: int
    is_after: bool
    armed: Path

    @property
    def command(self) -> tuple[str, ...]:
        """By which the dialogue's process is started, to end so."""
        about = (self.where, self.method, str(self.number), "1" * self.is_after, str(self.armed))
        return (sys.executable, "-m", __name__, *about)

    def prepare(self) -> None:
        module, _, name = self.where.rpartition(".")
        owner = getattr(importlib.import_module(module), name)
        original = getattr(owner, self.method)
        left = iter(range(self.number - 1, -1, -1))

        def fatal(*args: Any, **more: Any) -> Any:
            is_last = next(left, 1) == 0 and self.armed.exists()
            if is_last and not self.is_after:
                self._die()
            result = original(*args, **more)
            if is_last:
                self._die()
            return result

        setattr(owner, self.method, fatal)

    def _die(self) -> None:
        self.armed.unlink(missing_ok=True)
        os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    _, where, method, number, is_after, armed = sys.argv
    Suicide(where, method, int(number), bool(is_after), Path(armed)).prepare()
    thinking_process.main()
