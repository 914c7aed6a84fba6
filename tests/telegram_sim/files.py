"""Files: what people and bots send, how the API shows it, and what of it may be fetched."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import PurePosixPath

from tests.telegram_sim.clock import Clock
from tests.telegram_sim.errors import ApiError, bad_request
from tests.telegram_sim.schema import Json

MEGABYTE = 1 << 20
MAX_DOWNLOAD = 20 * MEGABYTE
MAX_UPLOAD = 50 * MEGABYTE
MAX_PHOTO = 10 * MEGABYTE
MAX_PHOTO_SIDES = 10_000
MAX_PHOTO_RATIO = 20
LINK_LASTS = 3600
"""Seconds for which a link to a file is good; the API promises an hour at least."""

SIGNATURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"RIFF", b"BM")
ENDINGS = {"photo": ".jpg", "voice": ".oga", "audio": ".mp3", "sticker": ".webp"}
VIDEO = {"width": 640, "height": 480}
Upload = tuple[str, bytes]
"""A name and what is in it."""


@dataclass
class File:
    """One file as one bot knows it: its identifier is worth nothing to another bot."""

    file_id: str
    unique_id: str
    bot: int
    kind: str
    name: str
    data: bytes
    path: str
    mime: str | None = None
    pretended: int | None = None
    asked: float | None = None

    @property
    def size(self) -> int:
        return self.pretended or len(self.data)


class Files:
    """All files there are."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._kept: dict[str, File] = {}
        self._paths: dict[tuple[int, str], File] = {}

    def put(self, bot: int, kind: str, name: str, data: bytes, mime: str | None = None) -> File:
        number = len(self._kept) + 1
        ending = PurePosixPath(name).suffix or ENDINGS.get(kind, "")
        file = File(
            file_id=f"{kind}-{bot}-{number:08d}",
            unique_id=f"U{number:08d}",
            bot=bot,
            kind=kind,
            name=name,
            data=data,
            path=f"{kind}s/file_{number}{ending}",
            mime=mime,
        )
        self._kept[file.file_id] = file
        self._paths[bot, file.path] = file
        return file

    def of(self, bot: int, file_id: object) -> File | None:
        """The file, if it is the bot's own."""
        file = self._kept.get(file_id) if isinstance(file_id, str) else None
        return file if file and file.bot == bot else None

    def link(self, bot: int, file_id: object) -> Json:
        """What getFile answers: a path that is good for an hour."""
        file = self.of(bot, file_id)
        if not file:
            raise bad_request("wrong file_id or the file is temporarily unavailable")
        if file.size > MAX_DOWNLOAD:
            raise bad_request("file is too big")
        file.asked = self._clock.now()
        return {**_basics(file), "file_path": file.path}

    def fetch(self, bot: int, path: str) -> File | None:
        """The file at a path, if the bot asked for it within the hour."""
        file = self._paths.get((bot, path))
        if not file or file.asked is None or self._clock.now() - file.asked > LINK_LASTS:
            return None
        return file

    def sent(self, bot: int, kind: str, value: object, uploads: dict[str, Upload]) -> File:
        """The file a bot sends: one it uploads now, or one that it has seen before."""
        if isinstance(value, str) and value.startswith("attach://"):
            name = value.removeprefix("attach://")
            if name not in uploads:
                raise bad_request(f"can't find file {name}")
            _uploadable(kind, uploads[name][1])
            return self.put(bot, kind, *uploads[name])
        file = self.of(bot, value)
        if not file:
            raise bad_request("wrong file identifier/HTTP URL specified")
        if file.kind != kind:
            raise bad_request(f"can't use file of type {file.kind.title()} as {kind.title()}")
        return file

    def shown(self, file: File, seconds: int = 3) -> Json | list[Json]:
        """The file as a message holds it."""
        if file.kind == "photo":
            return self._photo(file)
        about: Json = {"mime_type": file.mime} if file.mime else {}
        if file.kind in ("document", "audio", "video", "animation"):
            about["file_name"] = file.name
        if file.kind in ("voice", "audio", "video", "video_note", "animation"):
            about["duration"] = seconds
        if file.kind in ("video", "animation"):
            about |= VIDEO
        if file.kind == "video_note":
            about = {"duration": seconds, "length": 240}
        if file.kind == "sticker":
            still = {"is_animated": False, "is_video": False}
            about = {"type": "regular", "width": 512, "height": 512, **still}
        return {**_basics(file), **about}

    def _photo(self, file: File) -> list[Json]:
        width, height = picture_size(file.data) or (800, 600)
        small = self.put(file.bot, "photo", "thumbnail.jpg", file.data)
        full = {**_basics(file), "width": width, "height": height}
        return [{**_basics(small), "width": 90, "height": 67}, full]


def _basics(file: File) -> Json:
    return {
        "file_id": file.file_id,
        "file_unique_id": file.unique_id,
        "file_size": file.size,
    }


def _uploadable(kind: str, data: bytes) -> None:
    if not data:
        raise bad_request("file must be non-empty")
    if len(data) > (MAX_PHOTO if kind == "photo" else MAX_UPLOAD):
        raise ApiError(413, "Request Entity Too Large")
    if kind != "photo":
        return
    if not data.startswith(SIGNATURES):
        raise bad_request("IMAGE_PROCESS_FAILED")
    width, height = picture_size(data) or (1, 1)
    too_long = max(width, height) > MAX_PHOTO_RATIO * min(width, height)
    if too_long or width + height > MAX_PHOTO_SIDES:
        raise bad_request("PHOTO_INVALID_DIMENSIONS")


def picture_size(data: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG or JPEG; None of what is neither."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
        return width, height
    if not data.startswith(b"\xff\xd8"):
        return None
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return None
