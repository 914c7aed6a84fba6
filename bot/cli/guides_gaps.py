"""`walkalong guides gaps`: what people asked and the guides did not answer."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from bot.cli.guides import command, no_guide
from bot.cli.office import entered
from bot.cli.output import as_json, echo, print_table, several
from bot.cli.session import Session, pass_session

if TYPE_CHECKING:
    from bot.app import App
    from bot.guide_gaps import Gap

WIDEST = 40
"""Columns of a cell on the screen; JSON and tables have all of it."""


@command.group("gaps", invoke_without_command=True)
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Asked since.")
@click.option("--item", metavar="ID", help="Of this guide alone.")
@click.option("--all", "settled", is_flag=True, help="Also those that are done with.")
@click.option("--json", "as_object", is_flag=True, help="A JSON array of objects.")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write a table of them (.xlsx or .csv).",
)
@click.option("--issue", type=click.IntRange(1), metavar="N", help="Make an issue of gap N.")
@click.pass_context
def gaps(
    context: click.Context,
    since: datetime | None,
    item: str | None,
    settled: bool,
    as_object: bool,
    out: Path | None,
    issue: int | None,
) -> None:
    """缺口 · What people asked and the guides do not tell.

    Questions that were refused or answered unhelpfully. Those that ask for the
    same are put together, the most asked first.
    Exit code 1 where an issue was made of the gap before.

    \b
    Example:
      walkalong guides gaps --since 2026-03-01 --out gaps.xlsx
      walkalong guides gaps --issue 3
    """
    if context.invoked_subcommand is not None:
        return
    session = context.ensure_object(Session)
    with session.app() as app:
        if issue is not None:
            _enter(app, session, issue)
            return
        if item is not None and app.library.guide(item) is None:
            raise click.ClickException(session.say(*no_guide(item)))
        zone = app.clock().tzinfo
        since = since.replace(tzinfo=zone) if since else None
        found = app.gaps.all(since=since, item=item or "", settled=settled)
        if out is not None:
            _write(app, found, out, session)
    if as_object:
        echo(as_json([_object(gap) for gap in found]))
    elif out is None:
        _print(found, session)


@gaps.command("done")
@click.argument("number", type=click.IntRange(1))
@pass_session
def done(session: Session, number: int) -> None:
    """补好了 · The guides tell it now.

    The gap is not listed until it is asked again.

    \b
    Example:
      walkalong guides gaps done 3
    """
    _settle(session, number, "done")


@gaps.command("ignore")
@click.argument("number", type=click.IntRange(1))
@pass_session
def ignore(session: Session, number: int) -> None:
    """不管 · The guides need not tell it.

    The gap is not listed until it is asked again.

    \b
    Example:
      walkalong guides gaps ignore 3
    """
    _settle(session, number, "ignored")


def _settle(session: Session, number: int, how: Literal["done", "ignored"]) -> None:
    with session.app() as app:
        gap = _found(app, session, number)
        app.gaps.settle(gap, how, app.clock())
    echo(
        session.say(
            f"{gap.number} 号缺口（{gap.count} 次）不再列出；再有人问会重新出现。",
            f"Gap {gap.number} (asked {several(gap.count, 'time')}) is not listed "
            "until it is asked again.",
        )
    )


def _enter(app: App, session: Session, number: int) -> None:
    from bot.office_issues import enter_gap

    gap = _found(app, session, number)
    words = f"指南缺口 {gap.number} 转为问题"
    entered(app, session, words, lambda office: enter_gap(office, gap, app.library))


def _found(app: App, session: Session, number: int) -> Gap:
    gap = app.gaps.find(number)
    if gap is None:
        raise click.ClickException(
            session.say(
                f"没有 {number} 号缺口；用 {session.call} guides gaps 查看。",
                f"There is no gap {number}; see {session.call} guides gaps.",
            )
        )
    return gap


def _object(gap: Gap) -> dict[str, Any]:
    return {
        "number": gap.number,
        "kind": gap.kind,
        "item": gap.item_name,
        "item_id": gap.item_id,
        "element": gap.element,
        "wording": gap.wording,
        "count": gap.count,
        "first": gap.questions[0].at,
        "last": gap.last,
        "wanted": gap.wanted,
        "settled": gap.settled,
        "again": gap.again,
        "issue": gap.issue,
        "guide_version": gap.guide_version,
        "rewritten": gap.is_rewritten,
        "questions": [
            {
                "text": one.text,
                "at": one.at,
                "role": one.role,
                "outcome": one.outcome,
                "unhelpful": one.unhelpful,
                "stage": one.stage,
                "guide_version": one.guide_version,
                "sources": one.sources,
                "wanted": one.wanted,
            }
            for one in gap.questions
        ],
    }


def _print(found: list[Gap], session: Session) -> None:
    from bot.guide_gaps import KINDS
    from knowledge.elements import shown_name

    if not found:
        echo(session.say("没有缺口。", "There are no gaps."))
        return
    rows = [
        (
            gap.number,
            gap.count,
            f"{gap.last:%Y-%m-%d}",
            gap.item_name or "—",
            shown_name(gap.element, session.locale) if gap.element else "—",
            session.say(*KINDS[gap.kind]) + (f" {gap.issue}" if gap.issue else ""),
            gap.wording,
        )
        for gap in found
    ]
    heads = session.heads(
        "编号 No.",
        "次数 Asked",
        "最近 Last",
        "事项 Item",
        "要素 Element",
        "情况 Kind",
        "问法 Wording",
    )
    print_table(heads, rows, widest=WIDEST)


def _write(app: App, found: list[Gap], out: Path, session: Session) -> None:
    from bot.gap_tables import write_gaps

    write_gaps(found, out, session.locale, app.clock())
    echo(
        session.say(
            f"写好了：{out}（{len(found)} 处）", f"Written: {out} ({several(len(found), 'gap')})"
        ),
        err=True,
    )
