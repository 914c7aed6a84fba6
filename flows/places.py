"""Where the cells of a flow file stand, so that whatever checks them later can say so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from flows.columns import base
from flows.errors import FlowError, Place

PlaceOf = Callable[[str, str, str], Place]
"""Where a cell stands: sheet, key of the row (`flows.doubts.key_of`), column."""


class Places:
    """Collects errors, and the places of all cells."""

    def __init__(self, source: str = "") -> None:
        self.errors: list[FlowError] = []
        self.places: dict[tuple[str, str, str], Place] = {}
        """Cells by sheet, key of the row and column ('' for the row itself)."""
        self.source = source

    def place_of(self, sheet: str, key: str, column: str = "") -> Place:
        """Where a cell is, else its row."""
        for given in (column, base(column)):  # a text without a locale is of the default one
            if place := self.places.get((sheet, key, given)):
                return place
        return replace(
            self.places.get((sheet, key, "")) or Place(self.source, sheet), column=column
        )
