"""A ledger filled in by hand becomes moves: all of it, or nothing (issue 6, point 6).

Read a row at a time; what was changed is held against the ledger, planned by the table of moves
(`flows.filling_in`), and made in the transaction of one message. Each move rests on words that name
file, sheet and cell. Where anything cannot be, nothing is changed: it is told cell by cell, in a
copy of the file, too. For every way a file comes in: the command line does it, a bot may.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from bot import ledger_words as words
from bot.dialogue.issue_offices import scope
from bot.issue_sources import told
from bot.ledger_cells import Read, Said, Sheet
from bot.office_turns import CHANNEL, OfficeBusyError, chat_of, office_turn
from flows.filling_in import Obstacle, Planned, moves_for
from flows.rectification import MOVES, VERIFYING, Actor, Case, Refusal
from storage.imports.files import ImportFileError
from storage.imports.ledger_book import Cell, Changed, Fault, LedgerBook, ledger_book
from storage.imports.marked_copy import marked_copy, plain_stem
from storage.imports.troubles import Trouble
from storage.issue_query import PASSED
from storage.media import Media, MediaError
from storage.packing import from_ms
from storage.records import FieldValue
from storage.standings import AT_A_TIME, Standing, Standings

if TYPE_CHECKING:
    from bot.app import App
    from storage.turn import Turn

NAME = "整改台账导入"
"""Who imports where nobody is named: nobody in person, who verifies nothing."""
MAX_TROUBLES = 2_000
"""Cells that are told; with more of them something is wrong with the whole file."""
ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Row:
    """A row with the moves that it becomes."""

    number: str
    stands: int
    """Where the issue stood when it was planned (`_stands`)."""
    moves: tuple[Planned, ...]
    cells: Mapping[str, Cell]
    note: Cell | None
    files: tuple[Path, ...]


@dataclass
class LedgerImport:
    """What came of an import."""

    book: LedgerBook
    rows: list[Row] = field(default_factory=list)
    """In the order of the sheet; made, unless there are troubles or it was tried only."""
    troubles: list[Trouble] = field(default_factory=list)
    more: int = 0
    """Cells with troubles beyond those that are told."""
    settled: int = 0
    """Rows whose changes are in the ledger already."""
    missing: list[str] = field(default_factory=list)
    """Numbers that were exported and are not in the sheet any more: left as they are."""
    copy: Path | None = None


class _MovedError(Exception):
    """An issue moved between the plan and the transaction."""


def import_ledger(
    app: App,
    path: Path,
    name: str = "",
    *,
    dry_run: bool = False,
    department: str | None = None,
) -> LedgerImport:
    """Bring a filled-in ledger back; `name` is the admin who does it, "" for nobody in person.

    With a `department` it is one of its staff, who sees and moves no more than in chat (R92).
    Raises `ImportFileError` for a file that cannot be read, `ExportError` where the copy cannot
    be written, `OfficeBusyError`.
    """
    for _ in range(ATTEMPTS):
        with ledger_book(path) as book:
            found = _Importer(app, book, name, department).planned()
        if found.troubles:
            english = app.settings.locale == "en"
            found.copy = marked_copy(path, book.sheet, book.head, found.troubles, english=english)
            return found
        if dry_run or not found.rows:
            return found
        try:
            _make(app, found, name, department)
        except _MovedError:
            continue
        return found
    raise OfficeBusyError


class _Importer:
    """One reading of a file against the ledger as it is."""

    def __init__(self, app: App, book: LedgerBook, name: str, department: str | None) -> None:
        self._app, self._book, self._name = app, book, name
        seen = app.store.peek(CHANNEL, chat_of(name or NAME, department), "")
        person = seen.person.id if seen.person else 0
        role = "admin" if department is None else "staff"
        self._actor = Actor(person, name or NAME, role, department or "")
        self._within = None if department is None else scope(app.house, "staff", department)
        self._standings = Standings(app.engine)
        folder = book.path.with_name(f"{plain_stem(book.path)}_影像")
        self._sheet = Sheet(book.sheet, app.clock().date(), book.since_1904, folder, name)
        self._found = LedgerImport(book)

    def planned(self) -> LedgerImport:
        """The moves of each row, or what is wrong with its cells."""
        for fault in self._book.faults:
            self._trouble(self._of_fault(fault))
        waiting: list[Changed] = []
        for one in self._book.changed():
            if isinstance(one, Fault):
                self._trouble(self._of_fault(one))
                continue
            waiting.append(one)
            if len(waiting) == AT_A_TIME:
                self._rows(waiting)
                waiting = []
        self._rows(waiting)
        self._found.missing = self._book.missing()
        self._found.troubles.sort(key=lambda one: (one.row, one.column))
        return self._found

    def _rows(self, rows: Sequence[Changed]) -> None:
        """Some rows against the ledger; no more of them are held at a time than one look takes."""
        strangers = self._standings.strangers({row.number: row.mark for row in rows})
        standings = self._standings.of([row.number for row in rows])
        for row in rows:
            now = standings.get(row.number)
            if row.number in strangers or now is None or not self._sees(now.case):
                said = words.of_fault(Fault("not_exported", Cell(0, 0, row.number)))
                self._trouble(self._sheet.trouble(row, "number", said))
            else:
                self._row(row, now)

    def _sees(self, case: Case) -> bool:
        """Whether who imports may see an issue: it is their department's, or passed on to it."""
        told = [case.fields.get("department")]
        if case.state == PASSED:
            told.append(case.fields.get("receiver"))
        return self._within is None or any(one in self._within for one in told)

    def _row(self, row: Changed, now: Standing) -> None:
        read = self._sheet.read(row, told(self._app, now.record), self._said(row))
        for trouble in read.troubles:
            self._trouble(trouble)
        if read.troubles:
            return
        if not read.values:
            self._found.settled += 1
            return
        case, actor = now.case, self._actor
        if actor.name in now.fixers:  # the same person, by another chat
            case = replace(case, fixers=case.fixers | {actor.person})
        moves = moves_for(read.wish, actor, case, self._sheet.today)
        if isinstance(moves, Obstacle):
            for trouble in self._sheet.in_the_way(row, read, moves, actor, case):
                self._trouble(trouble)
        elif not self._name and any(one.move.name in VERIFYING for one in moves):
            self._trouble(self._sheet.trouble(row, "state", words.unnamed_verifier()))
        elif not self._found.troubles:
            self._keep(row, read, moves, now.case)

    def _keep(self, row: Changed, read: Read, moves: tuple[Planned, ...], case: Case) -> None:
        kept = Row(row.number, _stands(case), moves, read.cells, row.note, tuple(read.files))
        self._found.rows.append(kept)

    def _said(self, row: Changed) -> Said:
        def said(name: str) -> words.Words | None:
            last = self._standings.changes(row.number, row.mark.seq).get(name)
            if last is None:
                return None
            at = from_ms(last.at)
            zh, en = MOVES[last.move].words if last.move in MOVES else ("", "")
            return f"{last.name} {at.month}月{at.day}日 {zh}", f"{last.name}, {at:%F}, {en}"

        return said

    def _trouble(self, trouble: Trouble) -> None:
        if len(self._found.troubles) < MAX_TROUBLES:
            self._found.troubles.append(trouble)
        else:
            self._found.more += 1

    def _of_fault(self, fault: Fault) -> Trouble:
        cell = fault.cell
        key = next((k for k, at in self._book.columns.items() if at == cell.column), "number")
        place = f"{self._book.sheet}!{cell.ref}"
        zh, en = words.of_fault(fault)
        return Trouble(
            cell.row, cell.column, place, fault.number, words.heading(key)[0], cell.text, (zh, en)
        )


def _stands(case: Case) -> int:
    """All that the moves of an issue depend on, in a number."""
    return hash((case.state, frozenset(case.fields.items()), case.reporter, case.fixers))


def _make(app: App, found: LedgerImport, name: str, department: str | None) -> None:
    """All moves of all rows in one transaction. Raises `_MovedError` where an issue moved."""
    files = {file: _kept(app, file) for row in found.rows for file in row.files}
    book = found.book
    said = f"导入台账 {book.path.name}（sha256 {book.sha256}），{len(found.rows)} 行"

    def act(turn: Turn) -> None:
        for row in found.rows:
            _make_row(app, turn, book, row)
            for file in row.files:
                finding = turn.moves.finding_of(row.number)
                turn.attach(files[file].sha256, None, "", None, finding, name=file.name)

    chat = chat_of(name or NAME, department)
    office_turn(app, chat, name or NAME, said, "ledger", act, department)


def _kept(app: App, file: Path) -> Media:
    """A file that is evidence, in the store. Raises `ImportFileError` where it is not taken."""
    try:
        return app.media.save(file, file.name)
    except MediaError as error:
        zh, en = error.text["zh"], error.text["en"]
        raise ImportFileError(f"{file.name}：{zh}", f"{file.name}: {en}") from None


def _make_row(app: App, turn: Turn, book: LedgerBook, row: Row) -> None:
    if _stands(turn.moves.case(row.number)) != row.stands:
        raise _MovedError
    said, places = _words(book, row)
    moves = turn.moves.resting_on(said, f"{turn.message_id}:{row.number}")
    for planned in row.moves:
        given = {
            name: FieldValue(value, moves.message_id, *places.get(name, (0, 0)), how="rule")
            for name, value in planned.given.items()
        }
        step = moves.make(row.number, planned.move, given, app.clock().date())
        if isinstance(step, Refusal):  # the day has changed since
            raise _MovedError


def _words(book: LedgerBook, row: Row) -> tuple[str, dict[str, tuple[int, int]]]:
    """What the moves of a row rest on: each cell with its place; where in it each field is."""
    from bot.privacy import mask

    said = f"{book.path.name} · {row.number}（sha256 {book.sha256}）"
    places: dict[str, tuple[int, int]] = {}
    cells: list[tuple[Sequence[str], Cell]] = [((name,), cell) for name, cell in row.cells.items()]
    if row.note is not None:
        cells.append((("reason", "basis", "supplement"), row.note))
    for names, cell in cells:
        text = mask(cell.text).text
        column = words.heading(names[0])[0]
        said += f"\n{book.sheet}!{cell.ref} {column}："
        places |= dict.fromkeys(names, (len(said), len(said) + len(text)))
        said += text
    return said, places
