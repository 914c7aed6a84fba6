"""The files of one unit's pack: ledger, photos, news note, manifest.

Who reported stands in none of them: what is handed in cannot be taken back with somebody's records
(R89), and does not need a name. Names of those who mend stay. No unit gets the marks that reporters
gave (R59).
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bot.calendar_words import unknown_calendar
from bot.dialogue.house import FlowSource
from bot.dialogue.issue_words import deadline
from bot.issue_sources import told
from bot.lists import ListsFile
from bot.unmarked import issues_without_marks, moves_without_marks
from bot.weekly.news import Period, proposed
from bot.weekly.units import PackUnit
from flows.issue_query import IssueQuery
from flows.weekly import LEAD
from flows.workdays import is_known
from storage.exports.ledger import write_ledger
from storage.exports.list_sheets import Views
from storage.exports.news_note import NewsNote, NoteCounts, write_news_note
from storage.exports.pack_files import (
    MANIFEST,
    PackFile,
    digest_of,
    files_in,
    listed_in,
    manifest_in,
    pack_photos,
    seal,
)
from storage.exports.photos import Shown
from storage.issue_history import MoveRecord
from storage.records import IssueRecord
from storage.weekly import PackRecord, Snapshot

LEDGER, PHOTOS, NOTE = "整改台账.xlsx", "影像资料", "信息简讯.docx"
PROGRAM = "walkalong"
MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Maker:
    """What packs are made with. `all_photos`: also of issues that were in packs before."""

    flows: FlowSource
    lists: ListsFile
    shown: Shown
    zip_mb: int
    all_photos: bool
    template: Path
    """The office's own, where there is one."""

    def make(
        self,
        folder: Path,
        pack: PackRecord,
        unit: PackUnit,
        now: Snapshot,
        text: str | None,
        old: Path | None = None,
    ) -> None:
        """Make all of a pack in `folder`, in place of that in `old`.

        `text` is what the unit wrote; None: it is proposed.
        """
        period = self.period(pack, unit, now)
        folder.mkdir(parents=True)
        missing = self._ledger(folder, pack, unit, period, now)
        limit = self.zip_mb * MEGABYTE
        photos = folder / f"{Path(LEDGER).stem}_影像"
        count = len(list(photos.iterdir())) if photos.is_dir() else 0
        pack_photos(photos, folder, PHOTOS, limit, pack.until)
        counts = period.counts()
        text = proposed(period) if text is None else text
        self._note(folder, pack, counts, text)
        told_counts = {
            "issues": counts.total,
            "new": counts.new,
            "closed": counts.closed,
            "open": counts.open,
            "overdue": counts.overdue,
            "photos": count,
            "photos_missing": len(missing),
        }
        log = {"seq": now.head.seq, "hash": now.head.hash}
        more = {"quiet": period.is_quiet(), "photos_missing": list(missing), "note": text}
        instead = {} if old is None else {"replaces": replaced(folder, old, pack)}
        seal(folder, _head(pack) | instead | {"counts": told_counts, "log": log, **more})

    def period(self, pack: PackRecord, unit: PackUnit, now: Snapshot) -> Period:
        """What the pack tells of."""
        issues = now.issues(IssueQuery(within=unit.within))
        times = (pack.since, pack.until)
        entered, moved = now.entered(*times), now.moved(*times)
        return Period(issues, entered, moved, pack.since, pack.until, unit.within is None)

    def reword(self, folder: Path, old: Path, pack: PackRecord, text: str) -> None:
        """Make a pack that differs from that in `old` by the words of its note alone."""
        before = manifest_in(old)
        if before is None:
            raise ValueError(old)
        folder.mkdir(parents=True)
        for name in listed_in(before):
            if name != NOTE:
                shutil.copyfile(old / name, folder / name)
        counts = before["counts"]
        names = ("issues", "new", "closed", "open", "overdue")
        self._note(folder, pack, NoteCounts(*(counts[name] for name in names)), text)
        kept = {name: before[name] for name in ("counts", "log", "quiet", "photos_missing")}
        instead = {"replaces": replaced(folder, old, pack)}
        seal(folder, _head(pack) | instead | kept | {"note": text})

    def _ledger(
        self, folder: Path, pack: PackRecord, unit: PackUnit, period: Period, now: Snapshot
    ) -> tuple[str, ...]:
        """Write the ledger, its photos beside it; the numbers of those that are not there."""
        numbers = [one.number for one in period.issues]
        recent = {one.number for one in period.new()} | period.moved.keys()
        filters = {"单位": unit.name, "周": pack.week, "版本": f"第 {pack.version} 版"}
        issues, moves = iter(period.issues), _unnamed(now.moves(numbers))
        if unit.within is not None:
            issues, moves = issues_without_marks(issues), moves_without_marks(moves)
        result = write_ledger(
            (replace(told(self, one), reporter="") for one in issues),
            folder / LEDGER,
            now=pack.until,
            photos=self.shown,
            filters=filters,
            doubts=_doubts(period.issues),
            moves=moves,
            marks=now.marks(numbers),
            dated=True,
            photos_of=None if self.all_photos else recent,
            views=Views(self.lists.scheme.lists, now.measures(unit.within)),
        )
        return result.missing_photos

    def _note(self, folder: Path, pack: PackRecord, counts: NoteCounts, text: str) -> None:
        unit = "" if pack.unit == LEAD else pack.unit
        correction = f"第 {pack.version} 版，{pack.reason}" if pack.version > 1 else ""
        note = NewsNote(unit, pack.week, pack.since, pack.until, counts, text, correction)
        write_news_note(
            note, folder / NOTE, template=self.template if self.template.exists() else None
        )


def make_free(folder: Path, pack: PackRecord) -> None:
    """Say that a unit has nothing to hand in: a manifest of no files, which proves that, too."""
    folder.mkdir()
    seal(folder, _head(pack) | {"free": True})


def replaced(folder: Path, old: Path, pack: PackRecord) -> dict[str, Any]:
    """Which version a pack replaces, and which of its files are not the same."""
    before = manifest_in(old)
    was = listed_in(before) if before is not None else {}
    now: dict[str, PackFile] = {each.name: each for each in files_in(folder)}
    names = dict.fromkeys((*was, *now))
    return {
        "version": pack.version - 1,
        "manifest_sha256": digest_of(old / MANIFEST),
        "changed": [name for name in names if was.get(name) != now.get(name)],
    }


def _head(pack: PackRecord) -> dict[str, Any]:
    """What a manifest begins with."""
    times = ("due", "since", "until", "made")
    return {
        "week": pack.week,
        "unit": pack.unit,
        "version": pack.version,
        "locked": pack.version > 0,
        **{name: getattr(pack, name).isoformat() for name in times},
        "made_by": pack.made_by,
        "reason": pack.reason,
        "key": pack.key,
        "program": f"{PROGRAM} {version(PROGRAM)}",
    }


def record_of(folder: Path) -> PackRecord | None:
    """The pack that a folder holds, as its manifest tells; None where it tells none."""
    told = manifest_in(folder)
    if told is None:
        return None
    try:
        due, since, until, made = (
            datetime.fromisoformat(told[name]) for name in ("due", "since", "until", "made")
        )
        names = ("made_by", "reason")
        rest = (
            *(str(told[name]) for name in names),
            digest_of(folder / MANIFEST),
            str(told["key"]),
        )
        called = (str(told["week"]), str(told["unit"]), int(told["version"]))
        return PackRecord(*called, due, since, until, made, *rest)
    except (KeyError, TypeError, ValueError):
        return None


def _doubts(issues: Iterable[IssueRecord]) -> list[str]:
    years = {day.year for one in issues if (day := deadline(one)) is not None and not is_known(day)}
    doubt = unknown_calendar(years, "zh")
    return [f"整改时限：{doubt}"] if doubt else []


def _unnamed(moves: Iterable[MoveRecord]) -> Iterator[MoveRecord]:
    """The moves without the names of who reported and walked."""
    for move in moves:
        is_reporter = move.before == "" or move.role == "volunteer"
        yield replace(move, name="") if is_reporter else move
