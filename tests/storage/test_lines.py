"""Connections that are kept between messages are few, clean and closed in the end."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from storage.database import PAGE_SIZE, open_database, reading
from storage.lines import MAX_IDLE, Lines
from storage.media import MediaStore
from storage.turns import NewMessage, PersonHint, Store
from tests.storage.support import NINE

COUNT = text("SELECT count(*) FROM issue_counter")
HANG_UP = text(
    "SELECT count(pg_terminate_backend(pid, 10000)) FROM pg_stat_activity WHERE datname = :name"
)
"""As when the server is restarted; it waits until they are gone."""


def test_a_line_is_used_again(engine: Engine) -> None:
    lines = Lines(engine)
    with lines.line() as first:
        pass
    with lines.line() as again:
        assert again is first


def test_only_a_few_lines_are_kept_from_the_pool(engine: Engine) -> None:
    lines = Lines(engine)
    with ExitStack() as many:
        for _ in range(MAX_IDLE + 2):
            many.enter_context(lines.line())
    assert engine.pool.checkedout() == MAX_IDLE


def test_a_line_that_met_an_error_leaves_nothing_behind(engine: Engine) -> None:
    lines = Lines(engine)
    with pytest.raises(RuntimeError, match="on purpose"), lines.line() as line:
        cursor = line.driver.cursor()
        cursor.execute("BEGIN" if engine.dialect.name == "sqlite" else "SELECT 1")
        cursor.execute("INSERT INTO issue_counter VALUES (2026, 1)")
        raise RuntimeError("on purpose")
    assert engine.pool.checkedout() == 0
    with engine.connect() as connection:
        assert connection.execute(COUNT).scalar() == 0


def test_what_is_not_committed_on_a_line_is_rolled_back(engine: Engine) -> None:
    lines = Lines(engine)
    with lines.line() as line:
        cursor = line.driver.cursor()
        cursor.execute("BEGIN" if engine.dialect.name == "sqlite" else "SELECT 1")
        cursor.execute("INSERT INTO issue_counter VALUES (2026, 1)")
    with engine.connect() as connection:
        assert connection.execute(COUNT).scalar() == 0


def test_an_engine_that_is_disposed_of_closes_its_lines(tmp_path: Path, migrated: Path) -> None:
    path = tmp_path / "closed.sqlite"
    path.write_bytes(migrated.read_bytes())
    engine = open_database(f"sqlite:///{path}")
    store = Store(engine, MediaStore(tmp_path))
    store.peek("terminal", "c1", "m1")
    log = path.with_name("closed.sqlite-wal")
    assert log.exists()
    engine.dispose()
    assert not log.exists()  # the last connection took it along
    assert store.peek("terminal", "c1", "m1").chat_id is None


def test_stores_that_are_gone_hold_no_connections(engine: Engine, media: MediaStore) -> None:
    for _ in range(30):  # the pool has fewer
        assert Store(engine, media).peek("terminal", "c1", "m1").chat_id is None
    engine.dispose()


def test_a_turn_may_be_taken_in_another_thread_than_its_look(store: Store) -> None:
    seen = store.peek("terminal", "c1", "m1")

    def turn() -> None:
        new = NewMessage("terminal", "c1", "m1", "你好", NINE, PersonHint("体验员"))
        with store.turn(new, expect_version=seen.version):
            pass

    with ThreadPoolExecutor(1) as other:
        other.submit(turn).result()
    assert store.peek("terminal", "c1", "m1").version == 1


def test_a_new_sqlite_file_has_small_pages(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path}/new.sqlite")
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA page_size").scalar() == PAGE_SIZE


def test_a_restart_of_the_server_between_two_messages_is_not_noticed(
    postgres: Engine, engine: Engine, store: Store, capfd: pytest.CaptureFixture[str]
) -> None:
    """Neither on the hot path nor by a reader; and nothing is printed about it."""
    if engine.dialect.name == "sqlite":
        pytest.skip("no server")
    lines = Lines(engine)
    with ExitStack() as many:
        for _ in range(MAX_IDLE):
            many.enter_context(lines.line())
    with engine.connect() as connection:
        assert connection.execute(COUNT).scalar() == 0
    ours = {"name": engine.url.database}
    with postgres.connect() as server:
        assert server.execute(HANG_UP, ours).scalar() == MAX_IDLE + 1
    for number in range(MAX_IDLE + 2):
        seen = store.peek("terminal", "a", str(number))
        new = NewMessage("terminal", "a", str(number), "好", NINE, PersonHint("体验员"))
        with store.turn(new, expect_version=seen.version):
            pass
        with lines.line() as line:
            line.driver.cursor().execute("SELECT 1")
    with engine.connect() as connection:
        assert connection.execute(COUNT).scalar() == 0
    assert capfd.readouterr().err == ""


def test_a_server_that_goes_away_in_a_message_costs_that_message_alone(
    postgres: Engine, engine: Engine, capfd: pytest.CaptureFixture[str]
) -> None:
    if engine.dialect.name == "sqlite":
        pytest.skip("no server")
    lines = Lines(engine)
    with pytest.raises(Exception, match="terminat"), lines.line() as line:
        with postgres.connect() as server:
            server.execute(HANG_UP, {"name": engine.url.database})
        line.driver.cursor().execute("SELECT 1")
    with lines.line() as line:
        line.driver.cursor().execute("SELECT 1")
    assert capfd.readouterr().err == ""


def test_who_waits_to_write_does_not_keep_the_writer_from_reading(engine: Engine) -> None:
    """As many threads as the bots have; each may need a second connection while it writes."""
    lines, threads = Lines(engine), 32

    def write(_: int) -> int:
        with lines.transaction():
            time.sleep(0.01)
            with reading(engine).connect() as second:
                return int(second.execute(COUNT).scalar_one())

    with ThreadPoolExecutor(threads) as pool:
        assert sum(pool.map(write, range(2 * threads))) == 0
