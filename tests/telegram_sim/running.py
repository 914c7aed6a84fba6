"""The emulator, running: in a thread of this process, or in a process of its own."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
from collections.abc import Coroutine, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from aiohttp import web

from tests.telegram_sim.people import Telegram
from tests.telegram_sim.server import HOST, Account, application

ROOT = Path(__file__).parents[2]
VOLUNTEER: Account = ("111:volunteer-token", "volunteer_bot")
STAFF: Account = ("222:staff-token", "staff_bot")
BOTH = (VOLUNTEER, STAFF)
QUICK = 0.05
"""Seconds to the first retry of a webhook, where a test waits for it."""


@contextmanager
def in_process(
    accounts: Sequence[Account] = BOTH, *, flood: bool = False, retry: float = QUICK
) -> Iterator[Telegram]:
    """The emulator on a free port, gone with the block. The quick way: for most tests."""
    with background() as loop:
        runner = web.AppRunner(
            application(accounts, flood=flood, retry=retry), access_log=None, shutdown_timeout=0.5
        )
        port = loop.run(listening(runner, 0))
        yield Telegram(f"http://{HOST}:{port}")
        loop.run(runner.cleanup())


async def listening(runner: web.AppRunner, port: int) -> int:
    """The port on which it listens from now on."""
    await runner.setup()
    await web.TCPSite(runner, HOST, port).start()
    return int(runner.addresses[0][1])


@contextmanager
def own_process(
    accounts: Sequence[Account] = BOTH, *, flood: bool = False, retry: float = QUICK
) -> Iterator[Telegram]:
    """The emulator as a process: it outlives bots that are killed, and has a core to itself."""
    command = [sys.executable, "-m", "tests.telegram_sim", "--port", "0", "--retry", str(retry)]
    for token, username in accounts:
        command += ["--bot", f"{token}:{username}"]
    if flood:
        command.append("--flood")
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            base = process.stdout.readline().strip()
            assert base.startswith("http"), "the emulator did not start"
            yield Telegram(base)
        finally:
            process.terminate()


class Background:
    """An event loop in a thread of its own, for what has to run beside a test."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()

    def run(self, work: Coroutine[Any, Any, Any], patience: float = 30.0) -> Any:
        """Waits for the work; what goes wrong in it goes wrong here."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(patience)

    def stop(self) -> None:
        self.run(_cancel_the_rest())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


async def _cancel_the_rest() -> None:
    rest = asyncio.all_tasks() - {asyncio.current_task()}
    for task in rest:
        task.cancel()
    await asyncio.gather(*rest, return_exceptions=True)


@contextmanager
def background() -> Iterator[Background]:
    """A loop for the length of the block."""
    loop = Background()
    try:
        yield loop
    finally:
        loop.stop()
