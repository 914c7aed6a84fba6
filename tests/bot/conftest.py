"""Homes: one is made for the whole run, and copied for each test that wants one of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.app import App
from tests.bot.editing import Office
from tests.bot.homes import app_on_copy, make_home


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home that no test writes to."""
    home = tmp_path_factory.mktemp("template") / "home"
    make_home(home)
    return home


@pytest.fixture
def own(template: Path, tmp_path: Path) -> Iterator[App]:
    """An application that this test alone has: what is said in it, no other test sees."""
    with app_on_copy(template, tmp_path / "home") as app:
        yield app


@pytest.fixture
def office(own: App, tmp_path: Path) -> Office:
    """Somebody who edits flows while others walk."""
    return Office(own, tmp_path)
