"""The test's side of the server: acts, the log, chats, faults, time, and what is pending."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any

from aiohttp import BodyPartReader, web

from tests.telegram_sim import presses
from tests.telegram_sim.account import menu_of
from tests.telegram_sim.acts import Attachment, perform
from tests.telegram_sim.bots import Bot
from tests.telegram_sim.errors import ApiError
from tests.telegram_sim.schema import Json, SchemaError
from tests.telegram_sim.webhooks import webhook_info
from tests.telegram_sim.world import World, room

PARTS = (presses,)
"""Loaded for the acts it adds."""
NEVER_SHOWN = ("getUpdates", "getMe")
JsonText = Callable[[Any], str]
_text: JsonText = lambda value: json.dumps(value, ensure_ascii=False)  # noqa: E731


class Control:
    """Answers under /sim."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[web.AbstractRouteDef]:
        return [
            web.post("/sim/act", self.act),
            web.get("/sim/log", self.log),
            web.get("/sim/chat", self.chat),
            web.post("/sim/fault", self.fault),
            web.post("/sim/advance", self.advance),
            web.post("/sim/stop", self.stop),
            web.get("/sim/state", self.state),
            web.get("/sim/deliveries", self.deliveries),
            web.post("/sim/reset", self.reset),
            web.post("/sim/play", self.play),
            web.get("/sim/play", self.played),
        ]

    async def act(self, request: web.Request) -> web.Response:
        """One act with its files, or a list of acts in one go."""
        asked, attachments = await _read(request)
        try:
            if isinstance(asked, list):
                return _answer([perform(self._world, each, []) for each in asked])
            return _answer(perform(self._world, asked, attachments))
        except (ApiError, SchemaError) as error:
            return _answer({"error": str(error)}, 409)

    async def log(self, request: web.Request) -> web.Response:
        """Entries from `since` on; with `wait`, as soon as there are `n` finished ones."""
        query = request.query
        wanted, loop = int(query.get("n", 1)), asyncio.get_running_loop()
        until = loop.time() + float(query.get("wait", 0))
        while len(found := self._found(query)) < wanted and loop.time() < until:
            await self._world.bell.wait(until - loop.time())
        return _answer({"next": len(self._world.log), "entries": found})

    def _found(self, query: Any) -> list[Json]:
        methods = [each for each in query.get("method", "").split(",") if each]
        return [
            entry
            for entry in self._world.log[int(query.get("since", 0)) :]
            if query.get("by") in (None, entry["by"])
            and query.get("bot") in (None, entry["bot"])
            and query.get("chat") in (None, str(entry["chat"]))
            and (entry["by"] == "person" or _is_shown(entry, methods))
        ]

    def _bot(self, request: web.Request) -> Bot:
        return self._world.bot(request.query.get("bot"))

    async def chat(self, request: web.Request) -> web.Response:
        """What one person has on the screen."""
        bot, chat = self._bot(request), int(request.query["chat"])
        where = room(bot, chat)
        language = self._world.users.get(chat, {}).get("language_code", "")
        messages = self._world.messages.get(where, {})
        return _answer(
            {
                "messages": [messages[number] for number in sorted(messages)],
                "keyboard": self._world.reply_keyboards.get(where),
                "menu": menu_of(bot, chat, language),
                "button": bot.menu_buttons.get(chat) or bot.menu_buttons.get(None),
                "reactions": {
                    number: given
                    for (place, number), given in self._world.reactions.items()
                    if place == where
                },
            }
        )

    async def fault(self, request: web.Request) -> web.Response:
        self._world.faults.add(await request.json())
        return _answer(True)

    async def advance(self, request: web.Request) -> web.Response:
        self._world.clock.advance((await request.json())["seconds"])
        return _answer(True)

    async def stop(self, _: web.Request) -> web.Response:
        self._world.clock.stop()
        return _answer(True)

    async def state(self, _: web.Request) -> web.Response:
        world = self._world
        return _answer(
            {
                "violations": world.violations,
                "faults": len(world.faults.waiting),
                "bots": {bot.username: _state(bot) for bot in world.bots.values()},
            }
        )

    async def deliveries(self, _: web.Request) -> web.Response:
        return _answer(self._world.deliveries)

    async def play(self, request: web.Request) -> web.Response:
        """Begins talks that go on by themselves."""
        self._world.plays.begin(await request.json())
        return _answer(True)

    async def played(self, request: web.Request) -> web.Response:
        """How it stands with them, at the latest after `wait`."""
        loop, plays = asyncio.get_running_loop(), self._world.plays
        until = loop.time() + float(request.query.get("wait", 0))
        while plays.open and loop.time() < until:
            await self._world.bell.wait(until - loop.time())
        waiting = [f"{bot} {chat}: {play.waits_for}" for (bot, chat), play in plays.open.items()]
        return _answer({"seconds": plays.seconds, "errors": plays.errors, "waiting": waiting})

    async def reset(self, _: web.Request) -> web.Response:
        self._world.forget()
        for bot in self._world.bots.values():
            bot.forget()
        return _answer(True)


def _state(bot: Bot) -> Json:
    return {
        "pending": len(bot.pending()),
        "polling": bot.poll is not None,
        "webhook": webhook_info(bot),
        "commands": [
            {"scope": json.loads(scope), "language": language, "commands": commands}
            for (scope, language), commands in bot.commands.items()
        ],
        "presses": {name: press.answer for name, press in bot.presses.items()},
    }


def _is_shown(entry: Json, methods: list[str]) -> bool:
    """A call is shown once it has its answer."""
    if "ok" not in entry:
        return False
    return entry["method"] in methods if methods else entry["method"] not in NEVER_SHOWN


async def _read(request: web.Request) -> tuple[Any, list[Attachment]]:
    if request.content_type != "multipart/form-data":
        return await request.json(), []
    asked: Any = {}
    attachments: list[Attachment] = []
    async for part in await request.multipart():
        assert isinstance(part, BodyPartReader)
        data = bytes(await part.read())
        if part.filename:
            attachments.append((part.filename, data, part.headers.get("Content-Type")))
        else:
            asked = json.loads(data)
    return asked, attachments


def _answer(value: object, status: int = 200) -> web.Response:
    return web.json_response(value, status=status, dumps=_text)
