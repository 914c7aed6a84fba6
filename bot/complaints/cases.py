"""The rows of another platform's table as cases: what each says, or why it cannot be read."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from pathlib import Path

from bot.complaints.mapping import CASE, FOUND, REST, STARS, TERMS, CaseMapping
from bot.complaints.tables import OR, columns_of, find_table, plain
from bot.privacy import mask
from bot.reading.categories import guess
from flows.rectification import LONGEST
from knowledge.importers.tables.grid import Grid, Line
from knowledge.importers.tables.mapping import letter
from knowledge.remarks import Remark
from storage.exports.columns import FIELD_NAMES
from storage.imports.days import day_in, moment_in
from storage.imports.troubles import Trouble

MAX_CASE = 80
WORST = 2
"""Ratings up to this of 5 are bad (forms.md §4: the last two of five levels)."""
_LEVELS = {
    "非常满意": 5,
    "满意": 4,
    "基本满意": 3,
    "一般": 3,
    "不满意": 2,
    "非常不满意": 1,
    "很不满意": 1,
}
_NAMES = {**FIELD_NAMES, CASE: "平台编号", FOUND: "发现日期", STARS: "评分"}


@dataclass(frozen=True, slots=True)
class Told:
    """A field of a case: its value, and the words of the row it rests on."""

    value: str
    heading: str
    words: str
    of: str = ""
    """The field on whose words it rests, if not on its own."""


@dataclass(frozen=True, slots=True)
class Case:
    """A row that was read."""

    row: int
    number: str
    """What the platform calls it."""
    fields: Mapping[str, Told]
    found_at: datetime | None = None


@dataclass
class Table:
    """A table that was read: its cases, what is wrong, what was left out for being no complaint."""

    grid: Grid
    head: int
    cases: list[Case] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    good: int = 0
    """Ratings of more than `WORST`."""
    empty: int = 0
    odd: tuple[Remark, ...] = ()
    unread: tuple[str, ...] = ()
    """Headings that the mapping does not name."""
    lacking: tuple[str, ...] = ()
    """Columns of the mapping that the table has not."""


def read_table(path: Path, mapping: CaseMapping, now: datetime) -> Table:
    """The cases of a file. Raises `ImportFileError` where it is no table, or not this mapping's."""
    grid, at = find_table(path, mapping)
    columns = columns_of(grid.lines[at], mapping)
    read = set(columns.values())
    table = Table(grid, grid.lines[at].number, odd=tuple(grid.odd))
    table.unread = tuple(
        title
        for place, cell in enumerate(grid.lines[at].cells)
        if place not in read and (title := plain(cell))
    )
    table.lacking = tuple(one.split(OR)[0] for one in mapping.columns if one not in columns)
    rows = _Rows(mapping, columns, now, grid.name or path.name, table)
    for line in grid.lines[at + 1 :]:
        rows.read(line)
    return table


class _RowError(Exception):
    """A row that cannot be read: the field, and the words."""

    def __init__(self, name: str, zh: str, en: str) -> None:
        super().__init__(zh)
        self.name, self.words = name, (zh, en)


class _Rows:
    """Reads row after row into a table."""

    def __init__(
        self,
        mapping: CaseMapping,
        columns: Mapping[str, int],
        now: datetime,
        sheet: str,
        table: Table,
    ) -> None:
        self._mapping, self._now, self._sheet, self._table = mapping, now, sheet, table
        self._places: dict[str, list[tuple[str, int]]] = {}
        for heading, place in columns.items():
            title = heading.split(OR)[0]
            self._places.setdefault(mapping.columns[heading], []).append((title, place))
        self._rows: dict[str, int] = {}
        lacking = mapping.values.keys() - self._places.keys()
        rest = {name: mapping.values[name].get(REST, "") for name in lacking}
        self._fixed = {**{name: term for name, term in rest.items() if term}, **mapping.constant}
        """What holds for every row: constants, and the rest of columns that lack."""

    def read(self, line: Line) -> None:
        places = [place for several in self._places.values() for _, place in several]
        if not any(line.cell(place) for place in places):
            self._table.empty += 1
            return
        try:
            case = self._case(line)
        except _RowError as error:
            self._table.troubles.append(self._trouble(line, error))
            return
        if case is None:
            self._table.good += 1
        else:
            self._table.cases.append(case)

    def _trouble(self, line: Line, error: _RowError) -> Trouble:
        heading, place = self._places.get(error.name, self._places[CASE])[0]
        spot = f"{self._sheet}!{letter(place)}{line.number}"
        about = self._number(line)[:MAX_CASE]
        value = mask(line.cell(place)).text[:200]
        return Trouble(line.number, place + 1, spot, about, heading, value, error.words)

    def _case(self, line: Line) -> Case | None:
        """What a row says; None for a rating that is no bad one."""
        number = self._number(line)
        self._check_number(number, line)
        fields: dict[str, Told] = {}
        stars = self._stars(line) if STARS in self._places else None
        if stars is not None and stars > WORST:
            return None
        for name in self._places:
            if name not in (CASE, FOUND, STARS) and (said := self._field(name, line)):
                fields[name] = said
        for name, value in self._fixed.items():
            fields.setdefault(name, Told(value, "", ""))
        self._check_problem(fields, stars, line)
        self._read_category(fields)
        fields["case_number"] = Told(number, self._places[CASE][0][0], number)
        return Case(line.number, number, fields, self._found_at(line))

    def _read_category(self, fields: dict[str, Told]) -> None:
        """By the problem's words, where no column says more than "other"."""
        told = fields.get("category", Told("", "", ""))
        listed = self._mapping.values.get("category", {})
        says_it = told.words and (told.words.strip() in listed or told.value == told.words)
        if says_it or "category" in self._mapping.constant:
            return
        if term := guess(fields["problem"].value):
            fields["category"] = replace(told, value=term, of="problem")

    def _number(self, line: Line) -> str:
        text = " ".join(line.cell(place) for _, place in self._places[CASE])
        return unicodedata.normalize("NFKC", text).strip()

    def _check_number(self, number: str, line: Line) -> None:
        if not number:
            raise _RowError(
                CASE,
                "平台编号是空的。补上编号；15 位以上的编号要先把格子设成“文本”。",
                "The case number is empty. Put it in; one of more than 15 digits as text.",
            )
        if len(number) > MAX_CASE:
            raise _RowError(
                CASE, f"平台编号超过 {MAX_CASE} 个字符。", f"Longer than {MAX_CASE} characters."
            )
        first = self._rows.setdefault(number, line.number)
        if first != line.number:
            raise _RowError(
                CASE,
                f"这个编号在第 {first} 行已有。每个编号只留一行。",
                f"This number stands in row {first}, too: leave one row of each.",
            )

    def _stars(self, line: Line) -> int:
        _, place = self._places[STARS][0]
        text = line.cell(place)
        known = self._mapping.values.get(STARS, {})
        told = known.get(text, known.get(REST, text))
        bare = told.removesuffix("星").removesuffix("分")
        stars = _LEVELS.get(told) or (int(bare) if bare.isdecimal() and len(bare) == 1 else 0)
        if not 1 <= stars <= max(_LEVELS.values()):
            raise _RowError(
                STARS,
                f"看不懂评分“{text[:30]}”。写 1 到 5，或“非常满意”到“非常不满意”；"
                "也可以写进对照表的 values。",
                f"No rating: {text[:30]!r}. Write 1 to 5, or list it in values of the mapping.",
            )
        return stars

    def _field(self, name: str, line: Line) -> Told | None:
        """A field of a row, without personal numbers; a fixed term where it must be one."""
        cells = [(heading, line.cell(place)) for heading, place in self._places[name]]
        cells = [(heading, mask(text).text) for heading, text in cells if text]
        if not cells:
            return None
        words = "\n".join(text for _, text in cells)
        value = self._value(name, words)
        if len(value) > LONGEST:
            raise _RowError(
                name, f"超过 {LONGEST} 个字。请写短些。", f"Longer than {LONGEST} characters."
            )
        return Told(value, cells[0][0], words)

    def _value(self, name: str, words: str) -> str:
        known = self._mapping.values.get(name, {})
        value = known.get(words.strip(), known.get(REST, words) if known else words)
        if (terms := TERMS.get(name)) is None or value in terms:
            return value
        raise _RowError(
            name,
            f"“{words[:30]}”不是台账的{_NAMES[name]}。改成：{'、'.join(terms)}；"
            "或者写进对照表的 values。",
            f"{words[:30]!r} is none of: {', '.join(terms)}. List it in values of the mapping.",
        )

    def _check_problem(self, fields: dict[str, Told], stars: int | None, line: Line) -> None:
        if "problem" in fields:
            return
        if stars is None:
            raise _RowError("problem", "没有写问题。补上内容。", "It does not say the problem.")
        heading, place = self._places[STARS][0]
        item = fields["item"].value if "item" in fields else ""
        about = f"“{item}”" if item else ""
        fields["problem"] = Told(f"{about}差评：{stars} 星", heading, line.cell(place))

    def _found_at(self, line: Line) -> datetime | None:
        if FOUND not in self._places:
            return None
        text = line.cell(self._places[FOUND][0][1])
        if not text:
            return None
        at = self._moment(text)
        if at is None or at > self._now:
            why = ("看不懂这个时间", "No time that can be read") if at is None else (
                "这个时间还没有到", "That time is still to come"
            )  # fmt: skip
            raise _RowError(
                FOUND,
                f"{why[0]}：{text[:30]}。写成 2026-03-09 或 2026-03-09 10:20，"
                "或在对照表里写 date。",
                f"{why[1]}: {text[:30]!r}. Write 2026-03-09 10:20, or give date in the mapping.",
            )
        return at

    def _moment(self, text: str) -> datetime | None:
        """By the mapping's shapes, else as people write days; at midnight where no time is told."""
        for shape in (*self._mapping.shapes, "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S",
                      "%Y/%m/%d %H:%M", "%Y/%m/%d %H:%M:%S"):  # fmt: skip
            if (at := moment_in(text, shape)) is not None:
                return at.replace(tzinfo=self._now.tzinfo)
        day = day_in(text, self._now.date())
        if not isinstance(day, date):
            return None
        return datetime.combine(day, time(), self._now.tzinfo)
