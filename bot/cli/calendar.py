"""`walkalong calendar`: working days and days off, and how a coming year is brought in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.calendar_words import unknown_calendar
from bot.cli.office_told import telling
from bot.cli.output import as_json, echo, print_table, several
from bot.cli.session import Session, pass_session

if TYPE_CHECKING:
    from flows.workdays import SpecialDay

Source = click.Path(exists=True, dir_okay=False, path_type=Path)
Year = click.IntRange(2004, 2099)


@click.group("calendar")
def command() -> None:
    """日历 · Working days, days off and make-up days, by year."""


@command.command("import")
@click.argument("file", type=Source)
@pass_session
def import_(session: Session, file: Path) -> None:
    """导入 · Bring in a coming year, or days off of this place alone.

    FILE is a .csv or .xlsx with the columns 日期、类型、名称 and, where a row is
    several days, 到 for the last one. 类型 is 休 or 班. Days that were brought
    before stay, unless the file says otherwise. With a fault nothing is imported.

    \b
    Example:
      walkalong calendar import 2027年放假安排.xlsx
    """
    from bot.office_folder import tables_of
    from flows.calendar_table import read_calendar

    with session.app() as app, telling(session):
        before = set(app.tables.calendar)
        days = read_calendar(tables_of(file), before)
        app.tables.keep_calendar(days)
    new = [day for day in days if day not in before]
    years = ", ".join(map(str, sorted({day.day.year for day in new}))) or "—"
    off = sum(not day.works for day in new)
    echo(
        session.say(
            f"导入了 {off} 天休、{len(new) - off} 天班（{years}）。",
            f"Imported: {several(off, 'day')} off, "
            f"{several(len(new) - off, 'make-up day')} ({years}).",
        )
    )


@command.command("show")
@click.argument("year", type=Year)
@click.option("--json", "as_object", is_flag=True, help="A JSON array, an object a day.")
@pass_session
def show(session: Session, year: int, as_object: bool) -> None:
    """查看 · The days off and make-up days of a year.

    \b
    Example:
      walkalong calendar show 2027
    """
    from flows.workdays import is_known, special_days

    with session.app():
        days = list(special_days(year))
    if as_object:
        echo(as_json([_object(day) for day in days]))
        return
    if not is_known(date(year, 1, 1)):
        echo(unknown(session, year))
        return
    print_table(
        session.heads("日期 Date", "天数 Days", "类型 Kind", "名称 Name", "来源 From"),
        [
            (
                f"{run[0].day}" if len(run) == 1 else f"{run[0].day} ~ {run[-1].day:%m-%d}",
                len(run),
                session.say("班", "work") if run[0].works else session.say("休", "off"),
                run[0].name,
                session.say("本单位导入", "imported")
                if run[0].own
                else session.say("自带", "built in"),
            )
            for run in _runs(days)
        ],
    )


def unknown(session: Session, *years: int) -> str:
    """That nobody knows the calendar of these years, and the mend."""
    call = f"{session.call} calendar import FILE"
    mend = session.say(f"公布后导入：{call}", f" Once they are announced: {call}")
    return f"{unknown_calendar(years, session.locale)}{mend}"


@command.command("forget")
@click.argument("year", type=Year)
@pass_session
def forget(session: Session, year: int) -> None:
    """删去 · Drop what was imported of a year.

    \b
    Example:
      walkalong calendar forget 2027
    """
    with session.app() as app, telling(session):
        left = [day for day in app.tables.calendar if day.day.year != year]
        count = len(app.tables.calendar) - len(left)
        if not count:
            raise click.ClickException(
                session.say(f"没有导入过 {year} 年的日子。", f"Nothing of {year} was imported.")
            )
        app.tables.keep_calendar(left)
    echo(session.say(f"{year} 年删去 {count} 天。", f"Dropped {several(count, 'day')} of {year}."))


def _object(day: SpecialDay) -> dict[str, object]:
    return {
        "date": day.day,
        "kind": "work" if day.works else "off",
        "name": day.name,
        "from": "imported" if day.own else "built in",
    }


def _runs(days: Iterable[SpecialDay]) -> list[list[SpecialDay]]:
    """Days one after the other that are the same."""
    runs: list[list[SpecialDay]] = []
    for day in days:
        last = runs[-1][-1] if runs else None
        if (
            last is not None
            and last.day + timedelta(days=1) == day.day
            and (last.works, last.name, last.own) == (day.works, day.name, day.own)
        ):
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs
