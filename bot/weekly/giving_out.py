"""Packs as files in a folder that somebody names, to be sent on by other means."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.weekly.packs import WeeklyPacks
from bot.weekly.units import PackUnit
from flows.weekly import folder_of
from storage.exports.files import REASONS, ExportError
from storage.exports.pack_files import may_be_taken
from storage.weekly import PackRecord


def copy_pack(weekly: WeeklyPacks, pack: PackRecord, folder: Path) -> Path:
    """Write a pack under `folder`, as `<week>/<unit>/`. Raises `ExportError`."""
    source = weekly.folder(pack.week, pack.unit, pack.version)
    target = folder / pack.week / folder_of(pack.unit)
    return _put(target, lambda place: shutil.copytree(source, place))


def draft_pack(weekly: WeeklyPacks, unit: PackUnit, week: str, folder: Path) -> Path:
    """Write what a unit's pack would be now under `folder`. Raises `ExportError`."""
    target = folder / week / folder_of(unit.name)
    return _put(target, lambda place: weekly.draft(place, unit, week))


def _put(target: Path, write: Callable[[Path], object]) -> Path:
    """Put a folder that `write` makes in its place, unless something else is there."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists() and not (target.is_dir() and may_be_taken(target)):
            raise ExportError(
                f"{target} 里有别的文件，或者导出后改过，所以不覆盖。请移走它，或换一个文件夹。",
                f"{target} has other files in it, or was changed since it was exported. "
                "Move it away, or choose another folder.",
            )
        with TemporaryDirectory(prefix=".weekly-", dir=target.parent) as above:
            write(Path(above) / "pack")
            if target.exists():
                target.replace(Path(above) / "old")
            (Path(above) / "pack").replace(target)
    except OSError as error:
        zh, en = REASONS.get(error.errno or 0, (error.strerror or str(error),) * 2)
        raise ExportError(
            f"无法写入 {target}：{zh}。请检查写入权限和磁盘空间，或换一个文件夹。",
            f"Cannot write {target}: {en}. Check permissions and disk space, or choose another "
            "folder.",
        ) from error
    return target
