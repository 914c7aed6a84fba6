"""Writing a file so that it is there whole or not at all, and saying clearly when it cannot be.

Guards every export: a reader never meets half a file, an older export of the
same name stays until the new one is complete, and what people wrote is never
overwritten: only a file that was exported and not saved by anyone since is.
"""

from __future__ import annotations

import errno
import hashlib
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol
from zipfile import BadZipFile, ZipFile

AUTHOR = "Walkalong 陪走"
"""Stands in a file as the one who made it, and who saved it last."""
MAX_PAGE = 20_000_000
"""Bytes of a page that is looked at to see whether it is ours."""
_OURS = f"<cp:lastModifiedBy>{AUTHOR}</cp:lastModifiedBy>".encode()


REASONS: dict[int, tuple[str, str]] = {
    errno.EACCES: ("没有权限", "permission denied"),
    errno.EPERM: ("没有权限", "permission denied"),
    errno.EROFS: ("那里只能读", "it is read-only there"),
    errno.ENOTDIR: ("路径中间是一个文件，不是文件夹", "a part of the path is a file, no folder"),
    errno.EEXIST: ("那里已有同名的文件", "a file of that name is there"),
    errno.ENOENT: ("不存在", "it does not exist"),
    errno.EISDIR: ("那是一个文件夹", "it is a folder"),
    errno.ENAMETOOLONG: ("名字太长", "the name is too long"),
    errno.ENOSPC: ("磁盘满了", "the disk is full"),
    errno.EDQUOT: ("磁盘满了", "the disk is full"),
    errno.EFBIG: ("文件太大，那里存不下", "the file is too large for that place"),
}
"""Why the system refuses a file or folder, in Chinese and in English."""


class ExportError(Exception):
    """An export that could not be made: what, where and how to mend it, in `zh` and `en`."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh)
        self.text = {"zh": zh, "en": en}


@contextmanager
def staged(path: Path, suffix: str) -> Iterator[Path]:
    """Give a folder beside `path` to work in; take `path.name` out of it when all went well.

    The folder goes away in any case. Raises `ExportError` when the target
    folder is missing, the name has not the `suffix`, or nothing can be written.
    """
    try:
        _check(path, suffix)
        with TemporaryDirectory(prefix=f".{path.stem[:40]}-", dir=path.parent) as folder:
            yield Path(folder)
            (Path(folder) / path.name).replace(path)
    except OSError as error:
        zh, en = REASONS.get(error.errno or 0, (error.strerror or str(error),) * 2)
        raise ExportError(
            f"无法写入 {path}：{zh}。"
            "请检查写入权限和磁盘空间；若文件正在 Office 中打开，请先关闭。",
            f"Cannot write {path}: {en}. Check permissions and disk space; "
            "close the file if it is open in Office.",
        ) from error


def of_table(path: Path) -> str:
    """The ending of a table's file: ".xlsx" or ".csv"; `ExportError` for any other."""
    ending = path.suffix.lower()
    if ending not in (".xlsx", ".csv"):
        raise ExportError(
            f"表格的文件名须以 .xlsx 或 .csv 结尾：{path.name}。",
            f"A table's file name must end in .xlsx or .csv: {path.name}.",
        )
    return ending


def sealed(page: str) -> str:
    """A page with its digest at its end, by which one that nobody has changed since is told."""
    return f"{page}<!-- {AUTHOR} {_digest(page)} -->\n"


def _digest(page: str) -> str:
    return hashlib.sha256(page.encode()).hexdigest()


def _is_sealed(path: Path) -> bool:
    with path.open("rb") as file:
        text = file.read(MAX_PAGE).decode("utf-8", "replace")
    page, mark, _ = text.rpartition("<!-- ")
    return bool(mark) and sealed(page) == text


class Saved(Protocol):
    """A document."""

    def save(self, filename: io.BytesIO, /) -> object: ...


def save(made: Saved, path: Path) -> None:
    """Write what was made to `path`.

    By way of memory: an archive that could not be written to its end tries again, and
    fails aloud, when it is thrown away.
    """
    whole = io.BytesIO()
    made.save(whole)
    path.write_bytes(whole.getbuffer())


def _check(path: Path, suffix: str) -> None:
    if path.suffix.lower() != suffix:
        raise ExportError(
            f"导出文件名须以 {suffix} 结尾：{path.name}。",
            f"The export's file name must end in {suffix}: {path.name}.",
        )
    if not path.parent.is_dir():
        raise ExportError(
            f"目标文件夹不存在：{path.parent}。请先建立该文件夹，或换一个位置。",
            f"The target folder does not exist: {path.parent}. Create it or choose another.",
        )
    if path.is_dir():
        raise ExportError(
            f"目标是一个文件夹，不是文件：{path}。请换一个文件名。",
            f"The target is a folder, not a file: {path}. Choose another file name.",
        )
    if path.exists() and not may_be_replaced(path):
        raise ExportError(
            f"{path} 已经存在，并且是别的文件、导出后有人改存过，或设成了只读，所以不覆盖。"
            "请换一个文件名，或先把它移走。",
            f"{path} is there already, and is another file, was saved by someone since it was "
            "exported, or is read-only. Choose another file name, or move it away.",
        )


def may_be_replaced(path: Path) -> bool:
    """Whether it is an export that nobody has saved since, and may be written to."""
    if not path.stat().st_mode & 0o222:
        return False
    try:
        with ZipFile(path) as archive:
            return _OURS in archive.read("docProps/core.xml")
    except (BadZipFile, KeyError, ValueError, NotImplementedError):
        return _is_sealed(path)
