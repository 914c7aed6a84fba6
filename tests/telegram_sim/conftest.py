"""An emulator for each test, and a bot of no framework."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.telegram_sim.calling import Api
from tests.telegram_sim.people import Person, Telegram
from tests.telegram_sim.running import STAFF, VOLUNTEER, in_process


@pytest.fixture
def telegram() -> Iterator[Telegram]:
    with in_process() as telegram:
        yield telegram


@pytest.fixture
def api(telegram: Telegram) -> Api:
    """The volunteers' bot."""
    return Api(telegram, VOLUNTEER[0])


@pytest.fixture
def staff(telegram: Telegram) -> Api:
    """The other bot."""
    return Api(telegram, STAFF[0])


@pytest.fixture
def person(telegram: Telegram) -> Person:
    """Someone who has spoken with the volunteers' bot, and is alone in its log."""
    person = telegram.person(501, VOLUNTEER[1], first_name="小李")
    person.start()
    return person
