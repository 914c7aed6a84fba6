"""The lists of the ledger as sheets of its workbook (R69), and the register of measures (R76).

They are views: what stands in them is copied from the ledger's rows and is not read when a
workbook comes back filled in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flows.calendar_table import written_day
from flows.issue_lists import ListRule
from flows.registers import LINK_WORDS, REGISTERS
from storage.exports.columns import COLUMNS, Column, Entry, Kind, Value
from storage.exports.sheet import Sheet
from storage.exports.text import clip
from storage.issue_lists import facts_of
from storage.records import IssueRecord
from storage.registers import Entry as Registered

if TYPE_CHECKING:
    from openpyxl import Workbook

_COLUMNS = {column.key: column for column in COLUMNS}
_ALWAYS = ("serial", "number")
_FREE = ("note",)
"""Of use only in the ledger, which is filled in."""
_WIDTHS = {"title": 28, "text": 48, "effect": 36, "file": 24, "link": 36}
MAX_TITLE = 31
"""Characters that Excel lets the name of a sheet have."""
_BARRED = str.maketrans(dict.fromkeys("[]:*?/\\'"))
"""What Excel lets no name of a sheet have."""


@dataclass(frozen=True, slots=True)
class Views:
    """The lists, and the entries of the register of measures."""

    rules: tuple[ListRule, ...] = ()
    registered: Sequence[Registered] = ()


@dataclass
class _View:
    """A list with its sheet and how many rows it has."""

    rule: ListRule
    sheet: Sheet[Entry]
    count: int = 0

    def take(self, issue: IssueRecord) -> None:
        self.count += 1
        self.sheet.add(Entry(self.count, issue))


class ListSheets:
    """The sheets of the lists, written while the issues go by."""

    def __init__(self, book: Workbook, title: str, views: Views) -> None:
        self._book, self._title, self._views = book, title, views
        self._taken = {"整改台账", "佐证", "流水", "说明", "陪走"}
        self._lists: list[_View] = []

    def taking(self, issues: Iterable[IssueRecord]) -> Iterator[IssueRecord]:
        """The issues as they come; each is entered in the lists it stands in."""
        self._lists = [self._view(one) for one in self._views.rules if not one.register]
        for issue in issues:
            yield issue
            facts = facts_of(issue)
            for view in self._lists:
                if view.rule.reasons(facts) is not None:
                    view.take(issue)

    def finish(self) -> None:
        """End the sheets of issues, and write that of the register."""
        for view in self._lists:
            view.sheet.finish()
        for rule in self._views.rules:
            if rule.register:
                self._register(rule)

    def notes(self) -> Iterator[tuple[str, str, str]]:
        """What 说明 says of them."""
        for view in self._lists:
            yield f"清单：{view.rule.name}", view.rule.name_en, f"{view.count} 条"

    def _view(self, rule: ListRule) -> _View:
        keys = rule.columns or tuple(key for key in _COLUMNS if key not in _FREE)
        keys = (*_ALWAYS, *(key for key in keys if key not in _ALWAYS))
        columns = [_COLUMNS[key] for key in keys]
        title = self._named(rule)
        return _View(rule, Sheet(self._book, title, columns, f"{self._title}：{title}", "C2"))

    def _named(self, rule: ListRule) -> str:
        """A name that Excel takes and no other sheet has."""
        name = rule.name.translate(_BARRED).strip()[: MAX_TITLE - 3] or "清单"
        title, count = name, 1
        while title in self._taken:
            count += 1
            title = f"{name} {count}"
        self._taken.add(title)
        return title

    def _register(self, rule: ListRule) -> None:
        title = self._named(rule)
        sheet = Sheet(self._book, title, register_columns(), f"{self._title}：{title}", "B2")
        for one in self._views.registered:
            sheet.add(one)
        sheet.finish()


def register_columns() -> list[Column[Registered]]:
    """The columns of the register of measures, with the issues each is of."""
    kind = REGISTERS["measures"]
    columns: list[Column[Registered]] = [
        Column("number", "编号", "Number", 11, "text", lambda one: one.number)
    ]
    for name, said in kind.columns.items():
        width = _WIDTHS.get(name, 14)
        shown: Kind = "date" if name == "date" else "text"
        columns.append(Column(name, said.heads[0], said.en, width, shown, _value(name)))
    zh, en = LINK_WORDS["issue"]
    columns.append(Column("issues", zh, en, 28, "text", lambda one: "、".join(one.refs("issue"))))
    return columns


def _value(name: str) -> Callable[[Registered], Value]:
    def value(one: Registered) -> Value:
        text = one.fields.get(name, "")
        return written_day(text) if name == "date" and text else clip(text, 2_000) or None

    return value
