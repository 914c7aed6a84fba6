"""Command lines of `walkalong` in processes of their own, to be talked to and killed at will.

A fork server has everything imported already, so that a start takes milliseconds
where a fresh interpreter takes seconds; what runs in the child is the very command line.
"""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

PATIENCE = 30.0
"""Seconds to wait for a line, or for the end of a process that is to end."""
LONG = 120.0
"""Seconds that a whole command line may take on a busy machine."""
ROOT = Path(__file__).parents[1]
MAIN = "from bot.cli import main; main()"

_fork = multiprocessing.get_context("forkserver")
_fork.set_forkserver_preload(["tests.warm"])

Environment = Mapping[str, str]


def _work(
    args: tuple[str, ...],
    environment: Environment,
    folder: Path,
    stdin: Connection,
    stdout: Connection | Path,
    stderr: Path,
) -> None:
    """In the child: take on what an interpreter gets from its shell, and carry out `args`."""
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    os.dup2(stdin.fileno(), 0)
    stdin.close()
    if isinstance(stdout, Path):
        os.dup2(os.open(stdout, os.O_WRONLY | os.O_CREAT), 1)
    else:
        os.dup2(stdout.fileno(), 1)
        stdout.close()
    os.dup2(os.open(stderr, os.O_WRONLY | os.O_CREAT | os.O_APPEND), 2)
    sys.stdin = open(0, closefd=False)  # noqa: SIM115  # lives with the process
    sys.stdout = open(1, "w", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", closefd=False, buffering=1)  # noqa: SIM115
    sys.argv = ["-c", *args]
    from bot.cli import main

    try:
        main()
    except SystemExit as end:
        sys.stderr.flush()
        os._exit(end.code if isinstance(end.code, int) else 1)


def start(
    *args: str,
    environment: Environment,
    folder: Path = ROOT,
    stdout: Connection | Path,
    stderr: Path,
) -> tuple[BaseProcess, Connection]:
    """Such a process, and the way in to it."""
    theirs, ours = _fork.Pipe(duplex=False)
    process = _fork.Process(
        target=_work,
        args=(args, dict(environment), folder, theirs, stdout, stderr),
        daemon=True,
    )
    process.start()
    theirs.close()
    return process, ours


def carried_out(
    *args: str,
    environment: Environment,
    said: str = "",
    folder: Path = ROOT,
    stdout: Path | None = None,
) -> subprocess.CompletedProcess[str]:
    """What `walkalong ARGS` did that was told `said`, to the end of input."""
    with tempfile.TemporaryDirectory() as aside:
        out, err = stdout or Path(aside, "out"), Path(aside, "err")
        process, stdin = start(
            *args, environment=environment, folder=folder, stdout=out, stderr=err
        )
        with os.fdopen(os.dup(stdin.fileno()), "wb") as way_in:
            stdin.close()
            way_in.write(said.encode("utf-8", "surrogateescape"))
        process.join(LONG)
        code = process.exitcode
        process.kill()
        assert code is not None, "it did not come to an end"
        told = out.read_text("utf-8") if stdout is None else ""
        return subprocess.CompletedProcess(args, code, told, err.read_text("utf-8"))
