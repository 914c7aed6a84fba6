"""`walkalong must-walk`: services that must be walked, and whether they were (R77)."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.cli.must_walk_coverage import coverage
from bot.cli.must_walk_told import YES_NO, print_services
from bot.cli.office_told import telling
from bot.cli.output import as_json, echo, print_table, several
from bot.cli.session import Session, pass_session

if TYPE_CHECKING:
    from bot.must_walk import Marked, Unclear

File = click.Path(exists=True, dir_okay=False, path_type=Path)
_FLAG = click.Choice(["yes", "no"])


@click.group("must-walk")
def command() -> None:
    """必走清单 · Services that must be walked, and their coverage."""


command.add_command(coverage)


@command.command("import")
@click.argument("file", type=File)
@click.option("--replace", is_flag=True, help="Take off the list what the table has not.")
@click.option("--dry-run", is_flag=True, help="Only tell what would be done.")
@click.option("--as", "name", default="", metavar="NAME", help="Who marks them.")
@pass_session
def import_(session: Session, file: Path, replace: bool, dry_run: bool, name: str) -> None:
    """导入 · Mark the services of a table.

    It (xlsx, csv) is taken whole or not at all. The column 事项名称 is needed. There
    may be 实施编码、办件量、部门、标记（高频、堵点）、全程网办、15分钟圈 too; a row without
    a mark is 高频. One that is on the list already says what the table says.

    \b
    Example:
      walkalong must-walk import items.xlsx
    """
    from bot.must_walk import mark_table

    with session.app() as app, telling(session):
        made = mark_table(app, file, by=name, alone=replace, dry_run=dry_run)
    _told(session, made, dry_run=dry_run)


def _told(session: Session, made: Marked, *, dry_run: bool) -> None:
    count, new = len(made.services), made.new
    head = session.say("试算：", "Tried: ") if dry_run else ""
    echo(
        head
        + session.say(
            f"必走事项 {count} 项，其中新增 {new} 项。",
            f"{several(count, 'service')} marked, {new} of them new.",
        )
    )
    if made.unknown:
        names = session.say("、", ", ").join(made.unknown[:10])
        more = session.say("等", " …") if made.unknown[10:] else ""
        lack = len(made.unknown)
        echo(
            session.say(
                f"{lack} 项没有对上办事指南，按名称计算覆盖：{names}{more}",
                f"{lack} match no guide and are covered by walks of that name: {names}{more}",
            ),
            err=True,
        )


@command.command("list")
@click.option("--department", help="All or a part of the department's name.")
@click.option(
    "--lacking",
    type=click.Choice(["online", "nearby"]),
    help="Only those without 全程网办 or outside of the 15分钟圈 (R49).",
)
@click.option("--json", "as_object", is_flag=True, help="A JSON array of objects.")
@pass_session
def list_(session: Session, department: str | None, lacking: str | None, as_object: bool) -> None:
    """列表 · The services, those with the most cases first.

    \b
    Example:
      walkalong must-walk list --lacking online
    """
    from storage.must_walk import MustWalks

    with session.app() as app:
        found = [
            one
            for one in MustWalks(app.engine).all()
            if (department or "") in one.department
            and (lacking is None or getattr(one, lacking) == "no")
        ]
    if as_object:
        echo(as_json([asdict(one) for one in found]))
    elif found:
        print_services(session, found)
    else:
        echo(session.say("没有这样的必走事项。", "There is no such must-walk service."))


@command.command("set")
@click.argument("item")
@click.option("--frequent/--not-frequent", default=None, help="高频.")
@click.option("--blocked/--not-blocked", default=None, help="堵点.")
@click.option("--cases", type=click.IntRange(0, 10**12), help="办件量.")
@click.option("--department", help="Whose service it is (else its guide's bureau).")
@click.option("--online", type=_FLAG, help="Whether all of it is done online (R49).")
@click.option("--nearby", type=_FLAG, help="Whether it is in the 15分钟圈 (R49).")
@click.option("--as", "name", default="", metavar="NAME", help="Who marks it.")
@pass_session
def set_(session: Session, /, item: str, name: str, **given: Any) -> None:
    """标记 · Mark one service.

    It is named by the id or name of its guide, or a name of its own. What is not
    told stays as it is; a new one is marked 高频 (frequent).

    \b
    Example:
      walkalong must-walk set 身份证补领 --blocked --cases 12000
    """
    from bot.must_walk import Unclear, mark_one

    with session.app() as app:
        made = mark_one(app, item, given, by=name)
    if isinstance(made, Unclear):
        raise click.ClickException(_unclear(session, item, made))
    if made is None:
        raise click.UsageError(
            session.say(
                "至少是高频或堵点中的一样；不再必走用 must-walk unset。",
                "It has to be frequent or blocked; to take it off: must-walk unset.",
            )
        )
    print_services(session, [made])


def _unclear(session: Session, item: str, made: Unclear) -> str:
    names = session.say("、", ", ").join(f"{one.name}（{one.id}）" for one in made.guides)
    return session.say(
        f"“{item}”对得上好几个事项，写全名或编号：{names}",
        f"{item!r} may be several services; write the whole name or the id: {names}",
    )


@command.command("unset")
@click.argument("item")
@pass_session
def unset(session: Session, item: str) -> None:
    """取消 · Take one off the list, by name or id.

    \b
    Example:
      walkalong must-walk unset 身份证补领
    """
    from bot.must_walk import unmark

    with session.app() as app:
        gone = unmark(app, item)
    if not gone:
        call = f"{session.call} must-walk list"
        raise click.ClickException(
            session.say(
                f"必走清单里没有“{item}”；看：{call}", f"{item!r} is not on the list; see: {call}"
            )
        )
    echo(session.say(f"“{gone}”不再是必走事项。", f"{gone!r} must not be walked any more."))


@command.command("propose")
@click.option(
    "--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="So many."
)
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Found since.")
@click.option("--mark", is_flag=True, help="Mark as 堵点 those that are not yet.")
@click.option("--as", "name", default="", metavar="NAME", help="Who marks them.")
@click.option("--json", "as_object", is_flag=True, help="A JSON array of objects.")
@pass_session
def propose(
    session: Session, limit: int, since: Any, mark: bool, name: str, as_object: bool
) -> None:
    """建议 · Services by what the ledger tells of them.

    How often, times how badly (R02): each problem adds what its 影响程度 weighs
    (lists.yaml); what is not adopted does not count.

    \b
    Example:
      walkalong must-walk propose --limit 10
    """
    from bot.must_walk import mark_ranked, proposed

    with session.app() as app, telling(session):
        found = proposed(app, since)[:limit]
        marked = mark_ranked(app, found, by=name) if mark else 0
    if as_object:
        echo(as_json([{**one.ranked._asdict(), "marked": one.marked} for one in found]))
        return
    if not found:
        echo(session.say("台账里还没有写明事项的问题。", "No issue of the ledger names a service."))
        return
    print_table(
        session.heads(
            "得分 Score", "事项 Service", "问题 Issues", "最重 Worst", "已在必走清单 Marked"
        ),
        [
            (
                f"{one.ranked.score:g}",
                one.ranked.item,
                one.ranked.issues,
                one.ranked.worst or "—",
                session.say(*YES_NO["yes" if one.marked else "no"]),
            )
            for one in found
        ],
    )
    if mark:
        echo(session.say(f"新标为堵点：{marked} 项。", f"Marked as blocked: {marked}."), err=True)
