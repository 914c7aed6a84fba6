"""One service with both bots, and people who come to it one after the other.

A test reads as the talk that it is about: `goes(person, ("半小时", "在现场办的时候"), …)` says what
the person does and what the bot shows then. `[完成]` presses a button, anything else is written.
"""

from __future__ import annotations

import asyncio
import http.client
import re
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import text

from bot.app import App, open_app
from bot.channels.telegram import sending
from bot.channels.telegram.pacing import Pace
from bot.dialogue.messages import Inbound, Outcome, Reply
from bot.serving import Options, Service
from bot.settings import Settings
from bot.thinking import Thinking
from storage.deliveries import Deliveries, DeliveryRecord
from storage.records import FieldValue
from storage.staff_invites import StaffInvites
from storage.turns import NewMessage, PersonHint
from storage.updates import Updates
from tests.bot.channels.telegram.serving import configured, served
from tests.telegram_sim.people import Person, Telegram, eventually
from tests.telegram_sim.running import STAFF, VOLUNTEER, in_process
from tests.telegram_sim.seen import Call

WAYS = ("polling", "webhook")
UNPACED = Options(Pace(10_000, 10_000, 10_000, 10_000))
Before = Callable[[Inbound], None]
"""What happens before the dialogue is asked about a message."""
_users = count(501)
_LINE = re.compile(r"(\w+)(?:\{([^}]*)\})? ([0-9.e+-]+)")


@dataclass
class Town:
    """What stands while people come and go."""

    telegram: Telegram
    app: App
    service: Service
    port: int
    way: str
    before: dict[str, Before]
    """By chat."""

    def volunteer(self, **profile: Any) -> Person:
        """Somebody who has never been here."""
        return self._person(VOLUNTEER[1], profile)

    def stranger(self, **profile: Any) -> Person:
        """Somebody before the staff's bot."""
        return self._person(STAFF[1], profile)

    def _person(self, bot: str, profile: dict[str, Any]) -> Person:
        about = {"first_name": "小李", "language_code": "zh-hans", **profile}
        return self.telegram.person(next(_users), bot, **about)

    def member(self, name: str, role: Any = "staff", department: str = "医保局") -> Person:
        """Somebody signed in to the staff's bot."""
        person = self.stranger()
        invites = StaffInvites(self.app.engine)
        goes(person, (f"/start {invites.make(name, role, department, self.app.clock())}", "已登录"))
        return person

    def walker(self) -> Person:
        """A volunteer at the first question of a walk that asks for no more than words."""
        person = self.volunteer()
        person.start("walk_T-GA-001")
        person.until("同意我们记录")
        goes(person, ("[同意]", "从哪儿办"))
        return person

    def tell(self, person: Person, *replies: Reply) -> None:
        """Something that a bot says of its own accord."""
        payload = Outcome(replies).to_payload()
        Deliveries(self.app.engine).add(
            person.bot, str(person.chat), payload, self.app.clock(), key=None
        )

    def issue(self, department: str, **fields: str) -> str:
        """An issue in the ledger; its number."""
        at = self.app.clock()
        seen = self.app.store.peek("terminal", "finder", f"i{next(_users)}")
        new = NewMessage("terminal", "finder", f"i{next(_users)}", "报问题", at, PersonHint("赵工"))
        with self.app.store.turn(new, expect_version=seen.version) as turn:
            values = {"department": FieldValue(department)}
            values |= {name: FieldValue(value) for name, value in fields.items()}
            found = turn.put_finding(None, f"k{next(_users)}", "", "reported", values)
            return str(turn.confirm_issue(found, state="to_verify", year=at.year))

    def heard(self, person: Person) -> list[str]:
        """What the dialogue took from a chat, in its order: words, or the option pressed."""
        query = (
            "SELECT m.text FROM message m JOIN chat c ON c.id = m.chat_id "
            "WHERE c.channel = :bot AND c.external = :chat ORDER BY m.id"
        )
        with self.app.engine.connect() as db:
            there = {"bot": person.bot, "chat": str(person.chat)}
            return list(db.execute(text(query), there).scalars())

    def answers(self, person: Person) -> dict[str, Any]:
        """The answers of the walk that a person is on."""
        walk = self.app.store.peek(person.bot, str(person.chat), "").walk
        assert walk
        return {path: answer.value for path, answer in walk.state.answers.items()}

    def status(self, person: Person) -> str:
        walk = self.app.store.peek(person.bot, str(person.chat), "").walk
        return walk.state.status if walk else "none"

    def dead(self, person: Person) -> list[DeliveryRecord]:
        """What could not be sent to a person, newest first."""
        found = Deliveries(self.app.engine).listed(["dead"], 1000)
        return [one for one in found if (one.bot, one.chat) == (person.bot, str(person.chat))]

    def settled(self, person: Person) -> None:
        """Waits until nothing of a person is to be handled or sent."""
        deliveries, updates = Deliveries(self.app.engine), Updates(self.app.engine)
        chat = str(person.chat)
        eventually(lambda: self.telegram.state(person.bot)["pending"] == 0)
        eventually(lambda: chat not in {one.lane for one in updates.waiting(person.bot)})
        eventually(lambda: deliveries.waiting(person.bot, chat) == [])

    def page(self, path: str) -> tuple[int, str]:
        """A page of those who operate this."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()

    def measured(self, name: str, **labels: str) -> float:
        """A number of /metrics; nought where it was never counted."""
        for line in self.page("/metrics")[1].splitlines():
            found = _LINE.fullmatch(line)
            if found and found[1] == f"walkalong_{name}":
                shown = dict(re.findall(r'(\w+)="([^"]*)"', found[2] or ""))
                if shown == labels:
                    return float(found[3])
        return 0.0


def goes(person: Person, *steps: tuple[str, str]) -> list[Call]:
    """What a person does, and what the bot shows then, step by step; the calls of the last one."""
    shown: list[Call] = []
    for done, awaited in steps:
        if done.startswith("["):
            person.click(done[1:-1])
        else:
            person.say(done)
        shown = person.until(awaited)
    return shown


def picture(number: int) -> bytes:
    """A small picture like no other."""
    file = BytesIO()
    Image.new("RGB", (64, 64), (number % 256, 90, 255 - number % 256)).save(file, "PNG")
    return file.getvalue()


def set_up(home: Path, telegram: Telegram, way: str, **more: Any) -> Settings:
    """Settings with both bots, and a listener on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    hook = {"telegram_webhook": f"http://127.0.0.1:{port}"} if way == "webhook" else {}
    about = {"staff_token": STAFF[0], "listen": f"127.0.0.1:{port}", **hook, **more}
    return configured(home, telegram, **about)


@contextmanager
def founded(
    home: Path, way: str, options: Options = UNPACED, *, flood: bool = False
) -> Iterator[Town]:
    """A town on a home that it has for itself."""
    before: dict[str, Before] = {}
    thinking = Thinking.think

    async def think(one: Thinking, message: Inbound) -> list[DeliveryRecord]:
        if hook := before.get(message.chat):
            await asyncio.to_thread(hook, message)
        return await thinking(one, message)

    with pytest.MonkeyPatch.context() as patch, in_process(flood=flood) as telegram:
        patch.setattr(Thinking, "think", think)
        patch.setattr(sending, "LOOK_SECONDS", 0.2)
        settings = set_up(home, telegram, way)
        port = int(str(settings.listen).rpartition(":")[2])
        with served(settings, options) as service, open_app(settings) as app:
            yield Town(telegram, app, service, port, way, before)
