"""What can be wrong with a flow file: one enum of codes with wording, and where it is.

A flow is written by people who are not programmers. Every error therefore says
what is wrong, where (file, sheet, row, column), and how to mend it; all errors
of a file are reported at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum


class Code(Enum):
    """Each code with its message and its mend, as templates over the error's details."""

    UNREADABLE = ("the file cannot be read: {reason}", "check that it exists and is UTF-8 text")
    TOO_LARGE = ("the file is larger than {limit} bytes", "split it, or shorten its texts")
    SYNTAX = ("not valid YAML: {reason}", "check indentation, quotes and colons here")
    ALIAS = ("anchors (&) and aliases (*) are not allowed", "write the value out in full")
    TOO_DEEP = ("nested deeper than {limit} levels", "flatten the groups")
    NOT_A_MAP = ("expected keys with values, found {found}", "write it as `key: value` lines")
    NOT_A_LIST = ("expected a list, found {found}", "begin each entry with `- `")
    NOT_A_TEXT = ("expected a text, found {found}", "write one value; quote it where in doubt")
    UNKNOWN_COLUMN = ("unknown column {name!r}", "{guess}remove it if it is not needed")
    DUPLICATE_COLUMN = ("column {name!r} is given twice", "keep one of them")
    MISSING = ("{name!r} is missing", "add it")
    MISPLACED = ("{name!r} does not belong on a row of type {type!r}", "remove it")
    BAD_NAME = (
        "{name!r} is not a name",
        "begin with a letter or _, then letters, digits, _ . -; at most {limit} characters",
    )
    DUPLICATE_NAME = ("the name {name!r} is already used in row {other}", "choose another name")
    UNKNOWN_TYPE = ("unknown type {name!r}", "{guess}use one of: {known}")
    UNKNOWN_LIST = ("there is no choice list {name!r}", "{guess}add the list under choices")
    EMPTY_LIST = ("the choice list {name!r} is empty", "add at least one choice")
    NO_LABEL = ("nothing to say: no label", "add label::zh (and label::en)")
    TOO_LONG = ("longer than {limit} characters", "shorten it")
    TOO_MANY = ("more than {limit} {what}", "split the flow")
    UNKNOWN_REFERENCE = ("${{{name}}} names no row of this flow", "{guess}correct the name")
    GROUP_REFERENCE = ("${{{name}}} is a group and has no value", "refer to a question in it")
    BAD_EXPRESSION = ("the expression cannot be used: {reason}", "{mend}")
    UNKNOWN_CHOICE_COLUMN = (
        "no choice of list {list!r} has a column {name!r}",
        "{guess}add the column, or write ${{{name}}} for a question",
    )
    CYCLE = (
        "depends on itself: {path}",
        "let only the later row refer to the earlier one; use . for a row's own value",
    )
    UNKNOWN_TERM = ("{name!r} is not a known {what}", "{guess}use one of: {known}")
    NO_CATEGORY = ("`issue` needs an issue_category", "add one of: {known}")
    UNKNOWN_DETAIL = (
        "issue_detail {name!r} names no question (or question:choice) with an issue rule",
        "{guess}correct the name",
    )
    BAD_DEFAULT = ("the default {value!r} is no answer of type {type!r}", "{mend}")
    IDLE_APPEARANCE = (
        "the appearance {name!r} does nothing on a row of type {type!r}",
        "{guess}use one of: {known}; or leave it if it is for another program",
    )
    BAD_INCLUDE = ("cannot include {name!r}: {reason}", "name a file of the include folder")

    @property
    def message(self) -> str:
        return self.value[0]

    @property
    def mend(self) -> str:
        return self.value[1]


@dataclass(frozen=True, slots=True)
class Place:
    """A cell: `row` is the sheet's row or the file's line; `offset` its character, 0 unknown."""

    file: str
    sheet: str = ""
    row: int = 0
    column: str = ""
    offset: int = 0

    def error(self, code: Code, **details: object) -> FlowError:
        """An error at this place; `details` fill the code's templates."""
        return FlowError(
            code=code,
            file=self.file,
            sheet=self.sheet,
            row=self.row,
            column=self.column,
            message=code.message.format(**details),
            mend=code.mend.format(**details),
            offset=self.offset,
        )


@dataclass(frozen=True, slots=True)
class FlowError:
    """One thing that is wrong, where, and how to mend it."""

    code: Code
    file: str
    sheet: str
    row: int
    column: str
    message: str
    mend: str
    offset: int = 0

    def __str__(self) -> str:
        spot = ":".join(str(n) for n in (self.file, self.row, self.offset) if n)
        cell = ", ".join(
            f"{word} {name}"
            for word, name in (("sheet", self.sheet), ("column", self.column))
            if name
        )
        line = f"{spot}: {f'[{cell}] ' if cell else ''}{self.message}; {self.mend}"
        return " ".join(line.split())


class FlowErrors(Exception):  # noqa: N818 - it is several
    """All errors of a flow file; `str()` gives one line each, in the file's order.

    `remarks` tell what is no error and may yet be a slip.
    """

    def __init__(self, errors: Iterable[FlowError], remarks: Iterable[FlowError] = ()) -> None:
        self.errors = tuple(sorted(errors, key=lambda e: (e.file, e.row, e.offset)))
        self.remarks = tuple(remarks)
        super().__init__("\n".join(map(str, self.errors)))


def guess(word: str, known: Iterable[str]) -> str:
    """ "did you mean …? " when a known word is close, else nothing."""
    close = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"did you mean {close[0]!r}? otherwise " if close else ""
