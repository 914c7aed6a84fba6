"""The sheets of choices: every list, and names that stand in one of them more than once.

A name may be given again for another parent, as cascading selects do (a district `north`
in two regions), where every question filters the list and the label is the same: then it
it does not matter to an answer which of the rows it came from.

Names of ours have no blanks; one that has is kept with `_`, wherever it stands.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable

from flows.columns import TERMS, base, choice_from
from flows.doubts import Doubts
from flows.errors import Code
from flows.limits import MAX_CHOICES
from flows.model import Choice
from flows.xlsform import headers
from flows.xlsform.error_texts import Import
from flows.xlsform.sheets import Line, SheetReader

EXTERNAL = "external_"
_BLANK = re.compile(r"\s+")


class Lists:
    """The choice lists of a form by name; `reader` is told what is wrong with them."""

    def __init__(self, reader: SheetReader, doubts: Doubts) -> None:
        self.choices: dict[str, list[Choice]] = {}
        self.renamed: dict[str, str] = {}
        """Names with blanks, and what they are here."""
        self.templates: set[str] = set()
        """Lists that only say which columns of a file are meant."""
        self._files: dict[tuple[str, ...], str] = {}
        self._reader = reader
        self._doubts = doubts
        self._first: dict[tuple[str, str], tuple[Line, Choice]] = {}
        self._twins: list[tuple[str, Line, str, int]] = []
        self._count = 0

    def external(self, list_name: str) -> str:
        """What a list of the external choices is called here: its name may be taken."""
        taken = f"{EXTERNAL}{list_name}"
        return taken if taken in self.choices else list_name

    def read(self, sheet: str) -> None:
        """All lists of a sheet, added to those there are."""
        taken = set(self.choices)
        lines = list(self._reader.lines(sheet, headers.CHOICES, free=True))
        self._rename(lines)
        for line in lines:
            list_name, name = line.take("list_name"), line.get("name")
            if not list_name:
                if name:
                    self._reader.complain(line, "", Code.MISSING, name="list_name")
                continue
            if list_name in taken:
                list_name = f"{EXTERNAL}{list_name}"
            if not self._add(list_name, line):
                return
        if sheet in self._reader.headless:
            self._doubts.lists = True

    def from_file(self, file: str, value: str, label: str, fixed: tuple[Choice, ...] = ()) -> str:
        """The list of the rows of a file, whose columns `value` and `label` make a choice.

        `fixed` are choices that stand before them. Raises LookupError with the column that
        is not there.
        """
        key = (file, value, label, *(each.name for each in fixed))
        if key not in self._files:
            title = _BLANK.sub("_", file.rpartition(".")[0])
            names = (title, *(f"{title}_{number}" for number in range(2, len(self.choices) + 3)))
            self._files[key] = next(name for name in names if name not in self.choices)
            self.choices[self._files[key]] = list(fixed)
            self._read_file(self._files[key], file, {value: "name", label: "label"})
        return self._files[key]

    def _read_file(self, list_name: str, file: str, columns: dict[str, str]) -> None:
        known = {headers.word(title): ours for title, ours in columns.items()}
        top = next(iter(self._reader.tables.files[file]), ())
        heads = headers.head(top, known).values()
        for title, ours in columns.items():
            if ours not in {column.name for column in heads}:
                self._doubts.choices.add(list_name)
                raise LookupError(title)
        lines = list(self._reader.lines(file, known, free=True))
        self._rename(lines)
        for line in lines:
            for column in ("name", "label", "list_name"):  # others of these names
                line.extra.pop(column, None)
            if not self._add(list_name, line):
                return

    def _rename(self, lines: Iterable[Line]) -> None:
        for line in lines:
            name = line.get("name")
            if _BLANK.search(name) and name not in self.renamed:
                self.renamed[name] = _BLANK.sub("_", name)
                self._reader.tell(
                    line, "name", Import.RENAMED_CHOICE, name=name, meant=self.renamed[name]
                )

    def _add(self, list_name: str, line: Line) -> bool:
        """One choice more; False where there are too many."""
        self._count += 1
        if self._count > MAX_CHOICES:
            self._reader.complain(line, "", Code.TOO_MANY_CHOICES, limit=MAX_CHOICES)
            self._doubts.lists = True
            return False
        line.texts["name"] = self.renamed.get(line.get("name"), line.get("name"))
        line.extra.update({c: self.renamed.get(t, t) for c, t in line.extra.items()})
        self._put(list_name, line.get("name"), line)
        return True

    def _put(self, list_name: str, name: str, line: Line) -> None:
        self._reader.places.setdefault(("choices", list_name, ""), line.place())
        if name and not line.said("label"):
            self._reader.tell(line, "", Import.NO_WORDS, name=name)
            line.texts["label"] = name
        cells = self._reader.cells(line, f"{list_name}/{name}")
        choice = choice_from(cells, self._reader.languages.default)
        first, before = self._first.setdefault((list_name, name), (line, choice))
        if first is not line:
            if _told(choice) == _told(before) and choice.extra != before.extra:
                self._twins.append((list_name, line, name, first.row))
            else:
                cells.complain("name", Code.DUPLICATE_NAME, name=name, other=first.row)
        self.choices.setdefault(list_name, []).append(choice)
        if not name or cells.doubtful - {"label"}:
            self._doubts.choices.add(list_name)

    def tell_twins(self, unfiltered: Container[str]) -> None:
        """Complain of names given twice in lists that some question shows as a whole."""
        for list_name, line, name, other in self._twins:
            if list_name in unfiltered:
                self._reader.complain(line, "name", Code.DUPLICATE_NAME, name=name, other=other)


def _told(choice: Choice) -> object:
    """What is said of the choice, and what it proposes: not what it is filtered by."""
    ours = {k: v for k, v in choice.extra.items() if base(k) in {*TERMS, "issue_text"}}
    return choice.label, ours
