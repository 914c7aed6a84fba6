"""Tables that come in by chat, brought in as by the command line (`bot.dialogue.sent_tables`)."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from bot.dialogue.messages import Inbound
from bot.dialogue.sent_words import Imported, Sent, Words
from bot.office_turns import MAX_NAME, OfficeBusyError
from bot.privacy import mask

if TYPE_CHECKING:
    from bot.app import App
    from flows.filling_in import Planned

REMEMBERED = 64
"""Imports of which the outcome is known, should their message be looked at anew."""
MAX_PROBLEM = 40
_BUSY = (
    "另一份导入正在进行，请过一会儿再点一次。",
    "Another import is under way; tap again in a moment.",
)


class TablesIn:
    """Brings them in. Safe to share between threads."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._made: OrderedDict[tuple[str, str, str], Imported] = OrderedDict()
        self._lock = Lock()

    def mappings(self) -> tuple[str, ...]:
        """What tables of other platforms may be: the program's, and the office's own."""
        from bot.complaints.built_in import BUILT_IN, FOLDER

        own = (path.stem for path in sorted((self._app.settings.home / FOLDER).glob("*.yaml")))
        return tuple(dict.fromkeys((*BUILT_IN, *(name for name in own if ":" not in name))))

    def is_ledger(self, path: Path) -> bool:
        """Whether a workbook is a ledger that was exported, also one that cannot be taken."""
        from storage.exports.marks import SHEET
        from storage.imports.files import ImportFileError, workbook

        try:
            with workbook(path) as book:
                return SHEET in book.sheetnames
        except ImportFileError:
            return True  # it is told why it cannot be read

    def ledger(self, path: Path, sent: Sent, who: Inbound) -> Imported:
        """Try a ledger, or make what it says so, once for each message."""
        return self._once(sent, who, lambda: self._ledger(path, sent, who))

    def cases(self, path: Path, sent: Sent, who: Inbound) -> Imported:
        """Try complaints of another platform, or enter them, once for each message."""
        return self._once(sent, who, lambda: self._cases(path, sent, who))

    def _once(self, sent: Sent, who: Inbound, bring: Callable[[], Imported]) -> Imported:
        from storage.exports.files import ExportError
        from storage.imports.files import ImportFileError

        key = (who.channel, who.chat, who.external_id)
        with self._lock:
            if key in self._made:
                return self._made[key]
        try:
            found = bring()
        except OfficeBusyError:
            return Imported(sent, refused=_BUSY)
        except (ImportFileError, ExportError) as error:
            return Imported(sent, refused=(error.text["zh"], error.text["en"]))
        if found.done:
            with self._lock:
                self._made[key] = found
                while len(self._made) > REMEMBERED:
                    self._made.popitem(last=False)
        return found

    def _ledger(self, path: Path, sent: Sent, who: Inbound) -> Imported:
        from bot.ledger_import import import_ledger

        department = who.department if who.role == "staff" else None
        found = import_ledger(
            self._app, path, _name(who), dry_run=sent.deed != "make", department=department
        )
        return Imported(
            sent,
            rows=tuple((row.number, _steps(row.moves)) for row in found.rows),
            steps=sum(len(row.moves) for row in found.rows),
            same=found.settled,
            missing=tuple(found.missing),
            troubles=tuple(found.troubles),
            more=found.more,
            copy=found.copy,
            done=sent.deed == "make" and not found.troubles,
        )

    def _cases(self, path: Path, sent: Sent, who: Inbound) -> Imported:
        from bot.complaints.importing import import_complaints
        from bot.complaints.mapping import MappingError, find_mapping, read_mapping

        if sent.mapping not in self.mappings():
            return Imported(sent, mappings=self.mappings())
        try:
            mapping = read_mapping(find_mapping(sent.mapping, self._app.settings.home))
        except MappingError as error:
            return Imported(sent, refused=(error.text["zh"], error.text["en"]))
        make, bad = sent.deed in ("make", "skip"), sent.deed != "make"
        found = import_complaints(
            self._app, path, mapping, name=_name(who), dry_run=not make, skip_bad=bad
        )
        rows = tuple(
            (number if make else case.number, _problem(case.fields["problem"].value))
            for case, number in found.entered
        )
        return Imported(
            sent,
            rows=rows,
            same=found.same + len(found.changed),
            troubles=tuple(found.table.troubles),
            copy=found.copy,
            done=make and found.is_done,
        )


def _name(who: Inbound) -> str:
    """A name as it may be kept."""
    return " ".join(mask(who.name or who.chat).text.split())[:MAX_NAME]


def _steps(moves: Sequence[Planned]) -> Words:
    zh, en = zip(*(one.move.words for one in moves), strict=True)
    return "、".join(zh), ", ".join(en)


def _problem(problem: str) -> Words:
    told = " ".join(problem.split())[:MAX_PROBLEM]
    return told, told
