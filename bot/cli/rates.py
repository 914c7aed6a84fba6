"""`walkalong rates`: the closed loop in rates, with what each divides by what."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from bot.cli.office_told import DAY, day_of
from bot.cli.output import as_json, echo, print_table
from bot.cli.session import Session, pass_session
from flows.loop_terms import By

if TYPE_CHECKING:
    from bot.rates import Rates
    from flows.closed_loop import Figures


@click.command("rates")
@click.option(
    "--by",
    type=click.Choice(get_args(By)),
    default="department",
    show_default=True,
    help="What issues are counted by; months are those they were found in.",
)
@click.option("--since", type=DAY, metavar="DATE", help="Found on this day or after.")
@click.option(
    "--until", type=DAY, metavar="DATE", help="Found on this day or before, and as it stood then."
)
@click.option("--department", help="All or a part of the 责任部门 of then.")
@click.option("--json", "as_object", is_flag=True, help="One JSON object.")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="A workbook (.xlsx) of rates, marks and definitions.",
)
@pass_session
def command(
    session: Session,
    /,
    by: By,
    since: datetime | None,
    until: datetime | None,
    department: str | None,
    as_object: bool,
    out: Path | None,
) -> None:
    """闭环率 · The closed loop in rates, each with its count.

    From the log, as things stood at the end of --until; "—" where there is nothing to
    divide by. What rests on few issues is marked and ranked last.

    \b
    Example:
      walkalong rates --by department --since 2026-09-01 --out 闭环率.xlsx
    """
    from bot.rates import Asked, rates_of, write_rates
    from bot.rates_here import ledger_here

    first, last = day_of(since), day_of(until)
    if first and last and first > last:
        raise click.UsageError(
            session.say(
                f"--since {first} 在 --until {last} 之后；两个日期换过来写。",
                f"--since {first} is after --until {last}; exchange the two.",
            )
        )
    with session.app() as app:
        asked = Asked(by, first, last, department=department)
        made = rates_of(ledger_here(app, session.locale), asked, app.clock())
        satisfied_from = app.settings.satisfied_from
    if out is not None:
        write_rates(made, out, satisfied_from)
    if as_object:
        echo(as_json(_object(made, satisfied_from)))
    else:
        _print(session, made)
    if out is not None:
        echo(session.say(f"写好了：{out}", f"Written: {out}"), err=True)


def _print(session: Session, made: Rates) -> None:
    from bot.rates import NONE, SHARES, days_told, told
    from flows.loop_terms import DEFINITIONS

    say = session.say
    if not made.total.found:
        echo(say("这段时间没有问题。", "No issue was found in these days."))
        return

    def name(one: Figures) -> str:
        called = {"合计": say("合计", "all"), NONE[0]: say(*NONE)}.get(one.name, one.name)
        return called + ("*" if made.is_small(one) else "")

    heads = [say(*DEFINITIONS[key].name) for key in ("found", "counted", *SHARES, "days")]
    rows = [
        (name(one), one.found, one.closed.of, *(told(getattr(one, key)) for key in SHARES),
         days_told(one))
        for one in (*made.rows, made.total)
    ]  # fmt: skip
    print_table((*session.heads("名称 Name"), *heads), rows)
    _print_asides(session, made)


def _print_asides(session: Session, made: Rates) -> None:
    """What the rates rest on, and what is divided by what."""
    from bot.rates import marks_told
    from flows.loop_terms import DEFINITIONS

    say = session.say
    total = made.total
    echo(say(f"打分分布（5 到 1）：{marks_told(total)}", f"Marks: {marks_told(total)}"))
    if total.reply_unset:
        echo(
            say(
                f"该回复、回复期限未设置的 {total.reply_unset} 个，不计入按期回复率"
                f"（{session.call} deadlines）。",
                f"{total.reply_unset} replies are owed with no time set; they are not counted "
                f"({session.call} deadlines).",
            )
        )
    if any(made.is_small(one) for one in (*made.rows, total)):
        echo(
            say(
                f"* 纳入统计不足 {made.small} 个，比率供参考，排在后面。",
                f"* Fewer than {made.small} counted: of little weight, and ranked last.",
            )
        )
    echo(say("各项怎么算：", "What is divided by what:"), err=True)
    for one in DEFINITIONS.values():
        echo(f"  {say(*one.name)}{say('：', ': ')}{say(*one.words)}", err=True)


def _object(made: Rates, satisfied_from: int) -> dict[str, Any]:
    from flows.loop_terms import DEFINITIONS

    return {
        "by": made.asked.by,
        "since": made.asked.since,
        "until": made.until,
        "satisfied_from": satisfied_from,
        "small": made.small,
        "definitions": {name: one.words[0] for name, one in DEFINITIONS.items()},
        "rows": [_figures(made, one) for one in made.rows],
        "total": _figures(made, made.total),
    }


def _figures(made: Rates, one: Figures) -> dict[str, Any]:
    from bot.rates import SHARES

    shares = {key: getattr(one, key) for key in SHARES}
    return {
        "name": one.name,
        "found": one.found,
        "counted": one.closed.of,
        "aside": one.aside,
        **{
            key: {"part": rate.part, "of": rate.of, "share": rate.share}
            for key, rate in shares.items()
        },
        "reply_unset": one.reply_unset,
        "marks": dict(one.marks),
        "calls": dict(one.results),
        "mean_days": one.mean_days,
        "median_days": one.median_days,
        "small": made.is_small(one),
    }
