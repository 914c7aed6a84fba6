"""Paths in, files out: what of folders and zip files may be guides, found before any is read."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from zipfile import ZipInfo

from knowledge.importers.archives import SUFFIX, members, name_of, unpacked
from knowledge.importers.rows import MAX_FILES, MAX_NAME_CHARS, LeftOut, Refused, RowError
from knowledge.remarks import listed, remark

OTHER_DOCUMENTS = frozenset((".rar", ".7z", ".tar", ".gz", ".ofd", ".wpt"))
"""What may well hold guides, but is not read: it is refused also where nobody named it."""
_NOISE = frozenset(("thumbs.db", "desktop.ini", "__macosx"))


@dataclass(frozen=True, slots=True)
class Found:
    """A file that may hold guides."""

    path: Path
    """Of the file itself, or of the archive that it is in."""
    name: str
    """What it is called in what was named on import."""
    member: ZipInfo | None = None

    def opened(self) -> AbstractContextManager[Path]:
        """The file, for as long as it is read."""
        return nullcontext(self.path) if self.member is None else unpacked(self.path, self.member)


def files_in(paths: Iterable[Path], known: Collection[str]) -> Iterator[Found | Refused | LeftOut]:
    """All files of these paths, in order; a file that is named twice comes once.

    Args:
        paths: Files, folders and zip files.
        known: Endings of files that can be read.
    """
    read: set[tuple[Path, int]] = set()
    for path in paths:
        for each in _folder(path, known) if path.is_dir() else _file(path, path.name, known):
            if isinstance(each, Found):
                which = (each.path.resolve(), each.member.header_offset if each.member else -1)
                if which in read:
                    continue
                read.add(which)
            yield each


def _file(path: Path, name: str, known: Collection[str]) -> Iterator[Found | Refused | LeftOut]:
    """A file by itself, or what is in it if it is a zip file."""
    if path.suffix.lower() != SUFFIX or not path.is_file():
        yield Found(path, name)
        return
    try:
        inside = members(path)
    except RowError as error:
        yield error.at(name)
        return
    except OSError as error:
        yield RowError("unreadable", error.strerror).at(name)
        return
    count = 0
    for member in inside:
        kind = _kind(name_of(member), {*known, SUFFIX})
        if kind == "read":
            count += 1
            yield Found(path, f"{name}/{name_of(member)}", member)
        elif kind:
            yield _unread(kind, f"{name}/{name_of(member)}", known)
    if not count:
        yield _empty("empty_zip", name, known)


def _folder(folder: Path, known: Collection[str]) -> Iterator[Found | Refused | LeftOut]:
    """What is in a folder; links that lead out of it are refused.

    README files tell people about the folder: they are no guides.
    """
    count = 0
    for path in _walked(folder):
        name = path.relative_to(folder).as_posix()
        kind = _kind(name, {*known, SUFFIX})
        if kind and _leads_out(path, folder):
            yield RowError("leads_out").at(name)
            count += 1
        elif not kind or not path.is_file() or path.is_symlink():  # what it leads to is here
            continue
        elif count >= MAX_FILES:
            yield RowError("too_many_files", MAX_FILES).at(name)
            return
        elif kind == "read":
            count += 1
            yield from _file(path, name, known)
        else:
            yield _unread(kind, name, known)
    if not count:
        yield _empty("empty_folder", folder.name, known)


def _walked(folder: Path) -> list[Path]:
    """All that a folder holds, in order; folders that are links are not gone into."""
    found: list[Path] = []
    for root, folders, files in os.walk(folder):
        here = Path(root)
        found += [here / name for name in files]
        found += [here / name for name in folders if (here / name).is_symlink()]
    return sorted(found)


def _kind(name: str, known: Collection[str]) -> str:
    """ "read", "refused", "left" (told as that), or "" for what is not worth a word."""
    path = PurePosixPath(name)
    parts = [part.casefold() for part in path.parts if part not in ("/", "..")]
    hidden = any(part.startswith((".", "~$", "~")) or part in _NOISE for part in parts)
    if hidden or path.stem.casefold() == "readme":
        return ""
    suffix = path.suffix.lower()
    if suffix in known:
        return "read"
    return "refused" if suffix in OTHER_DOCUMENTS else "left"


def _unread(kind: str, name: str, known: Collection[str]) -> Refused | LeftOut:
    if kind == "left":
        return LeftOut(name)
    return unknown_file(PurePosixPath(name).suffix, known).at(name)


def unknown_file(suffix: str, known: Collection[str]) -> RowError:
    """That files with this ending are not read."""
    if suffix.lower() in OTHER_DOCUMENTS:
        return RowError("other_document", suffix)
    mend = remark("unknown_file_mend", listed([*known], MAX_NAME_CHARS))
    return RowError("unknown_file", suffix or remark("none"), mend=mend)


def _empty(key: str, name: str, known: Collection[str]) -> Refused:
    files = listed([*known], MAX_NAME_CHARS)
    return RowError(key, mend=remark("empty_folder_mend", files)).at(name)


def _leads_out(path: Path, folder: Path) -> bool:
    """Whether a folder that someone else has packed wants a file read that is not in it."""
    return not path.resolve().is_relative_to(folder.resolve())
