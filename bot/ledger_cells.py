"""From the changed cells of a row to what the issue is to be, or to what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from bot import ledger_words as words
from bot.privacy import mask
from flows.filling_in import GIVEN, Obstacle, Wish
from flows.issue_terms import PLANS, STATES
from flows.rectification import LONGEST, Actor, Case
from storage.exports.columns import COLUMNS, Entry
from storage.exports.evidence import fact
from storage.exports.marks import digest, shown
from storage.exports.photos import media_numbers
from storage.imports.days import day_in
from storage.imports.ledger_book import Cell, Changed
from storage.imports.troubles import Trouble
from storage.records import IssueRecord

FIELD_OF = {"photos": "evidence"}
"""Columns whose field is called otherwise."""
_COLUMN = {column.key: column for column in COLUMNS}
_STATE_IDS = {word: state for state, names in STATES.items() for word in (*names, state)}
_NO = ("否", "不公开", "不")
_LIST = re.compile(r"[、，,;；\n]+")
_RANGE = re.compile(r"(?P<from>.+-)(?P<first>\d{1,3})[～~](?P<last>\d{1,3})")
_BASIS = re.compile(r"[；;。\n]?\s*依据\s*[:：]\s*")
_REASON = re.compile(r"^\s*(?:理由|原因|说明)\s*[:：]\s*")


Said = Callable[[str], words.Words | None]
"""Who changed a field of the issue since the export, and by which step."""


@dataclass
class Read:
    """What a row says: fields with the cells they stand in, the files it names, what is wrong."""

    cells: dict[str, Cell] = field(default_factory=dict)
    """The cell of each field that is to change, the state among them."""
    values: dict[str, str] = field(default_factory=dict)
    told: dict[str, str] = field(default_factory=dict)
    files: list[Path] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)

    @property
    def wish(self) -> Wish:
        fields = {name: value for name, value in self.values.items() if name != "state"}
        return Wish(fields, self.values.get("state", ""), self.told)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is the same for all rows of a file."""

    title: str
    today: date
    since_1904: bool
    media: Path
    """The folder for files beside the workbook."""
    who: str
    """The admin who imports."""

    def trouble(
        self, row: Changed, key: str, said: words.Words, *, conflict: bool = False
    ) -> Trouble:
        """Something that is wrong with the cell of a column, also of one that stays empty."""
        cell = row.note if key == "note" and row.note else row.at(key)
        zh, _ = words.heading(key)
        return Trouble(
            cell.row, cell.column, f"{self.title}!{cell.ref}", row.number, zh, cell.text,
            (said[0], said[1]), conflict,
        )  # fmt: skip

    def read(self, row: Changed, now: IssueRecord, said: Said) -> Read:
        """What a changed row wants. `now` is told in the ledger's words."""
        found = Read()
        if row.note is not None:
            note = mask(row.note.text).text
            reason, _, basis = _parted(note)
            found.told = {"reason": reason, "basis": basis, "supplement": note}
        for key, cell in row.cells.items():
            self._cell(row, key, cell, now, said, found)
        return found

    def _cell(
        self,
        row: Changed,
        key: str,
        cell: Cell,
        now: IssueRecord,
        said: Said,
        found: Read,
    ) -> None:
        name = FIELD_OF.get(key, key)
        value, wrong = self._value(key, cell.text)
        is_now = shown(_COLUMN[key], Entry(0, now))
        if self._is_so(row, key, value, is_now, now):
            return
        if name not in GIVEN and key != "state":
            found.troubles.append(self.trouble(row, key, words.fixed(key)))
        elif digest(row.number, key, is_now) != row.digests[key]:
            told = words.conflict(key, is_now, said(name))
            found.troubles.append(self.trouble(row, key, told, conflict=True))
        elif (wrong := wrong or self._of_another(key, value)) is not None:
            found.troubles.append(self.trouble(row, key, wrong))
        else:
            if key == "photos":
                found.troubles += self._evidence(row, value, now, found)
            found.cells[name], found.values[name] = cell, _kept(key, value)

    def _of_another(self, key: str, value: str) -> words.Words | None:
        """What a verifying step fills in by itself, and would fill in otherwise (R54)."""
        if key == "reviewer" and value not in ("", self.who):
            return words.other_verifier(value, self.who)
        if key == "closed_on" and value not in ("", self.today.isoformat()):
            return words.other_day(self.today.isoformat())
        return None

    def _is_so(self, row: Changed, key: str, value: str, is_now: str, now: IssueRecord) -> bool:
        """Whether nothing is to be done: it is so already, or only written otherwise."""
        told = [is_now, fact(now, "evidence") if key == "photos" else is_now]
        return value in told or digest(row.number, key, value) == row.digests[key]

    def _value(self, key: str, text: str) -> tuple[str, words.Words | None]:
        """A cell as the ledger would show it, and what is wrong with it."""
        if not text:
            return "", None
        if _COLUMN[key].kind == "date":
            day = day_in(text, self.today, since_1904=self.since_1904)
            if isinstance(day, date):
                return day.isoformat(), None
            return text, words.unread_day(text, day)
        if key == "state":
            known = _STATE_IDS.get(text.strip())
            return (STATES[known][0], None) if known else (text, words.unknown_state(text))
        if key == "mode" and text not in PLANS:
            return text, words.unknown_mode(text)
        value = mask(text).text
        return value, words.too_long(LONGEST) if len(value) > LONGEST else None

    def _evidence(
        self, row: Changed, text: str, now: IssueRecord, found: Read
    ) -> Iterator[Trouble]:
        """The files that are named as evidence: the issue's own, by number, or beside the book."""
        known = set(media_numbers(now))
        for name in filter(None, map(str.strip, _LIST.split(text))):
            if set(_numbers(name)) <= known:
                continue
            path = self.media / name
            if name == Path(name).name and path.is_file():
                found.files.append(path)
            else:
                yield self.trouble(row, "photos", words.no_evidence(name, self.media.name))

    def in_the_way(
        self, row: Changed, read: Read, obstacle: Obstacle, actor: Actor, case: Case
    ) -> list[Trouble]:
        """Why a row cannot be brought about, at the cells where it would be mended."""
        wish = read.wish
        emptied = [n for n, v in wish.fields.items() if not v and case.fields.get(n)]
        if emptied and not wish.state:
            return [self.trouble(row, words.COLUMN_OF.get(n, n), words.emptied(n)) for n in emptied]
        at = obstacle.fields
        if obstacle.kind in ("part", "self", "must_fix", "no_move") or not at:
            at = ("state",) if wish.state else (*wish.fields,)
        may = words.allowed(actor, case)
        found: dict[str, Trouble] = {}
        for name in at:
            why = words.in_the_way(obstacle, name, wish, case)
            key = words.COLUMN_OF.get(name, name)
            key = key if key in _COLUMN else "state"
            found[key] = self.trouble(row, key, (why[0] + may[0], f"{why[1]} {may[1]}"))
        return list(found.values())


def _kept(key: str, value: str) -> str:
    """The value of the field that a cell shows so."""
    if key == "state":
        return _STATE_IDS[value]
    return "" if key == "public" and value in _NO else value


def _parted(note: str) -> tuple[str, str, str]:
    """A note as a reason and its basis: 理由：…；依据：…"""
    found = _BASIS.search(note)
    reason, basis = (note[: found.start()], note[found.end() :]) if found else (note, "")
    return _REASON.sub("", reason).strip(), "", basis.strip()


def _numbers(name: str) -> list[str]:
    """WT-2026-0001-1～3 as three numbers."""
    found = _RANGE.fullmatch(name)
    if not found:
        return [name]
    return [f"{found['from']}{each}" for each in range(int(found["first"]), int(found["last"]) + 1)]
