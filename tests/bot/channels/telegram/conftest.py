"""What the tests of the whole service need beside a home: the emulator, and somebody in it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.storage.conftest import postgres  # noqa: F401  # a fixture
from tests.telegram_sim.people import Person, Telegram
from tests.telegram_sim.running import VOLUNTEER, in_process


@pytest.fixture
def telegram() -> Iterator[Telegram]:
    with in_process() as telegram:
        yield telegram
        assert telegram.violations() == []


@pytest.fixture
def person(telegram: Telegram) -> Person:
    return telegram.person(501, VOLUNTEER[1], first_name="小李")


@pytest.fixture
def home(template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(template, tmp_path / "home"))
