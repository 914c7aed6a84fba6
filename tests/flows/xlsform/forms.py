"""Excel forms in a test, as a table of Markdown: the name of a sheet, then its rows behind it."""

from __future__ import annotations

import pytest

from flows.errors import Code, FlowError, FlowErrors
from flows.model import Flow, Question
from flows.wording import Fault
from flows.xlsform.reading import read_xlsform
from flows.xlsform.tables import Tables

NAME = "form.xlsx"


def tables(text: str, name: str = NAME) -> Tables:
    """`| survey |` begins a sheet, `| | type | name |` is a row of it; `\\n` is a line break.

    A name with `.csv` is that of a file beside it.
    """
    sheets: dict[str, list[list[str]]] = {}
    rows: list[list[str]] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        first, *cells = (c.strip().replace("\\n", "\n") for c in line.strip("|").split("|"))
        if first:
            rows = sheets.setdefault(first, [])
        else:
            rows.append([cell.replace("¦", "|") for cell in cells])
    files = {name: sheets.pop(name) for name in list(sheets) if name.endswith(".csv")}
    return Tables(name, sheets, files=files)


def read(text: str) -> tuple[Flow, list[FlowError]]:
    return read_xlsform(tables(text))


def questions(flow: Flow) -> dict[str, Question]:
    return {row.name: row for row in flow.walk_rows() if isinstance(row, Question)}


def told(slips: list[FlowError] | tuple[FlowError, ...]) -> list[tuple[Fault, int, str]]:
    return [(slip.code, slip.place.row, slip.place.column) for slip in slips]


def notes(text: str) -> list[tuple[Fault, int, str]]:
    """What is told of a form that can be used, but for what its id is."""
    return [each for each in told(read(text)[1]) if each[0].name != "OTHER_ID"]


def faults(text: str) -> list[tuple[Fault, int, str]]:
    """Why a form is refused: each with row and column."""
    with pytest.raises(FlowErrors) as wrong:
        read(text)
    for error in wrong.value.errors:
        assert error.place.file == NAME
        for locale in ("zh", "en"):
            assert "{" not in error.told(locale).replace("${", "")
    assert Code.SYNTAX not in [error.code for error in wrong.value.errors]
    return told(wrong.value.errors)
