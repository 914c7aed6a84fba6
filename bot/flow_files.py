"""Flow files of every form there is, read by their suffix: the one place that knows them all."""

from __future__ import annotations

import shutil
from dataclasses import replace
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

    It includes nothing; CSV files with choices are read beside it. Raises FlowErrors with
    every error found.
    """
    from flows.xlsform.files import named
    from flows.xlsform.reading import read_xlsform
    from storage.exports.beside import read_beside
    from storage.exports.workbook import read_tables

    tables = read_tables(path)
    return read_xlsform(replace(tables, files=read_beside(path, named(tables))))


def copy_with_files(path: Path, folder: Path) -> Path:
    """A copy of a flow file in a folder, with the CSV files beside it that it reads."""
    copy = Path(shutil.copyfile(path, folder / path.name))
    for name, file in _files_of(path).items():
        shutil.copyfile(file, folder / name)
    return copy


def whole(flow: Flow, copy: Path) -> Path:
    """The file to keep of a flow: one that reads files beside it becomes one that holds all."""
    if not _files_of(copy):
        return copy
    into = copy.with_name("whole.xlsx")
    write_xlsx(flow, into)
    return into


def _files_of(path: Path) -> dict[str, Path]:
    if path.suffix.lower() not in (".xlsx", ".xlsm"):
        return {}
    from flows.xlsform.files import named
    from storage.exports.beside import files_beside
    from storage.exports.workbook import read_tables

    return files_beside(path, named(read_tables(path)))


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
