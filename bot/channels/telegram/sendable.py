"""Files that go out: what the server takes of them, and as what."""

from __future__ import annotations

from pathlib import Path

from bot.channels.telegram.api import Refused
from bot.channels.telegram.parts import MAX_FILE, MAX_PHOTO, Part


def sendable(part: Part) -> tuple[Path, bool]:
    """The file of a part, and whether it may go as a photo. Raises `Refused`."""
    path = Path(part.file)
    size = path.stat().st_size if path.is_file() else -1
    if not 0 < size <= MAX_FILE:
        raise Refused("the file is gone" if size < 0 else f"a file of {size} bytes")
    return path, part.as_photo and size <= MAX_PHOTO


def is_no_photo(answer: str) -> bool:
    """Whether the server says that it takes a picture as no photo: it is a document, then."""
    said = answer.lower()
    return "photo" in said or "image" in said
