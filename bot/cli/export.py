"""`walkalong export`: the ledger as a workbook, reports as documents."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from bot.cli.filters import WALK_ID, chosen, in_words, issue_filters
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


@command.group("report")
def report() -> None:
    """报告 · Reports as Word documents."""


@report.command("experience")
@click.argument("walk", type=WALK_ID)
@click.argument("file", type=Target)
@click.option(
    "--template",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A Word template of your own instead of the built-in one.",
)
@pass_session
def experience(session: Session, walk: int, file: Path, template: Path | None) -> None:
    """体验报告 · The report of one walk (its id: walkalong walks list).

    FILE ends in .docx. There is no report of a walk that was given up, nor of
    one whose applicant did not consent to a record: exit code 1.

    \b
    Example:
      walkalong export report experience 1 report.docx
    """
    from bot.reports import export_experience

    with session.app() as app:
        if app.reader.walk(walk) is None:
            raise click.ClickException(
                session.say(
                    f"没有编号为 {walk} 的走流程记录；用 {session.call} walks list 查看。",
                    f"There is no walk {walk}; see {session.call} walks list.",
                )
            )
        export_experience(app, walk, file, template)
    echo(session.say(f"写好了：{file}", f"Written: {file}"))
