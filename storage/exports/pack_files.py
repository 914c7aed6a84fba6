"""The files of a weekly pack beside its ledger (R72, R73): zips of photos, and the manifest.

A manifest lists every file with its SHA-256. It is text that reads the same wherever it is
written, so that its own SHA-256, kept elsewhere, proves all of them.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from flows.weekly import parted

MANIFEST = "manifest.json"
FORMAT = "walkalong weekly pack 1"
ABOUT = "说明.txt"
ROOM = 300
"""Bytes that a file takes in a zip besides its own, with a name of 40 Chinese characters."""
MAX_MANIFEST = 5_000_000
MASKING = (
    "发送、公开前请逐张查看：人脸、身份证件、车牌、手机号、病历等要打码遮住（R73）。"
    "陪走已去掉拍摄地点和设备信息，但不会自动打码。"
)
"""What is to be seen to before photos are passed on."""


class PackFile(NamedTuple):
    """A file of a pack as its manifest lists it."""

    name: str
    size: int
    sha256: str


def pack_photos(folder: Path, into: Path, stem: str, limit: int, made: datetime) -> list[Path]:
    """Put the files of `folder` into zips in `into`, each of at most `limit` bytes, by name.

    One zip is `<stem>.zip`, several are `<stem>-1.zip` and so on; without a file it says so.
    Each has a list of its files with what to see to. `folder` goes away.
    """
    found = sorted(folder.iterdir()) if folder.is_dir() else []
    sized = [(path, path.stat().st_size + ROOM) for path in found]
    about = len(MASKING.encode()) + 20 * ROOM
    parts = list(parted(sized, max(limit - about, 1))) or [[]]
    zips = []
    for number, part in enumerate(parts, start=1):
        name = f"{stem}-{number}.zip" if len(parts) > 1 else f"{stem}.zip"
        _zip(into / name, folder.name, part, _about(part, number, len(parts)), made)
        zips.append(into / name)
    if folder.is_dir():
        shutil.rmtree(folder)
    return zips


def _about(part: Sequence[Path], number: int, count: int) -> str:
    """The list in a zip."""
    head = f"影像资料（第 {number} 部分，共 {count} 部分）" if count > 1 else "影像资料"
    lines = [head, "", MASKING, ""]
    lines += ["和 整改台账.xlsx 解压到同一个文件夹，台账里的影像链接就能打开。", ""] if part else []
    lines.append(f"本部分 {len(part)} 份：" if part else "本期没有影像。")
    lines += [path.name for path in part]
    return "\n".join(lines) + "\n"


def _zip(path: Path, folder: str, part: Sequence[Path], about: str, made: datetime) -> None:
    """The photos are as small as they get, so nothing is compressed."""
    time = made.timetuple()[:6]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as packed:
        packed.writestr(zipfile.ZipInfo(ABOUT, time), b"\xef\xbb\xbf" + about.encode())
        for each in part:
            info = zipfile.ZipInfo(f"{folder}/{each.name}", time)
            with each.open("rb") as source, packed.open(info, "w") as target:
                shutil.copyfileobj(source, target)


def files_in(folder: Path) -> Iterator[PackFile]:
    """The files of a pack but its manifest, by name."""
    for path in sorted(folder.iterdir()):
        if path.name != MANIFEST:
            yield PackFile(path.name, path.stat().st_size, digest_of(path))


def digest_of(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def seal(folder: Path, told: Mapping[str, Any]) -> None:
    """Write the manifest of a finished pack, and let nobody write to its files by mistake.

    All of it is on disk when this returns.
    """
    files = [each._asdict() for each in files_in(folder)]
    whole = {"format": FORMAT, **told, "files": files}
    text = json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8", newline="\n")
    for path in folder.iterdir():
        with path.open("rb") as file:
            os.fsync(file.fileno())
        path.chmod(0o444)


def manifest_in(folder: Path) -> dict[str, Any] | None:
    """The manifest of a pack; None where there is none that can be read."""
    path = folder / MANIFEST
    try:
        if path.stat().st_size > MAX_MANIFEST:
            return None
        found = json.loads(path.read_text(encoding="utf-8"))
        listed = [PackFile(**each) for each in found["files"]]
        return found if found["format"] == FORMAT and all(map(_is_named, listed)) else None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def _is_named(file: PackFile) -> bool:
    """Whether a listed file is one of the pack's folder, not of another one."""
    return Path(file.name).name == file.name and file.name not in ("", ".", "..")


def listed_in(manifest: Mapping[str, Any]) -> dict[str, PackFile]:
    """The files that a manifest lists, by name."""
    return {each["name"]: PackFile(**each) for each in manifest["files"]}


def changed_in(folder: Path, manifest: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The files that are not as the manifest lists them: `missing`, `changed` or `added`."""
    there = {path.name for path in folder.iterdir()} - {MANIFEST}
    listed = listed_in(manifest)
    for name, file in listed.items():
        path = folder / name
        if name not in there or not path.is_file():
            yield "missing", name
        elif path.stat().st_size != file.size or digest_of(path) != file.sha256:
            yield "changed", name
    for name in sorted(there - listed.keys()):
        yield "added", name


def may_be_taken(folder: Path) -> bool:
    """Whether an exported pack may be replaced by another: nothing in it is anybody else's."""
    manifest = manifest_in(folder)
    if manifest is None:
        return not any(folder.iterdir())
    return not any(changed_in(folder, manifest))
