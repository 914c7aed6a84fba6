"""What is in a zip file: its members one by one, each unpacked when it is read.

Guards the disk and the reader: members are counted and measured before and while they
are unpacked, only their ending is taken from their name, and nothing is followed. A
member that may not be read is refused alone; the others go on.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from stat import S_ISLNK
from tempfile import TemporaryDirectory
from zipfile import BadZipFile, ZipFile, ZipInfo

from knowledge.importers.encodings import decoded
from knowledge.importers.rows import MAX_FILES, RowError

SUFFIX = ".zip"
MAX_ARCHIVE_BYTES = 512 * 1024 * 1024
MAX_MEMBER_BYTES = 64 * 1024 * 1024
_CHUNK = 1 << 20
_UTF8_NAME, _ENCRYPTED = 0x800, 0x1
"""Bits of a member's flags."""


def members(path: Path) -> list[ZipInfo]:
    """The files in an archive, by name.

    Raises:
        RowError: It is no zip, too large, or holds too many files.
        OSError: It may not be read.
    """
    if path.stat().st_size > MAX_ARCHIVE_BYTES:
        raise RowError("file_big", MAX_ARCHIVE_BYTES // (1024 * 1024))
    try:
        with ZipFile(path) as archive:
            found = [each for each in archive.infolist() if not each.is_dir()]
    except (BadZipFile, NotImplementedError, ValueError, UnicodeDecodeError):
        raise RowError("no_zip") from None
    if len(found) > MAX_FILES:
        raise RowError("too_many_files", MAX_FILES)
    return sorted(found, key=name_of)


def name_of(member: ZipInfo) -> str:
    """What a member is called; Windows writes Chinese names as GBK and does not say so."""
    if member.flag_bits & _UTF8_NAME:
        return member.filename
    try:
        raw = member.filename.encode("cp437")
    except UnicodeEncodeError:
        return member.filename
    name = decoded(raw)
    return member.filename if name is None else name.replace("\\", "/")


@contextmanager
def unpacked(path: Path, member: ZipInfo) -> Iterator[Path]:
    """A member as a file that is gone afterwards.

    Raises:
        RowError: It may not be unpacked, or is broken.
    """
    _check(member)
    with TemporaryDirectory(prefix="walkalong-") as folder:
        suffix = PurePosixPath(name_of(member)).suffix.lower()
        target = (
            Path(folder) / f"member{suffix if suffix.isalnum() or suffix[1:].isalnum() else ''}"
        )
        try:
            _unpack(path, member, target)
        except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
            raise RowError("member_broken") from None
        yield target


def _check(member: ZipInfo) -> None:
    name = PurePosixPath(name_of(member))
    if member.flag_bits & _ENCRYPTED:
        raise RowError("member_locked")
    if S_ISLNK(member.external_attr >> 16):
        raise RowError("leads_out")
    if name.is_absolute() or ".." in name.parts or ":" in name.parts[0]:
        raise RowError("member_leads_out")
    if name.suffix.lower() == SUFFIX:
        raise RowError("zip_in_zip")
    if member.file_size > MAX_MEMBER_BYTES:
        raise RowError("file_big", MAX_MEMBER_BYTES // (1024 * 1024))


def _unpack(path: Path, member: ZipInfo, target: Path) -> None:
    """Writes a member; what the archive says of its size is not believed."""
    size = 0
    with ZipFile(path) as archive, archive.open(member) as packed, target.open("wb") as file:
        while chunk := packed.read(_CHUNK):
            size += len(chunk)
            if size > MAX_MEMBER_BYTES:
                raise RowError("file_big", MAX_MEMBER_BYTES // (1024 * 1024))
            file.write(chunk)
