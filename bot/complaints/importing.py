"""Complaints and ratings of other platforms, into the ledger: each case once (R29).

Each issue rests on a message of nobody's that says the mapped cells of its row: names, phones and
other columns are not read at all, personal numbers in the words are masked. For every way a file
comes in: the command line does it, a bot may.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from bot.complaints.cases import Case, Table, read_table
from bot.complaints.mapping import CaseMapping
from bot.office_turns import office_turn
from storage.imports.marked_copy import marked_table
from storage.office_issues import KnownCase, OfficeIssue, OfficeIssues, case_key
from storage.records import FieldValue

if TYPE_CHECKING:
    from bot.app import App

NAME = "诉求导入"
"""Who they are found by, in the ledger: nobody in person."""


@dataclass
class CasesImport:
    """What came of an import."""

    table: Table
    entered: list[tuple[Case, str]] = field(default_factory=list)
    """Each new case with the number of its issue."""
    same: int = 0
    """Cases that were imported before, and say what they said."""
    changed: list[tuple[Case, str, tuple[str, ...]]] = field(default_factory=list)
    """Cases that were imported before and say other things now: issue, and the headings."""
    copy: Path | None = None
    is_done: bool = False


class _TriedError(Exception):
    """It was only to be tried: the transaction is undone."""


def import_complaints(
    app: App,
    path: Path,
    mapping: CaseMapping,
    *,
    name: str = "",
    dry_run: bool = False,
    skip_bad: bool = False,
) -> CasesImport:
    """Enter the cases of a file that are not in the ledger yet; all, or nothing.

    Where rows cannot be read nothing is entered, unless they are to be left out (`skip_bad`); a
    copy of the file shows them either way. Raises `ImportFileError`, `ExportError`,
    `OfficeBusyError`.
    """
    table = read_table(path, mapping, app.clock())
    found = CasesImport(table)
    if table.troubles:
        rows = ((line.number, line.cells) for line in table.grid.lines)
        english = app.settings.locale == "en"
        found.copy = marked_table(path, rows, table.head, table.troubles, english=english)
        if not skip_bad:
            return found

    def act(office: OfficeIssues) -> None:
        found.entered, found.same, found.changed = [], 0, []
        known = office.known_cases(mapping.source)
        for case in table.cases:
            _enter(office, path, mapping, case, known.get(case.number), found)
        if dry_run:
            raise _TriedError

    said = f"导入 {mapping.source} {path.name}，{len(table.cases)} 条"
    try:
        office_turn(
            app, f"cases:{name or NAME}", name or NAME, said, "cases", lambda turn: act(turn.office)
        )
    except _TriedError:
        return found
    found.is_done = True
    return found


def _enter(
    office: OfficeIssues,
    path: Path,
    mapping: CaseMapping,
    case: Case,
    known: KnownCase | None,
    found: CasesImport,
) -> None:
    said, places = _words(path, case)
    if known is not None:
        if other := _differs(known.text, said):
            found.changed.append((case, known.number, other))
        else:
            found.same += 1
        return
    key = case_key(case.number, mapping.source)
    message = office.say(key, said)
    fields = {
        name: FieldValue(one.value, message, *places.get(name, (0, 0)), how="rule")
        for name, one in case.fields.items()
    }
    found.entered.append(
        (case, office.enter(OfficeIssue(key, mapping.source, fields, case.found_at)))
    )


def _words(path: Path, case: Case) -> tuple[str, dict[str, tuple[int, int]]]:
    """What an issue rests on: the row's cells; and where in it each field is."""
    said = f"{path.name} 第 {case.row} 行"
    places: dict[str, tuple[int, int]] = {}
    for name, one in case.fields.items():
        if one.heading:
            said += f"\n{one.heading}："
            places[name] = (len(said), len(said) + len(one.words))
            said += one.words
    resting = {name: places.get(one.of, (0, 0)) for name, one in case.fields.items() if one.of}
    return said, {**places, **resting}


def _differs(was: str, now: str) -> tuple[str, ...]:
    """The headings under which a case says something else than it did; not where it stood."""
    before, after = (set(text.split("\n")[1:]) for text in (was, now))
    lines = [line.partition("：")[0] for line in now.split("\n")[1:] if line not in before]
    gone = [line.partition("：")[0] for line in was.split("\n")[1:] if line not in after]
    return tuple(dict.fromkeys((*lines, *gone)))
