"""The tables that an office keeps in its home: the calendar of coming years, and its deadlines.

Guards that a table is used whole or not at all, that what is in use follows the file (also in a
process that is running), and that a file is replaced in one go. What is wrong with a table is
told, and the last one that was good, or none, stays in use.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Generic, TypeVar

from flows import calendar_table, deadlines_table, workdays
from flows.calendar_table import read_calendar
from flows.deadlines import BAD_RATING, Kind, Rule, Rules
from flows.deadlines_table import read_rules
from flows.state import Value
from flows.table_rows import RowFault, TableFaults, TableRow
from flows.workdays import SpecialDay
from storage.exports.files import REASONS

CALENDAR, DEADLINES = "calendar.csv", "deadlines.csv"
MAX_BYTES = 2_000_000
SUFFIXES = (".csv", ".xlsx")

Table = TypeVar("Table")


class _Kept(Generic[Table]):
    """One table of the home, read again when its file is another one."""

    def __init__(
        self, path: Path, read: Callable[[Sequence[TableRow]], Table], none: Table
    ) -> None:
        self.path = path
        self._read, self._none = read, none
        self._stamp: tuple[int, int, int] | None = None
        self.table = none
        self.faults: tuple[RowFault, ...] = ()

    def look(self) -> bool:
        """Read it if it has changed; whether another table is in use now."""
        try:
            stamp = self._now()
            if stamp == self._stamp:
                return False
            self.table = self._none if stamp is None else self._read(rows_of(self.path))
        except TableFaults as wrong:
            self._stamp, self.faults = stamp, wrong.faults
            return False
        except OSError as error:  # of a share that is away, say: looked at again the next time
            zh, en = REASONS.get(error.errno or 0, (error.strerror or str(error),) * 2)
            self.faults = (RowFault(0, f"读不了：{zh}", f"cannot be read: {en}"),)
            return False
        self._stamp, self.faults = stamp, ()
        return True

    def _now(self) -> tuple[int, int, int] | None:
        """By what another file is known; None where there is none."""
        try:
            found = self.path.stat()
        except FileNotFoundError:
            return None
        return found.st_mtime_ns, found.st_size, found.st_ino

    def replace(self, rows: Iterable[Sequence[str]]) -> None:
        """Keep other rows; raises `TableFaults` rather than lose rows that cannot be read."""
        self.look()
        if self.faults:
            raise TableFaults(self.faults)
        _replace(self.path, rows)


class OfficeTables:
    """The tables of a home as they are now."""

    def __init__(self, home: Path) -> None:
        self._calendar: _Kept[Sequence[SpecialDay]] = _Kept(home / CALENDAR, read_calendar, ())
        self._deadlines = _Kept(home / DEADLINES, read_rules, Rules())

    def keep_current(self) -> None:
        """Read what has changed, and have the calendar hold. Cheap where nothing has."""
        self._deadlines.look()
        if self._calendar.look():
            workdays.announce(self._calendar.table)

    def begin(self) -> None:
        """As `keep_current`, and the calendar of this home holds whichever held before."""
        self.keep_current()
        workdays.announce(self._calendar.table)

    @property
    def calendar_path(self) -> Path:
        """The file of the calendar."""
        return self._calendar.path

    @property
    def calendar(self) -> Sequence[SpecialDay]:
        """The days that the office brought."""
        return self._calendar.table

    @property
    def deadlines_path(self) -> Path:
        """The file of the deadlines."""
        return self._deadlines.path

    @property
    def rules(self) -> Rules:
        """How long each kind gives."""
        return self._deadlines.table

    def known_rows(self) -> Mapping[str, Value]:
        """The numbers that a walk may know: the working days until a poor rating is answered."""
        period = self.rules.period(BAD_RATING)
        return {"reply_workdays": "" if period is None else str(period.count)}

    def faults(self) -> list[tuple[Path, RowFault]]:
        """What is wrong with the files, each with its path."""
        kept = ((each.path, each.faults) for each in (self._calendar, self._deadlines))
        return [(path, fault) for path, faults in kept for fault in faults]

    def keep_calendar(self, days: Sequence[SpecialDay]) -> None:
        """Keep these days in place of those there are; none: no file.

        Raises `TableFaults` where what is there cannot be read, and OSError.
        """
        if days:
            self._calendar.replace(calendar_table.told_rows(days))
        else:
            self._calendar.path.unlink(missing_ok=True)
        self.keep_current()

    def keep_rule(self, rule: Rule) -> None:
        """Keep one rule in place of that of its kind; raises as `keep_calendar` does."""
        self._keep({one.kind: one for one in self.rules.all()} | {rule.kind: rule})

    def drop_rule(self, kind: Kind) -> None:
        """Keep the rules without that of a kind: one of the plans' is not set then."""
        self._keep({one.kind: one for one in self.rules.all() if one.kind != kind})

    def _keep(self, rules: Mapping[Kind, Rule]) -> None:
        self._deadlines.replace(deadlines_table.told_rows(rules.values()))
        self.keep_current()


def rows_of(path: Path) -> list[TableRow]:
    """The rows of a table's file, .csv or the first sheet of an .xlsx; raises `TableFaults`."""
    from knowledge.importers.rows import RowError
    from knowledge.importers.tables.delimited import grid_of
    from knowledge.importers.tables.workbook import grids_of
    from knowledge.remarks import told

    if path.suffix.lower() not in SUFFIXES:
        kinds = "、".join(SUFFIXES)
        raise _fault(f"只认 {kinds} 的表", f"a table is of the kinds {', '.join(SUFFIXES)}")
    if path.stat().st_size > MAX_BYTES:
        size = MAX_BYTES // 1_000_000
        raise _fault(f"文件超过 {size} MB", f"the file is of more than {size} MB")
    try:
        sheets = [grid_of(path)] if path.suffix.lower() == ".csv" else grids_of(path)
        lines = [line for grid in islice(sheets, 1) for line in grid.lines]
    except RowError as wrong:
        zh = f"{told(wrong.reason, 'zh')}；{told(wrong.mend, 'zh')}"
        en = f"{told(wrong.reason, 'en')}; {told(wrong.mend, 'en')}"
        raise TableFaults([RowFault(wrong.line, zh, en)]) from None
    return [TableRow(line.number, line.cells) for line in lines]


def _fault(zh: str, en: str) -> TableFaults:
    return TableFaults([RowFault(0, zh, en)])


def _replace(path: Path, rows: Iterable[Sequence[str]]) -> None:
    """Write a table that Excel opens as it is, in place of what is there, whole or not at all."""
    with NamedTemporaryFile(
        "w",
        encoding="utf-8-sig",
        newline="",
        dir=path.parent,
        prefix=f".{path.stem}-",
        delete=False,
    ) as file:
        new = Path(file.name)
        try:
            csv.writer(file).writerows(rows)
            file.flush()
            os.fsync(file.fileno())
            new.chmod(0o644)
            new.replace(path)
        except BaseException:
            new.unlink(missing_ok=True)
            raise
