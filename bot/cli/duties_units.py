"""`walkalong duties units|rules`: the office's table of units, and what it has set."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.office_told import not_set, telling
from bot.cli.output import as_json, echo, print_table
from bot.cli.session import Session, pass_session

if TYPE_CHECKING:
    from flows.duty_file import Duty


def none_entered(session: Session) -> str:
    """What to do where no units are entered."""
    call = f"{session.call} duties units FILE.xlsx"
    return session.say(f"还没有单位表；录入：{call}", f"No units are entered yet: {call}")


@click.command("units")
@click.argument(
    "file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--json", "as_object", is_flag=True, help="A JSON array of objects.")
@pass_session
def units(session: Session, file: Path | None, as_object: bool) -> None:
    """单位表 · Enter the table of units (xlsx, csv), or show it.

    The column 单位 is needed. There may be 片区、不互查、主要负责人、窗口负责人 too, and
    several names have a 、 between them. With a fault nothing is entered: exit code 1.

    \b
    Example:
      walkalong duties units units.xlsx
    """
    from bot.office_files import keep_units, units_here, units_in

    with session.app() as app, telling(session):
        home = app.settings.home
        found = units_here(home) if file is None else units_in(file)
        path = None if file is None else keep_units(home, found)
    if as_object:
        told = [
            {
                "unit": one.name,
                "area": one.unit.area,
                "not": sorted(one.unit.barred),
                "head": one.head,
                "window_heads": list(one.window_heads),
            }
            for one in found
        ]
        echo(as_json(told))
        return
    if not found:
        echo(none_entered(session))
        return
    heads = session.heads(
        "单位 Unit", "片区 Area", "不互查 Not", "主要负责人 Head", "窗口负责人 Window heads"
    )
    rows = [
        (one.name, one.unit.area, "、".join(sorted(one.unit.barred)), one.head,
         "、".join(one.window_heads))
        for one in found
    ]  # fmt: skip
    print_table(heads, rows)
    if path is not None:
        echo(
            session.say(f"录入了 {len(found)} 个：{path}", f"Entered, {len(found)}: {path}"),
            err=True,
        )


@click.command("rules")
@click.option("--write", is_flag=True, help="Lay the file out to be edited, if there is none.")
@click.option("--json", "as_object", is_flag=True, help="One JSON object.")
@pass_session
def rules(session: Session, write: bool, as_object: bool) -> None:
    """规定 · What is owed, and what is not set yet.

    \b
    Example:
      walkalong duties rules --write
    """
    from bot.office_files import actions_of, duties_of
    from bot.office_folder import DUTIES, place_of, propose

    with session.app() as app, telling(session):
        made = propose(app.settings.home, DUTIES) if write else None
        place, found, titles = place_of(app.settings.home, DUTIES), duties_of(app), actions_of(app)
    if as_object:
        echo(as_json(asdict(found)))
        return

    def told(duty: Duty) -> str:
        names = "、".join(titles[name] for name in duty.actions)
        unit = session.say(*{"week": ("每周", "a week"), "month": ("每月", "a month")}[duty.per])
        return f"{names} {unit} {not_set(session) if duty.times is None else duty.times}"

    notice = not_set(session) if found.notice_days is None else str(found.notice_days)
    apart = session.say(*(("是", "yes") if found.areas_apart else ("否", "no")))
    print_table(
        session.heads("规定 Rule", "设置 Set"),
        [
            (session.say("主要负责人", "Heads of units"), told(found.weekly)),
            (session.say("窗口负责人", "Heads of windows"), told(found.window_heads)),
            (session.say("坐班提前几天公示", "Days a sit-in is public before"), notice),
            (session.say("同片区不互查", "Areas apart in rotations"), apart),
        ],
    )
    if made is None and write:
        echo(session.say(f"已经有了，没有动：{place}", f"It is there and stays: {place}"), err=True)
    else:
        echo(session.say(f"文件：{place}", f"File: {place}"), err=True)
