"""Files of office programs (.xlsx): zips of XML parts, looked over before any is parsed.

Guards the reader of other people's files: parts are counted and weighed before they are
unpacked, and XML that declares entities is known, in an encoding of one byte or of two.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal
from zipfile import ZipFile, ZipInfo

MAX_PARTS = 2_000
SWOLLEN_FROM, SWOLLEN = 50_000_000, 200
"""Bytes from which a part is looked at so, and how many times its packed size is too much."""
OLE = b"\xd0\xcf\x11\xe0"
"""How files of the old kind begin, and those of the new kind that need a password."""
_DECLARES = (b"<!DOCTYPE", b"<!ENTITY")
_CHUNK = 1 << 20


def trick_in(path: Path, most: int, most_beside: int = 0) -> Literal["", "bomb", "entities"]:
    """What a package may be built to harm with, "" if nothing.

    `most` are the bytes of all parts together; `most_beside`, where it is given, of those that
    are no sheets: sheets alone are read a row at a time.
    """
    with ZipFile(path) as archive:
        # zipfile gives out no more of a part than the part says that it has.
        parts = archive.infolist()
        beside = sum(p.file_size for p in parts if not p.filename.startswith("xl/worksheets/"))
        if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > most:
            return "bomb"
        if (most_beside and beside > most_beside) or any(map(_is_swollen, parts)):
            return "bomb"
        return "entities" if any(_declares(archive, part) for part in parts) else ""


def _is_swollen(part: ZipInfo) -> bool:
    """Whether a large part unpacks to far more than text does: a sheet that is one endless word."""
    return part.file_size > SWOLLEN_FROM and part.file_size > SWOLLEN * part.compress_size


def _declares(archive: ZipFile, part: ZipInfo) -> bool:
    end = b""
    with archive.open(part) as opened:
        while chunk := opened.read(_CHUNK):
            seen = end + chunk.replace(b"\0", b"")
            if any(word in seen for word in _DECLARES):
                return True
            end = seen[-len(_DECLARES[0]) :]
    return False
