"""What errors of reading leave open, so that nothing is told that may only follow from them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from flows.model import Row


def key_of(row: Row) -> str:
    """The key of a row: its name alone may be given twice."""
    return f"{row.row}/{row.name}"


@dataclass(slots=True)
class Doubts:
    """Nothing is in doubt of a flow that could be read whole."""

    rows: bool = False
    """Whether rows may be missing: then no name is unknown for certain."""
    lists: bool = False
    """Whether choice lists may be missing."""
    choices: set[str] = field(default_factory=set)
    """Lists with a choice that could not be read."""
    columns: dict[str, set[str]] = field(default_factory=dict)
    """By the key of a row, its columns that could not be read (`label`, not `label::zh`)."""

    def about(self, row: Row, *columns: str) -> bool:
        """Whether one of these columns of the row could not be read."""
        return not self.columns.get(key_of(row), frozenset()).isdisjoint(columns)

    def about_choices(self, name: str, lists: Collection[str]) -> bool:
        """Whether the choices of a list are not known for certain."""
        return bool(name) and (name in self.choices or name not in lists)
