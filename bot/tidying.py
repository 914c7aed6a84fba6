"""What is kept only for a while: what was received and sent, and files that were made to be sent.

The files hold what people said and what the ledger tells, so they do not stay beside the database
for longer than they may still wait to be sent.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from bot.channels.telegram.logs import log
from storage.deliveries import Deliveries
from storage.updates import Updates

RECEIVED = timedelta(days=3)
"""How long it is remembered that an update came; the server repeats one for a day at most."""
SENT = timedelta(days=60)
"""How long what was sent is remembered: old buttons name it."""
FILES = timedelta(days=1)
SECONDS = 3600.0


async def tidy(
    updates: Updates, deliveries: Deliveries, outgoing: Path, clock: Callable[[], datetime]
) -> None:
    """Delete what is too old, again and again; never returns."""
    while True:
        await _tried(updates.purge, clock() - RECEIVED)
        await _tried(deliveries.purge, clock() - SENT)
        await asyncio.sleep(SECONDS)  # by then is sent what had waited since long before the start
        await _tried(clear_files, outgoing, clock())


async def _tried(delete: Callable[..., object], *args: object) -> None:
    try:
        await asyncio.to_thread(delete, *args)
    except Exception as error:  # noqa: BLE001  # an hour later is early enough
        log("what is old could not be deleted", logging.WARNING, error)


def clear_files(outgoing: Path, now: datetime) -> None:
    """Delete what is too old under the folder of all files that were made to be sent."""
    for path in sorted(outgoing.glob("**/*"), reverse=True):  # what is in a folder before it
        if path.stat().st_mtime >= (now - FILES).timestamp():
            continue
        if path.is_file():
            path.unlink(missing_ok=True)
        elif not any(path.iterdir()):
            path.rmdir()
