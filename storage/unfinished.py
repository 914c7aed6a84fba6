"""Files that are there whole or not at all, also when the process is killed in the middle."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

LONGEST = timedelta(hours=1)
"""How long a file may take to be written; what is older was left by a process that was killed."""


class Unfinished:
    """The folder in which files are written before they take their place beside it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def write(self, path: Path, data: bytes) -> None:
        """Write a file, on the same disk as the folder; it is on disk when this returns."""
        for folder in (self._folder, path.parent):
            folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self._folder)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        place = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(place)
        finally:
            os.close(place)

    def forget(self, now: datetime) -> None:
        """Delete what nobody is writing any more."""
        before = (now - LONGEST).timestamp()
        for path in self._folder.glob("*"):
            with suppress(FileNotFoundError):  # another process deletes it, too
                if path.stat().st_mtime < before:
                    path.unlink()
