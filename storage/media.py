"""Photos, voice messages and files: kept by what is in them, shown without what they tell.

The original bytes stay untouched under their SHA-256, as evidence; what they
say of time and place (EXIF) is read when they come in. People and exports get
`MediaStore.shown`: a copy of the picture alone, turned upright, without any
metadata, or of a film's pictures and sound alone; a film that cannot be cleaned
for certain is not shown. PDF, Office, WebM and plain sound are shown as they came:
phones write no place into them. Everything that comes in is untrusted: kind, size
and pixels are bounded, and a picture is decoded once before it is taken.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from storage import camera
from storage.cropping import Pieces, pieces
from storage.likeness import likeness, upright
from storage.movie import UnclearError, bare_movie
from storage.sniff import EXTENSIONS, IMAGES, MOVIES, is_apple_photo, kind_of
from storage.unfinished import Unfinished

if TYPE_CHECKING:
    from PIL import Image

MAX_BYTES = 20_000_000
"""Bytes of one file: what a bot may fetch from the messengers, too."""
MAX_PIXELS = 50_000_000
"""Pixels of one picture: a phone's largest, about 200 MB when decoded."""
MAX_NAME = 120
JPEG_QUALITY = 90
_SHA256 = re.compile("[0-9a-f]{64}")


class MediaError(Exception):
    """A file that is not taken: why, and what would help, in `zh` and `en`."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh)
        self.text = {"zh": zh, "en": en}


@dataclass(frozen=True, slots=True)
class Media:
    """A file in the store. `name` is what this sender called it, so the store keeps none.

    `latitude` and `longitude` in degrees, as the camera noted them.
    """

    sha256: str
    size: int
    mime: str
    name: str
    taken_at: datetime | None = None
    latitude: float | None = None
    longitude: float | None = None
    likeness: str | None = None
    """What a picture looks like (`storage.likeness`, in hex); None of what is none, or was not told
    when it came."""


class MediaStore:
    """A folder of files by SHA-256: `files/ab/abcd…`, with `abcd….json` beside each.

    The second tells what `Media` does, so that the folder can be understood
    without the database. Copies for people are made on demand under `shown/`;
    under `unfinished/` is what is being written.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.unfinished = Unfinished(folder / "unfinished")

    def save(self, source: Path | bytes, name: str, mime: str = "") -> Media:
        """Keep a file; it is on disk when this returns. The same bytes are kept once.

        `mime`, what the sender called it, decides only between sound and
        picture of a container that can hold either. Raises `MediaError`.
        """
        data = source if isinstance(source, bytes) else _read(source)
        if not data:
            raise MediaError("文件是空的，请重新发送。", "The file is empty; please send it again.")
        if len(data) > MAX_BYTES:
            raise _too_large()
        media = _describe(data, short_name(name), mime)
        where = self._original(media.sha256)
        if not where.exists():
            # The description first: an original that is there always has one.
            notes = json.dumps(_plain(replace(media, name="")))
            self.unfinished.write(self._notes(media.sha256), notes.encode())
            self.unfinished.write(where, data)
        return media

    def get(self, sha256: str) -> Media:
        """What is known of a stored file; FileNotFoundError when it is not here."""
        raw = json.loads(self._notes(sha256).read_bytes())
        taken = raw["taken_at"]
        return Media(**raw | {"taken_at": taken and datetime.fromisoformat(taken)})

    def likeness(self, sha256: str) -> bytes:
        """What a stored picture looks like; empty of what shows nothing, or is not here."""
        try:
            known = self.get(sha256)
            data = b"" if known.likeness or known.mime not in IMAGES else self._bytes(sha256)
            return _decoded(data, likeness) if data else bytes.fromhex(known.likeness or "")
        except (FileNotFoundError, MediaError):
            return b""

    def pieces(self, sha256: str) -> Pieces | None:
        """A stored picture as what may have been cut out of another; None of what is none."""
        try:
            if self.get(sha256).mime not in IMAGES:
                return None
            found: Pieces = _decoded(self._bytes(sha256), lambda image: pieces(upright(image)))
        except (FileNotFoundError, MediaError):
            return None
        return found

    def _bytes(self, sha256: str) -> bytes:
        return self._original(sha256).read_bytes()

    def remove(self, sha256: str) -> None:
        """Take a file out of the store, with its copies; nothing happens where it is not here."""
        for path in (self._original(sha256), self._notes(sha256)):
            path.unlink(missing_ok=True)
        for copy in (self._folder / "shown" / sha256[:2]).glob(f"{sha256}.*"):
            copy.unlink(missing_ok=True)

    def shown(self, sha256: str) -> Path:
        """The copy for people: pictures upright and bare, films bare, other files as they are.

        FileNotFoundError when the file is not here, PermissionError when it must not be shown.
        """
        media = self.get(sha256)
        kind = media.mime if media.mime not in IMAGES or media.mime == "image/jpeg" else "image/png"
        copy = self._folder / "shown" / sha256[:2] / (sha256 + EXTENSIONS[kind])
        if not copy.exists():
            self.unfinished.write(copy, _bare(self._original(sha256).read_bytes(), kind))
        return copy

    def _original(self, sha256: str) -> Path:
        if not _SHA256.fullmatch(sha256):
            raise FileNotFoundError(f"{sha256[:80]!r} is no SHA-256")
        return self._folder / "files" / sha256[:2] / sha256

    def _notes(self, sha256: str) -> Path:
        return self._original(sha256).with_suffix(".json")


def _too_large() -> MediaError:
    limit = MAX_BYTES // 1_000_000
    return MediaError(
        f"文件超过 {limit} MB，请压缩或截短后再发。",
        f"The file is over {limit} MB; please send a smaller or shorter one.",
    )


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        why = error.strerror or "?"
        raise MediaError(
            f"文件读不出来（{why}），请重新发送。",
            f"The file cannot be read ({why}); please send it again.",
        ) from error


def _describe(data: bytes, name: str, claimed: str) -> Media:
    kind = kind_of(data)
    if kind is None:
        raise _unknown(data)
    if kind.startswith("video/") and claimed.startswith("audio/"):
        kind = "audio/mp4"
    media = Media(hashlib.sha256(data).hexdigest(), len(data), kind, name)
    if kind not in IMAGES:
        return media
    exif, looks = _decoded(data, lambda image: (image.getexif(), likeness(image)))
    latitude, longitude = camera.place(exif)
    return replace(
        media,
        taken_at=camera.taken(exif),
        latitude=latitude,
        longitude=longitude,
        likeness=looks.hex(),
    )


def _unknown(data: bytes) -> MediaError:
    if is_apple_photo(data):
        return MediaError(
            "暂不支持 HEIC 照片，请在手机“相机—格式”里选“兼容性最佳”，或转成 JPG 再发。",
            "HEIC photos are not taken; choose “Most Compatible” in the camera's settings, "
            "or send it as JPG.",
        )
    return MediaError(
        "不支持这种文件。请发照片、语音、视频、PDF、Word、Excel 或纯文本。",
        "This kind of file is not taken. Send a photo, sound, video, PDF, Word, Excel or text.",
    )


def _decoded(data: bytes, use: Callable[[Image.Image], Any]) -> Any:
    """What `use` makes of the decoded picture; what a hostile file does becomes a MediaError."""
    import io
    import warnings

    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our limit is lower
            image = Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "WEBP", "GIF"))
        with image:
            if image.width * image.height > MAX_PIXELS:
                raise Image.DecompressionBombError
            image.load()
            return use(image)
    except Image.DecompressionBombError as error:
        raise MediaError(
            "照片的像素太多，请用普通分辨率重新拍或截图发送。",
            "The picture has too many pixels; take it at normal resolution.",
        ) from error
    except Exception as error:  # Pillow's decoders raise whatever a file provokes
        raise MediaError(
            "照片打不开，可能没传完整，请重新发送。",
            "The picture cannot be opened; it may be incomplete. Please send it again.",
        ) from error


def _bare(data: bytes, kind: str) -> bytes:
    """What of a file is shown."""
    try:
        if kind in IMAGES:
            return _redrawn(data, kind)
        return bare_movie(data) if kind in MOVIES else data
    except (MediaError, UnclearError) as error:
        raise PermissionError(f"its place cannot be removed for certain: {error}") from error


def _redrawn(data: bytes, kind: str) -> bytes:
    """The picture alone: upright, in a new image that has no metadata to take along."""
    import io

    from PIL import Image, ImageOps

    def redraw(image: Image.Image) -> bytes:
        upright = ImageOps.exif_transpose(image)
        mode = "RGBA" if kind == "image/png" and upright.has_transparency_data else "RGB"
        bare = Image.new(mode, upright.size)
        bare.paste(upright.convert(mode))
        out = io.BytesIO()
        bare.save(out, "JPEG" if kind == "image/jpeg" else "PNG", quality=JPEG_QUALITY)
        return out.getvalue()

    drawn: bytes = _decoded(data, redraw)
    return drawn


def short_name(name: str) -> str:
    """A file's name without folders and control characters, its end kept."""
    printable = "".join(c if c.isprintable() else "_" for c in name)
    return re.split(r"[/\\]", printable)[-1][-MAX_NAME:]


def _plain(media: Media) -> dict[str, Any]:
    return asdict(media) | {"taken_at": media.taken_at and media.taken_at.isoformat()}
