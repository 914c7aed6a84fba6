"""`walkalong chat --jsonl` in processes of their own, to be killed at will.

`cold_chat` starts a fresh interpreter instead.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.processes import MAIN, PATIENCE, ROOT, start

NOW = "2026-11-24T09:00:00+08:00"
NAME = "体验员"

Line = Mapping[str, Any]
Said = dict[str, Any]


def surroundings(home: Path) -> dict[str, str]:
    """The environment, and the settings of a test home: a fixed clock, letters alone."""
    own = {"WALKALONG_HOME": str(home), "WALKALONG_NOW": NOW, "WALKALONG_EMBEDDER": "none"}
    return {**os.environ, **own}


def cold_chat(home: Path) -> subprocess.Popen[bytes]:
    """The same chat in a fresh interpreter, as a shell would start it."""
    return subprocess.Popen(
        [sys.executable, "-c", MAIN, "chat", "--as", NAME, "--jsonl"],
        cwd=ROOT,
        env=surroundings(home),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


class Chat:
    """One process of the terminal channel."""

    def __init__(self, home: Path, name: str = NAME) -> None:
        self._from, stdout = multiprocessing.Pipe(duplex=False)
        self._process, self._to = start(
            *("chat", "--as", name, "--jsonl"),
            environment=surroundings(home),
            stdout=stdout,
            stderr=home / "stderr.txt",
        )
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
