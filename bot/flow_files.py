"""Flow files of every form there is, read by their suffix: the one place that knows them all."""

from __future__ import annotations

from pathlib import Path

from flows import catalog
from flows.errors import FlowError, Place, guess
from flows.model import Flow, Question
from flows.slip_texts import Slip


def read_xlsx(
    path: Path,
    _: Path | None = None,
) -> tuple[Flow, list[FlowError]]:
    """A flow from an Excel form (XLSForm), with what its author may want to know.

    It includes nothing. Raises FlowErrors with every error found.
    """
    from flows.xlsform.reading import read_xlsform
    from storage.exports.workbook import read_tables

    return read_xlsform(read_tables(path))


READERS: catalog.Readers = {**catalog.READERS, ".xlsx": read_xlsx, ".xlsm": read_xlsx}
"""By the ending of a file how a flow is read. Macros are never run."""


def read_flow_file(path: Path, include_dir: Path | None = None) -> tuple[Flow, list[FlowError]]:
    """The flow of a file of any form, and its slips. Raises FlowErrors."""
    return catalog.read_file(path, include_dir, READERS)


def foreign_elements(flow: Flow) -> list[FlowError]:
    """What a flow calls an element of a guide, and no guide has: only `knowledge` can say."""
    from knowledge.elements import BY_TERM, OVERVIEW, find_element

    questions = (row for row in flow.walk_rows() if isinstance(row, Question))
    return [
        Place(flow.source, "survey", row.row, "guide").error(
            Slip.UNKNOWN_ELEMENT, name=name, guess=guess(name, BY_TERM), known=OVERVIEW
        )
        for row in questions
        if find_element(row.guide) is None  # a name may have blanks in it, in English
        for name in row.guide.split()
        if find_element(name) is None
    ]


def write_xlsx(flow: Flow, path: Path) -> None:
    """Write a flow as an Excel form. Raises `ExportError`."""
    from flows.xlsform.writing import write_xlsform
    from storage.exports.workbook import write_tables

    write_tables(write_xlsform(flow), path)
