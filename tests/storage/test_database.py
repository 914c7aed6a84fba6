"""Opening, upgrading and checking, on real databases."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import DatabaseError

import storage.database
from storage import issue_log
from storage.database import (
    WAL_PAGES,
    VersionError,
    check,
    open_database,
    reading,
    upgrade,
    version_error,
)
from storage.tables import Base

ROOT = Path(__file__).parents[2]


def test_the_migrations_make_exactly_the_tables_of_the_models(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, Base.metadata) == []
        assert set(inspect(connection).get_table_names()) == {
            *Base.metadata.tables,
            "alembic_version",
        }


def test_a_current_database_has_nothing_wrong_with_it(engine: Engine) -> None:
    assert check(engine) == []


def test_upgrading_again_changes_nothing(engine: Engine) -> None:
    upgrade(engine)
    assert check(engine) == []


def test_the_first_migration_can_be_taken_back(engine: Engine) -> None:
    from alembic import command

    from storage.database import _alembic

    with engine.begin() as connection:
        command.downgrade(_alembic(connection), "base")
    with engine.connect() as connection:
        assert inspect(connection).get_table_names() == ["alembic_version"]


def test_issues_of_an_older_ledger_get_a_log_that_holds(engine: Engine) -> None:
    """Entered before moves were logged: their entries are linked in the order they came."""
    from alembic import command

    from storage.database import _alembic

    with engine.begin() as connection:
        command.downgrade(_alembic(connection), "0011")
    with engine.begin() as connection:
        for statement in OLD_LEDGER:
            connection.execute(text(statement))
    upgrade(engine)
    assert check(engine) == []
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT department, category FROM issue ORDER BY id")).all()
        assert rows == [("医保局", ""), ("", "")]
        asked = text("SELECT measured, suggested FROM issue ORDER BY id")
        assert [tuple(map(bool, row)) for row in connection.execute(asked)] == [
            (False, False), (True, False),
        ]  # fmt: skip
        assert issue_log.head(connection).seq == 2


OLD_LEDGER = (
    "INSERT INTO person (id, name, role, department, locale, plain) "
    "VALUES (1, '体验员', 'volunteer', '', 'zh', false)",
    "INSERT INTO chat (id, channel, external, person_id, version, context) "
    "VALUES (1, 'terminal', 'c', 1, 1, NULL)",
    *(
        statement
        for n in (1, 2)
        for statement in (
            "INSERT INTO finding (id, chat_id, walk_id, key, stage, origin, status) "
            f"VALUES ({n}, 1, NULL, 'k{n}', '', 'reported', 'confirmed')",
            "INSERT INTO issue (id, number, state, found_at, finding_id, walk_id, person_id, "
            f"anonymous, source) VALUES ({n}, 'WT-2026-000{n}', 'to_verify', {n}, {n}, NULL, 1, "
            "false, 'terminal')",
            "INSERT INTO issue_log (issue_id, at, person_id, message_id, state) "
            f"VALUES ({n}, {n}, 1, NULL, 'to_verify')",
        )
    ),
    "INSERT INTO issue_field (issue_id, name, position, value, message_id, start, stop, how, state)"
    " VALUES (1, 'department', 0, '医保局', NULL, 0, 0, 'asked', 'confirmed')",
    "INSERT INTO issue_field (issue_id, name, position, value, message_id, start, stop, how, state)"
    " VALUES (1, 'category', 1, '其他', NULL, 0, 0, 'model', 'unverified')",
    "INSERT INTO issue_field (issue_id, name, position, value, message_id, start, stop, how, state)"
    " VALUES (2, 'measure', 0, '午间排班', NULL, 0, 0, 'asked', 'confirmed')",
)


def test_a_database_that_was_never_upgraded_says_how_to_mend_it(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path}/new.sqlite")
    assert check(engine) == [("there are no tables yet", "walkalong init")]
    assert not (tmp_path / "new.sqlite").exists(), "looking creates nothing"
    (tmp_path / "new.sqlite").touch()
    assert check(engine) == [("there are no tables yet", "walkalong init")]


def test_each_migration_begins_its_name_with_its_version() -> None:
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory(str(storage.database.MIGRATIONS)).walk_revisions()
    for script in scripts:
        assert Path(script.path).name.startswith(f"{script.revision}_")


def test_older_tables_are_to_be_upgraded(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from alembic.script import ScriptDirectory

    now = ScriptDirectory(str(storage.database.MIGRATIONS)).get_current_head()
    newer = shutil.copytree(storage.database.MIGRATIONS, tmp_path / "migrations")
    next_one = f"revision, down_revision = '9998', {now!r}\n"
    (newer / "versions" / "9998_next.py").write_text(next_one)
    monkeypatch.setattr(storage.database, "MIGRATIONS", newer)
    assert check(engine) == [
        (f"the tables are of version {now}, this program's of 9998", "walkalong db upgrade")
    ]


def test_tables_of_a_later_program_are_not_to_be_upgraded(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    (fault,) = check(engine)
    assert "9999" in fault.fact
    assert fault.mend == "install the Walkalong that made them, or a newer one"
    with pytest.raises(VersionError, match="9999"):
        upgrade(engine)


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        ("DELETE FROM alembic_version", "missing: alembic_version"),
        ("DROP TABLE alembic_version", "missing: alembic_version"),
        ("DROP TABLE note", "missing: note"),
    ],
)
def test_tables_that_are_not_whole_are_told_and_left_alone(
    engine: Engine, spoil: str, told: str
) -> None:
    assert version_error(engine) is None
    with engine.begin() as connection:
        connection.execute(text(spoil))
    (fault,) = check(engine)
    assert (told in fault.fact, fault.mend) == (True, "stop Walkalong and restore a backup")
    wrong = version_error(engine)
    assert wrong is not None and wrong.kind == "broken"
    with pytest.raises(VersionError, match=told):
        upgrade(engine)


def test_a_table_that_was_changed_by_hand_is_told(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE person ADD COLUMN nickname VARCHAR"))
        connection.execute(text("CREATE TABLE mine (id INTEGER PRIMARY KEY)"))
        connection.execute(text("DROP INDEX ix_note_walk_id"))
    assert sorted(fault.fact for fault in check(engine)) == [
        "the column person.nickname is not of this program",
        "the index ix_note_walk_id is missing",
        "the table mine is not of this program",
    ]


def test_a_column_of_another_type_is_told_in_words(engine: Engine) -> None:
    if engine.dialect.name != "postgresql":
        pytest.skip("SQLite cannot change a column")
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE person ALTER COLUMN name DROP NOT NULL"))
    (fault,) = check(engine)
    assert fault.fact == "the column person.name is not as this program made it"


def test_a_row_without_its_parent_is_told(tmp_path: Path, migrated: Path) -> None:
    path = tmp_path / "loose.sqlite"
    path.write_bytes(migrated.read_bytes())
    with sqlite3.connect(path) as connection:
        connection.execute("INSERT INTO outbox VALUES (7, x'01')")
    connection.close()
    (fault,) = check(open_database(f"sqlite:///{path}"))
    assert fault.fact == "row 7 of outbox points at a missing message"


def test_a_damaged_file_is_told(tmp_path: Path, migrated: Path) -> None:
    path = tmp_path / "damaged.sqlite"
    with sqlite3.connect(migrated) as connection:
        root, size = connection.execute(
            "SELECT rootpage, (SELECT page_size FROM pragma_page_size) FROM sqlite_master "
            "WHERE name = 'uq_message_chat_id' OR name = 'sqlite_autoindex_message_1'"
        ).fetchone()
    connection.close()
    data = bytearray(migrated.read_bytes())
    data[(root - 1) * size + 3 : (root - 1) * size + 5] = b"\x00\x09"  # nine cells that are not
    path.write_bytes(data)
    engine = open_database(f"sqlite:///{path}")
    try:
        faults = check(engine)
    except DatabaseError:
        pytest.fail("the check must tell of damage, not stumble over it")
    assert any(fault.fact.startswith("damaged file") for fault in faults)


def test_a_commit_in_sqlite_is_on_disk(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path}/new.sqlite")
    with engine.connect() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in (
                "journal_mode",
                "synchronous",
                "foreign_keys",
                "wal_autocheckpoint",
                "secure_delete",
            )
        }
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "wal_autocheckpoint": WAL_PAGES,
        "secure_delete": 1,
    }


def test_a_reader_cannot_write_in_postgresql(postgres: Engine) -> None:
    engine = open_database(postgres.url.set(database="migrated").render_as_string(False))
    with reading(engine).connect() as connection, pytest.raises(DatabaseError, match="read-only"):
        connection.execute(text("INSERT INTO issue_counter VALUES (2026, 1)"))
    engine.dispose()


@pytest.mark.parametrize("other", ["mysql://localhost/x", "duckdb:///x"])
def test_another_kind_of_database_is_refused_by_name(other: str) -> None:
    with pytest.raises(ValueError, match="use sqlite:/// or postgresql://"):
        open_database(other)


def test_postgresql_without_its_driver_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(ValueError, match=r"walkalong\[postgres\]"):
        open_database("postgresql://localhost/x")


def test_two_processes_may_upgrade_at_once(url: str) -> None:
    engine = open_database(url)
    with engine.begin() as connection:
        for table in ("alembic_version", *(t.name for t in reversed(Base.metadata.sorted_tables))):
            connection.execute(text(f"DROP TABLE {table}"))
    code = f"from storage.database import *; upgrade(open_database({url!r}))"
    running = [subprocess.Popen([sys.executable, "-c", code], cwd=ROOT) for _ in range(2)]
    assert [process.wait(60) for process in running] == [0, 0]
    assert check(engine) == []
    engine.dispose()
