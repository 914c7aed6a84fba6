"""People and the server between them and a bot, as cheap as they can be.

`tests.telegram_sim` checks every call against the Bot API's schema, which takes it longer than a
bot takes to answer: it would measure itself. Here is just enough of HTTP for what the bots send,
on bare protocols of asyncio. One chat's updates go one after the other, each once the last was
acknowledged; a person goes on when the bot has shown what they wait for.
"""

from __future__ import annotations

import asyncio
import json
from collections import deque
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from benchmarks.telegram.talk import CONFIRM, Step

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
ME = {"id": 111, "is_bot": True, "first_name": "Bot", "username": "volunteer_bot"}
RESULTS: dict[str, Any] = {"getme": ME, "getmycommands": []}
"""Of other methods the result is true, apart from those that make a message."""
DATE = 1_790_000_000
PATIENCE = 300.0


class HttpProtocol(asyncio.Protocol):
    """Messages of HTTP/1.1 with a Content-Length, whichever side they come from."""

    transport: asyncio.Transport

    def __init__(self) -> None:
        self._read = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self._read += data
        while (end := self._read.find(b"\r\n\r\n")) >= 0:
            head = self._read[:end].decode()
            lengths = [
                line for line in head.split("\r\n") if line.lower().startswith("content-length:")
            ]
            size = int(lengths[0].partition(":")[2]) if lengths else 0
            whole = end + 4 + size
            if len(self._read) < whole:
                return
            body, self._read = self._read[end + 4 : whole], self._read[whole:]
            self.received(head, body)

    def received(self, head: str, body: bytes) -> None:
        raise NotImplementedError


@dataclass
class Person:
    """In one chat with the bot."""

    chat: int
    steps: deque[Step] = field(default_factory=deque)
    step: Step | None = None
    since: float = 0.0
    is_to_go: bool = False
    is_acknowledged: bool = True
    keyboard: dict[str, Any] | None = None
    shown_in: int = 0
    hook: Hook | None = None


class Hook(HttpProtocol):
    """One connection to the bot's webhook, for one person."""

    def __init__(self, crowd: Crowd, person: Person) -> None:
        super().__init__()
        self._crowd, self._person = crowd, person

    def received(self, head: str, _: bytes) -> None:
        status = head.split(" ", 2)[1]
        if status != "200":
            self._crowd.fail(f"the webhook said {head.splitlines()[0]}")
        self._person.is_acknowledged = True
        self._crowd.go_on(self._person)

    def connection_lost(self, _: Exception | None) -> None:
        self._person.hook = None


class Api(HttpProtocol):
    """A connection of the bot to the server."""

    def __init__(self, crowd: Crowd) -> None:
        super().__init__()
        self._crowd = crowd

    def received(self, head: str, body: bytes) -> None:
        method = head.split(" ", 2)[1].rpartition("/")[2].partition("?")[0].lower()
        given: dict[str, Any] = (
            json.loads(body)
            if body.startswith(b"{")
            else {key: values[0] for key, values in parse_qs(body.decode()).items()}
        )
        result = self._crowd.call(method, given)
        answer = json.dumps({"ok": True, "result": result}).encode()
        self.transport.write(
            b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
            % (len(answer), answer)
        )


class Crowd:
    """The server and everybody who talks to its bot."""

    def __init__(self) -> None:
        self.people: dict[int, Person] = {}
        self.seconds: list[float] = []
        self.calls = 0
        self.hooked: asyncio.Event = asyncio.Event()
        self._host, self._port, self._path, self._secret = "", 0, "", ""
        self._numbers = 0
        self._updates = 0
        self._busy = 0
        self._idle = asyncio.Event()
        self._failure = ""

    async def listen(self) -> str:
        """The address for the bot's calls."""
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: Api(self), "127.0.0.1", 0)
        return f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"

    async def play(self, walks: dict[int, list[Step]]) -> list[float]:
        """Everybody walks; how long each step waited. Raises RuntimeError when one is not shown."""
        self.seconds = []
        self._idle.clear()
        self._busy = len(walks)
        for chat, steps in walks.items():
            person = self.people.setdefault(chat, Person(chat))
            person.steps = deque(steps)
            if person.hook is None:
                await self._connect(person)
        for chat in walks:
            self._next(self.people[chat])
        try:
            async with asyncio.timeout(PATIENCE):
                await self._idle.wait()
        except TimeoutError:
            waits = [str(one.step) for one in self.people.values() if one.step]
            self._failure = f"never shown: {waits[:3]}"
        if self._failure:
            raise RuntimeError(self._failure)
        return self.seconds

    def fail(self, reason: str) -> None:
        self._failure = reason
        self._idle.set()

    async def _connect(self, person: Person) -> None:
        loop = asyncio.get_running_loop()
        _, person.hook = await loop.create_connection(
            lambda: Hook(self, person), self._host, self._port
        )

    def _next(self, person: Person) -> None:
        """The person acts; the update goes out once the one before is acknowledged."""
        if not person.steps:
            person.step = None
            self._busy -= 1
            if not self._busy:
                self._idle.set()
            return
        person.step = person.steps.popleft()
        person.since = asyncio.get_running_loop().time()
        person.is_to_go = True
        self.go_on(person)

    def go_on(self, person: Person) -> None:
        """Sends what the person did, once the bot has acknowledged what they did before."""
        if person.is_acknowledged and person.is_to_go and person.step is not None:
            person.is_acknowledged = person.is_to_go = False
            self._deliver(person, person.step)

    def _deliver(self, person: Person, step: Step) -> None:
        self._updates += 1
        user = {
            "id": person.chat,
            "is_bot": False,
            "first_name": f"P{person.chat}",
            "language_code": "en",
        }
        message = self._message(person.chat, user, step.text)
        update: dict[str, Any] = {"update_id": self._updates}
        if step.is_press:
            shown = {**message, "message_id": person.shown_in, "text": "", "from": ME}
            shown["reply_markup"] = person.keyboard
            update["callback_query"] = {
                "id": str(self._updates),
                "from": user,
                "message": shown,
                "chat_instance": str(person.chat),
                "data": step.text,
            }
        else:
            if step.text.startswith("/"):
                size = len(step.text.partition(" ")[0])
                message["entities"] = [{"type": "bot_command", "offset": 0, "length": size}]
            update["message"] = message
        body = json.dumps(update).encode()
        head = (
            f"POST {self._path} HTTP/1.1\r\nHost: {self._host}\r\n"
            f"Content-Type: application/json\r\n{SECRET_HEADER}: {self._secret}\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        assert person.hook
        person.hook.transport.write(head.encode() + body)

    def _message(self, chat: int, sender: dict[str, Any], text: str) -> dict[str, Any]:
        self._numbers += 1
        place = {"id": chat, "type": "private", "first_name": f"P{chat}"}
        about = {"message_id": self._numbers, "from": sender, "chat": place, "date": DATE}
        return {**about, "text": text}

    def call(self, method: str, given: dict[str, Any]) -> Any:
        """What the bot asks for is done at once."""
        self.calls += 1
        if method == "setwebhook":
            url = urlsplit(given["url"])
            self._host, self._port, self._path = url.hostname or "", url.port or 80, url.path
            self._secret = given.get("secret_token", "")
            for person in self.people.values():
                person.hook = None
            self.hooked.set()
        if method != "sendmessage":
            return RESULTS.get(method, True)
        chat, text = int(given["chat_id"]), given["text"]
        message = self._message(chat, ME, text)
        if keyboard := given.get("reply_markup"):
            is_packed = isinstance(keyboard, str)
            message["reply_markup"] = json.loads(keyboard) if is_packed else keyboard
        self._shown(self.people[chat], message)
        return message

    def _shown(self, person: Person, message: dict[str, Any]) -> None:
        if CONFIRM in str(message.get("reply_markup")):
            person.keyboard, person.shown_in = message["reply_markup"], message["message_id"]
        step = person.step
        if step is None or step.until not in message["text"]:
            return
        self.seconds.append(asyncio.get_running_loop().time() - person.since)
        self._next(person)
