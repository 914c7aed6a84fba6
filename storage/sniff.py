"""What kind of file some bytes are, by their content: names and claims are not believed.

Only kinds that a walk has a use for are known; anything else (programs, web
pages, archives of unknown content) is no kind and is refused.
"""

from __future__ import annotations

import io
import zipfile

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
IMAGES = {"image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp", "image/gif": ".gif"}
MOVIES = {"audio/mp4": ".m4a", "video/mp4": ".mp4", "video/quicktime": ".mov"}
"""Kinds that are a tree of boxes (`storage.movie`)."""
EXTENSIONS = (
    IMAGES
    | MOVIES
    | {
        "application/pdf": ".pdf",
        DOCX: ".docx",
        XLSX: ".xlsx",
        "audio/amr": ".amr",
        "audio/mpeg": ".mp3",
        "audio/ogg": ".ogg",
        "audio/wav": ".wav",
        "text/plain": ".txt",
        "video/webm": ".webm",
    }
)
"""The kinds that are taken, with the extension they are given out under."""

_STARTS = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"%PDF-", "application/pdf"),
    (b"OggS", "audio/ogg"),
    (b"#!AMR", "audio/amr"),
    (b"ID3", "audio/mpeg"),
    (b"\xff\xfb", "audio/mpeg"),
    (b"\xff\xf3", "audio/mpeg"),
    (b"\x1aE\xdf\xa3", "video/webm"),
)
_OFFICE = (("word/document.xml", DOCX), ("xl/workbook.xml", XLSX))
_BRANDS = {b"M4A ": "audio/mp4", b"M4B ": "audio/mp4", b"qt  ": "video/quicktime"}
_STILL = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif")


def kind_of(data: bytes) -> str | None:
    """The mime type of `data`, one of `EXTENSIONS`; None for what is not taken."""
    for start, kind in _STARTS:
        if data.startswith(start):
            return kind
    if data[:4] == b"RIFF":
        return {b"WEBP": "image/webp", b"WAVE": "audio/wav"}.get(data[8:12])
    if data[4:8] == b"ftyp":
        brand = data[8:12]
        return None if brand in _STILL else _BRANDS.get(brand, "video/mp4")
    if data[:4] == b"PK\x03\x04":
        return _office(data)
    return "text/plain" if _is_text(data) else None


def is_apple_photo(data: bytes) -> bool:
    """HEIC and its like: photos that we cannot clean of their metadata."""
    return data[4:8] == b"ftyp" and data[8:12] in _STILL


def _office(data: bytes) -> str | None:
    try:
        names = set(zipfile.ZipFile(io.BytesIO(data)).namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return None
    return next((kind for name, kind in _OFFICE if name in names), None)


def _is_text(data: bytes) -> bool:
    """UTF-8 without control characters, and no web page or drawing that a browser would run."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return not text.lstrip().startswith("<") and all(c >= " " or c in "\t\r\n" for c in text)
