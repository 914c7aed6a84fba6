"""Kill rounds: people walk, a process is killed at any moment, and in the end all is looked at.

It is the one that receives and sends, or the dialogue's, while the other one goes on.

`python -m tests.e2e.kill_rounds --rounds 200 --walks 40 --way webhook --database postgresql`
prints what came of it, and ends with 1 where anything was lost, came twice or is left behind.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from bot.app import open_app, prepare
from bot.channels.telegram.pacing import Pace
from bot.serving import Options, Service
from bot.settings import Settings
from tests.bot.channels.telegram.serving import configured
from tests.bot.homes import GUIDES
from tests.e2e.kill_checks import Found, look
from tests.e2e.kill_people import Crowd, Walker
from tests.e2e.suicide import Suicide
from tests.patience import Watch
from tests.telegram_sim.killing import Stem, children, is_alive, kill
from tests.telegram_sim.people import Person, Telegram, eventually
from tests.telegram_sim.running import ROOT, VOLUNTEER, own_process

BOT = VOLUNTEER[1]
UNPACED = Options(Pace(10_000, 10_000, 10_000, 10_000))
STEM = ("tests.e2e.kill_rounds", "bot.channels.volunteer_bot.transport", "flows.expression_parser")
POSTGRES = ROOT / "scripts" / "start_postgres.sh"
DRAINED = 10.0
"""Seconds within which the service has to be gone after SIGTERM."""
HOME_AGAIN = 300.0
"""Seconds for everybody's last walk once nobody is killed any more."""
START, STARTING = 120.0, 1.5
"""Seconds for a start on a busy machine, and within which one is killed that is only starting."""
RESTARTED = 5.0
"""Seconds for a dialogue to be there again, about."""
KINDS = {"start": 0.15, "work": 0.2, "call": 0.25, "thought": 0.15, "dialogue": 0.1, "stop": 0.15}
"""How often a process is killed while it starts or works, by itself at a call; how often the
dialogue's, at a call or from outside; and how often the service is told to stop."""


PLACES = (
    ("storage.journal.Journal", "enter", 60),
    ("storage.lines.Line", "__exit__", 80),
    ("bot.channels.volunteer_bot.transport.VolunteerBot", "fetch", 12),
    ("bot.channels.volunteer_bot.transport.VolunteerBot", "send", 25),
)
THOUGHTS = (
    ("storage.media.MediaStore", "save", 12),
    ("storage.lines.Line", "__exit__", 80),
    ("bot.dialogue.dialogue.Dialogue", "handle", 30),
    ("storage.unfinished.os", "fsync", 40),
)
"""Where a process, and that of the dialogue, may kill itself; by which call at the latest."""


def work(settings: Settings, end: Suicide | None, thought: Suicide | None) -> None:
    """The service, until it is killed or told to stop; the dialogue may have an end of its own."""
    if end:
        end.prepare()
    options = replace(UNPACED, dialogue=thought.command) if thought else UNPACED

    async def serve() -> None:
        stop = asyncio.Event()
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
        with open_app(settings) as app:
            await Service(app, options).run(stop, lambda _: None)

    asyncio.run(serve())


@dataclass
class Rounds:
    """A run and what it came to."""

    rounds: int
    walks: int
    way: str
    seed: int
    longest: float = 3.0
    """Seconds a process is at work at most."""
    transcripts: Path | None = None
    kinds: dict[str, int] = field(default_factory=dict)
    """How the processes ended."""
    slowest_drain: float = 0.0
    errors: list[str] = field(default_factory=list)

    def run(self, settings: Settings, telegram: Telegram, stem: Stem) -> Found:
        dice = random.Random(self.seed)
        people = [telegram.person(500 + n, BOT, language_code="zh-hans") for n in range(self.walks)]
        walkers = [Walker(each, f"{self.seed} {each.user}") for each in people]
        crowd = Crowd(telegram, walkers, BOT)
        lives = []
        for _ in range(self.rounds):
            lives.append(telegram.now())
            self._life(dice, settings, stem, crowd)
            time.sleep(0.05)  # what it sent last is still on its way to the log
        for walker in walkers:
            walker.is_going_home = True
        lives.append(telegram.now())
        with stem.at_work(work, settings, None, None) as process:
            self._go_home(crowd)
            with open_app(settings) as app:
                self._settle(app, telegram)
            self._drain(process)
        with open_app(settings) as app:
            found = look(app, telegram, walkers, BOT, lives)
        found.other += [*self.errors, *crowd.errors]
        self._write_down(found, people)
        return found

    def _write_down(self, found: Found, people: Sequence[Person]) -> None:
        """The talks with which something is wrong."""
        if self.transcripts is None:
            return
        self.transcripts.mkdir(parents=True, exist_ok=True)
        for person in people:
            if any(str(person.chat) in fault for fault in found.faults):
                (self.transcripts / f"{person.chat}.txt").write_text(person.transcript())

    def _life(self, dice: random.Random, settings: Settings, stem: Stem, crowd: Crowd) -> None:
        """One process from its start to its end."""
        kind = dice.choices(tuple(KINDS), tuple(KINDS.values()))[0]
        place, method, most = dice.choice(THOUGHTS if kind == "thought" else PLACES)
        armed = settings.home / "armed"
        armed.touch()
        end = Suicide(place, method, dice.randint(1, most), dice.random() < 0.5, armed)
        ends = (end if kind == "call" else None, end if kind == "thought" else None)
        name = f"{kind} {method} {'after' if end.is_after else 'before'}" if any(ends) else kind
        self.kinds[name] = self.kinds.get(name, 0) + 1
        with stem.at_work(work, settings, *ends) as process:
            if kind == "start":
                time.sleep(dice.uniform(0.0, STARTING))
                return
            since = crowd.now()
            self._watch(crowd, process, START, lambda: crowd.is_served(since))
            self._watch(crowd, process, dice.uniform(0.0, self.longest))
            if kind == "dialogue":
                for child in children(process):
                    kill(child)
                self._watch(crowd, process, dice.uniform(0.0, RESTARTED + self.longest))
            if kind == "stop":
                self._drain(process)

    def _watch(
        self,
        crowd: Crowd,
        process: int,
        seconds: float,
        is_there: Callable[[], bool] = lambda: False,
    ) -> None:
        """People go on until it holds, the process is gone, or the time is over."""
        watch = Watch()
        while (left := seconds - watch.seconds) > 0 and is_alive(process) and not is_there():
            crowd.go_on(min(0.05, left))

    def _drain(self, process: int) -> None:
        watch = Watch()
        if is_alive(process):
            os.kill(process, signal.SIGTERM)
        while is_alive(process) and watch.seconds < DRAINED:
            time.sleep(0.02)
        seconds = watch.seconds
        self.slowest_drain = max(self.slowest_drain, seconds)
        if is_alive(process):
            self.errors.append(f"not gone {seconds:.1f} s after SIGTERM")

    def _go_home(self, crowd: Crowd) -> None:
        watch = Watch()
        while not crowd.are_at_home() and not crowd.errors and watch.seconds < HOME_AGAIN:
            crowd.go_on(0.2)
        self.errors += crowd.waiting()

    def _settle(self, app: Any, telegram: Telegram) -> None:
        """All is handled and sent, or said to be left by the checks."""
        from storage.deliveries import Deliveries
        from storage.updates import Updates

        updates, deliveries = Updates(app.engine), Deliveries(app.engine)

        def is_settled() -> bool:
            is_read = telegram.state(BOT)["pending"] == 0
            return is_read and not updates.waiting(BOT) and not deliveries.counts()

        try:
            eventually(is_settled, 60)
        except AssertionError as error:
            self.errors.append(str(error))


@contextmanager
def database(kind: str, home: Path) -> Iterator[str]:
    """The address of an empty database."""
    if kind == "sqlite":
        yield f"sqlite:///{home}/walkalong.db"
        return
    done = subprocess.run(["sh", POSTGRES], capture_output=True, text=True, check=True)
    url = done.stdout.strip().splitlines()[-1]
    try:
        yield url
    finally:
        subprocess.run(["sh", POSTGRES, "stop", url], check=True)


@contextmanager
def made(kind: str, way: str, folder: Path, telegram: Telegram) -> Iterator[Settings]:
    """A home with guides, and settings by which a service works on it."""
    home = folder / "home"
    home.mkdir()
    with database(kind, home) as url:
        port = free_port()
        more = {"telegram_webhook": f"http://127.0.0.1:{port}"} if way == "webhook" else {}
        settings = configured(home, telegram, database_url=url, listen=f"127.0.0.1:{port}", **more)
        prepare(settings)
        with open_app(settings) as app:
            app.library.add([GUIDES])
        yield settings


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--walks", type=int, default=40)
    parser.add_argument("--way", choices=("polling", "webhook"), default="polling")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--longest", type=float, default=3.0, help="seconds a process works")
    parser.add_argument("--transcripts", type=Path, help="folder for talks with faults")
    asked = parser.parse_args(arguments)
    rounds = Rounds(
        asked.rounds, asked.walks, asked.way, asked.seed, asked.longest, asked.transcripts
    )
    watch, stem = Watch(), Stem(*STEM)
    with (
        tempfile.TemporaryDirectory() as folder,
        own_process() as telegram,
        made(asked.database, asked.way, Path(folder), telegram) as settings,
    ):
        found = rounds.run(settings, telegram, stem)
    stem.close()
    print(told(asked, rounds, found, watch.seconds))
    return 1 if found.faults else 0


def told(asked: argparse.Namespace, rounds: Rounds, found: Found, seconds: float) -> str:
    """A table for the closing note, and under it what is wrong."""
    most = max(found.repeats.values(), default=0)
    rows = {
        "way, database, seed": f"{asked.way}, {asked.database}, {asked.seed}",
        "rounds": rounds.rounds,
        "walks at a time": rounds.walks,
        "messages, presses, edits": found.messages,
        "lost": len(found.lost),
        "doubled": len(found.doubled),
        "repeated prompts": sum(found.repeats.values()),
        "most in a chat and kill": most,
        "other faults": len(found.other),
        "slowest end after SIGTERM": f"{rounds.slowest_drain:.1f} s",
        "seconds": f"{seconds:.0f}",
    }
    lines = ["| | |", "|---|---|", *(f"| {name} | {value} |" for name, value in rows.items())]
    ends = ", ".join(f"{name} {count}" for name, count in sorted(rounds.kinds.items()))
    return "\n".join([*lines, f"\nends: {ends}", *found.faults])


if __name__ == "__main__":
    sys.exit(main())
