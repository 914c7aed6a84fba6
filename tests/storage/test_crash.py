"""Acknowledged means stored: after SIGKILL at any point, and between racing processes."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from sqlalchemy import Engine, text

from storage.media import MediaStore
from storage.reading import Reader
from storage.turns import Store

ROOT = Path(__file__).parents[2]
WALKER = Path(__file__).with_name("walker.py")
KILLS = 6


def start(url: str, folder: Path, *words: object) -> subprocess.Popen[str]:
    command = [sys.executable, str(WALKER), url, str(folder), *map(str, words)]
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=surroundings)


def kill_in_midst(process: subprocess.Popen[str], after: float) -> list[str]:
    """Let it acknowledge one message, kill it `after` seconds more; what it acknowledged."""
    assert process.stdout is not None
    first = process.stdout.readline()
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    rest = process.stdout.read()
    process.wait()
    # A last line cut by the kill is no acknowledgement.
    return [line for line in (first + rest).split("\n")[:-1] if line]


def test_what_was_acknowledged_survives_being_killed_at_any_point(
    url: str, tmp_path: Path, engine: Engine
) -> None:
    dice = random.Random(20260302)
    acknowledged: list[str] = []
    for _ in range(KILLS):
        # The channel sends again what it has no acknowledgement of, and one that it has.
        first = max(len(acknowledged) - 1, 0)
        process = start(url, tmp_path, "c1", first, 2_000)
        told = kill_in_midst(process, dice.uniform(0, 0.15))
        assert told[0] == f"m{first}"
        acknowledged = sorted({*acknowledged, *told}, key=lambda id_: int(id_[1:]))
    assert acknowledged == [f"m{n}" for n in range(len(acknowledged))]
    assert len(acknowledged) > KILLS

    with engine.connect() as connection:
        rows = connection.execute(text("SELECT external_id FROM message ORDER BY id")).scalars()
        stored = list(rows)
        version = connection.execute(text("SELECT version FROM chat")).scalar()
    assert stored[: len(acknowledged)] == acknowledged
    assert len(stored) - len(acknowledged) <= 1, "at most the one whose commit was not told of"
    assert version == len(stored)
    assert max(Counter(stored).values()) == 1

    (walk,) = Reader(engine).walks()
    answers = [walk.state.answers[path] for path in sorted(walk.state.answers)]
    assert [a.value for a in answers] == [
        f"第{n}个回答：窗口等了{n}分钟" for n in range(1, len(stored))
    ]
    store = Store(engine, MediaStore(tmp_path))
    assert all(store.peek("terminal", "c1", id_).reply == {"said": id_} for id_ in stored)


def test_two_processes_on_one_chat_take_turns(url: str, tmp_path: Path, engine: Engine) -> None:
    each = 40
    running = [start(url, tmp_path, "c1", first, each) for first in (0, 1_000)]
    told = [process.communicate(timeout=120)[0].split() for process in running]
    assert [len(lines) for lines in told] == [each, each]
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT external_id FROM message ORDER BY id")).scalars()
        stored = list(rows)
        version = connection.execute(text("SELECT version FROM chat")).scalar()
    assert version == len(stored) == 2 * each
    for lines in told:
        assert [id_ for id_ in stored if id_ in lines] == lines
    (walk,) = Reader(engine).walks()
    said = [walk.state.answers[path].evidence.message for path in sorted(walk.state.answers)]
    assert said == sorted(set(said)), "each answer rests on its own message, in their order"
    assert len(said) == 2 * each - 1


def test_issue_numbers_have_no_gaps_between_processes_and_failed_turns(
    url: str, tmp_path: Path, engine: Engine
) -> None:
    count = 24
    running = [start(url, tmp_path, "issues", f"c{n}", count) for n in range(3)]
    told = [process.communicate(timeout=120)[0].split() for process in running]
    numbers = sorted(number for lines in told for number in lines)
    assert numbers == [f"WT-2026-{n:04d}" for n in range(1, 3 * count * 2 // 3 + 1)]
    assert [issue.number for issue in Reader(engine).issues()] == numbers
