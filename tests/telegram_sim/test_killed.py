"""A bot that is killed: who acknowledges before the work is done loses it, and it can be seen."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import Iterator

import pytest

from tests.telegram_sim.killing import Stem, kill
from tests.telegram_sim.people import Telegram, eventually
from tests.telegram_sim.running import VOLUNTEER, own_process
from tests.telegram_sim.server import HOST

PEOPLE = 20
START = 120.0
"""Seconds to wait for a process that begins with importing a framework."""


@pytest.fixture(scope="module")
def stem() -> Iterator[Stem]:
    stem = Stem("tests.telegram_sim.aiogram_bot")
    yield stem
    stem.close()


def work(base: str, port: int | None) -> None:
    """The bot, until it is killed; without a port it polls."""
    from tests.telegram_sim.aiogram_bot import aiogram_bot

    async def forever() -> None:
        async with aiogram_bot(base, VOLUNTEER[0], webhook=port is not None, port=port or 0):
            await asyncio.Event().wait()

    asyncio.run(forever())


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def pending(telegram: Telegram) -> int:
    number: int = telegram.state(VOLUNTEER[1])["pending"]
    return number


@pytest.mark.parametrize(("way", "answered"), [("polling", 0), ("webhook", PEOPLE)])
def test_what_is_answered_after_a_kill_in_the_middle(stem: Stem, way: str, answered: int) -> None:
    """By polling aiogram asks for more, which acknowledges, while it still handles."""
    port = free_port() if way == "webhook" else None
    with own_process() as telegram:
        people = [telegram.person(500 + n, VOLUNTEER[1]) for n in range(PEOPLE)]
        telegram.at_once(person.planned("text", text="/slow") for person in people)
        telegram.fault(method="getChat", delay=600, times=PEOPLE)
        with stem.at_work(work, telegram.base, port):
            eventually(lambda: telegram.faults_left() == 0, START)
            eventually(lambda: pending(telegram) == answered)
        assert telegram.calls(method="sendMessage") == []
        with stem.at_work(work, telegram.base, port):
            people[0].say("are you there?")
            people[0].until("said: are you there?")
            eventually(lambda: pending(telegram) == 0)
        texts = [call.text for call in telegram.calls(method="sendMessage")]
        assert texts.count("at last") == answered


def nothing() -> None:
    """Work that is done at once."""


def test_who_is_gone_can_be_killed(stem: Stem) -> None:
    with stem.at_work(nothing) as first, stem.at_work(nothing) as second:
        assert first != second
    kill(first)
    with pytest.raises(ProcessLookupError):
        os.kill(second, 0)
