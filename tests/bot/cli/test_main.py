"""The command line as a whole: it starts at once, ends with the right code, shows no traceback."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli.session import LOG, Session
from tests.bot.cli.conftest import ROOT, Walkalong, command_line, environment

HEAVY = {"pydantic", "sqlalchemy", "chromadb", "langchain_core", "numpy", "openpyxl", "yaml"}


@pytest.mark.parametrize("args", [["--help"], ["chat", "--help"], ["export", "report", "--help"]])
def test_help_loads_nothing_heavy(args: list[str]) -> None:
    program = (
        "import sys; from bot.cli import run; code = run(sys.argv[1:]);"
        "print(code, *sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *args], capture_output=True, text=True, cwd=ROOT, check=True
    )
    code, *modules = done.stderr.split()
    assert code == "0"
    assert HEAVY.isdisjoint(modules)


@pytest.mark.parametrize(
    "args", [[], ["nonsense"], ["chat", "--nonsense"], ["--locale", "fr", "doctor"], ["ask"]]
)
def test_wrong_usage_ends_with_two_and_says_how(walkalong: Walkalong, args: list[str]) -> None:
    done = walkalong(*args)
    assert done.code == 2
    assert "Usage" in done.err


def test_a_bad_setting_ends_with_two_and_names_the_variable(
    walkalong: Walkalong, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WALKALONG_NOW", "yesterday")
    done = walkalong("walks", "list")
    assert done.code == 2
    assert "WALKALONG_NOW=yesterday" in done.err


def test_a_database_out_of_reach_is_one_line_without_its_password(
    walkalong: Walkalong, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WALKALONG_DATABASE_URL", "sqlite:////no/such/folder/secret.db")
    done = walkalong("walks", "list")
    assert done.code == 1
    assert "sqlite /no/such/folder/secret.db 还没有初始化" in done.err
    assert len(done.err.strip().splitlines()) == 1
    assert "打不开" in walkalong("init").err


def test_what_nobody_expected_is_a_line_for_people_and_a_traceback_in_the_log(
    tmp_path: Path,
) -> None:
    session = Session({"home": tmp_path})
    try:
        raise KeyError("a fault\nof ours")
    except KeyError as error:
        line = session.failed(error)
    assert "\n" not in line
    assert str(tmp_path / LOG) in line
    assert "Traceback" in (tmp_path / LOG).read_text("utf-8")


def test_a_failure_makes_no_home(tmp_path: Path) -> None:
    line = Session({"home": tmp_path / "new"}).failed(KeyError("x"))
    assert line == "KeyError: 'x' (walkalong --debug … shows where)"
    assert not (tmp_path / "new").exists()


def test_with_debug_the_traceback_is_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Session({"home": tmp_path}, debug=True).failed(KeyError("x"))
    assert "KeyError" in capsys.readouterr().err
    assert not (tmp_path / LOG).exists()


def test_a_reader_that_goes_away_is_no_traceback(home: Path) -> None:
    reader = subprocess.Popen(["true"], stdin=subprocess.PIPE)
    done = subprocess.run(
        command_line("guides", "list"),
        stdout=reader.stdin,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(home),
        check=False,
        cwd=ROOT,
    )
    reader.communicate()
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
@pytest.mark.parametrize("args", [["guides", "list"], ["guides", "list", "--json"], ["--help"]])
def test_output_for_which_there_is_no_room_is_told(home: Path, args: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            command_line(*args),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            env=environment(home),
            check=False,
            cwd=ROOT,
        )
    assert done.returncode == 1
    assert done.stderr.startswith("Error: 磁盘满了")
    assert len(done.stderr.splitlines()) == 1


def test_chinese_is_printed_whatever_the_machine_speaks(home: Path) -> None:
    env = environment(home) | {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = subprocess.run(
        command_line("flows", "list"), capture_output=True, env=env, check=True, cwd=ROOT
    )
    assert "陪同式帮办" in done.stdout.decode("utf-8")
