"""Writers of one process wait for each other in turn, and a turn always ends."""

from __future__ import annotations

import gc
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from storage import one_writer
from storage.database import open_database
from storage.lines import Lines


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = open_database(f"sqlite:///{tmp_path / 'a.db'}")
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE number (value INTEGER)"))
        connection.execute(text("INSERT INTO number VALUES (0)"))
    yield engine
    engine.dispose()


def free(engine: Engine) -> bool:
    """Whether nobody has the turn."""
    with ThreadPoolExecutor(1) as other:
        return other.submit(_try, engine).result()


def _try(engine: Engine) -> bool:
    here = one_writer._turns[engine.dialect]._here
    is_free = here.acquire(timeout=0.2)
    if is_free:
        here.release()
    return is_free


def test_both_ways_of_writing_take_the_same_turn(engine: Engine) -> None:
    lines = Lines(engine)
    with lines.transaction():
        assert not free(engine)
    assert free(engine)
    with engine.begin() as connection:
        assert not free(engine)
        connection.execute(text("UPDATE number SET value = 1"))
    assert free(engine)


def test_who_only_reads_takes_no_turn(engine: Engine) -> None:
    with engine.execution_options(read_only=True).connect() as connection:
        connection.execute(text("SELECT * FROM number"))
        assert free(engine)


def test_a_turn_ends_with_an_error_and_with_a_connection_that_nobody_ended(engine: Engine) -> None:
    with pytest.raises(ZeroDivisionError), engine.begin() as connection:
        connection.execute(text("UPDATE number SET value = 1"))
        raise ZeroDivisionError
    assert free(engine)
    with pytest.raises(ZeroDivisionError), Lines(engine).transaction():
        raise ZeroDivisionError
    assert free(engine)
    left = engine.connect()
    left.execute(text("UPDATE number SET value = 1"))
    del left
    gc.collect()
    assert free(engine)


HOLDS = """
import sys, time
from storage.one_writer import Turn
turn = Turn(sys.argv[1])
print(turn.take(), flush=True)
time.sleep(600)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="SQLite has to do there")
def test_processes_wait_for_each_other_and_for_none_that_was_killed(tmp_path: Path) -> None:
    file = str(tmp_path / "a.db-turn")
    turn = one_writer.Turn(file)
    with (
        ThreadPoolExecutor(1) as threads,
        subprocess.Popen([sys.executable, "-c", HOLDS, file], stdout=subprocess.PIPE) as other,
    ):
        assert other.stdout and other.stdout.readline().split() == [b"True"]
        came = threads.submit(turn.take)
        waited = wait([came], 0.2).not_done
        other.kill()
        assert waited and came.result(60)
    turn.give()


def test_many_writers_at_once_lose_nothing(engine: Engine) -> None:
    lines = Lines(engine)

    def by_line(_: int) -> None:
        with lines.transaction() as wire:
            wire.driver.execute("UPDATE number SET value = value + 1")

    def by_connection(_: int) -> None:
        with engine.begin() as connection:
            connection.execute(text("UPDATE number SET value = value + 1"))

    with ThreadPoolExecutor(16) as threads:
        list(threads.map(by_line, range(100)))
        list(threads.map(by_connection, range(100)))
    with engine.connect() as connection:
        assert connection.execute(text("SELECT value FROM number")).scalar() == 200
