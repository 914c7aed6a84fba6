"""Sheets as lines: each cell under our name of its column, with its place, what is odd told.

A column that is not known is told once, at its head, and only if something stands below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

from flows.characters import STEERING, code_point
from flows.columns import Cells
from flows.errors import Code, Detail, FlowError, Place
from flows.places import Places
from flows.wording import Fault
from flows.xlsform import headers
from flows.xlsform.error_texts import Import, Sheets
from flows.xlsform.headers import LOCALISED, Column
from flows.xlsform.languages import Languages
from flows.xlsform.tables import Tables

_TAG = re.compile(r"</?(?:a|b|br|em|font|h[1-6]|i|p|small|span|strong|sub|sup|u)(?:\s[^<>]*)?/?>")
"""HTML as some programs show it in labels."""
_RETURN = re.compile("\r\n?")


@dataclass(slots=True)
class Line:
    """A row of a sheet: texts by column (`label`, `label::zh`), and those of unknown columns."""

    sheet: str
    row: int
    texts: dict[str, str] = field(default_factory=dict)
    extra: dict[str, str] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    """Cells by column, as the author calls it; '' for the row."""

    def get(self, column: str) -> str:
        return self.texts.get(column, "")

    def said(self, column: str) -> bool:
        """Whether there is a text of that column in any language."""
        return any(key.partition("::")[0] == column for key, text in self.texts.items() if text)

    def take(self, column: str) -> str:
        """The text of a column, which is not there any more then."""
        return self.texts.pop(column, "")

    def place(self, column: str = "") -> Place:
        return self.places.get(column) or self.places[""]


class SheetReader(Places):
    """Reads the lines of sheets; `slips` are what is told and refuses nothing."""

    def __init__(self, tables: Tables, spoken: Languages) -> None:
        super().__init__(tables.source)
        self.tables = tables
        self.languages = spoken
        self.slips: list[FlowError] = []
        self.headless: set[str] = set()
        """Sheets of which nothing was read, as their columns are not named."""
        self._stripped = False
        self._twice: set[tuple[str, str]] = set()

    def complain(self, line: Line, column: str, fault: Fault, **details: Detail) -> None:
        self.errors.append(line.place(column).error(fault, **details))

    def tell(self, line: Line, column: str, fault: Fault, **details: Detail) -> None:
        self.slips.append(line.place(column).error(fault, **details))

    def cells(self, line: Line, key: str, doubtful: Iterable[str] = ()) -> Cells:
        """The cells of a line; from now on `place_of` knows where they are."""
        for column, place in line.places.items():
            self.places[line.sheet, key, column] = place
        unread = {
            column: line.place(column).error(Code.BAD_CHARACTER, character=code_point(odd[0]))
            for column, text in (line.texts | line.extra).items()
            if (odd := STEERING.search(text))
        }
        texts = {
            column: text
            for column, text in (line.texts | line.extra).items()
            if column not in unread
        }
        where = partial(self.place_of, line.sheet, key)
        return Cells(texts, where, self.errors, unread, set(doubtful))

    def lines(self, sheet: str, known: Mapping[str, str], free: bool = False) -> Iterator[Line]:
        """The rows in which something stands; `free`: columns may have any name."""
        grid = self.tables.sheet(sheet) or ()
        top = next((at for at, row in enumerate(grid) if any(map(str.strip, row))), 0)
        columns = headers.head(grid[top], known) if grid else {}
        if columns and self._lacks(sheet, columns, top + 1):
            return
        used: set[int] = set()
        for number, row in enumerate(grid[top + 1 :], top + 2):
            texts = {at: text for at, text in enumerate(row) if text.strip()}
            if texts:
                used |= texts.keys()
                yield self._line(sheet, number, columns, texts)
        for at in sorted(used & columns.keys()):
            self._tell_column(sheet, columns[at], top + 1, known, free)

    def _lacks(self, sheet: str, columns: Mapping[int, Column], row: int) -> bool:
        """Whether a column is not there on which the whole sheet rests; it is told, once."""
        there = {column.name for column in columns.values()}
        lacking = [name for name in headers.HEADS.get(sheet, ()) if name not in there]
        place = Place(self.source, sheet, row)
        wanted = headers.EXAMPLES.get(sheet, "")
        self.errors += [place.error(Sheets.NO_HEAD, name=name, wanted=wanted) for name in lacking]
        if lacking:
            self.headless.add(sheet)
        return bool(lacking)

    def _line(
        self, sheet: str, number: int, columns: Mapping[int, Column], texts: Mapping[int, str]
    ) -> Line:
        line = Line(sheet, number, places={"": Place(self.source, sheet, number)})
        for at, text in texts.items():
            column = columns.get(at)
            if column is None or (not column.name and column.is_media):
                continue
            key, kept = self._key(column)
            if not kept:
                continue
            if key in line.texts:
                self._tell_twice(sheet, column)
                continue
            line.places[key] = Place(self.source, sheet, number, column.title)
            into = line.texts if column.name else line.extra
            into[key] = self._plain(text, column)
        return line

    def _tell_twice(self, sheet: str, column: Column) -> None:
        """Two columns that are the same, once for all rows in which both say something."""
        if (sheet, column.title) not in self._twice:
            self._twice.add((sheet, column.title))
            place = Place(self.source, sheet, 1, column.title)
            self.errors.append(place.error(Code.DUPLICATE_COLUMN, name=column.title))

    def _key(self, column: Column) -> tuple[str, bool]:
        """The column as we call it, and whether its text is of use."""
        if not column.name:
            return column.title, True
        if column.name not in LOCALISED or not column.language:
            return column.name, True
        locale = self.languages.place(column.language)
        return f"{column.name}::{locale}", locale is not None

    def _plain(self, text: str, column: Column) -> str:
        text = _RETURN.sub("\n", text).strip()
        if column.name not in LOCALISED or "<" not in text:
            return text
        plain = _TAG.sub("", text)
        self._stripped |= plain != text
        return plain.strip()

    def _tell_column(
        self, sheet: str, column: Column, row: int, known: Mapping[str, str], free: bool
    ) -> None:
        place = Place(self.source, sheet, row, column.title)
        if column.name:
            return
        if column.is_media:
            self.slips.append(place.error(Import.NOT_SHOWN, name=column.title))
        elif not free:
            if meant := headers.misspelled(column, known):
                self.errors.append(place.error(Sheets.MISSPELLED, name=column.title, meant=meant))
            else:
                self.slips.append(place.error(Import.IGNORED_COLUMN, name=column.title))

    def tell_languages(self, shown: tuple[str, ...]) -> None:
        """What of the form's languages nobody sees, and that HTML was taken out."""
        place = Place(self.source, "survey", 1)
        for name in self.languages.unused:
            self.slips.append(place.error(Import.OTHER_LANGUAGE, name=name, known=shown))
        if self.languages.shown:
            self.slips.append(place.error(Import.ONLY_LANGUAGE, name=self.languages.shown))
        if self._stripped:
            self.slips.append(place.error(Import.PLAIN_WORDS))
