"""Processes to be killed at will: forked from one that has the slow imports behind it.

A framework takes seconds to import, and a kill round starts it anew each time.
"""

from __future__ import annotations

import importlib
import multiprocessing
import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import Any

from tests.telegram_sim.people import eventually

_spawn = multiprocessing.get_context("spawn")


def _grow(pipe: Connection, modules: tuple[str, ...]) -> None:
    """Imports once, and forks for each work it gets."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the dead need nobody to wait for them
    for module in modules:
        importlib.import_module(module)
    while True:
        try:
            work, args = pipe.recv()
        except EOFError:
            return
        child = os.fork()
        if child == 0:
            pipe.close()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            work(*args)
            os._exit(0)
        pipe.send(child)


class Stem:
    """Starts processes in milliseconds."""

    def __init__(self, *modules: str) -> None:
        self._pipe, theirs = _spawn.Pipe()
        self._process = _spawn.Process(target=_grow, args=(theirs, modules), daemon=True)
        self._process.start()
        theirs.close()

    @contextmanager
    def at_work(self, work: Callable[..., None], *args: Any) -> Iterator[int]:
        """A process that does the work, killed at the end of the block; its number."""
        self._pipe.send((work, args))
        child: int = self._pipe.recv()
        try:
            yield child
        finally:
            kill(child)

    def close(self) -> None:
        self._process.kill()
        self._process.join()
        self._pipe.close()


def children(process: int) -> list[int]:
    """The processes that a process started and that are still there."""
    with subprocess.Popen(["ps", "-A", "-o", "pid=,ppid="], stdout=subprocess.PIPE) as ps:
        assert ps.stdout
        pairs = [map(int, line.split()) for line in ps.stdout]
    return [number for number, parent in pairs if parent == process and number != ps.pid]


def kill(process: int) -> None:
    """SIGKILL, and it is gone when this returns."""
    if is_alive(process):
        os.kill(process, signal.SIGKILL)
    eventually(lambda: not is_alive(process))


def is_alive(process: int) -> bool:
    """Whether there is such a process."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
