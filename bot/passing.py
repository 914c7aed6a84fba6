"""Issues on their way from the database into a ledger's file, few of which are held at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.calendar_words import unknown_calendar
from bot.dialogue.issue_words import deadline
from flows.workdays import is_known
from storage.exports.marks import Mark
from storage.issue_history import MoveRecord
from storage.reading import Reader
from storage.records import IssueRecord
from storage.standings import Standings, pieces


class Passing:
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
