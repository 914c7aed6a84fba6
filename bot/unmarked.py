"""What departments get of the ledger: no marks, which would lead to who gave them (R59)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from storage.issue_history import MoveRecord
from storage.records import IssueRecord

MARK = "satisfaction"
T = TypeVar("T")


def issues_without_marks(issues: Iterable[IssueRecord]) -> Iterator[IssueRecord]:
    """The issues without what their reporters think of the fix."""
    return (replace(one, fields=_without(one.fields)) for one in issues)


def moves_without_marks(moves: Iterable[MoveRecord]) -> Iterator[MoveRecord]:
    """The steps without the marks that came with them."""
    return (replace(one, given=_without(one.given), changed=_without(one.changed)) for one in moves)


def _without(fields: Mapping[str, T]) -> dict[str, T]:
    return {name: value for name, value in fields.items() if name != MARK}
