"""A real home for every test: initialised once, copied for each."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.cli import run
from bot.settings import PREFIX
from tests.processes import MAIN, ROOT, carried_out

NOW = "2026-06-01T09:00:00+08:00"

Environment = dict[str, str]


@dataclass(frozen=True)
class Done:
    """What a command line did."""

    code: int
    out: str
    err: str


Walkalong = Callable[..., Done]


def environment(home: Path) -> Environment:
    """The environment without anyone's own settings; search by letters alone is quick."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    return own | {
        "WALKALONG_HOME": str(home),
        "WALKALONG_EMBEDDER": "none",
        "WALKALONG_NOW": NOW,
        "PYTHONPATH": str(ROOT),
    }


def command_line(*args: str) -> list[str]:
    """`walkalong ARGS` as a process, whether or not it is installed."""
    return [sys.executable, "-c", MAIN, *args]


@pytest.fixture(scope="session")
def fresh_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home as `walkalong init` leaves it."""
    home = tmp_path_factory.mktemp("fresh") / "home"
    made = carried_out("init", environment=environment(home))
    assert made.returncode == 0, made.stderr
    return home


@pytest.fixture
def home(fresh_home: Path, tmp_path: Path) -> Path:
    return shutil.copytree(fresh_home, tmp_path / "home")


@pytest.fixture
def walkalong(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Walkalong:
    """Runs a command line in this process, on a home of its own."""
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        monkeypatch.delenv(name)
    for name, value in environment(home).items():
        monkeypatch.setenv(name, value)

    def call(*args: str) -> Done:
        capsys.readouterr()
        code = run(list(args))
        captured = capsys.readouterr()
        return Done(code, captured.out, captured.err)

    return call
