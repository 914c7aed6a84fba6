"""The dialogue in a process of its own: what `bot.thinking` starts, asks and starts again.

    python -m bot.thinking_process

Standard input brings the settings, then numbered messages; standard output takes what a chat is to
get, under the message's number. Guards that nothing is thought for a process that is no more: when
the input ends, so does this process, at once. What it had not committed waits in the inbox.
"""

from __future__ import annotations

import logging
import os
import signal
import sys
import time
from collections.abc import Callable, Collection
from contextlib import ExitStack
from dataclasses import replace
from itertools import count
from threading import Lock, Semaphore, Thread
from typing import TYPE_CHECKING, BinaryIO, NoReturn

from bot import frames

if TYPE_CHECKING:
    from bot.app import App
    from bot.dialogue.messages import Inbound
    from storage.deliveries import DeliveryRecord

    Think = Callable[[Inbound], list[DeliveryRecord]]

THREADS = 32
READY = 0
"""The number under which is told that messages are taken."""
LOCK_SECONDS, LOCK_PAUSE = 30.0, 0.02
"""How long the dialogue of a process that was killed is waited for, and how often it is looked."""
WARMING = "要带什么材料"


def main() -> None:
    """Ends with the input. A signal to the whole group is for the parent, which tells this one."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    way_in, way_out = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)  # what a library prints is no answer
    try:
        settings = frames.read(way_in)
    except EOFError:
        return

    from bot.app import open_app
    from bot.bots import tokens
    from bot.channels.telegram.logs import log, to_stderr

    bots = tokens(settings)
    to_stderr(bots.values())
    try:
        with open_app(settings) as app, ExitStack() as locks:
            think = _thinking(app)
            _take_locks(app, bots, locks)
            workers = Workers(think, way_in, way_out)
            workers.tell(READY, None)
            Thread(target=_warm, args=(app,), daemon=True).start()
            workers.work()
    except Exception as error:  # noqa: BLE001  # whatever it is, it is told in a line of the log
        log("the dialogue cannot start", logging.ERROR, error)
        sys.exit(1)


def _thinking(app: App) -> Think:
    """What is done with a message: it is handled, and all is read that its chat is to get now."""
    from bot.dialogue.messages import with_once
    from bot.settling import settle
    from storage.deliveries import Deliveries

    handle, waiting = app.dialogue.handle, Deliveries(app.engine).waiting
    app.flows.keep_current()
    settle()

    def think(message: Inbound) -> list[DeliveryRecord]:
        once, found = handle(message).once, waiting(message.channel, message.chat)
        return [replace(one, payload=with_once(one.payload, once)) for one in found]

    return think


def _take_locks(app: App, bots: Collection[str], locks: ExitStack) -> None:
    """One dialogue for each bot: that of a parent that was killed may still be ending.

    Raises `Taken`.
    """
    from storage.alone import Taken, alone

    until = time.monotonic() + LOCK_SECONDS
    for bot in bots:
        while True:
            try:
                locks.enter_context(alone(app.engine, f"think {bot}"))
                break
            except Taken:
                if time.monotonic() >= until:
                    raise
            time.sleep(LOCK_PAUSE)


def _warm(app: App) -> None:
    """Load what the first question to the guides would wait for."""
    from bot.channels.telegram.logs import log

    try:
        app.library.search(WARMING, limit=1)
    except Exception as error:  # noqa: BLE001  # who asks next will see
        log("the guides cannot be searched", logging.WARNING, error)


class Workers:
    """Threads that take turns at receiving: who has got a message thinks, another one receives."""

    def __init__(self, think: Think, way_in: BinaryIO, way_out: BinaryIO) -> None:
        self._think = think
        self._way_in, self._receiving = way_in, Lock()
        self._way_out, self._sending = way_out, Lock()
        self._followers = Semaphore(0)
        """As many as wait for their turn."""
        self._started = count(2)

    def work(self) -> NoReturn:
        """Receive and think in turns with the others."""
        while True:
            with self._receiving:
                try:
                    number, message = frames.read(self._way_in)
                except EOFError:
                    os._exit(0)  # whatever the other threads wait for
                self._have_one_follow()
            self._answer(number, message)
            self._followers.release()

    def _have_one_follow(self) -> None:
        if not self._followers.acquire(blocking=False) and next(self._started) <= THREADS:
            Thread(target=self.work, daemon=True).start()

    def _answer(self, number: int, message: Inbound) -> None:
        from bot.channels.telegram.logs import log

        try:
            waiting = self._think(message)
        except Exception as error:  # noqa: BLE001  # it is the parent's to try again
            log("the dialogue failed", logging.ERROR, error, bot=message.channel)
            self.tell(number, None)
        else:
            self.tell(number, waiting)

    def tell(self, number: int, answer: list[DeliveryRecord] | None) -> None:
        """Under this number; None: it failed."""
        data = frames.framed((number, answer))
        with self._sending:
            try:
                self._way_out.write(data)
                self._way_out.flush()
            except BrokenPipeError:
                os._exit(0)


if __name__ == "__main__":
    main()
