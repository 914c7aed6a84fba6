"""`walkalong export`: the ledger as a workbook, reports as documents."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from bot.cli.export_reports import command as report
from bot.cli.filters import chosen, in_words, issue_filters
from bot.cli.output import echo
from bot.cli.session import Session, pass_session

Target = click.Path(dir_okay=False, path_type=Path)


@click.group("export")
def command() -> None:
    """导出 · Write the ledger (xlsx) and reports (docx)."""


@command.command("ledger")
@click.argument("file", type=Target)
@issue_filters
@pass_session
def ledger(session: Session, /, file: Path, **filters: Any) -> None:
    """台账 · The ledger as a workbook.

    FILE ends in .xlsx. Photos, films and other files are put into a folder
    beside it, without the place they were taken at; what cannot be cleaned of
    that is left out and told.

    \b
    Example:
      walkalong export ledger ledger.xlsx --since 2026-03-01
    """
    from bot.reports import export_ledger

    with session.app() as app:
        result = export_ledger(app, file, chosen(app, filters), in_words(filters))
    issues, photos = result.issues, result.photos
    echo(
        session.say(
            f"写好了：{file}（{issues} 个问题，{photos} 个影像）",
            f"Written: {file} ({issues} issues, {photos} photos)",
        )
    )
    if result.missing_photos:
        told = ", ".join(result.missing_photos)
        head = session.say("未导出的影像（缺失或无法清除定位）：", "Media not exported: ")
        echo(f"{head}{told}", err=True)


command.add_command(report)
