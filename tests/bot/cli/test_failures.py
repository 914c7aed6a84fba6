"""What goes wrong around the program is a sentence with its mend: no traceback, no log."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.cli.failures import in_words, known
from bot.cli.session import LOG, Session
from bot.settings import Settings, load_settings
from storage.database import VersionError, open_database
from tests.bot.cli.conftest import Walkalong


def sqlite_error(path: Path, *statements: str, mode: str = "rw") -> sqlite3.Error:
    """The real error that the last of the statements meets."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode={mode}", uri=True)) as database:
        try:
            for statement in statements:
                database.execute(statement).fetchall()
        except sqlite3.Error as error:
            return error
    raise AssertionError("nothing went wrong")


def os_error(act: str, path: Path) -> OSError:
    try:
        {"mkdir": path.mkdir, "read": path.read_bytes}[act]()
    except OSError as error:
        return error
    raise AssertionError("nothing went wrong")


def told(error: Exception, home: Path, locale: str = "zh") -> str:
    words = in_words(error, Settings(home=home, locale=locale), "walkalong")  # type: ignore[arg-type]
    assert words is not None
    return words


def test_what_sqlite_meets_is_told_with_the_file_and_the_mend(home: Path) -> None:
    file = home / "walkalong.db"
    write = "INSERT INTO issue_counter VALUES (1999, 1)"
    locked = sqlite3.connect(file)
    locked.execute("BEGIN IMMEDIATE")
    busy = sqlite_error(file, "PRAGMA busy_timeout = 1", write)
    locked.close()
    no_disk = sqlite_error(
        file, "PRAGMA max_page_count = 1", "CREATE TABLE x (y)", "INSERT INTO x VALUES (1)"
    )
    (home / "text.db").write_text("no database at all" * 100)
    for error, zh, mend in (
        (sqlite_error(file, write, mode="ro"), "只能读", "--home"),
        (busy, "一直被别的程序占着", "过一会儿"),
        (no_disk, "磁盘满了", "腾出空间"),
        (sqlite_error(home / "text.db", write), "坏了，或者不是数据库", "恢复备份"),
        (sqlite_error(file, "SELECT * FROM nowhere"), "用不了（no such table: nowhere）", "doctor"),
    ):
        words = told(error, home)
        assert zh in words and mend in words
        assert str(file) in words or error is no_disk
        assert not any("\u4e00" <= c <= "\u9fff" for c in told(error, home, "en"))


def test_what_files_meet_is_told_with_the_name_and_the_mend(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for error, reason in (
        (os_error("mkdir", tmp_path / "file" / "x"), "路径中间是一个文件"),
        (os_error("mkdir", tmp_path / "file"), "那里已有同名的文件"),
        (os_error("mkdir", tmp_path / "no" / "x"), "不存在"),
        (os_error("read", tmp_path), "那是一个文件夹"),
        (os_error("mkdir", tmp_path / ("长" * 200)), "名字太长"),
        (PermissionError(13, "Permission denied", str(tmp_path / "x")), "没有权限"),
        (OSError(30, "Read-only file system", str(tmp_path / "x")), "那里只能读"),
    ):
        words = told(error, tmp_path)
        assert f"用不了：{reason}" in words and "--home" in words
        assert str(error.filename) in words


@pytest.mark.parametrize("error", [KeyError("x"), OSError(5, "?"), ConnectionError("Chroma")])
def test_what_is_not_known_is_a_fault_of_the_program(error: Exception, tmp_path: Path) -> None:
    assert in_words(error, Settings(home=tmp_path), "walkalong") is None


def test_the_password_of_a_server_is_in_no_sentence() -> None:
    url = "postgresql://someone:geh@geheim@127.0.0.1:9/desk"
    settings = load_settings({"database_url": url})
    engine = open_database(settings.database_url)
    with pytest.raises(Exception, match="geheim") as caught:
        engine.connect()
    fault = known(caught.value, settings)
    assert fault is not None
    assert "geh" not in str(fault) and "start the server" in fault.mend


@pytest.mark.parametrize("kind", ["none", "broken", "older", "newer"])
def test_tables_that_do_not_fit_are_told_in_both_languages(kind: str, tmp_path: Path) -> None:
    error = VersionError(kind, "9999", "0001")  # type: ignore[arg-type]
    assert str(tmp_path) in told(error, tmp_path)
    assert not any("\u4e00" <= c <= "\u9fff" for c in told(error, tmp_path, "en"))


def test_a_database_somewhere_else_is_what_is_to_be_initialised(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, database_url="postgresql://s:geheim@desk.example/ledger")
    words = in_words(VersionError("none"), settings, "walkalong")
    assert words is not None and words.startswith("postgresql desk.example/ledger 还没有初始化")


def test_what_is_known_leaves_no_log(tmp_path: Path) -> None:
    words = Session({"home": tmp_path}).failed(VersionError("none"))
    assert words.startswith(f"{tmp_path} 还没有初始化")
    assert list(tmp_path.iterdir()) == []


def test_with_debug_what_is_known_has_its_traceback_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Session({"home": tmp_path}, debug=True).failed(VersionError("none"))
    assert "VersionError" in capsys.readouterr().err
    assert not (tmp_path / LOG).exists()


@pytest.mark.parametrize(
    ("args", "named"),
    [
        (["--home", "{file}/x", "init"], "{file}/x"),
        (["--home", "{file}/x", "db", "upgrade"], "{file}/x"),
        (["demo", "--out", "{file}/x"], "{file}/x/demo-home"),
    ],
)
def test_a_place_that_cannot_be_is_told_by_its_name(
    walkalong: Walkalong, tmp_path: Path, args: list[str], named: str
) -> None:
    (tmp_path / "file").touch()
    file = str(tmp_path / "file")
    done = walkalong(*(arg.format(file=file) for arg in args))
    assert done.code == 1
    expected = named.format(file=file)
    assert done.err.startswith(f"错误：{expected} 用不了：路径中间是一个文件，不是文件夹。")


def test_the_demo_takes_nothing_away_that_is_not_its_own(
    walkalong: Walkalong, tmp_path: Path
) -> None:
    keep = tmp_path / "demo-home" / "keep.txt"
    keep.parent.mkdir()
    keep.write_text("mine")
    done = walkalong("demo", "--out", str(tmp_path))
    assert done.code == 1
    assert "--out" in done.err
    assert keep.read_text() == "mine"


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        ("UPDATE alembic_version SET version_num = '9999'", "的表是 9999 版"),
        ("DELETE FROM alembic_version", "的表不全（缺 alembic_version）"),
        ("DROP TABLE note", "的表不全（缺 note）"),
    ],
)
@pytest.mark.parametrize("command", [["issues", "list"], ["db", "upgrade"], ["init"], ["chat"]])
def test_no_command_works_on_tables_that_do_not_fit(
    walkalong: Walkalong, home: Path, spoil: str, said: str, command: list[str]
) -> None:
    with closing(sqlite3.connect(home / "walkalong.db")) as database, database:
        database.execute(spoil)
    done = walkalong(*command)
    assert (done.code, done.out) == (1, "")
    assert said in done.err
    assert len(done.err.splitlines()) == 1


def test_a_home_that_may_not_be_looked_at_is_a_setting_to_correct(
    walkalong: Walkalong, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WALKALONG_HOME", str(tmp_path / ("长" * 200)))
    done = walkalong("issues", "list")
    assert done.code == 2
    assert "写一个可以用的文件夹" in done.err
