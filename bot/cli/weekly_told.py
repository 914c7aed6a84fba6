"""How commands read a week and a unit, and tell of packs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from bot.cli.office_told import telling
from bot.cli.output import echo
from bot.cli.session import Session

if TYPE_CHECKING:
    from bot.app import App
    from bot.weekly.board import Line
    from bot.weekly.packs import NoPack, WeeklyPacks
    from storage.weekly import PackRecord

Command = TypeVar("Command", bound=Callable[..., Any])
week_argument = click.argument("week", required=False)
unit_option = click.option("--unit", metavar="NAME", help="The unit; “all” for the lead office.")
json_option = click.option("--json", "as_object", is_flag=True, help="A JSON array of objects.")

HOWS = {"pressed": ("确认报送", "confirmed"), "marked": ("登记", "entered")}
"""How it was told that a pack was handed in."""
COUNTS = {
    "issues": ("台账问题", "issues in the ledger"),
    "new": ("本期新增", "new"),
    "closed": ("本期销号", "closed"),
    "open": ("在办", "open"),
    "overdue": ("超期", "overdue"),
    "photos": ("影像", "photos"),
    "photos_missing": ("未能放入的影像", "photos that could not be put in"),
}
"""What a manifest counts."""


@contextmanager
def opened(session: Session) -> Iterator[App]:
    """The application; packs that are not there, and a table that cannot be read, are told."""
    from bot.weekly.packs import NoPack

    with session.app() as app, telling(session):
        try:
            yield app
        except NoPack as missing:
            raise click.ClickException(why_none(session, app.weekly, missing)) from None


def week_in(session: Session, app: App, text: str | None) -> str:
    """The week that is meant; none: that of the pack which was due last."""
    from flows.weekly import read_week

    if text is None:
        return app.weekly.current()
    week = read_week(text, app.clock().date())
    if week is None:
        raise click.BadParameter(
            session.say(
                f"{text!r} 不是一周；写成 2026-W48、第48周、本周，或那周的一天 2026-11-26。",
                f"{text!r} is no week; write 2026-W48, 48, this, or a day of it: 2026-11-26.",
            )
        )
    return week


def needed_unit(session: Session, unit: str | None) -> str:
    """The unit that has to be named."""
    if unit is None or not unit.strip():
        raise click.UsageError(
            session.say("是哪个单位的？加上 --unit 单位名。", "Which unit's? Add --unit NAME.")
        )
    return unit


def why_none(session: Session, weekly: WeeklyPacks, missing: NoPack) -> str:
    """Why there is no such pack, and what to do."""
    week, unit = missing.week, missing.unit
    due = f"{weekly.due(week):%Y-%m-%d %H:%M}"
    listed = f"{session.call} weekly list"
    units = "、".join(weekly.latest(week))
    draft = f"{session.call} export weekly DIR --week {week}"
    words = {
        "future": (
            f"{week} 的周报 {due} 才生成；现在可以出草稿：{draft}",
            f"The packs of {week} are made at {due}; for a draft: {draft}",
        ),
        "past": (
            f"{week} 没有做过周报，那时的台账已经补不出来；有的周报：{listed}",
            f"No packs were made in {week}, and its ledger is gone; those there are: {listed}",
        ),
        "unit": (
            f"{week} 没有“{unit}”的周报；有：{units or '（还没有）'}",
            f"There is no pack of {unit!r} in {week}; there are: {units or '(none)'}",
        ),
        "free": (
            f"{unit} 在 {week} 没有新情况，免报。",
            f"{unit} had nothing new in {week} and was not asked for a pack.",
        ),
    }
    return session.say(*words[missing.kind])


def told_line(line: Line) -> dict[str, object]:
    """Where a unit stands, for programs."""
    pack, sent = line.pack, line.sent
    return {
        "week": pack.week,
        "unit": pack.unit,
        "version": pack.version,
        "standing": line.standing,
        "due": pack.due.date(),
        "made": pack.made,
        "sent_version": None if sent is None else sent.version,
        "sent_at": None if sent is None else sent.at,
        "sent_by": None if sent is None else sent.by,
        "sent_how": None if sent is None else sent.how,
    }


def told_pack(pack: PackRecord) -> dict[str, object]:
    """A version of a pack, for programs."""
    return {
        "week": pack.week,
        "unit": pack.unit,
        "version": pack.version,
        "due": pack.due,
        "since": pack.since,
        "until": pack.until,
        "made": pack.made,
        "made_by": pack.made_by,
        "reason": pack.reason,
        "manifest_sha256": pack.digest,
    }


def export_packs(session: Session, folder: Path, week: str | None, unit: str | None) -> None:
    """Write the packs of a week into a folder, or of one that is not due yet drafts."""
    from bot.weekly.giving_out import copy_pack, draft_pack

    with opened(session) as app:
        weekly, of = app.weekly, week_in(session, app, week)
        is_draft = weekly.due(of) > app.clock() and not weekly.store.packs(of)
        if is_draft:
            units = [weekly.unit_to_come(of, unit)] if unit is not None else weekly.units()
            places = [draft_pack(weekly, each, of, folder) for each in units]
        else:
            weekly.ensure(of)
            all_packs = [each for each in weekly.latest(of).values() if each.version]
            packs = [weekly.one(of, unit)] if unit is not None else all_packs
            places = [copy_pack(weekly, each, folder) for each in packs]
        due = f"{weekly.due(of):%Y-%m-%d %H:%M}"
    for place in places:
        echo(session.say(f"写好了：{place}", f"Written: {place}"))
    if is_draft:
        zh = f"{of} 的周报 {due} 才生成，这些是草稿，没有留存。"
        echo(session.say(zh, f"Drafts: the packs of {of} are made at {due}."), err=True)


def moved_words(session: Session, weekly: WeeklyPacks, week: str) -> str:
    """That a holiday moved the day of a week; empty where none did."""
    day = weekly.moved_from(week)
    if day is None:
        return ""
    due = weekly.due(week)
    return session.say(
        f"（{day:%m-%d} 放假，改在 {due:%m-%d}）", f" ({day:%m-%d} is a holiday: on {due:%m-%d})"
    )
