"""Updates per second, latency, memory and processor time of three bots on the same walk.

See README.md beside this file for what is compared.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import create_engine, text

from benchmarks.telegram.load import PATIENCE, Crowd
from benchmarks.telegram.sides import REDIS, SIDES
from benchmarks.telegram.talk import QUESTIONS, UPDATES, walk

ROOT = Path(__file__).parents[2]
GOAL_P99_MS = 300
OURS, PEER = "Walkalong", "aiogram FSM + Redis"
FIRST_CHAT = 1000


@dataclass
class Run:
    """What was measured of one side."""

    name: str
    rates: list[float] = field(default_factory=list)
    """Updates per second of each round."""
    seconds: list[float] = field(default_factory=list)
    processor: float = 0.0
    """Seconds, of all rounds."""
    load: float = 0.0
    """The same of the people and the server."""
    peak_mb: float = 0.0
    """Of all its processes, each at its own time."""

    @property
    def rate(self) -> float:
        return statistics.median(self.rates)

    def percentile(self, percent: float) -> float:
        """Latency in ms."""
        ordered = sorted(self.seconds)
        return ordered[int(len(ordered) * percent / 100)] * 1000


@dataclass
class Bot:
    """A side at work."""

    run: Run
    crowd: Crowd
    process: subprocess.Popen[bytes]
    folder: Path
    walks: int = 0

    async def play(self, people: int, walks: int) -> None:
        """So many walks of each, one after the other."""
        numbers = range(self.walks, self.walks + walks)
        self.walks += walks
        chats = range(FIRST_CHAT, FIRST_CHAT + people)
        scripts = {
            chat: [step for number in numbers for step in walk(chat, number)] for chat in chats
        }
        began, load, busy = time.perf_counter(), time.process_time(), _processor(self.process.pid)
        seconds = await self.crowd.play(scripts)
        took = time.perf_counter() - began
        self.run.rates.append(len(seconds) / took)
        self.run.seconds += seconds
        self.run.processor += _processor(self.process.pid) - busy
        self.run.load += time.process_time() - load
        self.run.peak_mb = _peak_mb(self.process.pid)

    def end(self) -> None:
        self.process.terminate()
        self.process.wait(30)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.telegram", description=__doc__)
    parser.add_argument("--people", type=int, default=50, help="who walk at once")
    parser.add_argument("--walks", type=int, default=2, help="of each person in a round")
    parser.add_argument("--rounds", type=int, default=5, help="the sides take turns this often")
    parser.add_argument("--sides", nargs="*", choices=SIDES, default=list(SIDES))
    parser.add_argument("--folder", type=Path, help="where to write (default: a temporary folder)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as name, _redis(options) as redis:
        runs = asyncio.run(_measured(options, Path(name), redis))
    print(
        f"{options.people} people at once, {options.walks * options.rounds} walks each of "
        f"{UPDATES} updates\n"
    )
    _print(runs)
    by_name = {run.name: run for run in runs}
    if {OURS, PEER} <= by_name.keys():
        sys.exit(0 if _goals(by_name[OURS], by_name[PEER]) else 1)


async def _measured(options: argparse.Namespace, folder: Path, redis: str) -> list[Run]:
    """The sides in turns; each starts once and walks once before anything counts."""
    bots: list[Bot] = []
    try:
        for number, name in enumerate(options.sides):
            home = folder / str(number)
            home.mkdir()
            (home / REDIS).write_text(redis)
            bots.append(await _started(name, home))
        for bot in bots:
            await bot.play(options.people, 1)
            bot.run = Run(bot.run.name)
        for _ in range(options.rounds):
            for bot in bots:
                await bot.play(options.people, options.walks)
    finally:
        for bot in bots:
            bot.end()
    for bot in bots:
        if bot.run.name == OURS:
            _check(bot.folder, options.people * bot.walks)
    return [bot.run for bot in bots]


async def _started(name: str, folder: Path) -> Bot:
    crowd = Crowd()
    api = await crowd.listen()
    module = "benchmarks.telegram.sides"
    command = [sys.executable, "-m", module, name, api, str(_free_port()), str(folder)]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
    try:
        await asyncio.wait_for(crowd.hooked.wait(), PATIENCE)
    except BaseException:
        process.kill()
        raise
    await asyncio.sleep(0.5)  # it may still have to answer for its start
    return Bot(Run(name), crowd, process, folder)


def _check(home: Path, walks: int) -> None:
    """Every answer is kept once, everything is sent, nothing waits to be handled."""
    engine = create_engine(f"sqlite:///{home / 'walkalong.db'}")
    wanted = {
        "SELECT count(*) FROM walk WHERE status = 'finished'": walks,
        "SELECT count(*) FROM answer": walks * QUESTIONS,
        "SELECT count(*) FROM delivery WHERE state <> 'sent'": 0,
        "SELECT count(*) FROM telegram_update WHERE payload IS NOT NULL": 0,
    }
    with engine.connect() as connection:
        for question, number in wanted.items():
            found = connection.execute(text(question)).scalar()
            if found != number:
                sys.exit(f"{question}: {found}, not {number}")


@contextmanager
def _redis(options: argparse.Namespace) -> Iterator[str]:
    """Its URL; empty where nobody asks for it."""
    if PEER not in options.sides:
        yield ""
        return
    script = ROOT / "scripts" / "start_redis.sh"
    url = subprocess.run([script], check=True, stdout=subprocess.PIPE, text=True).stdout.split()[-1]
    try:
        yield url
    finally:
        subprocess.run([script, "stop", url], check=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _family(pid: int) -> Iterator[Path]:
    """A process and those that it started, under /proc (Linux)."""
    yield Path(f"/proc/{pid}")
    for stat in Path("/proc").glob("[0-9]*/stat"):
        if int(_fields(stat)[1]) == pid:
            yield stat.parent


def _fields(stat: Path) -> list[str]:
    """From the state on, which is the third."""
    return stat.read_text().rpartition(") ")[2].split()


def _processor(pid: int) -> float:
    """Seconds that a side took of the processor, all its processes and threads together."""
    ticks = 0
    for process in _family(pid):
        fields = _fields(process / "stat")
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _peak_mb(pid: int) -> float:
    lines = [line for one in _family(pid) for line in (one / "status").read_text().splitlines()]
    return sum(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


def _print(runs: list[Run]) -> None:
    header = ("side", "updates/s", "p50 ms", "p99 ms", "ms CPU each", "load's", "peak MB")
    print("{:34} {:>10} {:>7} {:>7} {:>12} {:>7} {:>8}".format(*header))
    for run in runs:
        each = 1000 / len(run.seconds)
        print(
            f"{run.name:34} {run.rate:10.0f} {run.percentile(50):7.1f} {run.percentile(99):7.1f} "
            f"{run.processor * each:12.2f} {run.load * each:7.2f} {run.peak_mb:8.0f}"
        )
    print()


def _goals(ours: Run, peer: Run) -> bool:
    ratio = ours.rate / peer.rate
    met = {
        f"at least as fast as {PEER} ({ratio:.2f}x)": ratio >= 1,
        f"p99 under {GOAL_P99_MS} ms": ours.percentile(99) < GOAL_P99_MS,
    }
    for goal, reached in met.items():
        print(f"{'met    ' if reached else 'NOT MET'} {goal}")
    return all(met.values())


if __name__ == "__main__":
    main()
