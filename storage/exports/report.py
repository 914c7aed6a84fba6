"""The experience report (体验报告, R44) as a Word file, from a template that an office can edit.

What the walk does not say is told as not said.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from storage.exports.report_context import context
from storage.exports.report_data import (
    ExperienceReport,
    Measure,
    ReportFile,
    ReportLine,
    ReportStage,
)
from storage.exports.word_file import TEMPLATES, write_word

__all__ = [
    "ExperienceReport",
    "Measure",
    "ReportFile",
    "ReportLine",
    "ReportStage",
    "write_experience_report",
]

TEMPLATE = TEMPLATES / "experience_report.docx"


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
    write_word(
        template or TEMPLATE,
        path,
        lambda document: context(data, document, photos),
        title=data.title,
        day=data.date,
    )
