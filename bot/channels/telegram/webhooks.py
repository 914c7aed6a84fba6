"""The listener: webhooks of all bots on a path each, and the pages for those who operate this.

Everything that comes here is foreign: bounded, and read only behind the bot's secret.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import logging
from collections.abc import Callable, Mapping
from typing import Any

from aiohttp import web

from bot.channels.telegram import metrics
from bot.channels.telegram.logs import log
from bot.channels.telegram.pages import PeoplesPages
from bot.channels.telegram.receiving import Receiver, id_of

MAX_BODY = 1024 * 1024
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  # its name
PATH = "/telegram/{bot}"


def secret_of(token: str) -> str:
    """What the server shows with each update; whoever knows it does not know the token."""
    return hmac.new(token.encode(), b"walkalong webhook", hashlib.sha256).hexdigest()


class Listener:
    """Listens on one address. `secrets` by bot; `page` gives the measurements."""

    def __init__(
        self,
        receiver: Receiver,
        secrets: Mapping[str, str],
        *,
        is_ready: Callable[[], bool],
        page: Callable[[], bytes],
        pages: PeoplesPages | None = None,
    ) -> None:
        self._receiver = receiver
        self._secrets = {name: secret.encode() for name, secret in secrets.items()}
        self._is_ready, self._page = is_ready, page
        self._closed: set[str] = set()
        app = web.Application(client_max_size=MAX_BODY)
        app.router.add_post(PATH, self._update)
        app.router.add_get("/healthz", self._health)
        app.router.add_get("/readyz", self._ready)
        app.router.add_get("/metrics", self._metrics)
        if pages is not None:
            pages.put_on(app)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=2.0)

    async def start(self, host: str, port: int) -> int:
        """The port on which it listens from now on. Raises OSError."""
        await self._runner.setup()
        await web.TCPSite(self._runner, host, port).start()
        return int(self._runner.addresses[0][1])

    def close_door(self, bot: str) -> None:
        """From now on its updates are refused, to be sent again later."""
        self._closed.add(bot)

    async def stop(self) -> None:
        await self._runner.cleanup()

    async def _update(self, request: web.Request) -> web.Response:
        bot = request.match_info["bot"]
        secret = self._secrets.get(bot)
        if secret is None:
            return web.Response(status=404)
        shown = request.headers.get(SECRET_HEADER, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(shown, secret):
            return web.Response(status=401)
        if bot in self._closed or not self._receiver.takes(bot):
            return web.Response(status=503, headers={"Retry-After": "1"})
        body = await request.read()  # 413 by itself when it is too long
        update = _parsed(body)
        if update is None:
            return web.Response(status=400)
        try:
            await self._receiver.put(bot, [update])
        except Exception as error:  # noqa: BLE001  # the server sends it again
            log("an update cannot be kept", logging.ERROR, error, bot=bot)
            return web.Response(status=503, headers={"Retry-After": "1"})
        return web.Response()

    async def _health(self, _: web.Request) -> web.Response:
        return web.Response(text="ok\n")

    async def _ready(self, _: web.Request) -> web.Response:
        is_ready = await asyncio.to_thread(self._is_ready)
        return web.Response(
            status=200 if is_ready else 503, text="ready\n" if is_ready else "not ready\n"
        )

    async def _metrics(self, _: web.Request) -> web.Response:
        body = await asyncio.to_thread(self._page)
        return web.Response(body=body, headers={"Content-Type": metrics.KIND})


def _parsed(body: bytes) -> dict[str, Any] | None:
    try:
        update = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return update if isinstance(update, dict) and id_of(update) is not None else None
