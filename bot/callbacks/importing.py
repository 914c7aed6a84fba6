"""A file of calls by a third party, into the ledger: each call once, all or nothing (R59).

What the file says of people, names and phones, is not read (R90).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bot.callbacks.entering import enter, key_of
from bot.callbacks.rows import CallRow, CallTable, read_calls
from bot.complaints.mapping import CASE, CaseMapping
from bot.office_turns import office_turn
from flows.callbacks import FATES, RESULTS, Fate
from storage.imports.marked_copy import marked_table

if TYPE_CHECKING:
    from bot.app import App
    from storage.callbacks import Called
    from storage.imports.troubles import Trouble
    from storage.moves import Moves

NAME = "回访导入"
"""Who they are entered by where nobody is named."""
SAME = ("以前导入过", "imported before")
CHANGED = (
    "以前导入过，结果不同（没有覆盖；确有更正请用 callbacks add 记一次）",
    "imported before with another result (not overwritten; enter a correction by callbacks add)",
)


class RowFate(NamedTuple):
    """What became of a row. `fate`: None for a call that was imported before."""

    row: CallRow
    number: str
    fate: Fate | None
    words: tuple[str, str]


@dataclass
class CallsImport:
    """What came of an import."""

    table: CallTable
    fates: list[RowFate] = field(default_factory=list)
    copy: Path | None = None
    is_done: bool = False

    def count(self, fate: Fate | None) -> int:
        """How many rows came to this."""
        return sum(one.fate == fate for one in self.fates)


class _UndoneError(Exception):
    """Nothing is to be kept: it was only to be tried, or a row cannot be taken."""


def import_calls(
    app: App,
    path: Path,
    mapping: CaseMapping | None = None,
    *,
    company: str = "",
    name: str = "",
    dry_run: bool = False,
    skip_bad: bool = False,
) -> CallsImport:
    """Enter the calls of a file that are not kept yet.

    Where rows cannot be taken nothing is entered, unless they are to be left out (`skip_bad`); a
    copy of the file shows them. Raises `ImportFileError`, `ExportError`, `OfficeBusyError`.
    """
    table = read_calls(path, mapping, company, app.clock())
    found, unreadable = CallsImport(table), list(table.troubles)

    def act(moves: Moves) -> None:
        found.fates, table.troubles = [], list(unreadable)
        _enter_all(app, moves, found, path)
        if dry_run or (table.troubles and not skip_bad):
            raise _UndoneError

    said = f"导入回访 {path.name}，{len(table.rows)} 条"
    by = name or NAME
    try:
        office_turn(app, f"calls:{by}", by, said, "calls", lambda turn: act(turn.moves))
        found.is_done = True
    except _UndoneError:
        pass
    if table.troubles:
        rows = ((line.number, line.cells) for line in table.grid.lines)
        table.troubles.sort(key=lambda one: (one.row, one.column))
        english = app.settings.locale == "en"
        found.copy = marked_table(path, rows, table.head, table.troubles, english=english)
    return found


def _enter_all(app: App, moves: Moves, found: CallsImport, path: Path) -> None:
    table, calls = found.table, moves.callbacks
    cases = calls.cases() if any(row.case for row in table.rows) else {}
    numbers = {row.number or "".join(cases.get(row.case.casefold(), ())[:1]) for row in table.rows}
    issues = calls.issues(numbers - {""})
    placed: list[tuple[CallRow, Called, str]] = []
    for row in table.rows:
        told = (row.number,) if row.number else cases.get(row.case.casefold(), ())
        if len(told) != 1 or told[0] not in issues:
            table.troubles.append(_no_issue(table, row, told))
            continue
        of = issues[told[0]]
        placed.append((row, of, key_of(of.number, row.call, row.again, row.call_number)))
    known = calls.known({key for _, _, key in placed})
    at_once = app.settings.callback_reopen == "at_once"
    today = app.clock().date()
    for row, of, key in sorted(placed, key=lambda one: (one[0].call.at, one[0].row)):
        if key in known:
            same = known[key] == (of.number, row.call.result)
            found.fates.append(RowFate(row, of.number, None, SAME if same else CHANGED))
            continue
        known[key] = (of.number, row.call.result)
        says = f"{path.name} 第 {row.row} 行\n{of.number} {RESULTS[row.call.result][0]}"
        rests = moves.resting_on(f"{says}\n{row.call.words}".strip(), f"{key[:16]}:{row.row}")
        fate = enter(rests, issues[of.number], row.call, key, today, at_once=at_once)
        if fate == "reopened":
            issues[of.number] = of._replace(state="reopened")
        found.fates.append(RowFate(row, of.number, fate, FATES[fate]))
    found.fates.sort(key=lambda one: one.row.row)


def _no_issue(table: CallTable, row: CallRow, told: tuple[str, ...]) -> Trouble:
    name = "number" if row.number or table.place(CASE) is None else CASE
    if len(told) > 1:
        listed = "、".join(told)
        words = (
            f"这个平台编号对应几个问题：{listed}。改写成其中一个问题编号。",
            f"Several issues have this number of a platform: {listed}. Write one of them.",
        )
    else:
        words = (
            f"台账里没有“{(row.number or row.case)[:40]}”。核对编号（问题编号如 WT-2026-0012）。",
            f"The ledger has no {(row.number or row.case)[:40]!r}. Check it (like WT-2026-0012).",
        )
    return table.trouble(row.row, name, words)
