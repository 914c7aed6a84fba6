"""Rows that depend on each other in a ring: every such ring of a flow."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from flows.columns import EXPRESSIONS
from flows.expressions import references
from flows.model import Flow, Group, Row
from flows.plan import CycleError, Plan

DECIDING = ("relevant", "constraint", "choice_filter", "calculation", "default", "repeat_count")
"""Columns whose expression decides a row."""
MAX_CYCLES = 20
"""Cycles told of one flow; each costs a look at all of it."""


def cycles(flow: Flow, unusable: Mapping[str, Collection[str]]) -> Iterator[CycleError]:
    """One ring after the other, each cut out before the next is looked for.

    `unusable` are columns, by the row's name, whose expression cannot be asked.
    """
    cut: dict[str, Collection[str]] = dict(unusable)
    for _ in range(MAX_CYCLES):
        rows = tuple(_without(flow.rows, cut))
        try:
            Plan(replace(flow, rows=rows, minimum=()))
        except CycleError as cycle:
            yield cycle
            for row in cycle.path:
                cut[row.name] = (*EXPRESSIONS, "repeat_count")
        else:
            return


def link(path: Sequence[Row]) -> tuple[Row, str]:
    """A row of the ring and its column by which it depends on the next one.

    A row in a group depends on the group by standing there; such a step has no column.
    """
    for row, needed in pairwise(path):
        for column in DECIDING:
            if needed.name in references(getattr(row, column, "")):
                return row, column
    return path[0], ""


def _without(rows: tuple[Row, ...], columns: Mapping[str, Collection[str]]) -> Iterator[Row]:
    """The rows with these columns of theirs empty."""
    for row in rows:
        left_out: dict[str, Any] = {
            name: "" for name in columns.get(row.name, ()) if hasattr(row, name)
        }
        if isinstance(row, Group):
            yield replace(row, rows=tuple(_without(row.rows, columns)), **left_out)
        else:
            yield replace(row, **left_out)
