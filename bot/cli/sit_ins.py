"""`walkalong duties sit-in`: the calendar of heads at the counters, and its public page."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.cli.office_told import DAY, day_of, not_set, telling
from bot.cli.output import as_json, echo, print_table
from bot.cli.session import Session, pass_session

if TYPE_CHECKING:
    from bot.sit_ins import Listed

NUMBER = click.IntRange(1, 2**31 - 1)
MAX_NAME = 100


@click.group("sit-in")
def command() -> None:
    """坐班 · Heads at the counters: on working days, public beforehand."""


@command.command("add")
@click.argument("day", type=DAY)
@click.argument("unit")
@click.option("--head", default="", help="Who sits there (else the table's 主要负责人).")
@click.option("--place", default="", help="At which counter.")
@click.option("--from", "begins", default="", metavar="HH:MM", help="From when.")
@click.option("--to", "ends", default="", metavar="HH:MM", help="Until when.")
@pass_session
def add(session: Session, /, day: datetime, **said: str) -> None:
    """登记 · Enter a day; it must be a working day.

    \b
    Example:
      walkalong duties sit-in add 2026-12-03 医疗保障局 --place 二楼8号窗口 --from 9:00 --to 11:30
    """
    from bot.sit_ins import NoSitInError, enter

    given = {name: " ".join(text.split())[:MAX_NAME] for name, text in said.items()}
    with session.app() as app, telling(session):
        try:
            number, doubts = enter(app, day.date(), **given)
        except NoSitInError as error:
            raise click.ClickException(session.say(*error.words)) from None
    echo(session.say(f"登记了，{number} 号。", f"Entered, number {number}."))
    for doubt in doubts:
        echo(session.say(*doubt), err=True)


@command.command("list")
@click.option("--since", type=DAY, metavar="DATE", help="From this day on (today).")
@click.option("--until", type=DAY, metavar="DATE", help="To this day.")
@click.option("--json", "as_object", is_flag=True, help="A JSON array of objects.")
@pass_session
def list_(
    session: Session, since: datetime | None, until: datetime | None, as_object: bool
) -> None:
    """列表 · The calendar: public since when, and walks made of it.

    \b
    Example:
      walkalong duties sit-in list --since 2026-11-01
    """
    from bot.sit_ins import listed

    with session.app() as app, telling(session):
        found, notice = listed(app, day_of(since) or app.clock().date(), day_of(until))
    if as_object:
        echo(as_json([_object(one) for one in found]))
        return
    told = not_set(session) if notice is None else str(notice)
    echo(session.say(f"提前几天公示：{told}", f"Days public before: {told}"))
    if not found:
        echo(session.say("没有坐班安排。", "Nobody is to sit at a counter."))
        return
    print_table(
        session.heads(
            "编号 Number", "日期 Day", "时间 Hours", "单位 Unit", "领导 Head", "窗口 Counter",
            "公示 Public", "走流程 Walks",
        ),
        [_row(session, one) for one in found],
    )  # fmt: skip


def _row(session: Session, one: Listed) -> tuple[object, ...]:
    entry = one.entry
    public = session.say("还没有", "not yet") if entry.announced is None else f"{entry.announced}"
    if one.short:
        public += session.say(f"（晚了{one.short}天）", f" ({one.short} late)")
    hours = "—".join(filter(None, (entry.begins, entry.ends)))
    walks = " ".join(f"#{walk}" for walk in one.walks)
    return (entry.number, entry.day, hours, entry.unit, entry.head, entry.place, public, walks)


def _object(one: Listed) -> dict[str, Any]:
    names = ("number", "day", "unit", "head", "place", "begins", "ends", "announced")
    told = {name: getattr(one.entry, name) for name in names}
    return {**told, "days_short": one.short, "walks": list(one.walks)}


@command.command("drop")
@click.argument("number", type=NUMBER)
@pass_session
def drop(session: Session, number: int) -> None:
    """取消 · Take a day out of the calendar.

    \b
    Example:
      walkalong duties sit-in drop 3
    """
    from storage.sit_ins import SitIns

    with session.app() as app:
        gone = SitIns(app.engine).drop(number)
    if gone is None:
        call = f"{session.call} duties sit-in list"
        raise click.ClickException(
            session.say(f"没有 {number} 号；用 {call} 查看。", f"No {number}; see {call}.")
        )
    echo(session.say(f"{number} 号取消了。", f"{number} is taken out."))
    if gone.announced is not None:
        echo(
            session.say(
                "它已经公示过，请重新公示（publish）。",
                "It was public already: publish the page again.",
            ),
            err=True,
        )


@command.command("publish")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--until", type=DAY, metavar="DATE", help="The days up to this one (all).")
@pass_session
def publish(session: Session, file: Path, until: datetime | None) -> None:
    """公示 · Write the public page (.html) of the days from today on.

    They count as public from today, and which were to be so earlier is told.

    \b
    Example:
      walkalong duties sit-in publish 坐班公示.html
    """
    from bot.sit_ins import make_public

    with session.app() as app, telling(session):
        found, notice = make_public(app, file, day_of(until))
    echo(session.say(f"写好了：{file}（{len(found)} 天）", f"Written: {file} ({len(found)} days)"))
    for one in found:
        if one.short:
            echo(_too_late(session, one.entry.day, one.short, notice), err=True)


def _too_late(session: Session, day: date, short: int, notice: int | None) -> str:
    return session.say(
        f"{day} 公示晚了 {short} 天：应提前 {notice} 天。",
        f"{day} is public {short} day(s) too late: it is to be so {notice} before.",
    )
