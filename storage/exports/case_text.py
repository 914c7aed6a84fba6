"""The cases of highlights (R83): as text, or as a Word file to go on with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from storage.exports.files import AUTHOR, save, staged
from storage.exports.text import clean

SUFFIX = ".docx"
LINKED = "相关问题"


class Case(NamedTuple):
    """A highlight as it is told: a title, what it is about, parts with their heads, its issues."""

    number: str
    title: str
    about: tuple[str, ...]
    parts: tuple[tuple[str, str], ...]
    issues: tuple[str, ...]


def case_text(case: Case) -> str:
    """The case as plain text."""
    return clean("\n".join(_lines(case)))


def _lines(case: Case) -> Iterator[str]:
    yield f"{case.title}（{case.number}）"
    if case.about:
        yield " · ".join(case.about)
    for head, text in case.parts:
        yield f"【{head}】{text}"
    if case.issues:
        yield f"【{LINKED}】"
        yield from (f"  {issue}" for issue in case.issues)


def write_cases(cases: Sequence[Case], path: Path) -> None:
    """Write the cases to a Word file, each under its own heading. Raises `ExportError`."""
    from docx import Document

    with staged(path, SUFFIX) as folder:
        document = Document()
        for case in cases:
            document.add_heading(clean(case.title), level=1)
            document.add_paragraph(clean(" · ".join((case.number, *case.about))))
            for head, text in case.parts:
                document.add_heading(head, level=2)
                for line in clean(text).split("\n"):
                    document.add_paragraph(line)
            if case.issues:
                document.add_heading(LINKED, level=2)
            for issue in case.issues:
                document.add_paragraph(clean(issue), style="List Bullet")
        properties = document.core_properties
        properties.title = "亮点案例"
        properties.author = properties.last_modified_by = AUTHOR
        save(document, folder / path.name)
