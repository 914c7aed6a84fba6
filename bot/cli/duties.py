"""`walkalong duties`: who owes how many walks, and whether they were made."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import click

from bot.cli import duties_units, sit_ins
from bot.cli.office_told import DAY, day_of, not_set, telling
from bot.cli.output import as_json, echo, print_table
from bot.cli.session import Session, pass_session

if TYPE_CHECKING:
    from datetime import datetime

    from flows.duties import Cell, Line

WEEKS = 8
"""Weeks that a board shows where no day is given."""
COLOURS = {
    "green": ("绿", "green"),
    "red": ("红", "red"),
    "open": ("待走", "open"),
    "free": ("不欠", "free"),
    "unset": ("未设置", "not set"),
}


@click.group("duties")
def command() -> None:
    """职责 · Weekly walks of heads, targets of windows, sit-ins."""


for each in (duties_units.units, duties_units.rules, sit_ins.command):
    command.add_command(each)


@command.command("board")
@click.option("--since", type=DAY, metavar="DATE", help="From the week of this day on (8 weeks).")
@click.option("--until", type=DAY, metavar="DATE", help="To the week of this day (today's).")
@click.option("--remind", is_flag=True, help="Only the text that reminds who owes a walk.")
@click.option("--json", "as_object", is_flag=True, help="A JSON array of objects.")
@pass_session
def board(
    session: Session,
    since: datetime | None,
    until: datetime | None,
    remind: bool,
    as_object: bool,
) -> None:
    """红绿榜 · Which heads walked, week by week.

    Green: as often as they owe. Red: not, and the week is over. A week in which
    nobody works is owed by nobody. Behind a colour stand the walks it rests on.

    \b
    Example:
      walkalong duties board --since 2026-11-01
    """
    from bot.duties import heads_board
    from flows.duties import due_this_week

    with session.app() as app, telling(session):
        today = app.clock().date()
        last = day_of(until) or today
        first = day_of(since) or last - timedelta(weeks=WEEKS - 1)
        found = heads_board(app, first, last)
    if as_object:
        echo(as_json([_object(line) for line in found.lines]))
        return
    if not found.lines:
        echo(duties_units.none_entered(session))
        return
    if remind:
        echo(found.reminder(due_this_week(found.lines, today), session.locale))
        return
    _print(session, found.lines)
    for doubt in found.doubts:
        echo(session.say(*doubt), err=True)


def _print(session: Session, lines: tuple[Line, ...]) -> None:
    weeks = [cell.week.name for cell in lines[0].cells]
    print_table(
        (*session.heads("单位 Unit", "主要负责人 Head"), *weeks),
        [
            (
                line.unit,
                line.head or session.say("没有写", "not named"),
                *(_cell(session, c) for c in line.cells),
            )
            for line in lines
        ],
    )


def _cell(session: Session, cell: Cell) -> str:
    """The colour, the walks it rests on, and how many there were of other people."""
    words = [session.say(*COLOURS[cell.colour])]
    if cell.walks:
        words.append("#" + ",".join(map(str, cell.walks)))
    if cell.others:
        count = len(cell.others)
        words.append(session.say(f"（他人{count}次）", f"({count} by others)"))
    return " ".join(words)


def _object(line: Line) -> dict[str, Any]:
    return {
        "unit": line.unit,
        "head": line.head,
        "weeks": [
            {
                "week": cell.week.name,
                "first": cell.week.first,
                "colour": cell.colour,
                "walks": list(cell.walks),
                "others": list(cell.others),
            }
            for cell in line.cells
        ],
    }


@command.command("windows")
@click.option("--on", type=DAY, metavar="DATE", help="The week or month of this day (today's).")
@click.option("--json", "as_object", is_flag=True, help="A JSON array of objects.")
@pass_session
def windows(session: Session, on: datetime | None, as_object: bool) -> None:
    """窗口负责人 · What heads of windows have walked, against their target.

    \b
    Example:
      walkalong duties windows --on 2026-11-30
    """
    from bot.duties import window_targets

    with session.app() as app, telling(session):
        day = day_of(on) or app.clock().date()
        first, last, found = window_targets(app, day)
    if as_object:
        names = ("unit", "person", "walks", "owed", "missing")
        echo(as_json([{name: getattr(one, name) for name in names} for one in found]))
        return
    if not found:
        echo(session.say("表里没有窗口负责人。", "The table of units names no head of a window."))
        return
    echo(session.say(f"{first} 到 {last}", f"{first} to {last}"))
    print_table(
        session.heads("单位 Unit", "窗口负责人 Person", "目标 Target", "走了 Done", "还差 Missing"),
        [
            (
                one.unit,
                one.person,
                not_set(session) if one.owed is None else one.owed,
                f"{len(one.walks)} {' '.join(f'#{walk}' for walk in one.walks)}",
                "—" if one.owed is None else one.missing,
            )
            for one in found
        ],
    )
