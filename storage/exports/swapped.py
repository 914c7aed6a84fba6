"""A folder that is replaced as a whole: readers see the old one or the new one, never a half.

Guards that a folder which is not an export of ours is left alone, and that the ones before are
kept, so many as are wanted.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import mkdtemp

from storage.exports.files import REASONS, ExportError

MARK = ".walkalong-progress"
"""A file that tells that a folder was exported."""


@contextmanager
def swapped(target: Path, now: datetime, kept: int) -> Iterator[Path]:
    """Give an empty folder beside `target`, which takes its place when all went well.

    What was there is kept as `target.old-…`, the newest `kept` of them. Raises `ExportError`.
    """
    target = target.absolute()
    made: Path | None = None
    try:
        _check(target)
        target.parent.mkdir(parents=True, exist_ok=True)
        made = Path(mkdtemp(prefix=f".{target.name[:40]}-", dir=target.parent))
        made.chmod(0o755)  # a web server of another user reads it
        yield made
        (made / MARK).write_text(f"{now.isoformat()}\n", encoding="utf-8")
        _swap(made, target, now)
        _prune(target, kept)
    except OSError as error:
        zh, en = REASONS.get(error.errno or 0, (error.strerror or str(error),) * 2)
        raise ExportError(
            f"无法写入文件夹 {target}：{zh}。请检查写入权限和磁盘空间。",
            f"Cannot write the folder {target}: {en}. Check permissions and disk space.",
        ) from error
    finally:
        if made is not None:
            shutil.rmtree(made, ignore_errors=True)


def _check(target: Path) -> None:
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise ExportError(
            f"{target} 不是文件夹。请换一个位置。",
            f"{target} is no folder. Choose another place.",
        )
    if target.is_dir() and not (target / MARK).is_file() and any(target.iterdir()):
        raise ExportError(
            f"{target} 里有别的文件，不是以前导出的进展公开，所以不动它。请换一个新的文件夹。",
            f"{target} holds other files and is no public progress exported before, so it is left "
            "alone. Choose a new folder.",
        )


def _swap(made: Path, target: Path, now: datetime) -> None:
    """The new one takes the place; where that fails, the old one has it again."""
    old: Path | None = None
    if target.exists():
        old = _free(target, now)
        target.replace(old)
    try:
        made.replace(target)
    except OSError:
        if old is not None:
            old.replace(target)
        raise


def _free(target: Path, now: datetime) -> Path:
    """A name for the old one that is not taken, later ones after earlier ones."""
    stem = f"{target.name}.old-{now:%Y%m%dT%H%M%S}"
    names = (f"{stem}-{count:03d}" for count in range(1000))
    return next(path for path in (target.with_name(name) for name in names) if not path.exists())


def _prune(target: Path, kept: int) -> None:
    old = sorted(target.parent.glob(f"{target.name}.old-*"))
    for path in old[: max(0, len(old) - kept)]:
        if (path / MARK).is_file():
            shutil.rmtree(path, ignore_errors=True)
