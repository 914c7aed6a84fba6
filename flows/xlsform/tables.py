"""A workbook as plain tables of text, with what could not be read of it.

Nothing here knows of Excel: whoever opens the file (`storage.exports.workbook`) makes
these, and writes what `flows.xlsform.writing` makes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from flows.errors import FlowError

CHINESE = {
    "问题": "survey", "题目": "survey", "问卷": "survey", "选项": "choices", "选项列表": "choices",
    "设置": "settings",
}  # fmt: skip
"""What the sheets may be called beside their names in XLSForm."""
Grid = Sequence[Sequence[str]]
"""Rows of cells; the first one is row 1 of the sheet, empty rows are there, too."""


@dataclass(frozen=True, slots=True)
class Tables:
    """The sheets of a file by name, in order. `errors` are cells that hold no usable text."""

    source: str
    """The file's name, for messages."""
    sheets: Mapping[str, Grid]
    errors: Sequence[FlowError] = field(default_factory=tuple)
    files: Mapping[str, Grid] = field(default_factory=dict)
    """The CSV files beside it that it names, by their names."""

    def sheet(self, name: str) -> Grid | None:
        """The sheet of that name, however its letters are capitalised, or the file."""
        for given, grid in self.sheets.items():
            if self.called(given) == name:
                return grid
        return self.files.get(name)

    def called(self, given: str) -> str:
        """The name that XLSForm has for a sheet; a Chinese one counts where that is not taken.

        Of two Chinese names for the same the first is meant.
        """
        said = given.strip().lower()
        name = CHINESE.get(said, said)
        taken = [each for each in self.sheets if each.strip().lower() == name]
        alike = [each for each in self.sheets if CHINESE.get(each.strip()) == name]
        return said if said != name and (taken or given not in alike[:1]) else name
