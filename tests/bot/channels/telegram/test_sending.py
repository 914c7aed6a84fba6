"""What a desk looked up is sent as it is, unless something of the chat was sent meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

from bot.channels.telegram.metrics import Metrics
from bot.channels.telegram.pacing import Pace, Pacing
from bot.channels.telegram.parts import Part
from bot.channels.telegram.sending import Sender, Shared
from bot.channels.telegram.together import Together
from bot.dialogue.messages import Outcome, Reply
from storage.deliveries import DeliveryRecord, Step
from storage.journal import Entry

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
CHAT = "501"


class Kept:
    """Deliveries of one chat, with how often they were looked up."""

    def __init__(self, *ids: int) -> None:
        self.open = list(ids)
        self.looks = 0

    def waiting(self, _bot: str, _chat: str) -> list[DeliveryRecord]:
        self.looks += 1
        return self.listed()

    def listed(self) -> list[DeliveryRecord]:
        return [_record(id_) for id_ in self.open]

    def enter(self, steps: Sequence[Entry]) -> None:
        for one in steps:
            assert isinstance(one, Step)
            self.open.remove(one.id)


class Bot:
    name = "volunteer_bot"

    def __init__(self) -> None:
        self.sent: list[str] = []

    async def send(self, _chat: str, part: Part) -> int:
        self.sent.append(part.text)
        return len(self.sent)


def _record(id_: int) -> DeliveryRecord:
    told = Outcome((Reply(f"no. {id_}"),)).to_payload()
    return DeliveryRecord(id_, "volunteer_bot", CHAT, told, 0, "waiting", 0, NOW, NOW, "", None)


def played(kept: Kept, talk: Callable[[Sender], Awaitable[None]]) -> list[str]:
    """What is sent while `talk` goes on."""

    async def run() -> list[str]:
        with ThreadPoolExecutor(1) as threads:
            journal: Together[Entry, None] = Together(kept.enter, threads)
            shared = Shared(kept, journal, lambda: NOW, Metrics())  # type: ignore[arg-type]
            bot: Any = Bot()
            pacing = Pacing(Pace(1000, 1000, 1000, 1000))
            sender = Sender(bot, pacing, shared, lambda _: asyncio.sleep(0))
            await talk(sender)
            await sender.empty()
            sent: list[str] = bot.sent
            return sent

    return asyncio.run(run())


def test_what_was_looked_up_is_not_looked_up_again() -> None:
    kept = Kept(1)

    async def talk(sender: Sender) -> None:
        sender.watch(CHAT)
        sender.wake(CHAT, kept.listed())

    assert played(kept, talk) == ["no. 1"]
    assert kept.looks == 0


def test_what_was_sent_since_the_look_is_not_sent_again() -> None:
    kept = Kept(1)

    async def talk(sender: Sender) -> None:
        sender.watch(CHAT)
        seen = kept.listed()
        sender.wake(CHAT)  # somebody else has seen it, too
        await sender.empty()
        sender.wake(CHAT, seen)

    assert played(kept, talk) == ["no. 1"]


def test_what_is_being_sent_during_the_look_is_not_sent_again() -> None:
    kept = Kept(1)

    async def talk(sender: Sender) -> None:
        sender.wake(CHAT)
        sender.watch(CHAT)
        seen = [*kept.listed(), _record(2)]
        kept.open.append(2)
        await sender.empty()
        sender.wake(CHAT, seen)

    assert played(kept, talk) == ["no. 1", "no. 2"]
