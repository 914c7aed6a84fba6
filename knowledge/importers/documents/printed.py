"""What stands on pages: rows of text with their places, and tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.importers.documents.blocks import Table


@dataclass(frozen=True, slots=True)
class Cell:
    """A text of a row, apart from its others."""

    left: float
    right: float
    text: str

    @property
    def middle(self) -> float:
        """Where it stands between left and right."""
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class Printed:
    """One row of text on a page."""

    text: str
    left: float
    right: float
    top: float
    size: float
    bold: bool = False
    cells: tuple[Cell, ...] = ()
    """Its texts that stand far apart."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A table on a page."""

    table: Table
    top: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on one page, from top to bottom."""

    items: Sequence[Printed | Placed]
    width: float
