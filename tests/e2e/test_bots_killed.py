"""The volunteers' bot killed in the middle of many walks: nothing lost, nothing twice.

A few rounds; `python -m tests.e2e.kill_rounds` plays as many as one likes.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.kill_rounds import STEM, Rounds, made
from tests.telegram_sim.killing import Stem
from tests.telegram_sim.running import own_process


@pytest.fixture(scope="module")
def stem() -> Iterator[Stem]:
    stem = Stem(*STEM)
    yield stem
    stem.close()


@pytest.mark.parametrize(
    ("way", "database", "seed"), [("polling", "sqlite", 1), ("webhook", "postgresql", 2)]
)
def test_what_is_said_counts_once_however_often_the_service_is_killed(
    stem: Stem, tmp_path: Path, way: str, database: str, seed: int
) -> None:
    rounds = Rounds(rounds=4, walks=6, way=way, seed=seed, longest=2.0)
    with own_process() as telegram:
        try:
            with made(database, way, tmp_path, telegram) as settings:
                found = rounds.run(settings, telegram, stem)
        except subprocess.CalledProcessError as error:
            why = f"PostgreSQL cannot be started: {error.stderr[-500:]}"
            (pytest.fail if os.environ.get("CI") else pytest.skip)(why)
    assert found.faults == []
    assert found.messages > 6 * 15
