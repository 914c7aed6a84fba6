"""`walkalong chat` at a real terminal: what is pasted, and how wide lines are."""

from __future__ import annotations

import os
import pty
import select
import sqlite3
import subprocess
import unicodedata
from collections.abc import Iterator
from contextlib import closing, contextmanager
from fcntl import ioctl
from pathlib import Path
from struct import pack
from termios import TIOCSWINSZ

import pytest

from tests.bot.cli.conftest import ROOT, command_line, environment
from tests.patience import SECONDS

COLUMNS = 40
PROMPT = "> "


class Screen:
    """A terminal of `COLUMNS` with a program behind it."""

    def __init__(self, terminal: int) -> None:
        self.terminal = terminal
        self._seen = b""

    def until(self, words: str) -> str:
        """What the program writes up to `words`; the rest is for the next time."""
        while words.encode() not in self._seen:
            ready, _, _ = select.select([self.terminal], [], [], SECONDS)
            assert ready, self._seen.decode("utf-8", "replace")
            self._seen += os.read(self.terminal, 65_536)
        before, found, self._seen = self._seen.partition(words.encode())
        return (before + found).decode("utf-8", "replace")

    def types(self, keys: str) -> None:
        os.write(self.terminal, keys.encode())


@contextmanager
def chat(home: Path) -> Iterator[Screen]:
    outer, inner = pty.openpty()
    ioctl(inner, TIOCSWINSZ, pack("HHHH", 50, COLUMNS, 0, 0))
    env = environment(home) | {"LC_ALL": "C.UTF-8", "TERM": "xterm"}
    env.pop("COLUMNS", None)
    process = subprocess.Popen(
        command_line("chat", "--as", "云"),
        stdin=inner, stdout=inner, stderr=inner, env=env, cwd=ROOT, start_new_session=True,
    )  # fmt: skip
    os.close(inner)
    try:
        yield Screen(outer)
        assert process.wait(30) == 0
    finally:
        process.kill()
        process.wait()
        os.close(outer)


def is_gnu_readline() -> bool:
    import readline

    return "libedit" not in (readline.__doc__ or "")


@pytest.mark.skipif(not is_gnu_readline(), reason="only GNU readline knows a paste from typing")
def test_lines_pasted_together_are_one_message_and_replies_fit_the_terminal(home: Path) -> None:
    with chat(home) as screen:
        screen.until(PROMPT)
        screen.types("\x1b[200~报问题：保安不让进\n守了一个小时\x1b[201~")
        screen.until("守了一个小时")
        screen.types("\r")
        replies = screen.until("部门协同") + screen.until(PROMPT)
        screen.types("\x04")
        screen.until("想回来")
    lines = [line.rstrip() for line in replies.splitlines()]
    widths = [sum(1 + (unicodedata.east_asian_width(c) in "WF") for c in line) for line in lines]
    assert max(widths) <= COLUMNS
    assert not [line for line in lines if line[:1] and line[0] in "，。、”"]
    with closing(sqlite3.connect(home / "walkalong.db")) as database:
        texts = [text for (text,) in database.execute("SELECT text FROM message")]
    assert "报问题：保安不让进\n守了一个小时" in texts
