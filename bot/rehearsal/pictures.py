"""Files that a rehearsal sends: made on the spot, small, and as a phone would make them."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.dialogue.messages import FileIn


def photo(folder: Path, name: str, at: datetime) -> FileIn:
    """A small picture, different for each name, with the time it was taken inside."""
    from PIL import Image

    seed = sum(name.encode())
    picture = Image.new("RGB", (320, 240), (60 + seed % 120, 110, 150))
    exif: Any = picture.getexif()
    exif[0x010E] = name  # the description: no two pictures are the same bytes
    exif[0x0132] = at.strftime("%Y:%m:%d %H:%M:%S")
    exif.get_ifd(0x8769)[0x9003] = at.strftime("%Y:%m:%d %H:%M:%S")
    data = io.BytesIO()
    picture.save(data, "JPEG", exif=exif)
    return _file(folder, f"photo-{name}.jpg", "image/jpeg", data.getvalue())


def voice(folder: Path, name: str) -> FileIn:
    """A voice message; nobody listens, so it holds no sound."""
    return _file(folder, f"voice-{name}.ogg", "audio/ogg", b"OggS" + name.encode())


def document(folder: Path, name: str) -> FileIn:
    """A document; nobody opens it, so it has no page."""
    return _file(folder, f"file-{name}.pdf", "application/pdf", b"%PDF-1.7 " + name.encode())


def _file(folder: Path, name: str, mime: str, data: bytes) -> FileIn:
    path = folder / name
    path.write_bytes(data)
    return FileIn(path, name, mime)
