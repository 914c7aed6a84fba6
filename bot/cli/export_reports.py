"""`walkalong export report …`: of a walk, of a peer check, and of the ledger."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from bot.cli.filters import WALK_ID
from bot.cli.office_told import DAY, day_of, telling
from bot.cli.output import echo
from bot.cli.session import Session, pass_session

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.app import App
    from bot.office_reports import Days

Command = TypeVar("Command", bound=Callable[..., Any])
Target = click.Path(dir_okay=False, path_type=Path)

template = click.option(
    "--template",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A Word template of your own instead of the built-in one.",
)


def of_days(command: Command) -> Command:
    """The days a report is of."""
    for option in (
        click.option("--until", type=DAY, metavar="DATE", help="Found on this day or before."),
        click.option("--since", type=DAY, metavar="DATE", help="Found on this day or after."),
    ):
        command = option(command)
    return command


@click.group("report")
def command() -> None:
    """报告 · Reports as Word documents."""


@command.command("experience")
@click.argument("walk", type=WALK_ID)
@click.argument("file", type=Target)
@template
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

    with _of_walk(session, walk) as app:
        export_experience(app, walk, file, template)
    _written(session, file)


@command.command("peer-check")
@click.argument("walk", type=WALK_ID)
@click.argument("file", type=Target)
@template
@pass_session
def peer_check(session: Session, walk: int, file: Path, template: Path | None) -> None:
    """互查报告 · One 推磨式互查: ports compared, problems, score.

    The check must be finished. FILE ends in .docx.

    \b
    Example:
      walkalong export report peer-check 12 互查报告.docx
    """
    from bot.peer_reports import export_peer_check

    with _of_walk(session, walk) as app, telling(session):
        export_peer_check(app, walk, file, template)
    _written(session, file)


@command.command("inspection")
@click.argument("file", type=Target)
@click.option("--department", default="", help="Of this unit alone, by a name that people use.")
@of_days
@template
@pass_session
def inspection(
    session: Session,
    file: Path,
    department: str,
    since: datetime | None,
    until: datetime | None,
    template: Path | None,
) -> None:
    """督查问题清单 · What is open, late or returned, unit by unit.

    And what inspections found. FILE ends in .docx.

    \b
    Example:
      walkalong export report inspection 督查问题清单.docx --department 医保局
    """
    from bot.office_reports import export_inspection
    from bot.report_units import unit_called

    days = _days(session, since, until)
    with _of_office(session) as app:
        one = unit_called(app, department) if department else None
        issues = export_inspection(app, one, days, file, template)
    _written(session, file)
    echo(session.say(f"共 {issues} 个问题。", f"{issues} issue(s)."), err=True)


@command.command("unit")
@click.argument("department")
@click.argument("file", type=Target)
@of_days
@template
@pass_session
def unit(
    session: Session,
    department: str,
    file: Path,
    since: datetime | None,
    until: datetime | None,
    template: Path | None,
) -> None:
    """单位总结 · The summary of a unit, in its four parts.

    Measures, effects, mechanisms, problems and suggestions.

    \b
    Example:
      walkalong export report unit 医保局 总结.docx --since 2026-09-01
    """
    from bot.office_reports import export_unit
    from bot.report_units import unit_called

    days = _days(session, since, until)
    with _of_office(session) as app:
        one = unit_called(app, department)
        export_unit(app, one, days, file, template)
    _written(session, file, one.name)


@command.command("county")
@click.argument("file", type=Target)
@click.option(
    "--units",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder of unit summaries (.docx) that units edited and sent back.",
)
@of_days
@template
@pass_session
def county(
    session: Session,
    file: Path,
    units: Path | None,
    since: datetime | None,
    until: datetime | None,
    template: Path | None,
) -> None:
    """县级工作报告 · All units put together.

    Figures, ranking, frequent categories, cases and next steps.

    With --units, what units wrote stands in an annex. A file there that cannot
    be read ends the command, exit code 1, with all that is wrong.

    \b
    Example:
      walkalong export report county 工作报告.docx --units 各单位总结
    """
    from bot.county_reports import export_county

    with _of_office(session) as app:
        missing = export_county(app, _days(session, since, until), file, template, units)
    _written(session, file)
    if missing:
        names = session.say("、", ", ").join(missing)
        echo(session.say(f"还没有报总结的单位：{names}", f"No summary of: {names}"), err=True)


def _written(session: Session, file: Path, of: str = "") -> None:
    more = session.say(f"（{of}）", f" ({of})") if of else ""
    echo(session.say(f"写好了：{file}{more}", f"Written: {file}{more}"))


@contextmanager
def _of_walk(session: Session, walk: int) -> Iterator[App]:
    with session.app() as app:
        if app.reader.walk(walk) is None:
            raise click.ClickException(
                session.say(
                    f"没有编号为 {walk} 的走流程记录；用 {session.call} walks list 查看。",
                    f"There is no walk {walk}; see {session.call} walks list.",
                )
            )
        yield app


@contextmanager
def _of_office(session: Session) -> Iterator[App]:
    from bot.report_units import NoUnitError

    with session.app() as app, telling(session):
        try:
            yield app
        except NoUnitError as error:
            raise click.ClickException(session.say(error.text["zh"], error.text["en"])) from None


def _days(session: Session, since: datetime | None, until: datetime | None) -> Days:
    from bot.office_reports import Days

    if since is not None and until is not None and since > until:
        first, last = f"--since {since:%F}", f"--until {until:%F}"
        raise click.UsageError(
            session.say(
                f"{first} 在 {last} 之后；两个日期换过来写。",
                f"{first} is after {last}; exchange the two.",
            )
        )
    return Days(day_of(since), day_of(until))
