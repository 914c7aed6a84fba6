"""`walkalong deadlines`: how long each kind of complaint or problem gives; which are not set."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from bot.cli.calendar import unknown
from bot.cli.office_told import not_set, telling
from bot.cli.output import as_json, echo, print_table
from bot.cli.session import Session, pass_session

if TYPE_CHECKING:
    from datetime import date, datetime

    from bot.app import App
    from flows.deadlines import Kind, Rule


@click.group("deadlines", invoke_without_command=True)
@click.option("--json", "as_object", is_flag=True, help="A JSON array, an object a kind.")
@click.pass_context
def command(ctx: click.Context, as_object: bool) -> None:
    """期限 · How long each kind gives, and where that is set.

    The numbers are in office/deadlines.csv of the home, which Excel can edit, too.

    \b
    Example:
      walkalong deadlines
    """
    if ctx.invoked_subcommand is not None:
        return
    session = ctx.ensure_object(Session)
    with session.app() as app:
        rules = app.tables.rules.all()
    if as_object:
        echo(as_json([_object(rule) for rule in rules]))
        return
    _print(session, rules)


def _print(session: Session, rules: list[Rule]) -> None:
    from bot.office_folder import DEADLINES
    from flows.deadlines import SETTLED

    say = session.say
    print_table(
        session.heads("来源 Source", "种类 Kind", "期限 Period", "设在 Set in", "备注 Note"),
        [
            (
                *rule.kind.words(session.locale),
                rule.period.told(session.locale) if rule.period else not_set(session),
                say("规定", "rule")
                if rule.kind in SETTLED
                else (DEADLINES if rule.period else "—"),
                rule.note,
            )
            for rule in rules
        ],
    )
    if any(rule.period is None for rule in rules):
        call = f"{session.call} deadlines set"
        echo(say(f"设置：{call} 差评 回复 5个工作日", f"To set one: {call} 差评 回复 5"))


@command.command("set")
@click.argument("source")
@click.argument("kind")
@click.argument("period")
@click.option("--note", default="", help="Where the number is from: 德州 2021 年办法第三条.")
@pass_session
def set_(session: Session, source: str, kind: str, period: str, note: str) -> None:
    """设置 · Say how long a kind gives, or add a kind of your own.

    PERIOD is 5 (working days), 5个工作日、3天、1个月、当日 or a day (2027-06-30).

    \b
    Example:
      walkalong deadlines set 差评 回复 5个工作日
    """
    from flows.deadlines import Rule, period_in
    from flows.deadlines_table import faults_of

    with session.app() as app, telling(session):
        named = _kind(app, source, kind)
        wrong = faults_of(named, period.strip() or "?", note)
        if wrong:
            raise click.UsageError("\n".join(fault.told(session.locale) for fault in wrong))
        is_new = named not in {one.kind for one in app.tables.rules.all()}
        rule = Rule(named, period_in(period), note)
        app.tables.keep_rule(rule)
    told = rule.period.told(session.locale) if rule.period else ""
    echo(f"{named.told(session.locale)}{session.say('：', ': ')}{told}")
    if is_new:
        echo(
            session.say(
                "表里原来没有这一种，新加了一行；写错了用 deadlines unset 去掉。",
                "The table had no such kind: a row was added. If mistaken: deadlines unset.",
            ),
            err=True,
        )


@command.command("unset")
@click.argument("source")
@click.argument("kind")
@pass_session
def unset(session: Session, source: str, kind: str) -> None:
    """取消 · Take the number of a kind back.

    A kind of your own is gone then.

    \b
    Example:
      walkalong deadlines unset 差评 回复
    """
    with session.app() as app, telling(session):
        named = _kind(app, source, kind)
        if app.tables.rules.period(named) is None:
            raise click.ClickException(
                session.say(f"{named.told('zh')} 没有设置。", f"{named.told('en')} is not set.")
            )
        app.tables.drop_rule(named)
    echo(session.say(f"{named.told('zh')}：未设置", f"{named.told('en')}: not set"))


@command.command("due")
@click.argument("source")
@click.argument("kind")
@click.option(
    "--from", "accepted", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE",
    help="The day it was accepted; today without it.",
)  # fmt: skip
@pass_session
def due(session: Session, source: str, kind: str, accepted: datetime | None) -> None:
    """算一算 · By which day something that was accepted on a day is due.

    Exit code 1 where the kind has no number.

    \b
    Example:
      walkalong deadlines due 差评 回复 --from 2026-09-29
    """
    with session.app() as app:
        named = _kind(app, source, kind)
        begin: date = accepted.date() if accepted else app.clock().date()
        found = app.tables.rules.due(named, begin)
    if found is None:
        raise click.ClickException(
            session.say(
                f"{named.told('zh')} 的期限还没有设置；用 {session.call} deadlines set 设置。",
                f"{named.told('en')} is not set; set it by {session.call} deadlines set.",
            )
        )
    echo(f"{found.day}")
    if found.unknown:
        echo(unknown(session, *found.unknown), err=True)


def _kind(app: App, source: str, kind: str) -> Kind:
    """The kind that is named, in either language, its source also in part; else a new one."""
    from flows.deadlines import Kind

    named = (source.strip(), kind.strip())
    told = {
        rule.kind.words(at): rule.kind for rule in app.tables.rules.all() for at in ("en", "zh")
    }
    near = {one for words, one in told.items() if named[0] in words[0] and words[1] == named[1]}
    return told.get(named) or (near.pop() if named[0] and len(near) == 1 else Kind(*named))


def _object(rule: Rule) -> dict[str, object]:
    period = rule.period
    return {
        "source": rule.kind.source,
        "kind": rule.kind.kind,
        "period": period and {"unit": period.unit, "count": period.count, "day": period.day},
        "note": rule.note,
    }
