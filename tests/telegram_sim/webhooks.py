"""Webhooks: in order within a lane, side by side otherwise, again until the bot says it has it."""

from __future__ import annotations

import asyncio
import json
import re
from collections import OrderedDict, defaultdict
from typing import Any

from aiohttp import ClientError, ClientResponse, ClientTimeout, MultipartReader, hdrs

from tests.telegram_sim.bots import Bot
from tests.telegram_sim.errors import ApiError, bad_request
from tests.telegram_sim.faults import Fault
from tests.telegram_sim.files import Upload
from tests.telegram_sim.schema import Json
from tests.telegram_sim.updates import allow, chat_of, kind_of, lane_of

LOOPBACK = re.compile(r"https?://(127\.0\.0\.1|localhost)[:/]")
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
MAX_CONNECTIONS = 40
SLOWEST = 20
"""A retry waits at most so many times what the first one did. The real server goes to a minute."""
LONGEST_RETRY_AFTER = 3600.0
TIMEOUT = ClientTimeout(total=60)
NOT_KEPT = ("allowed_updates", "drop_pending_updates")
"""Parameters that are no setting of the webhook itself."""
NOT_IN_A_REPLY = ("get", "setwebhook", "deletewebhook", "close", "logout")
"""Methods, or how their names begin, that a webhook's reply may not call."""


class Webhook:
    """Delivers one bot's updates to one address until it is replaced."""

    def __init__(self, bot: Bot, settings: Json) -> None:
        self.bot, self.settings = bot, settings
        self.error: str | None = None
        self.error_at = 0
        self._lanes: dict[tuple[str, object], OrderedDict[int, Json]] = defaultdict(OrderedDict)
        self._tasks: set[asyncio.Task[None]] = set()
        self._free = asyncio.Semaphore(settings.get("max_connections", MAX_CONNECTIONS))
        self._stopped = False

    def add(self, update: Json) -> None:
        """Puts the update at the end of its lane, and sets the lane going."""
        lane = self._lanes[lane_of(update)]
        idle = not lane
        lane.setdefault(update["update_id"], update)
        if idle:
            task = asyncio.ensure_future(self._drain(lane))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    def drop(self) -> None:
        """Forgets what was not delivered."""
        for lane in self._lanes.values():
            lane.clear()
        self._lanes = defaultdict(OrderedDict)

    def stop(self) -> None:
        """No further delivery begins."""
        self._stopped = True

    async def _drain(self, lane: OrderedDict[int, Json]) -> None:
        delay = self.bot.world.retry
        while lane and not self._stopped:
            number, update = next(iter(lane.items()))
            async with self._free:
                delivered, retry_after = await self._attempt(update)
            if delivered:
                lane.pop(number, None)
                self.bot.updates.pop(number, None)
                self.bot.world.bell.ring()
                delay = self.bot.world.retry
                continue
            await asyncio.sleep(retry_after or delay)
            delay = min(delay * 2, SLOWEST * self.bot.world.retry)

    async def _attempt(self, update: Json) -> tuple[bool, float]:
        """Whether the bot has it now, and else how long it asked to be left in peace."""
        world, loop = self.bot.world, asyncio.get_running_loop()
        began, status, retry_after = loop.time(), None, 0.0
        fault = world.faults.of_delivery(self.bot.username, kind_of(update), chat_of(update))
        try:
            if fault:
                await asyncio.sleep(fault.delay)
            if not fault or fault.after or not _loses(fault):
                status, retry_after = await self._post(update)
        except (ClientError, TimeoutError, OSError) as error:
            self._failed(f"{type(error).__name__}: {error}")
        world.deliveries.append(
            {
                "bot": self.bot.username,
                "update_id": update["update_id"],
                "kind": kind_of(update),
                "status": status,
                "began": began,
                "seconds": loop.time() - began,
            }
        )
        done = status is not None and 200 <= status < 300
        return done and not (fault and _loses(fault)), retry_after

    async def _post(self, update: Json) -> tuple[int, float]:
        assert self.bot.world.http
        secret = self.settings.get("secret_token")
        headers = {SECRET_HEADER: secret} if secret else {}
        async with self.bot.world.http.post(
            self.settings["url"], json=update, headers=headers, timeout=TIMEOUT
        ) as response:
            if 200 <= response.status < 300:
                await self._reply(response)
                return response.status, 0.0
            await response.read()
            self._failed(f"Wrong response from the webhook: {response.status} {response.reason}")
            asked = response.headers.get(hdrs.RETRY_AFTER, "")
            seconds = float(asked) if asked.isdecimal() else 0.0
            return response.status, min(seconds, LONGEST_RETRY_AFTER)

    async def _reply(self, response: ClientResponse) -> None:
        """A reply may hold one call, whose result the bot never learns."""
        from tests.telegram_sim.calls import answer

        body, uploads = await _body(response)
        method = str(body.pop("method", ""))
        if not method or method.lower().startswith(NOT_IN_A_REPLY):
            return
        try:
            await answer(self.bot, method, body, uploads)
        except ApiError as error:
            self.bot.world.violates([f"reply to a webhook, {method}: {error.description}"])

    def _failed(self, error: str) -> None:
        self.error, self.error_at = error, self.bot.world.clock.seconds()


def _loses(fault: Fault) -> bool:
    """Whether the delivery fails; a mere delay does not."""
    return bool(fault.code or fault.cut or fault.after)


async def _body(response: ClientResponse) -> tuple[Json, dict[str, Upload]]:
    body: Json = {}
    uploads: dict[str, Upload] = {}
    if response.content_type == "multipart/form-data":
        async for part in MultipartReader.from_response(response):
            data = bytes(await part.read())  # type: ignore[union-attr]
            if part.filename:  # type: ignore[union-attr]
                uploads[str(part.name)] = (part.filename, data)  # type: ignore[union-attr]
            else:
                body[str(part.name)] = data.decode()  # type: ignore[union-attr]
        return body, uploads
    try:
        read: Any = json.loads(await response.read() or b"{}")
    except ValueError:
        read = {}
    return (read if isinstance(read, dict) else {}), uploads


def set_webhook(bot: Bot, args: Json) -> bool:
    """Starts, replaces or (without an address) ends the deliveries; the same again is nothing."""
    url, secret = args["url"], args.get("secret_token")
    if url and not LOOPBACK.match(url):
        raise bad_request("bad webhook: the emulator delivers to loopback only")
    if secret and not SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    if not 1 <= args.get("max_connections", MAX_CONNECTIONS) <= 100:
        raise bad_request("MAX_CONNECTIONS_INVALID")
    allow(bot, args.get("allowed_updates"))
    settings = {key: value for key, value in args.items() if key not in NOT_KEPT}
    if bot.webhook and bot.webhook.settings == settings:
        return drop_pending(bot, args)
    end_webhook(bot, args)
    if not url:
        return True
    bot.webhook = Webhook(bot, settings)
    if bot.poll:
        bot.poll.set()
    for update in bot.pending():
        bot.webhook.add(update)
    return True


def end_webhook(bot: Bot, args: Json) -> bool:
    """Ends the deliveries."""
    if bot.webhook:
        bot.webhook.stop()
        bot.webhook = None
    return drop_pending(bot, args)


def drop_pending(bot: Bot, args: Json) -> bool:
    """Drops what waits, if the bot says so."""
    if args.get("drop_pending_updates"):
        bot.updates.clear()
        if bot.webhook:
            bot.webhook.drop()
    return True


def webhook_info(bot: Bot) -> Json:
    """What getWebhookInfo tells."""
    info: Json = {
        "url": "",
        "has_custom_certificate": False,
        "pending_update_count": len(bot.pending()),
    }
    if bot.allowed is not None:
        info["allowed_updates"] = sorted(bot.allowed)
    if not bot.webhook:
        return info
    info["url"] = bot.webhook.settings["url"]
    info["max_connections"] = bot.webhook.settings.get("max_connections", MAX_CONNECTIONS)
    if bot.webhook.error:
        info["last_error_date"] = bot.webhook.error_at
        info["last_error_message"] = bot.webhook.error
    return info
