"""The experience report (体验报告, R44) as a Word file, from a template that an office can edit.

The template is a docx whose tags have Chinese names (`{{ 事项 }}`); it gets
plain data only, in a sandbox, and every value is escaped: people's text with
`<`, `&` or `{{ }}` stays text. What the walk does not say is told as not said.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from storage.exports.files import AUTHOR, save, staged
from storage.exports.report_context import context
from storage.exports.report_data import (
    ExperienceReport,
    Measure,
    ReportFile,
    ReportLine,
    ReportStage,
)
from storage.exports.template import open_template, render
from storage.exports.text import clean

if TYPE_CHECKING:
    from docx.table import Table

__all__ = [
    "ExperienceReport",
    "Measure",
    "ReportFile",
    "ReportLine",
    "ReportStage",
    "write_experience_report",
]

KEPT_ROWS = 6
"""A table of so many rows stands on one page, head included. Were it more, a page would often end
half empty; a longer table goes on with its head on the next page."""
TEMPLATE = Path(__file__).parent / "templates" / "experience_report.docx"


def write_experience_report(
    data: ExperienceReport,
    path: Path,
    *,
    photos: Callable[[str], Path] | None = None,
    template: Path | None = None,
) -> None:
    """Write the report to `path`. `photos` gives the shown copy of a medium by its SHA-256.

    Raises `ExportError`: for a template that cannot be read or used (naming the
    tag), or a target that cannot be written.
    """
    source = template or TEMPLATE
    with staged(path, ".docx") as folder:
        document = open_template(source)
        render(document, context(data, document, photos), source)
        for table in document.docx.tables:
            _keep_together(table)
        properties = document.docx.core_properties
        properties.title = clean(data.title)[:200]
        properties.author = properties.last_modified_by = AUTHOR
        properties.created = properties.modified = datetime.combine(data.date, datetime.min.time())
        save(document, folder / path.name)


def _keep_together(table: Table) -> None:
    """Let a table with a head break across pages only where it is long, and leave no row alone.

    A row stays on the page of the next one if that is asked of all its paragraphs.
    """
    if not table._tbl.xpath("./w:tr[1]/w:trPr/w:tblHeader"):
        return
    rows = table._tbl.tr_lst
    kept = rows[:-1] if len(rows) <= KEPT_ROWS else [*rows[:2], rows[-2]]
    for row in kept:
        for paragraph in row.xpath("./w:tc/w:p"):
            paragraph.get_or_add_pPr().keepNext_val = True
