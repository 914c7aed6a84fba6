"""The dialogue's process: whatever becomes of it, what is asked is answered; it outlives nobody."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from bot.app import App
from bot.channels.telegram.desk import ATTEMPTS
from bot.dialogue.messages import Inbound
from bot.frames import Frames, framed
from bot.thinking import COMMAND, Failed, Gone, Thinking
from storage.deliveries import DeliveryRecord
from tests.bot.homes import START
from tests.telegram_sim.killing import children
from tests.telegram_sim.running import ROOT

BOT = "volunteer_bot"
CODE = """
import os, sys, time
from pathlib import Path
from bot import thinking_process
from bot.dialogue.dialogue import Dialogue

handle = Dialogue.handle

def odd(dialogue, message):
    if message.text == "deadly":
        os.kill(os.getpid(), 9)
    if message.text == "endless":
        print(os.getpid(), flush=True)
        time.sleep(600)
    return handle(dialogue, message)

Dialogue.handle = odd
starts = Path(sys.argv[1])
begun = len(starts.read_text()) if starts.exists() else 0
starts.write_text("." * (begun + 1))
if begun in (1, 2):
    sys.exit(3)
thinking_process.main()
"""
"""A dialogue that dies of one message and never comes to an end with another; its second and third
process cannot start."""


def odd(folder: Path) -> tuple[str, ...]:
    return (sys.executable, "-c", CODE, str(folder / "starts"))


class Asked:
    """A dialogue at work, and who asks it."""

    def __init__(self, app: App, command: Sequence[str] = COMMAND) -> None:
        self.restarts = 0
        self._before = set(children(os.getpid()))
        self.thinking = Thinking(app.settings, command, self._restarted)

    def _restarted(self) -> None:
        self.restarts += 1

    async def say(self, words: str, chat: str = "501", number: int = 1) -> list[DeliveryRecord]:
        message = Inbound(BOT, chat, f"m{number}", START, words)
        return await self.thinking.think(message)

    def processes(self) -> set[int]:
        """Those that are there of it: one, or none."""
        return {*children(os.getpid())} - self._before

    async def killed(self, number: int = signal.SIGKILL) -> None:
        """Its process gets a signal."""
        [process] = await asyncio.to_thread(self.processes)
        os.kill(process, number)


@asynccontextmanager
async def asked(app: App, command: Sequence[str] = COMMAND) -> AsyncIterator[Asked]:
    asked = Asked(app, command)
    asked.thinking.begin()
    try:
        assert await asked.thinking.got_ready()
        yield asked
    finally:
        await asyncio.wait_for(asked.thinking.end(), 30)


def shown(waiting: list[DeliveryRecord]) -> str:
    return str([one.payload["replies"] for one in waiting])


def test_a_message_is_answered_with_all_that_its_chat_is_to_get(own: App) -> None:
    async def talk() -> list[list[DeliveryRecord]]:
        async with asked(own) as there:
            return [await there.say(words, number=n) for n, words in enumerate(("帮助", "你好"))]

    first, second = asyncio.run(talk())
    assert "随时可以说" in shown(first)
    assert [one.id for one in second][:1] == [one.id for one in first], "nobody has sent it yet"
    assert len(second) == 2


def test_what_fails_is_told_and_the_process_goes_on(own: App) -> None:
    with own.engine.begin() as db:
        fails = "CREATE TRIGGER fails BEFORE INSERT ON message WHEN NEW.text = 'bad'"
        db.execute(text(f"{fails} BEGIN SELECT RAISE(ABORT, 'as the test wants it'); END"))

    async def talk() -> tuple[str, int]:
        async with asked(own) as there:
            with pytest.raises(Failed):
                await there.say("bad")
            return shown(await there.say("帮助", number=2)), there.restarts

    told, restarts = asyncio.run(talk())
    assert "随时可以说" in told
    assert restarts == 0


def test_a_crowd_is_answered_however_often_the_process_is_killed(own: App) -> None:
    people, kills = range(30), 3

    async def person(there: Asked, chat: str, killed: asyncio.Event) -> None:
        number = 0
        while not killed.is_set() or number < 3:
            number += 1
            for attempt in range(ATTEMPTS):  # as a desk does, for what two processes ended with
                with suppress(Gone):
                    await there.say(f"记一条：第 {number} 件事", chat, number)
                    break
                assert attempt + 1 < ATTEMPTS
        wanted[chat] = number

    async def crowd() -> int:
        async with asked(own) as there:
            killed = asyncio.Event()
            talks = [asyncio.create_task(person(there, f"{n}", killed)) for n in people]
            for _ in range(kills):
                await there.say("帮助", "who kills", there.restarts)
                await there.killed()
            killed.set()
            await asyncio.gather(*talks)
            return there.restarts

    wanted: dict[str, int] = {}
    assert asyncio.run(crowd()) == kills
    query = (
        "SELECT c.external, count(*) AS number "
        "FROM message m JOIN chat c ON c.id = m.chat_id GROUP BY c.external"
    )
    with own.engine.connect() as db:
        kept = {row.external: row.number for row in db.execute(text(query))}
    assert {chat: kept[chat] for chat in wanted} == wanted


def test_a_message_that_ends_every_process_takes_no_other_with_it(own: App, tmp_path: Path) -> None:
    (tmp_path / "starts").write_text("...")

    async def talk() -> list[object]:
        async with asked(own, odd(tmp_path)) as there:
            said = ("帮助", "deadly", "帮助", "帮助")
            talks = (there.say(words, f"{n}") for n, words in enumerate(said))
            return list(await asyncio.gather(*talks, return_exceptions=True))

    first, deadly, *others = asyncio.run(talk())
    assert isinstance(deadly, Gone)
    assert all(isinstance(one, list) and "随时可以说" in shown(one) for one in (first, *others))


def test_a_process_is_started_until_one_gets_ready_and_who_asks_waits(
    own: App, tmp_path: Path
) -> None:
    async def talk() -> tuple[str, int, bool]:
        async with asked(own, odd(tmp_path)) as there:
            await there.killed()
            while there.thinking.is_ready:
                await asyncio.sleep(0)
            told = shown(await there.say("帮助"))
            return told, there.restarts, there.thinking.is_ready

    told, restarts, is_ready = asyncio.run(talk())
    assert "随时可以说" in told
    assert restarts == 3
    assert is_ready


@pytest.mark.parametrize("command", [(sys.executable, "-c", ""), ("/no/such/program",)])
def test_a_first_process_that_cannot_start_is_told(own: App, command: tuple[str, ...]) -> None:
    async def begin() -> bool:
        thinking = Asked(own, command).thinking
        thinking.begin()
        got_ready = await thinking.got_ready()
        await thinking.end()
        return got_ready

    assert not asyncio.run(begin())


def test_a_signal_to_the_group_is_not_for_it(own: App) -> None:
    async def talk() -> tuple[str, int]:
        async with asked(own) as there:
            for number in (signal.SIGINT, signal.SIGTERM):
                await there.killed(number)
            return shown(await there.say("帮助")), there.restarts

    told, restarts = asyncio.run(talk())
    assert "随时可以说" in told
    assert restarts == 0


def test_one_that_thinks_without_end_is_ended(own: App, tmp_path: Path) -> None:
    (tmp_path / "starts").write_text("...")

    async def talk() -> set[int]:
        async with asked(own, odd(tmp_path)) as there:
            endless = asyncio.create_task(there.say("endless"))
            await there.say("帮助", "502")
        endless.cancel()
        return there.processes()

    assert asyncio.run(talk()) == set()


PARENT = """
import asyncio, sys
from datetime import datetime
from pathlib import Path
from bot.dialogue.messages import Inbound
from bot.settings import Settings
from bot.thinking import Thinking

async def main():
    settings = Settings(home=Path(sys.argv[1]), embedder="none")
    thinking = Thinking(settings, sys.argv[2:], lambda: None)
    thinking.begin()
    assert await thinking.got_ready()
    now = datetime.fromisoformat("2026-11-24T09:00:00+08:00")
    await thinking.think(Inbound("volunteer_bot", "501", "m1", now, "endless"))

asyncio.run(main())
"""


def test_one_whose_parent_was_killed_ends_at_once_and_nothing_of_it_is_kept(
    own: App, tmp_path: Path
) -> None:
    (tmp_path / "starts").write_text("...")
    command = [sys.executable, "-c", PARENT, str(own.settings.home), *odd(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE) as parent:
        assert parent.stderr
        assert parent.stderr.readline().strip().isdigit(), "it thinks"
        parent.kill()
        assert parent.stderr.read() == b"", "the end comes when nobody has the pipe any more"
    assert own.store.peek(BOT, "501", "m1").reply is None


@given(st.lists(st.binary(max_size=300)), st.integers(1, 50))
def test_what_comes_in_pieces_is_whole_again(things: list[bytes], size: int) -> None:
    frames, data = Frames(), b"".join(map(framed, things))
    pieces = [data[at : at + size] for at in range(0, len(data), size)]
    assert [thing for piece in pieces for thing in frames.fed(piece)] == things
