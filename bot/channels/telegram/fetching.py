"""Files that people sent, fetched to where the dialogue takes them from."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bot.channels.telegram.api import Bot, Later, Refused
from bot.channels.telegram.parts import MAX_FETCH, FileRef
from bot.dialogue.messages import FileIn

PAUSES = (0.3, 1.0, 3.0)
"""Seconds between attempts; after them a file cannot be had."""


@contextmanager
def folder_in(where: Path) -> Iterator[Path]:
    """For files until the dialogue has taken them.

    Who is cancelled leaves it: a thread may still read there, and would say that a file was
    not kept for it is gone. The next start deletes it.
    """
    folder = Path(tempfile.mkdtemp(dir=where))
    try:
        yield folder
    except asyncio.CancelledError:
        raise
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    shutil.rmtree(folder, ignore_errors=True)


async def fetched(bot: Bot, files: Sequence[FileRef], folder: Path) -> list[FileIn]:
    """Those of the files that can be had."""
    found = [await _fetched(bot, file, folder / str(number)) for number, file in enumerate(files)]
    return [file for file in found if file]


async def _fetched(bot: Bot, file: FileRef, to: Path) -> FileIn | None:
    if file.size > MAX_FETCH:
        return None
    for pause in (*PAUSES, None):
        try:
            await bot.fetch(file, to)
            return FileIn(to, file.name, file.mime)
        except Later as later:
            if pause is None:
                return None
            await asyncio.sleep(max(pause, later.seconds or 0.0))
        except Refused:
            return None
    return None
