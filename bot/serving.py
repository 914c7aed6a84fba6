"""Every configured bot at work, until it is told to stop: the loop here, the dialogue beside it.

Guards that what was received is handled or kept, and that a second process with the same token
on the same database does nothing but say so.
"""

from __future__ import annotations

import asyncio
import logging
import shutil
from collections.abc import Callable, Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from pathlib import Path

from bot.addresses import parted
from bot.app import App
from bot.bots import made, own_jobs, pausing
from bot.channels.telegram.api import Bot, Later, Refused
from bot.channels.telegram.desk import Behind
from bot.channels.telegram.logs import log
from bot.channels.telegram.metrics import Metrics, Standing
from bot.channels.telegram.own_accord import OwnAccord
from bot.channels.telegram.pacing import Pace
from bot.channels.telegram.pages import PeoplesPages
from bot.channels.telegram.polling import Patience, SteppedAside
from bot.channels.telegram.receiving import Receiver
from bot.channels.telegram.sending import Shared
from bot.channels.telegram.station import Ground, Station
from bot.channels.telegram.together import Together
from bot.channels.telegram.webhooks import PATH, Listener, secret_of
from bot.holding import CannotServe, Holding, number_of, taken, usable_tokens
from bot.thinking import COMMAND, Thinking
from bot.tidying import tidy
from storage.alone import alone
from storage.bot_numbers import BotNumbers
from storage.deliveries import Deliveries
from storage.journal import Journal
from storage.updates import Updates

DRAIN_SECONDS = 5.5
"""How long what is under way may take after the word to stop."""
UNFINISHED = timedelta(hours=1)
"""How long a file may take to be written: another process may be at it."""
HOST, PORT = "127.0.0.1", 8080


@dataclass(frozen=True)
class Options:
    """What a benchmark or a test may want otherwise."""

    pace: Pace = field(default_factory=Pace)
    patience: Patience = field(default_factory=Patience)
    lock_seconds: float = 30.0
    """How long to wait for another process to go."""
    lock_looks: float = 5.0
    """How often is looked whether the locks are still held."""
    dialogue: Sequence[str] = COMMAND
    """How the dialogue's process is started."""


class Service:
    """All bots whose tokens are set."""

    def __init__(self, app: App, options: Options | None = None) -> None:
        self._app = app
        self._options = options or Options()
        self._writing = ThreadPoolExecutor(1, "storage")
        self.metrics = Metrics()
        self._thinking = Thinking(app.settings, self._options.dialogue, self.metrics.restarted)
        self._updates, self._deliveries = Updates(app.engine), Deliveries(app.engine)
        self._journal = Together(Journal(app.engine).enter, self._writing)
        self._stations: dict[str, Station] = {}
        self._watched: dict[str, set[asyncio.Task[None]]] = {}
        self._jobs: dict[str, list[asyncio.Future[None]]] = {}
        self._tokens: dict[str, str] = {}
        self._listener: Listener | None = None
        self._is_begun = False

    def wake(self, bot: str, chat: str) -> None:
        """There is something for a chat of a bot."""
        if station := self._stations.get(bot):
            station.wake(chat)

    async def run(self, stop: asyncio.Event, begun: Callable[[list[str]], None]) -> None:
        """Serves until `stop` is set; `begun` hears what. Raises `CannotServe`."""
        self._tokens = usable_tokens(self._app.settings)
        with Holding(partial(alone, self._app.engine), self._options.lock_looks) as holding:
            try:
                if told := await self._begun(stop, holding):
                    begun(told)
                    await self._until(stop)
            finally:
                await self._end()

    async def _begun(self, stop: asyncio.Event, holding: Holding) -> list[str]:
        """The names of the bots that are served now; none where it is to stop before."""
        stopping = asyncio.ensure_future(stop.wait())
        beginning = asyncio.ensure_future(self._begin(holding))
        await asyncio.wait({stopping, beginning}, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        if beginning.done():
            return await beginning
        beginning.cancel()
        await asyncio.wait({beginning})
        return []

    async def _take_locks(self, holding: Holding) -> None:
        """One process for a bot on this database; another one may be about to go."""
        for name in self._tokens:
            await holding.take(name, self._options.lock_seconds)
            self._watch(name, holding.keep(name))

    async def _begin(self, holding: Holding) -> list[str]:
        app = self._app
        await self._take_locks(holding)
        self._thinking.begin()  # it takes as long as the frameworks do, beside them
        receiver = Receiver(self._journal, app.clock, self.metrics)
        incoming = app.settings.home / "incoming"
        ground = self._ground(receiver, incoming)
        own_accord = OwnAccord(self._deliveries, app.clock, self.wake)
        told = []
        for name, token in self._tokens.items():
            bot = made(name, token, app, own_accord)
            self.metrics.begin(name)
            key = BotNumbers(app.engine).key(name, number_of(token))
            self._stations[name] = Station(bot, key, ground)
            username = await _started(bot)
            told.append(f"@{username}")
        if not await self._thinking.got_ready():
            raise CannotServe(
                "对话的进程起不来；原因见上面的日志",
                "the dialogue's process cannot be started; the log above tells why",
            )
        # Of a process that was killed. Its dialogue, which might have read there, is no more now.
        shutil.rmtree(incoming, ignore_errors=True)
        incoming.mkdir()
        await asyncio.to_thread(app.media.unfinished.forget, app.clock())
        await self._listen(receiver)
        for name, station in self._stations.items():
            await station.begin()
            await self._receive(name, station)
            self._jobs[name] = [
                asyncio.ensure_future(job)
                for job in own_jobs(name, app, own_accord, self._thinking.think)
            ]
        self._is_begun = True
        return told

    def _ground(self, receiver: Receiver, incoming: Path) -> Ground:
        app, metrics = self._app, self.metrics
        behind = Behind(
            self._thinking.think,
            lambda *names: app.store.peek(*names).reply is not None,
            self._deliveries,
            self._journal,
            metrics,
            incoming,
            app.clock,
            app.settings.locale,
            app.store.kept,
        )
        shared = Shared(self._deliveries, self._journal, app.clock, metrics)
        pace, patience = self._options.pace, self._options.patience
        return Ground(
            receiver, self._updates, behind, shared, partial(pausing, app), pace, patience
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
            pages=PeoplesPages.of(self._app),
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
            self._watch(name, station.poll())
        log("serving", bot=name, way="webhook" if base else "polling")

    def _watch(self, name: str, work: Coroutine[None, None, None] | asyncio.Task[None]) -> None:
        """The bot is served as long as this goes on."""
        self._watched.setdefault(name, set()).add(asyncio.ensure_future(work))

    async def _until(self, stop: asyncio.Event) -> None:
        """Until somebody says so, or every bot has stepped aside."""
        stopping = asyncio.ensure_future(stop.wait())
        app = self._app
        tidying = asyncio.ensure_future(
            tidy(self._updates, self._deliveries, app.house.outgoing, app.clock)
        )
        try:
            while not stop.is_set():
                watched = set().union(*self._watched.values())
                await asyncio.wait({stopping, *watched}, return_when=asyncio.FIRST_COMPLETED)
                await self._put_aside()
        finally:
            stopping.cancel()
            tidying.cancel()

    async def _put_aside(self) -> None:
        """The bots whose tokens others use; the rest goes on."""
        for name, watched in list(self._watched.items()):
            ended = [task for task in watched if task.done() and not task.cancelled()]
            for error in (task.exception() for task in ended):
                if not isinstance(error, SteppedAside):
                    raise error or RuntimeError("it ended by itself")
            if not ended:
                continue
            log("stepping aside: another instance has the token", logging.ERROR, bot=name)
            self._forget(name)
            await (station := self._stations.pop(name)).drain()
            await station.stop()
            if not self._stations:
                raise taken(name)

    def _forget(self, name: str) -> None:
        """Nothing of this bot is received any more, and nothing is done for it at its time."""
        if self._listener:
            self._listener.close_door(name)
        for task in (*self._watched.pop(name, ()), *self._jobs.pop(name, ())):
            task.cancel()

    async def _end(self) -> None:
        """What is under way is finished, if that is quick; the rest is kept."""
        self._is_begun = False
        for name in self._tokens:
            self._forget(name)
        stations = list(self._stations.values())
        try:
            async with asyncio.timeout(DRAIN_SECONDS):
                await asyncio.gather(*(station.drain() for station in stations))
        except TimeoutError:
            log("stopping with work left for the next start", logging.WARNING)
        await asyncio.gather(*(station.stop() for station in stations))
        if self._listener:
            await self._listener.stop()
        await self._thinking.end()
        self._writing.shutdown()

    def _is_ready(self) -> bool:
        self._deliveries.counts()
        return self._is_begun and self._thinking.is_ready

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
