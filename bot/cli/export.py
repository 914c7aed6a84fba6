"""`walkalong export`: the ledger as a workbook, reports as documents, progress as pages."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from bot.cli.export_reports import command as report
from bot.cli.filters import asked, in_words, issue_filters
from bot.cli.office_told import DAY, day_of
from bot.cli.output import echo
from bot.cli.session import Session, pass_session

Target = click.Path(dir_okay=False, path_type=Path)


@click.group("export")
def command() -> None:
    """导出 · Write the ledger (xlsx), reports (docx) and public pages."""


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
    from bot.ledger_file import export_ledger

    with session.app() as app:
        issues = app.reader.issues_each(asked(app, filters))
        result = export_ledger(app.house, file, issues, in_words(filters), app.clock())
    count, photos = result.issues, result.photos
    echo(
        session.say(
            f"写好了：{file}（{count} 个问题，{photos} 个影像）",
            f"Written: {file} ({count} issues, {photos} photos)",
        )
    )
    if result.missing_photos:
        told = ", ".join(result.missing_photos)
        head = session.say("未导出的影像（缺失或无法清除定位）：", "Media not exported: ")
        echo(f"{head}{told}", err=True)


@command.command("weekly")
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--week", metavar="WEEK", help="2026-W48, or a day of it; else that due last.")
@click.option("--unit", metavar="NAME", help="Of this unit alone; “all”: the lead office's.")
@pass_session
def weekly(session: Session, folder: Path, week: str | None, unit: str | None) -> None:
    """周报 · The weekly packs: ledger, photos, news note, manifest.

    They are put into DIR, week by week and unit by unit. Packs that are due are made once and kept
    (walkalong weekly); of a week that is not due yet a draft is written, and nothing is kept.

    \b
    Example:
      walkalong export weekly packs --week 2026-W48 --unit 医保局
    """
    from bot.cli.weekly_told import export_packs

    export_packs(session, folder, week, unit)


@command.command("progress")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--since", type=DAY, metavar="DATE", help="Found on this day or after.")
@click.option("--until", type=DAY, metavar="DATE", help="Found on this day or before.")
@pass_session
def progress(
    session: Session, folder: Path, since: datetime | None, until: datetime | None
) -> None:
    """进展公开 · Public pages, without personal data.

    FOLDER is made, or replaced as a whole where it was exported before. Open its
    index.html, or put it on any web server.

    \b
    Example:
      walkalong export progress 进展公开 --since 2026-10-01
    """
    from bot.progress import export_progress

    first, last = day_of(since), day_of(until)
    if first and last and first > last:
        raise click.UsageError(
            session.say(
                f"--since {first} 在 --until {last} 之后；两个日期换过来写。",
                f"--since {first} is after --until {last}; exchange the two.",
            )
        )
    with session.app() as app:
        figures = export_progress(app, folder, first, last)
    count = figures.found
    echo(session.say(f"写好了：{folder}（{count} 个问题）", f"Written: {folder} ({count} issues)"))


command.add_command(report)
