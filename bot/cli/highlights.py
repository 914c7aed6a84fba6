"""`walkalong highlights`: what is worth being shown, and its case as a text (R83)."""

from __future__ import annotations

from pathlib import Path

import click

from bot.cli.filters import WALK_ID, at_most
from bot.cli.output import as_json, echo, print_table
from bot.cli.register_commands import of_register
from bot.cli.session import Session, pass_session

command = of_register(
    "highlights",
    """亮点清单 · What is worth being shown, by hand or from what was praised in walks.

    \b
    Example:
      walkalong highlights propose
      walkalong highlights add --title 一窗通办 --text 三个窗口并成一个 --issue WT-2026-0001
      walkalong highlights export LD-0001 --out case.docx
    """,
)


@command.command("propose")
@at_most
@click.option("--json", "as_object", is_flag=True, help="A JSON array of objects.")
@pass_session
def propose(session: Session, limit: int, as_object: bool) -> None:
    """建议 · What was praised in walks and is no highlight yet, the newest first.

    \b
    Example:
      walkalong highlights propose --limit 10
    """
    from bot.highlights import praised

    with session.app() as app:
        found = praised(app, limit)
    if as_object:
        echo(as_json([one._asdict() for one in found]))
        return
    if not found:
        echo(session.say("走流程里还没有说好做法的。", "Nothing was praised in a walk yet."))
        return
    print_table(
        session.heads(
            "走流程 Walk", "日期 Date", "行动 Action", "事项 Service", "好做法 What was good"
        ),
        [(one.walk, one.day, one.action, one.item, one.text[:80]) for one in found],
    )
    call = f"{session.call} highlights take WALK"
    echo(session.say(f"收为亮点：{call}", f"To take one: {call}"), err=True)


@command.command("take")
@click.argument("walk", type=WALK_ID)
@click.option("--title", default="", metavar="TEXT", help="Its title (else how it begins).")
@click.option("--as", "by", default="", metavar="NAME", help="Who enters it.")
@pass_session
def take(session: Session, walk: int, title: str, by: str) -> None:
    """收入 · Make what was praised in a walk a highlight. Who walked is not named.

    \b
    Example:
      walkalong highlights take 12 --title 午间不打烊
    """
    from bot.highlights import enter_praised, praised_in
    from storage.registers import AlreadyEnteredError

    with session.app() as app:
        found = praised_in(app, walk)
        if found is None:
            call = f"{session.call} highlights propose"
            raise click.ClickException(
                session.say(
                    f"走流程 {walk} 里没有说好做法；看：{call}",
                    f"Nothing was praised in walk {walk}; see: {call}",
                )
            )
        try:
            number = enter_praised(app, found, title, by=by)
        except AlreadyEnteredError as known:
            raise click.ClickException(
                session.say(f"已经登记过：{known.number}。", f"That is {known.number} already.")
            ) from None
    echo(session.say(f"登记了：{number}", f"Entered: {number}"))


@command.command("export")
@click.argument("number", required=False)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE.docx",
    help="Into this Word file (else the text is printed).",
)
@pass_session
def export(session: Session, number: str | None, out: Path | None) -> None:
    """导出 · The case of a highlight as a text, of all of them without NUMBER.

    \b
    Example:
      walkalong highlights export LD-0001 --out case.docx
    """
    from bot.highlights import cases_of
    from flows.registers import number_read
    from storage.exports.case_text import case_text, write_cases

    with session.app() as app:
        figure = number_read("highlights", number or "")
        found = cases_of(app, figure) if figure is not None or number is None else []
    if not found:
        call = f"{session.call} highlights list"
        told = number or session.say("亮点", "highlight")
        raise click.ClickException(
            session.say(f"没有{told}；看：{call}", f"There is no {told}; see: {call}")
        )
    if out is None:
        echo("\n\n".join(map(case_text, found)))
        return
    write_cases(found, out)
    echo(session.say(f"写好了：{out}", f"Written: {out}"))
