"""An album comes as one update for each picture; to the dialogue it is one message.

A process may end between handling an album and noting that it is done, with one more picture of
it received meanwhile. Then the pictures that were handled have to be told from the late one:
`parted` does it by when they came.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from bot.channels.telegram.lanes import Lane, Waiting

QUIET = 0.8
"""Seconds without a further picture after which an album is complete."""


def album_of(update: Mapping[str, Any]) -> str:
    """The name of the album that a message is of; empty: none."""
    message = update.get("message")
    name = message.get("media_group_id") if isinstance(message, Mapping) else None
    return str(name or "")


async def next_of(lane: Lane) -> list[Waiting]:
    """The first update of a lane, or the whole album that it begins."""
    found = [lane.pop()]
    name = album_of(found[0].record.payload)
    while name:
        while lane and album_of(lane.first.record.payload) == name:
            found.append(lane.pop())
        if lane:  # the person has gone on
            break
        lane.arrived.clear()
        try:
            async with asyncio.timeout(QUIET):
                await lane.arrived.wait()
        except TimeoutError:
            break
    return found


def parted(album: Sequence[Waiting]) -> tuple[list[Waiting], list[Waiting]]:
    """What came without a pause from the first on, and what came after one."""
    pause = timedelta(seconds=QUIET)
    for number in range(1, len(album)):
        if album[number].record.at - album[number - 1].record.at > pause:
            return list(album[:number]), list(album[number:])
    return list(album), []
