"""The same tests on SQLite and on PostgreSQL, each test on a database of its own.

PostgreSQL comes from `scripts/start_postgres.sh`. Where it cannot be had its
tests are skipped, but not in CI: there they fail.
"""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from storage.database import open_database, upgrade
from storage.journal import Journal
from storage.media import MediaStore
from storage.reading import Reader
from storage.turns import NewMessage, PersonHint, Store, Turn
from tests.storage.support import NINE, Say

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "scripts" / "start_postgres.sh"


@pytest.fixture(scope="session")
def postgres() -> Iterator[Engine]:
    """A PostgreSQL server, as an engine on its `postgres` database, with a migrated template."""
    done = subprocess.run(["sh", SCRIPT], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        why = f"PostgreSQL cannot be started: {done.stderr[-500:]}"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(why)
    url = done.stdout.strip().splitlines()[-1]
    server = open_database(url).execution_options(isolation_level="AUTOCOMMIT")
    try:
        with server.connect() as connection:
            connection.execute(text("CREATE DATABASE migrated"))
        template = open_database(url.replace("/postgres?", "/migrated?"))
        upgrade(template)
        template.dispose()
        yield server
    finally:
        server.dispose()
        subprocess.run(["sh", SCRIPT, "stop", url], check=True)


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty SQLite database of this version, to be copied."""
    path = tmp_path_factory.mktemp("migrated") / "empty.sqlite"
    engine = open_database(f"sqlite:///{path}")
    upgrade(engine)
    with engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    return path


_counter = itertools.count()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database of this version without any rows."""
    if request.param == "sqlite":
        path = tmp_path / "walkalong.sqlite"
        shutil.copyfile(request.getfixturevalue("migrated"), path)
        yield f"sqlite:///{path}"
        return
    server: Engine = request.getfixturevalue("postgres")
    name = f"test_{next(_counter)}"
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE migrated"))
    yield server.url.set(database=name).render_as_string(hide_password=False)
    with server.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    engine = open_database(url)
    yield engine
    engine.dispose()


@pytest.fixture
def journal(engine: Engine) -> Journal:
    return Journal(engine)


@pytest.fixture
def media(tmp_path: Path) -> MediaStore:
    return MediaStore(tmp_path / "media")


@pytest.fixture
def store(engine: Engine, media: MediaStore) -> Store:
    return Store(engine, media)


@pytest.fixture
def reader(engine: Engine) -> Reader:
    return Reader(engine)


@pytest.fixture
def say(store: Store) -> Say:
    """`with say("text") as turn:` looks and takes the turn; each message a minute later."""
    numbers = itertools.count(1)

    @contextmanager
    def saying(
        words: str,
        chat: str = "c1",
        id_: str = "",
        person: PersonHint | None = None,
        channel: str = "terminal",
    ) -> Iterator[Turn]:
        number = next(numbers)
        new = NewMessage(
            channel=channel,
            chat=chat,
            external_id=id_ or f"m{number}",
            text=words,
            at=NINE + timedelta(minutes=number),
            person=person or PersonHint("体验员", locale="zh"),
        )
        seen = store.peek(new.channel, new.chat, new.external_id)
        with store.turn(new, expect_version=seen.version) as turn:
            yield turn

    return saying
