"""The walk that the benchmark of the bots measures goes as walks go now."""

from __future__ import annotations

import asyncio
import socket
from pathlib import Path

import pytest

from benchmarks.telegram.load import Crowd
from benchmarks.telegram.sides import SIDES
from benchmarks.telegram.talk import UPDATES, walk

# The peer with Redis needs a server that not every machine has.
ALONE = [name for name in SIDES if "Redis" not in name]


@pytest.mark.parametrize("name", ALONE)
def test_the_measured_walk_comes_to_its_end(name: str, tmp_path: Path) -> None:
    async def played() -> list[float]:
        crowd = Crowd()
        side = asyncio.create_task(SIDES[name](await crowd.listen(), _free_port(), tmp_path))
        try:
            await asyncio.wait_for(crowd.hooked.wait(), 30)
            return await crowd.play({chat: walk(chat, 0) for chat in (1001, 1002)})
        finally:
            side.cancel()
            await asyncio.wait({side})

    assert len(asyncio.run(played())) == 2 * UPDATES


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
