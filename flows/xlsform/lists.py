"""The sheets of choices: every list, and names that stand in one of them more than once.

A name may be given again for another parent, as cascading selects do (a district `north`
in two regions), where every question filters the list and the label is the same: then it
does not matter to an answer which of the rows it came from.
"""

from __future__ import annotations

from collections.abc import Container

from flows.columns import TERMS, base, choice_from
from flows.doubts import Doubts
from flows.errors import Code
from flows.limits import MAX_CHOICES
from flows.model import Choice
from flows.xlsform import headers
from flows.xlsform.error_texts import Import
from flows.xlsform.sheets import Line, SheetReader

EXTERNAL = "external_"


class Lists:
    """The choice lists of a form by name; `reader` is told what is wrong with them."""

    def __init__(self, reader: SheetReader, doubts: Doubts) -> None:
        self.choices: dict[str, list[Choice]] = {}
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
        for line in self._reader.lines(sheet, headers.CHOICES, free=True):
            list_name, name = line.take("list_name"), line.get("name")
            if not list_name:
                if name:
                    self._reader.complain(line, "", Code.MISSING, name="list_name")
                continue
            if list_name in taken:
                list_name = f"{EXTERNAL}{list_name}"
            self._count += 1
            if self._count > MAX_CHOICES:
                self._reader.complain(line, "", Code.TOO_MANY_CHOICES, limit=MAX_CHOICES)
                self._doubts.lists = True
                return
            self._add(list_name, name, line)
        if sheet in self._reader.headless:
            self._doubts.lists = True

    def _add(self, list_name: str, name: str, line: Line) -> None:
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
