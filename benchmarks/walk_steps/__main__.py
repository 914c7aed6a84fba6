"""Stored steps per second, latency and bytes: Walkalong against LangGraph with SqliteSaver.

See README.md beside this file for what is compared.
"""

from __future__ import annotations

import argparse
import gc
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.walk_steps.dialogue import Visits
from benchmarks.walk_steps.sides import ANSWER, STEPS, LangGraph, Side, Walkalong

GOAL_RATIO, GOAL_P99_MS, GOAL_BYTES = 8, 5, 4096


@dataclass
class Run:
    """What was measured of one side, or of the whole dialogue; times in seconds."""

    name: str
    durability: str
    steps: list[float] = field(default_factory=list)
    rounds: list[float] = field(default_factory=list)
    """Steps per second of each round."""
    bytes_each: int = 0

    @property
    def rate(self) -> float:
        return statistics.median(self.rounds)

    def percentile(self, percent: float) -> float:
        """Latency in ms."""
        ordered = sorted(self.steps)
        return ordered[int(len(ordered) * percent / 100)] * 1000


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.walk_steps", description=__doc__)
    parser.add_argument("--conversations", type=int, default=300, help="of each side")
    parser.add_argument("--rounds", type=int, default=5, help="the sides take turns this often")
    parser.add_argument(
        "--interleaved", action="store_true", help="all conversations go on step by step together"
    )
    parser.add_argument("--folder", type=Path, help="where to write (default: a temporary folder)")
    options = parser.parse_args()
    share = max(options.conversations // options.rounds, 1)
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        folder = Path(name)
        sides: list[Side] = [
            LangGraph(folder, "sync"),
            LangGraph(folder, "async"),
            Walkalong(folder),
        ]
        runs = [Run(side.name, side.durability) for side in sides]
        for side in sides:
            _warm_up(side)
        gc.collect()
        gc.freeze()  # what one side has imported is not to slow down the other
        syncs: list[float] = []
        for number in range(options.rounds):
            syncs += _sync_disk(folder / "sync")
            for side, run in zip(sides, runs, strict=True):
                _round(side, run, range(number * share, (number + 1) * share), options.interleaved)
        for side, run in zip(sides, runs, strict=True):
            run.bytes_each = _finish(side, share * options.rounds)
        print(
            f"{share * options.rounds} conversations of {STEPS + 1} stored steps ({STEPS} answers);"
        )
        print(f"one sync of this disk: {statistics.median(syncs) * 1000:.2f} ms\n")
        _print("steps/s", "bytes/conversation", runs)
        dialogue = _dialogue(folder, max(options.conversations // 10, 1))
        _print("messages/s", "bytes/visit", [dialogue])
    sys.exit(0 if _goals(runs) else 1)


def _warm_up(side: Side) -> None:
    """One conversation before the clock runs: imports, caches, the first pages."""
    for step in range(STEPS + 1):
        side.step(-1, step)


def _order(conversations: range, interleaved: bool) -> Iterator[tuple[int, int]]:
    if interleaved:
        return ((c, step) for step in range(STEPS + 1) for c in conversations)
    return ((c, step) for c in conversations for step in range(STEPS + 1))


def _round(side: Side, run: Run, conversations: range, interleaved: bool) -> None:
    before = len(run.steps)
    began = time.perf_counter()
    for conversation, step in _order(conversations, interleaved):
        start = time.perf_counter()
        side.step(conversation, step)
        run.steps.append(time.perf_counter() - start)
    run.rounds.append((len(run.steps) - before) / (time.perf_counter() - began))


def _finish(side: Side, conversations: int) -> int:
    """Check that every answer is kept, then weigh the database: bytes of a conversation."""
    for conversation in range(conversations):
        wanted = [ANSWER.format(conversation, step + 1) for step in range(STEPS)]
        kept = side.answers(conversation)
        if kept != wanted:
            sys.exit(f"{side.name} lost answers of conversation {conversation}: {kept}")
    side.close()
    return side.database.stat().st_size // (conversations + 1)


def _dialogue(folder: Path, count: int) -> Run:
    visits = Visits(folder)
    took = visits.times(count)
    return Run(visits.name, visits.durability, took, [len(took) / sum(took)], visits.bytes_each)


def _sync_disk(path: Path) -> Iterator[float]:
    """Seconds that writing 4 KB and syncing them takes, some times over."""
    with path.open("wb", buffering=0) as file:
        for _ in range(50):
            start = time.perf_counter()
            file.seek(0)
            file.write(bytes(4096))
            os.fsync(file.fileno())
            yield time.perf_counter() - start


def _print(rate: str, size: str, runs: list[Run]) -> None:
    header = ("side", "durability", rate, "p50 ms", "p99 ms", size)
    print("{:36} {:22} {:>10} {:>7} {:>7} {:>19}".format(*header))
    for run in runs:
        print(
            f"{run.name:36} {run.durability:22} {run.rate:10.0f} "
            f"{run.percentile(50):7.2f} {run.percentile(99):7.2f} {run.bytes_each:19,}"
        )
    print()


def _goals(runs: list[Run]) -> bool:
    *others, ours = runs
    ratios = [ours.rate / other.rate for other in others]
    said = ", ".join(f"{ratio:.1f}x {o.name}" for ratio, o in zip(ratios, others, strict=True))
    met = {
        f"at least {GOAL_RATIO}x the rate ({said})": min(ratios) >= GOAL_RATIO,
        f"p99 under {GOAL_P99_MS} ms": ours.percentile(99) < GOAL_P99_MS,
        f"at most {GOAL_BYTES} bytes a conversation": ours.bytes_each <= GOAL_BYTES,
    }
    for goal, reached in met.items():
        print(f"{'met    ' if reached else 'NOT MET'} {goal}")
    return all(met.values())


main()
