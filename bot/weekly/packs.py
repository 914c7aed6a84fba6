"""The packs of the weeks: made once, corrected as new versions, handed in, given out.

A week's packs are made together of one moment's ledger, in a folder that takes its place when all
are whole; only then are they entered. Whoever is stopped in between leaves nothing, or all of it,
which the next one enters. One process at a time makes packs.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from time import monotonic, sleep

from bot.privacy import mask
from bot.schedule.times import Weekly
from bot.weekly.making import Maker, make_free, record_of
from bot.weekly.units import PackUnit, unit_called
from flows.weekly import LEAD, after, before, folder_of, monday_of, week_of
from storage.alone import Taken
from storage.exports.files import ExportError
from storage.exports.pack_files import manifest_in
from storage.weekly import PackRecord, SendingRecord, Snapshot, WeeklyStore

FOLDER = "packs"
MAKING = ".making-"
"""How folders begin that are not whole yet."""
LATE = timedelta(days=3)
"""For how long packs are made that were not at their time."""
ORDER = (".xlsx", ".zip", ".docx", ".json")
"""In which files are sent."""
WAIT_SECONDS = 60.0
"""How long one waits for another process that makes packs."""
PROGRAM = "陪走"
"""Who makes packs at their time."""
MAX_REASON = 500
"""Characters of the reason of a correction."""


class NoPack(LookupError):  # noqa: N818  # what is so, not an error of a program
    """There is no such pack; `kind`: `future`, `past`, `unit` or `free`."""

    def __init__(self, kind: str, week: str, unit: str = "") -> None:
        super().__init__(f"{kind} {week} {unit}")
        self.kind, self.week, self.unit = kind, week, unit


@dataclass(frozen=True)
class WeeklyPacks:
    """The packs of a home. `units` are those that are to hand in, by what is known now."""

    home: Path
    store: WeeklyStore
    when: Weekly
    clock: Callable[[], datetime]
    units: Callable[[], Sequence[PackUnit]]
    maker: Maker
    zero: bool

    # When

    def current(self) -> str:
        """The week whose packs are asked for: those due last, else those to come."""
        now = self.clock()
        monday = self.when.week(now)
        week = week_of(now.date() if monday is None else monday)
        return week if self.is_makeable(week) or self.store.packs(week) else after(week)

    def is_makeable(self, week: str) -> bool:
        """Whether a week's packs may be made now: from their time on, until the week is over.

        Later the ledger would be another one, and what is new be told in the wrong week.
        """
        due, now = self.due(week), self.clock()
        last = datetime.combine(monday_of(after(week)), time(), now.tzinfo)
        return due <= now < max(last, due + LATE)

    def due(self, week: str) -> datetime:
        """When a week's packs are made, and on which day they are to be handed in."""
        return self.when.of(monday_of(week), self.clock().tzinfo)

    def moved_from(self, week: str) -> date | None:
        """The day from which a holiday moved it; None where nothing did."""
        nominal = self.when.nominal(monday_of(week))
        return None if self.due(week).date() == nominal else nominal

    # What there is

    def folder(self, week: str, unit: str, version: int) -> Path:
        """Where a pack's files are."""
        return self.home / FOLDER / week / folder_of(unit) / f"v{version}"

    def files(self, pack: PackRecord) -> list[Path]:
        """A pack's files: the ledger, photos, news note, manifest."""
        found = self.folder(pack.week, pack.unit, pack.version).iterdir()
        return sorted(found, key=lambda path: (ORDER.index(path.suffix), path.name))

    def latest(self, week: str) -> dict[str, PackRecord]:
        """The newest version of each unit's pack, by unit."""
        return {each.unit: each for each in self.store.packs(week)}

    def one(self, week: str, unit: str) -> PackRecord:
        """The newest version of a unit's pack. Raises `NoPack`."""
        packs = self.latest(week)
        if not packs:
            raise NoPack("future" if self.due(week) > self.clock() else "past", week)
        called = unit_called(unit, list(packs))
        if called not in packs:
            raise NoPack("unit", week, unit)
        if not packs[called].version:
            raise NoPack("free", week, called)
        return packs[called]

    def unit_to_come(self, week: str, unit: str) -> PackUnit:
        """The unit that a name means, where the week's packs are still to be made."""
        units = self.units()
        name = unit_called(unit, [each.name for each in units])
        found = next((each for each in units if each.name == name), None)
        if found is None:
            raise NoPack("unit", week, unit)
        return found

    def text_of(self, pack: PackRecord) -> str:
        """The words of a pack's news note."""
        manifest = manifest_in(self.folder(pack.week, pack.unit, pack.version))
        return str(manifest["note"]) if manifest is not None else ""

    # Making

    def ensure(self, week: str, by: str = PROGRAM) -> bool:
        """See that a week's packs are made; whether they were made now.

        Raises `NoPack` for a week that is not due yet, or so long past that its ledger is gone.
        """
        if self.store.packs(week):
            return False
        if self.due(week) > self.clock():
            raise NoPack("future", week)
        with self._alone():
            self._adopt(week)
            if self.store.packs(week):
                return False
            if not self.is_makeable(week):
                raise NoPack("past", week)
            self._make_week(week, by)
            self._adopt(week)
        return True

    def see_to(self, week: str) -> None:
        """Make a week's packs where that is due and was not done."""
        if self.is_makeable(week):
            self.ensure(week)

    def draft(self, folder: Path, unit: PackUnit, week: str) -> None:
        """Make a unit's pack as it would be now in `folder`; nothing of it is kept."""
        with self.store.snapshot() as now:
            pack = self.record(week, unit.name, 0, PROGRAM)
            self.maker.make(folder, pack, unit, now, self.own_words(week, unit.name))

    def correct(
        self, week: str, unit: str, by: str, reason: str, *, text: str | None = None, key: str = ""
    ) -> PackRecord:
        """Make the next version of a unit's pack, for a reason, with the ledger as it is now.

        With `text` only the words of its note change. What was asked for by the same `key` before
        is not made again. Raises `NoPack`.
        """
        with self._alone():
            self._adopt(week)
            made = self.store.packs(week)
            done = [each for each in made if key and each.key == key]
            if done:
                return done[-1]
            name, last = self._to_correct(week, unit, made)
            said = mask(" ".join(reason.split())).text[:MAX_REASON]
            pack = self.record(week, name, last.version + 1 if last else 1, by, said, key)
            if last is not None:
                pack = replace(pack, since=last.since, due=last.due)
            self._make_next(pack, last, text)
            self._adopt(week)
        return self.one(week, name)

    def send(
        self, pack: PackRecord, by: str, how: str, at: datetime | None = None
    ) -> SendingRecord:
        """Enter that a pack was handed in; what was entered before stays."""
        now = self.clock()
        made = SendingRecord(pack.week, pack.unit, pack.version, at or now, by, how, now)
        return self.store.send(made)

    def _to_correct(
        self, week: str, unit: str, made: Sequence[PackRecord]
    ) -> tuple[str, PackRecord | None]:
        """The unit's name and newest pack; one that had none then gets its first."""
        latest = {each.unit: each for each in made}
        if not latest:
            raise NoPack("past", week)
        name = unit_called(unit, list(latest)) or self.unit_to_come(week, unit).name
        return name, latest.get(name)

    def _make_next(self, pack: PackRecord, last: PackRecord | None, text: str | None) -> None:
        old = self.folder(last.week, last.unit, last.version) if last and last.version else None
        with self._unfinished(pack.week) as folder:
            if text is not None and old is not None and last is not None:
                same = replace(pack, until=last.until)
                self.maker.reword(folder / "pack", old, same, text)
            else:
                with self.store.snapshot() as now:
                    unit = self.unit_to_come(pack.week, pack.unit)
                    words = self.own_words(pack.week, pack.unit)
                    self.maker.make(folder / "pack", pack, unit, now, words, old)
            target = self.folder(pack.week, pack.unit, pack.version)
            target.parent.mkdir(parents=True, exist_ok=True)
            (folder / "pack").replace(target)

    def _make_week(self, week: str, by: str) -> None:
        with self._unfinished(week) as folder, self.store.snapshot() as now:
            for unit in self.units():
                pack = self.record(week, unit.name, 1, by)
                place = folder / folder_of(unit.name)
                place.mkdir()
                if self._is_free(pack, unit, now):
                    make_free(place / "v0", replace(pack, version=0))
                    continue
                words = self.own_words(week, unit.name)
                self.maker.make(place / "v1", pack, unit, now, words)
            folder.replace(self.home / FOLDER / week)

    def _is_free(self, pack: PackRecord, unit: PackUnit, now: Snapshot) -> bool:
        if self.zero or unit.name == LEAD:
            return False
        return self.maker.period(pack, unit, now).is_quiet()

    def record(
        self, week: str, unit: str, version: int, by: str, reason: str = "", key: str = ""
    ) -> PackRecord:
        """What a pack that is made now tells of: from the last one's moment on."""
        now = self.clock()
        last = [each for each in self.store.packs(before(week), unit) if each.until <= now]
        since = last[-1].until if last else self.due(before(week))
        return PackRecord(week, unit, version, self.due(week), since, now, now, by, reason, key=key)

    def own_words(self, week: str, unit: str) -> str | None:
        """What the unit wrote for its news note; None where it wrote nothing."""
        written = self.store.note(week, unit)
        return None if written is None else written.text

    def _adopt(self, week: str) -> None:
        """Enter packs that are in their place and were not entered yet."""
        known = {(each.unit, each.version) for each in self.store.packs(week)}
        found = map(record_of, sorted((self.home / FOLDER / week).glob("*/v*")))
        new = [each for each in found if each and (each.unit, each.version) not in known]
        self.store.add(sorted(new, key=lambda each: (each.unit != LEAD, each.version)))

    @contextmanager
    def _unfinished(self, week: str) -> Iterator[Path]:
        """A folder to work in; it goes away in any case, with what others left."""
        above = self.home / FOLDER
        above.mkdir(exist_ok=True)
        for left in above.glob(f"{MAKING}*"):
            shutil.rmtree(left, ignore_errors=True)
        folder = Path(tempfile.mkdtemp(prefix=f"{MAKING}{week}-", dir=above))
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Nobody else makes packs meanwhile. Raises `ExportError` where somebody does for long."""
        until = monotonic() + WAIT_SECONDS
        while True:
            try:
                with self.store.making():
                    yield
                return
            except Taken:
                if monotonic() > until:
                    raise ExportError(
                        "周报正在由另一个进程生成，请过一会儿再试。",
                        "Another process is making the packs; try again in a while.",
                    ) from None
                sleep(0.1)
