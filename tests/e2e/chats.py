"""`walkalong chat --jsonl` in processes of their own, to be killed at will.

A fork server has everything imported already, so that a start takes
milliseconds; what runs in the child is the very command line. `cold_chat` starts
a fresh interpreter instead.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
NOW = "2026-11-24T09:00:00+08:00"
PATIENCE = 30.0
"""Seconds to wait for one line."""
NAME = "体验员"
MAIN = "from bot.cli import main; main()"

_fork = multiprocessing.get_context("forkserver")
_fork.set_forkserver_preload(["tests.e2e.warm"])

Line = Mapping[str, Any]
Said = dict[str, Any]


def surroundings(home: Path) -> dict[str, str]:
    """Settings of a test home: a fixed clock, letters alone."""
    return {"WALKALONG_HOME": str(home), "WALKALONG_NOW": NOW, "WALKALONG_EMBEDDER": "none"}


def cold_chat(home: Path) -> subprocess.Popen[bytes]:
    """The same chat in a fresh interpreter, as a shell would start it."""
    return subprocess.Popen(
        [sys.executable, "-c", MAIN, "chat", "--as", NAME, "--jsonl"],
        cwd=ROOT,
        env={**os.environ, **surroundings(home)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def _run(args: Sequence[str], home: Path, stdin: Connection, stdout: Connection) -> None:
    os.environ.update(surroundings(home))
    with (home / "stderr.txt").open("ab") as errors:
        os.dup2(errors.fileno(), 2)
    os.dup2(stdin.fileno(), 0)
    os.dup2(stdout.fileno(), 1)
    stdin.close()
    stdout.close()
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115  # lives with the process
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    from bot.cli import run

    os._exit(run(list(args)))


class Chat:
    """One process of the terminal channel."""

    def __init__(self, home: Path, name: str = NAME) -> None:
        stdin, self._to = _fork.Pipe(duplex=False)
        self._from, stdout = _fork.Pipe(duplex=False)
        args = ["chat", "--as", name, "--jsonl"]
        self._process = _fork.Process(target=_run, args=(args, home, stdin, stdout), daemon=True)
        self._process.start()
        stdin.close()
        stdout.close()
        self._unread = b""

    def send(self, line: Line | bytes) -> None:
        """Write one line and do not wait."""
        raw = line if isinstance(line, bytes) else json.dumps(line).encode()
        os.write(self._to.fileno(), raw + b"\n")

    def hear(self) -> Said:
        """The next line, as an object."""
        said: Said = json.loads(self.hear_raw())
        return said

    def hear_raw(self) -> bytes:
        """The next line as it was written."""
        while b"\n" not in self._unread:
            assert self._from.poll(PATIENCE), "no line came"
            piece = os.read(self._from.fileno(), 65536)
            assert piece, "the process went away"
            self._unread += piece
        line, _, self._unread = self._unread.partition(b"\n")
        return line

    def say(self, line: Line | bytes) -> Said:
        """Write one line and wait for its answer."""
        self.send(line)
        return self.hear()

    def freeze(self) -> None:
        """SIGSTOP: what is sent from now on is never read."""
        assert self._process.pid is not None
        os.kill(self._process.pid, signal.SIGSTOP)

    def kill(self) -> None:
        """SIGKILL, and wait until the process is gone."""
        self._process.kill()
        self._process.join(PATIENCE)
        assert not self._process.is_alive()
        self._to.close()
        self._from.close()

    def end(self) -> None:
        """End of input; the process ends by itself, with 0."""
        self._to.close()
        self._process.join(PATIENCE)
        assert self._process.exitcode == 0
        self._from.close()
