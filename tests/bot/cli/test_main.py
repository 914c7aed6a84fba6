"""The command line as a whole: it starts at once, ends with the right code, shows no traceback."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli.session import LOG, Session
from tests.bot.cli.conftest import ROOT, Walkalong, command_line, environment
from tests.processes import carried_out

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
    assert ("用法：" if args else "Usage") in done.err, "the help is English"


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
    assert line == "KeyError: 'x'（walkalong --debug … 会显示在哪里）"
    assert not (tmp_path / "new").exists()


def test_what_is_told_to_type_works_where_it_is_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "bin" / "walkalong"
    program.parent.mkdir()
    program.touch(mode=0o755)
    monkeypatch.setattr("sys.argv", [str(program), "chat"])
    monkeypatch.setenv("PATH", str(tmp_path))
    assert Session({"home": "data"}).call == f"{program} --home data"
    monkeypatch.setenv("PATH", str(program.parent))
    assert Session({}).call == "walkalong"


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
    done = carried_out(*args, environment=environment(home), stdout=Path("/dev/full"))
    assert done.returncode == 1
    assert done.stderr.startswith("错误：磁盘满了")
    assert len(done.stderr.splitlines()) == 1


def test_chinese_is_printed_whatever_the_machine_speaks(home: Path) -> None:
    env = environment(home) | {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = subprocess.run(
        command_line("flows", "list"), capture_output=True, env=env, check=True, cwd=ROOT
    )
    assert "陪同式帮办" in done.stdout.decode("utf-8")


@pytest.mark.parametrize(
    ("args", "zh", "en"),
    [
        (["chat", "--nonsense"], "没有 --nonsense 这个选项", "No such option"),
        (["nonsense"], "没有 nonsense 这个命令", "No such command"),
        (["guides", "show"], "缺少 'ID'", "Missing argument"),
        (["walks", "list", "--limit", "x"], "'x' 不是整数", "not a whole number"),
        (["walks", "list", "--limit", "0"], "0 不在 1 到 10000 之间", "not between"),
        (["walks", "list", "--limit"], "后面要写一个值", "requires an argument"),
        (["walks", "list", "--json=1"], "后面不写值", "does not take a value"),
        (
            ["issues", "list", "--since", "2026-03-02", "--until", "2026-03-01"],
            "换过来写",
            "exchange the two",
        ),
        (["issues", "list", "--since", "soon"], "不是日期", "write it like 2026-03-01"),
        (["issues", "list", "--walk", "9" * 30], "不在 1 到", "is not between 1 and"),
        (["export", "report", "experience", "9" * 30, "r.docx"], "不在 1 到", "not between 1"),
        (
            ["issues", "list", "--severity", "多"],
            "是不是：要多跑一趟及以上",
            "there are: Cannot be done",
        ),
        (["issues", "list", "--state", ""], "待核实 (to_verify)", "To be verified (to_verify)"),
        (["--home", "", "init"], "'' 不存在", "'' does not exist"),
        (["demo", "--out", ""], "'' 不存在", "'' does not exist"),
        (["chat", "--department", "x" * 101], "最多 100 个字", "at most 100 characters"),
        (["flows", "check", "nope.yaml"], "不存在", "does not exist"),
        (["flows", "list", "x"], "多写了：x", "unexpected extra argument"),
        (["chat", "--role", "boss"], "可以写：'volunteer'", "is not one of"),
    ],
)
def test_wrong_usage_is_told_in_the_language_of_the_person(
    walkalong: Walkalong, args: list[str], zh: str, en: str
) -> None:
    told, in_english = walkalong(*args), walkalong("--locale", "en", *args)
    assert (told.code, in_english.code) == (2, 2)
    assert zh in told.err and "Error" not in told.err
    assert en in in_english.err and "错误" not in in_english.err


@pytest.mark.parametrize(
    ("args", "zh", "en"),
    [
        (
            ["export", "report", "experience", "999", "r.docx"],
            "没有编号为 999 的走流程记录",
            "There is no walk 999",
        ),
        (["guides", "show", "X"], "没有编码为 'X' 的指南", "No guide has the id 'X'"),
        (["ask", "多久", "--item", "X"], "没有编码为 'X' 的指南", "No guide has the id 'X'"),
        (["issues", "show", "X"], "没有编号为 'X' 的问题", "No issue has the number 'X'"),
        (["flows", "show", "X"], "没有 id 为 'X' 的流程", "No flow has the id 'X'"),
    ],
)
def test_what_is_not_there_is_told_in_the_language_of_the_person(
    walkalong: Walkalong, args: list[str], zh: str, en: str
) -> None:
    assert zh in walkalong(*args).err
    assert en in walkalong("--locale", "en", *args).err


@pytest.mark.parametrize(
    "args", [["init"], ["db", "check"], ["db", "upgrade"], ["walks", "list"], ["issues", "list"]]
)
def test_in_english_nothing_of_ours_is_chinese(
    walkalong: Walkalong, home: Path, args: list[str]
) -> None:
    done = walkalong("--locale", "en", *args)
    assert not re.search("[\u4e00-\u9fff]", (done.out + done.err).replace(str(home), ""))


def test_a_bad_setting_is_told_in_the_language_of_the_person(
    walkalong: Walkalong, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WALKALONG_NOW", "yesterday")
    assert "WALKALONG_NOW=yesterday 用不了：写成" in walkalong("walks", "list").err
    assert "write a time like" in walkalong("--locale=en", "walks", "list").err
