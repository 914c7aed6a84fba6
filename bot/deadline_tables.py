"""The tables by which deadlines are counted: the calendar, and how long each kind gives.

Guards that a table is used whole or not at all, and that what is in use follows the file, also in
a process that is running. What is wrong with a table is told, and the last one that was good, or
none, stays in use.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Generic, TypeVar

from bot.office_folder import CALENDAR, DEADLINES, FOLDER, tables_of, write_table
from flows import calendar_table, deadlines_table, workdays
from flows.calendar_table import read_calendar
from flows.deadlines import BAD_RATING, Kind, Rule, Rules
from flows.deadlines_table import read_rules
from flows.errors import Code, FlowError, FlowErrors, Place
from flows.state import Value
from flows.workdays import SpecialDay
from flows.xlsform.tables import Tables

Table = TypeVar("Table")


class _Kept(Generic[Table]):
    """One table of the home, read again when its file is another one."""

    def __init__(self, path: Path, read: Callable[[Tables], Table], none: Table) -> None:
        self.path = path
        self._read, self._none = read, none
        self._stamp: tuple[int, int, int] | None = None
        self.table = none
        self.faults: tuple[FlowError, ...] = ()

    def look(self) -> bool:
        """Read it if it has changed; whether another table is in use now."""
        try:
            stamp = self._now()
            if stamp == self._stamp:
                return False
            self.table = self._none if stamp is None else self._read(tables_of(self.path))
        except FlowErrors as wrong:
            self._stamp, self.faults = stamp, tuple(map(self._placed, wrong.errors))
            return False
        except OSError as error:  # of a share that is away, say: looked at again the next time
            reason = error.strerror or str(error)
            self.faults = (Place(str(self.path)).error(Code.UNREADABLE, reason=reason),)
            return False
        self._stamp, self.faults = stamp, ()
        return True

    def _placed(self, fault: FlowError) -> FlowError:
        """With all of the path: nobody has just named this file."""
        return replace(fault, place=replace(fault.place, file=str(self.path)))

    def _now(self) -> tuple[int, int, int] | None:
        """By what another file is known; None where there is none."""
        try:
            found = self.path.stat()
        except FileNotFoundError:
            return None
        return found.st_mtime_ns, found.st_size, found.st_ino

    def replace(self, rows: Iterable[Sequence[str]]) -> None:
        """Keep other rows; raises FlowErrors rather than lose rows that cannot be read."""
        self.look()
        if self.faults:
            raise FlowErrors(self.faults)
        write_table(self.path, rows)


class DeadlineTables:
    """The tables of a home as they are now."""

    def __init__(self, home: Path) -> None:
        folder = home / FOLDER
        self._calendar: _Kept[Sequence[SpecialDay]] = _Kept(folder / CALENDAR, read_calendar, ())
        self._deadlines = _Kept(folder / DEADLINES, read_rules, Rules())

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
    def calendar(self) -> Sequence[SpecialDay]:
        """The days that the office brought."""
        return self._calendar.table

    @property
    def calendar_faults(self) -> Sequence[FlowError]:
        """What is wrong with the file of the calendar."""
        return self._calendar.faults

    @property
    def rules(self) -> Rules:
        """How long each kind gives."""
        return self._deadlines.table

    @property
    def rules_faults(self) -> Sequence[FlowError]:
        """What is wrong with the file of the deadlines."""
        return self._deadlines.faults

    def known_rows(self) -> Mapping[str, Value]:
        """The numbers that a walk may know: the working days until a poor rating is answered."""
        period = self.rules.period(BAD_RATING)
        return {"reply_workdays": "" if period is None else str(period.count)}

    def keep_calendar(self, days: Sequence[SpecialDay]) -> None:
        """Keep these days in place of those there are; none: no file.

        Raises FlowErrors where what is there cannot be read, and OSError.
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
