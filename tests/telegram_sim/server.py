"""The HTTP server: /bot<token>/<method> and /file/bot<token>/<path> for bots, /sim for tests."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Sequence
from typing import Any

from aiohttp import BodyPartReader, ClientSession, TCPConnector, web

from tests.telegram_sim.bots import Bot
from tests.telegram_sim.calls import answer
from tests.telegram_sim.control import Control
from tests.telegram_sim.errors import ApiError, ConnectionCutError
from tests.telegram_sim.files import MAX_UPLOAD, Upload
from tests.telegram_sim.schema import Json
from tests.telegram_sim.world import World

HOST = "127.0.0.1"
RETRY = 1.0
"""Seconds until a webhook that failed is tried again; doubled each time."""
Account = tuple[str, str]
"""A token and a username."""
PAGE = "<html><head><title>{0}</title></head><body><h1>{0}</h1></body></html>"


def application(
    accounts: Sequence[Account], *, flood: bool = False, retry: float = RETRY
) -> web.Application:
    """The whole emulator, not yet listening."""
    world = World(flood=flood, retry=retry)
    for token, username in accounts:
        world.bots[token] = Bot(world, token, username)
    app = web.Application(client_max_size=2 * MAX_UPLOAD)
    bots = _BotSide(world)
    app.router.add_route("*", r"/bot{token:[^/]+}/{method}", bots.call)
    app.router.add_get(r"/file/bot{token:[^/]+}/{path:.+}", bots.file)
    app.add_routes(Control(world).routes())

    async def with_client(_: web.Application) -> AsyncIterator[None]:
        async with ClientSession(connector=TCPConnector(limit=0)) as world.http:
            yield
            for bot in world.bots.values():
                if bot.webhook:
                    bot.webhook.stop()
                bot.wake.ring()
                if bot.poll:
                    bot.poll.set()

    app.cleanup_ctx.append(with_client)
    return app


class _BotSide:
    def __init__(self, world: World) -> None:
        self._world = world

    def _bot(self, request: web.Request) -> Bot | None:
        return self._world.bots.get(request.match_info["token"])

    async def call(self, request: web.Request) -> web.Response:
        """One call of a method, in any of the ways to pass parameters."""
        bot = self._bot(request)
        if not bot:
            return _failed(ApiError(401, "Unauthorized"))
        raw, uploads = await _parameters(request)
        try:
            result = await answer(bot, request.match_info["method"], raw, uploads)
        except ApiError as error:
            return _failed(error)
        except ConnectionCutError:
            if request.transport:
                request.transport.close()
            return _failed(ApiError(500, "nobody reads this"))
        return web.json_response({"ok": True, "result": result})

    async def file(self, request: web.Request) -> web.Response:
        bot = self._bot(request)
        found = self._world.files.fetch(bot.id, request.match_info["path"]) if bot else None
        if not found:
            return _failed(ApiError(404, "Not Found"))
        return web.Response(body=found.data)


def _failed(error: ApiError) -> web.Response:
    if error.html:
        page = PAGE.format(f"{error.code} {error.description}")
        return web.Response(text=page, status=error.code, content_type="text/html")
    body: Json = {"ok": False, "error_code": error.code, "description": error.description}
    if error.parameters:
        body["parameters"] = error.parameters
    return web.json_response(body, status=error.code)


async def _parameters(request: web.Request) -> tuple[Json, dict[str, Upload]]:
    raw: Json = dict(request.query)
    uploads: dict[str, Upload] = {}
    if request.content_type == "multipart/form-data":
        async for part in await request.multipart():
            assert isinstance(part, BodyPartReader)
            data, name = bytes(await part.read()), str(part.name)
            if part.filename is not None:
                uploads[name] = (part.filename, data)
            else:
                raw[name] = data.decode()
    elif request.content_type == "application/json":
        body: Any = json.loads(await request.text() or "{}")
        raw.update(body)
    else:
        raw.update({key: str(value) for key, value in (await request.post()).items()})
    return raw, uploads
