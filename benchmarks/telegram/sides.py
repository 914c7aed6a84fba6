"""The bots that are compared, each in a process of its own.

    python -m benchmarks.telegram.sides NAME API PORT FOLDER

The peers are what their frameworks' own documentation shows: a state for each question, the answers
in the person's data. None of them keeps an update before it is acknowledged.
"""

from __future__ import annotations

import asyncio
import shutil
import signal
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from aiohttp import web

from benchmarks.telegram.talk import FLOW, TOKEN

SECRET = "a-secret"
REDIS = "redis.url"
"""The file in a side's folder that says where Redis is."""
Side = Callable[[str, int, Path], Coroutine[Any, Any, None]]


async def walkalong(api: str, port: int, folder: Path) -> None:
    """The whole service as `walkalong serve` runs it, but for the pace of sending."""
    from pydantic import SecretStr

    from bot.app import open_app, prepare
    from bot.channels.telegram.pacing import Pace
    from bot.serving import Options, Service
    from bot.settings import Settings
    from bot.settling import settle

    settings = Settings(
        home=folder,
        embedder="none",
        locale="en",
        volunteer_token=SecretStr(TOKEN),
        telegram_api=api,
        telegram_webhook=f"http://127.0.0.1:{port}",
        listen=f"127.0.0.1:{port}",
    )
    prepare(settings)
    (folder / "flows").mkdir(exist_ok=True)
    shutil.copy(Path(__file__).parents[1] / "walk_steps" / f"{FLOW}.yaml", folder / "flows")
    with open_app(settings) as app:
        service = Service(app, Options(Pace(10_000, 10_000, 10_000, 10_000)))
        await service.run(_stop(), lambda _: settle())


async def aiogram_redis(api: str, port: int, folder: Path) -> None:
    """aiogram's finite states with its Redis storage, handled before it is acknowledged."""
    from aiogram.fsm.storage.redis import RedisStorage

    url = (folder / REDIS).read_text()
    await _aiogram(api, port, RedisStorage.from_url(url))


async def _aiogram(api: str, port: int, storage: Any) -> None:
    from aiogram import Bot, Dispatcher
    from aiogram.client.session.aiohttp import AiohttpSession
    from aiogram.client.telegram import TelegramAPIServer
    from aiogram.webhook.aiohttp_server import SimpleRequestHandler

    from benchmarks.telegram.peer_aiogram import router

    dispatcher = Dispatcher(storage=storage)
    dispatcher.include_router(router)
    session = AiohttpSession(api=TelegramAPIServer.from_base(api))
    app = web.Application()
    async with Bot(TOKEN, session=session) as bot:
        handler = SimpleRequestHandler(
            dispatcher, bot, handle_in_background=False, secret_token=SECRET
        )
        handler.register(app, path="/hook")
        runner = await _listen(app, port)
        await bot.set_webhook(f"http://127.0.0.1:{port}/hook", secret_token=SECRET)
        await _stop().wait()
        await runner.cleanup()
    await storage.close()


async def ptb_pickle(api: str, port: int, folder: Path) -> None:
    """python-telegram-bot's conversation with its pickle, handled after it is acknowledged."""
    from telegram import Update

    from benchmarks.telegram.peer_ptb import application

    app: Any = application(api, TOKEN, folder / "pickle")
    site = web.Application()

    async def received(request: web.Request) -> web.Response:
        await app.update_queue.put(Update.de_json(await request.json(), app.bot))
        return web.Response()

    site.router.add_post("/hook", received)
    async with app:
        await app.start()
        runner = await _listen(site, port)
        await app.bot.set_webhook(f"http://127.0.0.1:{port}/hook", secret_token=SECRET)
        await _stop().wait()
        await runner.cleanup()
        await app.stop()


async def _listen(app: web.Application, port: int) -> web.AppRunner:
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    return runner


def _stop() -> asyncio.Event:
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    return stop


SIDES: dict[str, Side] = {
    "Walkalong": walkalong,
    "aiogram FSM + Redis": aiogram_redis,
    "PTB ConversationHandler + pickle": ptb_pickle,
}

if __name__ == "__main__":
    _, name, api, port, folder = sys.argv
    asyncio.run(SIDES[name](api, int(port), Path(folder)))
