"""The service by polling and by webhooks; started once for all tests of a way."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.channels.both_ways.town import WAYS, Town, founded


@pytest.fixture(scope="package", params=WAYS)
def town(
    request: pytest.FixtureRequest, template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Town]:
    way = request.param
    home = Path(shutil.copytree(template, tmp_path_factory.mktemp(way) / "home"))
    with founded(home, way) as town:
        yield town
        assert town.telegram.violations() == []
