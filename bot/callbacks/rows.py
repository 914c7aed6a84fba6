"""The rows of a table of calls: what each says, or why it cannot be read."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path

from bot.callbacks import results
from bot.callbacks.columns import guessed
from bot.callbacks.results import Said
from bot.complaints.mapping import CALL_TARGETS, CASE, REST, STARS, CaseMapping
from bot.complaints.tables import columns_of, find_table, plain
from bot.privacy import mask
from flows.callbacks import RESULTS, Call
from flows.rectification import LONGEST
from knowledge.importers.tables.grid import Grid, Line
from knowledge.importers.tables.mapping import letter
from storage.imports.days import day_in, moment_in
from storage.imports.troubles import Trouble

ISSUE = re.compile(r"(?:WT[-\s]?)?(20\d\d)[-\s]?(\d{1,6})", re.IGNORECASE)
MOST_TRIES = 99
_NAMES = {target: name for name, target in CALL_TARGETS.items()}
_TIMED = ("%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S", "%Y/%m/%d %H:%M", "%Y/%m/%d %H:%M:%S",
          "%Y年%m月%d日 %H:%M", "%Y-%m-%dT%H:%M:%S")  # fmt: skip


@dataclass(frozen=True, slots=True)
class CallRow:
    """A row that was read. `number` is an issue's, or `case` what another platform calls it."""

    row: int
    number: str
    case: str
    call: Call
    call_number: str = ""
    """What the company calls this call."""
    again: int = 0
    """How many rows before it say the same: several calls of one day."""


@dataclass
class CallTable:
    """A table that was read."""

    grid: Grid
    head: int
    mapping: CaseMapping
    rows: list[CallRow] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    unfilled: int = 0
    """Rows with a number and nothing said of a call: it was not made yet."""
    unread: tuple[str, ...] = ()

    def trouble(self, row: int, name: str, words: tuple[str, str]) -> Trouble:
        """What is wrong with a cell of a row."""
        line = next(one for one in self.grid.lines if one.number == row)
        place = self.place(name) or 0
        at = f"{self.grid.name or '表'}!{letter(place)}{row}"
        value = mask(line.cell(place)).text[:200]
        about = next((line.cell(p) for n in ("number", CASE) if (p := self.place(n)) is not None),
                     "")  # fmt: skip
        return Trouble(row, place + 1, at, about[:80], _NAMES.get(name, name), value, words)

    def place(self, name: str) -> int | None:
        """The column of a field."""
        head = next(line for line in self.grid.lines if line.number == self.head)
        columns = columns_of(head, self.mapping)
        headings = [heading for heading, target in self.mapping.columns.items() if target == name]
        return next((columns[one] for one in headings if one in columns), None)


class _RowError(Exception):
    def __init__(self, name: str, zh: str, en: str) -> None:
        super().__init__(zh)
        self.name, self.words = name, (zh, en)


def read_calls(path: Path, mapping: CaseMapping | None, company: str, now: datetime) -> CallTable:
    """The calls of a file; without a mapping its headings tell what is what.

    `company` made them, where no column says who. Raises `ImportFileError`.
    """
    mapping = mapping or guessed(path)
    grid, at = find_table(path, mapping)
    table = CallTable(grid, grid.lines[at].number, mapping)
    read = set(columns_of(grid.lines[at], mapping).values())
    titles = enumerate(map(plain, grid.lines[at].cells))
    table.unread = tuple(title for place, title in titles if title and place not in read)
    reader = _Rows(table, mapping, company or mapping.source, now)
    for line in grid.lines[at + 1 :]:
        reader.read(line)
    return table


class _Rows:
    def __init__(self, table: CallTable, mapping: CaseMapping, company: str, now: datetime) -> None:
        self._table, self._company, self._now = table, company, now
        self._mapping, self._values = mapping, mapping.values
        found = {name: table.place(name) for name in CALL_TARGETS.values()}
        self._places = {name: at for name, at in found.items() if at is not None}
        self._seen: Counter[tuple[object, ...]] = Counter()

    def read(self, line: Line) -> None:
        told = {name: self._cell(line, name) for name in self._places}
        if not any(told.values()):
            return
        is_call = any(told.get(n) for n in ("called_on", "result", STARS, "words", "tries"))
        if not is_call:
            self._table.unfilled += 1
            return
        try:
            row = self._row(line.number, told)
        except _RowError as error:
            self._table.troubles.append(self._table.trouble(line.number, error.name, error.words))
        else:
            self._table.rows.append(row)

    def _cell(self, line: Line, name: str) -> str:
        return unicodedata.normalize("NFKC", line.cell(self._places[name])).strip()

    def _row(self, number: int, told: Mapping[str, str]) -> CallRow:
        issue, case = self._which(told)
        said = self._said(told)
        at, timed = self._moment(told.get("called_on", ""))
        words = mask(told.get("words", "")).text
        if len(words) > LONGEST:
            raise _RowError(
                "words", f"超过 {LONGEST} 个字。请写短些。", f"Longer than {LONGEST} characters."
            )
        company = mask(told.get("company") or self._company).text[:80]
        call = Call(at, said.result, said.mark, self._tries(told), words, company, timed)
        same = (issue or case, at, said, company)
        self._seen[same] += 1
        called = told.get("call_number", "")[:80]
        return CallRow(number, issue, case, call, called, self._seen[same] - 1)

    def _which(self, told: Mapping[str, str]) -> tuple[str, str]:
        number, case = told.get("number", ""), told.get(CASE, "")
        if not number and not case:
            raise _RowError(
                "number" if "number" in told else CASE,
                "没有写是哪个问题。写问题编号（WT-2026-0012）或平台编号。",
                "It does not say which issue: write its number (WT-2026-0012) or the platform's.",
            )
        if found := ISSUE.fullmatch(number):
            return f"WT-{found[1]}-{int(found[2]):04d}", ""
        return "", case or number

    def _said(self, told: Mapping[str, str]) -> Said:
        text, stars = told.get("result", ""), told.get(STARS, "")
        if not text and not stars:
            raise _RowError(
                "result" if "result" in told else STARS,
                "有回访日期，没有结果。写：满意、一般、不满意、未接通，或 1 到 5；"
                "还没打的，日期也留空。",
                "A day and no result: write 满意, 一般, 不满意, 未接通 or 1 to 5; of a call "
                "that was not made leave the day empty, too.",
            )
        said, mark = self._read("result", text), self._read(STARS, stars)
        if said is None or (mark is None):
            return said or mark or self._unread("result", text)
        if mark.mark is None or said.result != mark.result:
            raise _RowError(
                STARS,
                f"结果写“{text[:20]}”，评分写“{stars[:20]}”，对不上"
                "（1、2 分是不满意，3 分是一般）。",
                f"The result {text[:20]!r} and the mark {stars[:20]!r} do not agree (1 and 2 are "
                "dissatisfied, 3 is fair).",
            )
        return Said(said.result, mark.mark)

    def _read(self, name: str, text: str) -> Said | None:
        if not text:
            return None
        known = self._values.get(name, {})
        said = results.read(known.get(text, text))
        if said is None and (rest := known.get(REST)):
            said = results.read(rest)
        return said or self._unread(name, text)

    def _unread(self, name: str, text: str) -> Said:
        words = "、".join(zh for zh, _ in RESULTS.values())
        raise _RowError(
            name,
            f"看不懂“{text[:30]}”。写：{words}，或 1 到 5。",
            f"No result: {text[:30]!r}. Write {words}, or 1 to 5.",
        )

    def _tries(self, told: Mapping[str, str]) -> int:
        text = told.get("tries", "").removesuffix("次")
        if not text:
            return 1
        if not text.isdecimal() or not 1 <= int(text[:9]) <= MOST_TRIES:
            raise _RowError(
                "tries", f"拨打次数要写 1 到 {MOST_TRIES} 的数。", f"Tries are 1 to {MOST_TRIES}."
            )
        return int(text)

    def _moment(self, text: str) -> tuple[datetime, bool]:
        """When it was made, and whether the time of day is told."""
        if not text:
            raise _RowError(
                "called_on",
                "没有写哪天回访的。写成 2026-03-09。",
                "The day is lacking: 2026-03-09.",
            )
        for shape in (*self._mapping.shapes, *_TIMED):
            if (at := moment_in(text, shape)) is not None:
                timed = (at.hour, at.minute) != (0, 0)
                return self._past(at.replace(tzinfo=self._now.tzinfo), text), timed
        day = day_in(text, self._now.date())
        if not isinstance(day, date):
            raise _RowError(
                "called_on",
                f"看不懂这个日期：{text[:30]}。写成 2026-03-09 或 2026-03-09 10:20。",
                f"No day that can be read: {text[:30]!r}. Write 2026-03-09 or 2026-03-09 10:20.",
            )
        return self._past(datetime.combine(day, time(), self._now.tzinfo), text), False

    def _past(self, at: datetime, text: str) -> datetime:
        if at > self._now:
            raise _RowError(
                "called_on",
                f"这个日期还没有到：{text[:30]}。",
                f"That day is still to come: {text[:30]!r}.",
            )
        return at
