"""Processes that are measured: the processor's time, the clock's, the most memory they took."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
WALKALONG = str(Path(sys.executable).with_name("walkalong"))


@dataclass(frozen=True, slots=True)
class Run:
    """What a process took, and what it told on its last line."""

    cpu: float
    """Seconds."""
    wall: float
    peak_mb: float
    told: dict[str, Any]


def run(*command: str, home: Path | None = None) -> Run:
    """Run it to its end. Exits where it fails."""
    began = time.perf_counter()
    environment = {**os.environ, **({"WALKALONG_HOME": str(home)} if home else {})}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE)
    assert process.stdout is not None
    lines = process.stdout.read().decode().splitlines()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)}: exit code {process.returncode}")
    last = lines[-1] if lines else ""
    told = json.loads(last) if last.startswith("{") else {}
    wall = time.perf_counter() - began
    return Run(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024, told)


def module(name: str, *arguments: str, home: Path | None = None) -> Run:
    """Run a module of this benchmark."""
    return run(sys.executable, "-m", f"benchmarks.ledger.{name}", *arguments, home=home)


def tell(told: dict[str, Any]) -> None:
    """The last line of a module."""
    print(json.dumps(told))
