"""Homes for whole conversations, indexed once."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bot.homes import make_home


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("e2e") / "home"
    make_home(home)
    return home


@pytest.fixture
def new_home(template: Path, tmp_path: Path) -> Callable[[str], Path]:
    """Makes fresh homes by name."""

    def make(name: str) -> Path:
        return Path(shutil.copytree(template, tmp_path / name))

    return make
