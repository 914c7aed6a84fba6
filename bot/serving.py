"""Every configured bot at work in one process, until it is told to stop.

Guards that what was received is handled or kept, and that a second process with the same token
on the same database does nothing but say so.
"""

from __future__ import annotations

import asyncio
import logging
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from pathlib import Path

from bot.addresses import parted
from bot.app import App
from bot.bots import made, pausing, tokens
from bot.channels.telegram.api import Bot, Later, Refused
from bot.channels.telegram.desk import Behind
from bot.channels.telegram.logs import log
from bot.channels.telegram.metrics import Metrics, Standing
from bot.channels.telegram.own_accord import OwnAccord
from bot.channels.telegram.pacing import Pace
from bot.channels.telegram.polling import Patience, SteppedAside
from bot.channels.telegram.receiving import Receiver
from bot.channels.telegram.sending import Shared
from bot.channels.telegram.station import Ground, Station
from bot.channels.telegram.together import Together
from bot.channels.telegram.webhooks import PATH, Listener, secret_of
from storage.alone import Taken, alone
from storage.deliveries import Deliveries
from storage.updates import Updates

THREADS = 32
DRAIN_SECONDS = 5.5
"""How long what is under way may take after the word to stop."""
KEPT = timedelta(days=3)
"""How long it is remembered that an update came; the server repeats one for a day at most."""
SENT_KEPT = timedelta(days=60)
"""How long what was sent is remembered: old buttons name it."""
PURGE_SECONDS = 3600.0
HOST, PORT = "127.0.0.1", 8080


class CannotServe(Exception):  # noqa: N818 - told to people, in Chinese and in English
    """Why nothing is served."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.words = (zh, en)


@dataclass(frozen=True)
class Options:
    """What a benchmark or a test may want otherwise."""

    pace: Pace = field(default_factory=Pace)
    patience: Patience = field(default_factory=Patience)
    lock_seconds: float = 30.0
    """How long to wait for another process to go."""


class Service:
    """All bots whose tokens are set."""

    def __init__(self, app: App, options: Options | None = None) -> None:
        self._app = app
        self._options = options or Options()
        self._threads = ThreadPoolExecutor(THREADS, "dialogue")
        self._writing = ThreadPoolExecutor(1, "storage")
        self.metrics = Metrics()
        self._updates, self._deliveries = Updates(app.engine), Deliveries(app.engine)
        self._stations: dict[str, Station] = {}
        self._polls: dict[str, asyncio.Task[None]] = {}
        self._tokens = tokens(app.settings)
        self._locks = ExitStack()
        self._listener: Listener | None = None
        self._is_begun = False

    def wake(self, bot: str, chat: str) -> None:
        """There is something for a chat of a bot."""
        if station := self._stations.get(bot):
            station.wake(chat)

    async def run(self, stop: asyncio.Event, begun: Callable[[list[str]], None]) -> None:
        """Serves until `stop` is set; `begun` hears what. Raises `CannotServe`."""
        with self._locks:
            await self._take_locks()
            try:
                begun(await self._begin())
                await self._until(stop)
            finally:
                await self._end()

    async def _take_locks(self) -> None:
        """One process for a token on this database; another one may be about to go."""
        if not self._tokens:
            raise CannotServe(
                "没有设机器人的令牌：WALKALONG_VOLUNTEER_TOKEN 或 WALKALONG_STAFF_TOKEN",
                "no token is set: WALKALONG_VOLUNTEER_TOKEN or WALKALONG_STAFF_TOKEN",
            )
        loop = asyncio.get_running_loop()
        until = loop.time() + self._options.lock_seconds
        for name, token in self._tokens.items():
            is_told = False
            while True:
                try:
                    lock = alone(self._app.engine, f"serve {token.partition(':')[0]}")
                    self._locks.enter_context(lock)
                    break
                except Taken:
                    if not is_told:
                        log("another instance is serving", logging.WARNING, bot=name)
                        is_told = True
                    if loop.time() >= until:
                        raise _taken(name) from None
                    await asyncio.sleep(0.5)

    async def _begin(self) -> list[str]:
        app = self._app
        incoming = app.settings.home / "incoming"
        shutil.rmtree(incoming, ignore_errors=True)  # of a process that was killed
        incoming.mkdir()
        await asyncio.to_thread(app.media.unfinished.forget, app.clock())
        # Before many threads need them at once: each would read all of them.
        await asyncio.to_thread(app.flows.keep_current)
        receiver = Receiver(self._updates, app.clock, self._writing, self.metrics)
        ground = self._ground(receiver, incoming)
        own_accord = OwnAccord(self._deliveries, app.clock, self.wake)
        told = []
        for name, token in self._tokens.items():
            bot = made(name, token, app, own_accord)
            self._stations[name] = Station(bot, ground)
            username = await _started(bot)
            told.append(f"@{username}")
        await self._listen(receiver)
        for name, station in self._stations.items():
            await station.begin()
            await self._receive(name, station)
        self._is_begun = True
        return told

    def _ground(self, receiver: Receiver, incoming: Path) -> Ground:
        app, threads, metrics = self._app, self._threads, self.metrics
        behind = Behind(
            app.dialogue.handle,
            lambda *names: app.store.peek(*names).reply is not None,
            self._deliveries,
            Together(self._updates.done, self._writing),
            threads,
            metrics,
            incoming,
            app.clock,
            app.settings.locale,
            app.store.attached,
        )
        shared = Shared(
            self._deliveries,
            Together(self._deliveries.step, self._writing),
            threads,
            app.clock,
            metrics,
        )
        pace, patience = self._options.pace, self._options.patience
        return Ground(
            receiver, self._updates, behind, shared, threads, partial(pausing, app), pace, patience
        )

    async def _listen(self, receiver: Receiver) -> None:
        settings = self._app.settings
        if settings.listen is None and settings.telegram_webhook is None:
            return
        hooked = self._tokens if settings.telegram_webhook else {}
        secrets = {name: secret_of(token) for name, token in hooked.items()}
        self._listener = Listener(
            receiver,
            secrets,
            is_ready=self._is_ready,
            page=lambda: self.metrics.page(self._standing),
        )
        host, port = parted(settings.listen or "") or (HOST, PORT)
        try:
            port = await self._listener.start(host, port)
        except OSError as error:
            raise CannotServe(
                f"{host}:{port} 用不了（{error.strerror}）；WALKALONG_LISTEN 换一个",
                f"cannot listen on {host}:{port} ({error.strerror}); change WALKALONG_LISTEN",
            ) from None
        log("listening", host=host, port=port)

    async def _receive(self, name: str, station: Station) -> None:
        base = self._app.settings.telegram_webhook
        if base:
            secret = secret_of(self._tokens[name])
            await station.bot.set_webhook(base + PATH.format(bot=name), secret)
        else:
            await station.bot.delete_webhook()
            self._polls[name] = station.poll()
        log("serving", bot=name, way="webhook" if base else "polling")

    async def _until(self, stop: asyncio.Event) -> None:
        """Until somebody says so, or every bot has stepped aside."""
        stopping = asyncio.ensure_future(stop.wait())
        purging = asyncio.ensure_future(self._purge())
        try:
            while not stop.is_set():
                polls = set(self._polls.values())
                await asyncio.wait({stopping, *polls}, return_when=asyncio.FIRST_COMPLETED)
                await self._put_aside()
        finally:
            stopping.cancel()
            purging.cancel()

    async def _put_aside(self) -> None:
        """The bots whose tokens others use; the rest goes on."""
        for name, poll in list(self._polls.items()):
            if not poll.done() or poll.cancelled():
                continue
            error = poll.exception()
            if not isinstance(error, SteppedAside):
                raise error or RuntimeError("polling ended")
            log("stepping aside: another instance has the token", logging.ERROR, bot=name)
            del self._polls[name]
            station = self._stations.pop(name)
            await station.drain()
            await station.stop()
            if not self._stations:
                raise _taken(name)

    async def _end(self) -> None:
        """What is under way is finished, if that is quick; the rest is kept."""
        if self._listener:
            self._listener.close_door()
        stations = list(self._stations.values())
        try:
            async with asyncio.timeout(DRAIN_SECONDS):
                await asyncio.gather(*(station.drain() for station in stations))
        except TimeoutError:
            log("stopping with work left for the next start", logging.WARNING)
        await asyncio.gather(*(station.stop() for station in stations))
        if self._listener:
            await self._listener.stop()
        self._threads.shutdown(cancel_futures=True)  # the next process clears their files away
        self._writing.shutdown()

    async def _purge(self) -> None:
        while True:
            now = self._app.clock()
            try:
                await asyncio.to_thread(self._updates.purge, now - KEPT)
                await asyncio.to_thread(self._deliveries.purge, now - SENT_KEPT)
            except Exception as error:  # noqa: BLE001  # an hour later is early enough
                log("old rows could not be deleted", logging.WARNING, error)
            await asyncio.sleep(PURGE_SECONDS)

    def _is_ready(self) -> bool:
        self._deliveries.counts()
        return self._is_begun

    def _standing(self) -> Standing:
        counts, now = self._deliveries.counts(), self._app.clock()
        ages = {}
        for name in self._tokens:
            oldest = self._deliveries.oldest_waiting(name)
            ages[name] = (now - oldest).total_seconds() if oldest else 0.0
        return Standing(
            {name: counts.get((name, "waiting"), 0) for name in self._tokens},
            {name: counts.get((name, "dead"), 0) for name in self._tokens},
            ages,
            self._app.reader.open_walks(),
        )


def _taken(name: str) -> CannotServe:
    return CannotServe(
        f"{name} 的令牌正由另一个进程使用；这一个让开",
        f"another process is using the token of {name}; this one steps aside",
    )


async def _started(bot: Bot) -> str:
    """The user name; tried again as long as the server is away."""
    pause = 1.0
    while True:
        try:
            return await bot.start()
        except Refused:
            raise CannotServe(
                f"服务器不认 {bot.name} 的令牌；向 @BotFather 核对",
                f"the server knows no token of {bot.name}; compare it with @BotFather's",
            ) from None
        except Later as later:
            log("the server is away", logging.WARNING, later, bot=bot.name)
            await asyncio.sleep(max(pause, later.seconds or 0.0))
            pause = min(30.0, pause * 2)
