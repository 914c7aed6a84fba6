"""An album comes as one update for each picture; to the dialogue it is one message.

A process may end between handling an album and noting that it is done, with one more picture of
it received meanwhile. Then the pictures that were handled have to be told from the late one:
`known_of` does it by what the store has.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from bot.channels.telegram.api import Heard
from bot.channels.telegram.lanes import Lane, Waiting
from storage.media import short_name

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


def known_of(album: Sequence[Heard], kept: Sequence[str]) -> list[Heard]:
    """What of an album its message has, by the names of the files that were `kept` with it.

    The first names the message. The rest came while that was being handled, or after it.
    """
    left = Counter(kept)
    known = []
    for number, each in enumerate(album):
        names = Counter(short_name(file.name) for file in each.files)
        if number == 0 or names <= left:
            known.append(each)
            left -= names
    return known
