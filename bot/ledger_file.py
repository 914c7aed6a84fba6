"""The ledger as a file for whoever may have it: issues on their way from the database into it.

Few are held at a time, however many there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bot.calendar_words import unknown_calendar
from bot.dialogue.house import House
from bot.dialogue.issue_words import deadline
from bot.issue_sources import told
from bot.unmarked import issues_without_marks, moves_without_marks
from flows.workdays import is_known
from storage.exports.marks import Mark
from storage.issue_history import MoveRecord
from storage.reading import Reader
from storage.records import IssueRecord
from storage.standings import Standings, pieces

if TYPE_CHECKING:
    from datetime import datetime

    from storage.exports.ledger import LedgerResult


def export_ledger(
    house: House,
    path: Path,
    issues: Iterable[IssueRecord],
    filters: Mapping[str, str],
    now: datetime,
    *,
    within: Sequence[str] | None = None,
    with_photos: bool = True,
) -> LedgerResult:
    """Write `issues` as 整改台账 to `path`, with their photos beside it. Raises `ExportError`.

    `within` are the departments that are to have it, None: the lead office. The register of
    measures is theirs, and they get no marks that reporters gave (R59).
    """
    from storage.exports.ledger import write_ledger
    from storage.exports.list_sheets import Views

    passing = _Passing(house.reader, house.standings)
    registered = house.registers.entries("measures", within=within)
    rows, moves = passing.each(issues), passing.moves()
    if within is not None:
        rows, moves = issues_without_marks(rows), moves_without_marks(moves)
    return write_ledger(
        (told(house, issue) for issue in rows),
        path,
        now=now,
        photos=house.media.shown if with_photos else None,
        filters=filters,
        doubts=passing.doubts(),
        moves=moves,
        marks=passing.marks,
        views=Views(house.lists.scheme.lists, registered),
    )


class _Passing:
    """What goes into the file with issues; moves and doubts are told once the last one passed."""

    def __init__(self, reader: Reader, standings: Standings) -> None:
        self._reader, self._standings = reader, standings
        self.marks: dict[str, Mark] = {}
        """Of those that are passing now."""
        self._numbers: list[str] = []
        self._years: set[int] = set()
        """Of deadlines whose calendar is not known."""

    def each(self, issues: Iterable[IssueRecord]) -> Iterator[IssueRecord]:
        """The issues as they come."""
        for some in pieces(issues):
            numbers = [issue.number for issue in some]
            self.marks.clear()
            self.marks |= self._standings.marks(numbers)
            self._numbers += numbers
            for issue in some:
                if (day := deadline(issue)) is not None and not is_known(day):
                    self._years.add(day.year)
                yield issue

    def moves(self) -> Iterator[MoveRecord]:
        """How they moved."""
        yield from self._reader.moves(self._numbers)

    def doubts(self) -> Iterator[str]:
        """What cannot be relied on."""
        if doubt := unknown_calendar(self._years, "zh"):
            yield f"整改时限：{doubt}"
