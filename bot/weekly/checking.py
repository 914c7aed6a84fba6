"""Proves that packs are as they were made, and that the ledger's log still goes on from them.

Each manifest has the SHA-256 of every file and the end of the log at that moment; the database
has the manifest's own. So a file that was changed, one that is gone or was added, and a log that
was cut behind that end or made anew, are all found.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.weekly.making import record_of
from bot.weekly.packs import FOLDER, WeeklyPacks
from storage.exports.pack_files import MANIFEST, changed_in, digest_of, manifest_in
from storage.weekly import PackRecord

FAULTS: dict[str, tuple[str, str]] = {
    "no_folder": ("文件夹不见了", "its folder is gone"),
    "no_manifest": ("清单不见了或读不出来", "its manifest is gone or cannot be read"),
    "other_manifest": ("清单被改过", "its manifest was changed"),
    "missing": ("文件不见了", "a file is gone"),
    "changed": ("文件被改过", "a file was changed"),
    "added": ("多出了文件", "a file was added"),
    "not_entered": (
        "没有登记过的版本",
        "a version that was never entered",
    ),
    "cut": (
        "台账流水在这一版之后被截断了（应有第 {seq} 条）",
        "the ledger's log was cut behind it (row {seq} is gone)",
    ),
    "other_log": (
        "台账流水第 {seq} 条和当时的不一样",
        "row {seq} of the ledger's log is not what it was",
    ),
    "log": (
        "台账流水第 {seq} 条对不上，详见 db check",
        "row {seq} of the ledger's log does not hold; see db check",
    ),
}
"""What may be wrong, in Chinese and English."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a version of a unit's pack; of the whole log where no unit is named."""

    kind: str
    week: str = ""
    unit: str = ""
    version: int = 0
    file: str = ""
    seq: int = 0

    def told(self, locale: str) -> str:
        """What is wrong, in words."""
        words = FAULTS[self.kind][locale == "en"].format(seq=self.seq)
        return f"{words}{'：' if locale != 'en' else ': '}{self.file}" if self.file else words


def check(weekly: WeeklyPacks, week: str | None) -> Iterator[Fault]:
    """All that does not hold, of a week or of all of them."""
    packs = weekly.store.packs(week)
    for pack in packs:
        yield from _of_pack(weekly, pack)
    yield from _not_entered(weekly, packs, week)
    for broken in weekly.store.broken_log()[:1]:
        yield Fault("log", file=broken.number, seq=broken.seq)


def _of_pack(weekly: WeeklyPacks, pack: PackRecord) -> Iterator[Fault]:
    def fault(kind: str, file: str = "", seq: int = 0) -> Fault:
        return Fault(kind, pack.week, pack.unit, pack.version, file, seq)

    folder = weekly.folder(pack.week, pack.unit, pack.version)
    if not folder.is_dir():
        yield fault("no_folder")
        return
    manifest = manifest_in(folder)
    if manifest is None:
        yield fault("no_manifest", MANIFEST)
        return
    if digest_of(folder / MANIFEST) != pack.digest:
        yield fault("other_manifest", MANIFEST)
    for kind, name in changed_in(folder, manifest):
        yield fault(kind, name)
    log: Any = manifest.get("log")
    if isinstance(log, dict) and isinstance(log.get("seq"), int):
        there = weekly.store.log_hash(log["seq"])
        if there is None:
            yield fault("cut", seq=log["seq"])
        elif log["seq"] and there != log.get("hash"):
            yield fault("other_log", seq=log["seq"])


def _not_entered(weekly: WeeklyPacks, packs: list[PackRecord], week: str | None) -> Iterator[Fault]:
    """Versions in their place that the database does not know."""
    known = {weekly.folder(each.week, each.unit, each.version) for each in packs}
    above = weekly.home / FOLDER
    for folder in sorted(above.glob(f"{week or '*'}/*/v*")):
        if folder not in known and not folder.parts[-3].startswith("."):
            yield _unknown(folder)


def _unknown(folder: Path) -> Fault:
    record = record_of(folder)
    if record is None:
        return Fault("not_entered", folder.parts[-3], folder.parts[-2], file=folder.name)
    return Fault("not_entered", record.week, record.unit, record.version)
