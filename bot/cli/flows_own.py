"""`walkalong flows import` and `remove`: flows of the office's own."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.flows import command, tell, told
from bot.cli.output import echo
from bot.cli.session import Session, pass_session

if TYPE_CHECKING:
    from bot.app import App
    from bot.publishing import Published


@command.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--migrate", is_flag=True, help="Move the walks under way to the new version.")
@click.option("--yes", is_flag=True, help="Do not ask before they are moved.")
@pass_session
def import_(session: Session, file: Path, migrate: bool, yes: bool) -> None:
    """导入 · Check a flow file (yaml, xlsx) and put it to use.

    It may stand in for a built-in flow. Walks under way end on the version they began
    with. With --migrate they go on by the new one: no answer is lost, what does not fit
    any more is kept as a note, and each person is told in one sentence. After a kill,
    the same command does the rest.

    \b
    Example:
      walkalong flows import my_flow.yaml --migrate
    """
    from bot.publishing import IncludeError, publish
    from flows.errors import FlowErrors

    if migrate and not yes and not sys.stdin.isatty():
        raise click.UsageError(
            session.say(
                "这里没有人可以问：要换进行中的走流程，请加 --yes。",
                "There is nobody to ask: add --yes to move the walks under way.",
            )
        )
    with session.app() as app:
        try:
            published = publish(app, file)
        except FlowErrors as errors:
            raise told(errors, session) from None
        except IncludeError:
            raise click.ClickException(_of_includes(session, app)) from None
        _say_published(session, published)
        tell(published.remarks, session.settings.locale)
        _walks(session, app, published, migrate=migrate, ask=not yes)


def _of_includes(session: Session, app: App) -> str:
    folder = app.settings.home / "flows" / "common"
    return session.say(
        f"它包含的部分和这里的不一样；先把它旁边 common 里的文件放进 {folder}",
        f"What it includes is not the same here; first put the files of its common into {folder}",
    )


def _say_published(session: Session, published: Published) -> None:
    from flows.catalog import built_in

    flow, before = published.flow, published.before
    rows = sum(1 for _ in flow.walk_rows())
    name = f"{flow.id} {flow.version}"
    echo(session.say(f"可以走了：{name}，{rows} 行", f"In use: {name}, {rows} rows"))
    if before is not None and before.version == flow.version:
        echo(session.say("和原来的一样，没有变化。", "It is the same as before."))
    elif flow.id in built_in():
        undo = f"{session.call} flows remove {flow.id}"
        echo(
            session.say(
                f"它代替内置的 {flow.id}；要换回内置的：{undo}",
                f"It stands in for the built-in {flow.id}; to have that back: {undo}",
            )
        )


def _walks(session: Session, app: App, published: Published, *, migrate: bool, ask: bool) -> None:
    """What is to become of the walks that are under way."""
    flow = published.flow
    older = {
        version: count
        for version, count in app.edits.under_way(flow.id).items()
        if version != flow.version
    }
    for version, count in older.items():
        echo(
            session.say(
                f"旧版 {version} 上还有 {count} 个进行中的走流程",
                f"{count} walk(s) under way on the older version {version}",
            )
        )
    if not migrate:
        if older:
            echo(
                session.say(
                    "它们按旧版走完；要换到新版，加 --migrate。",
                    "They end on it; add --migrate to move them to the new one.",
                )
            )
        return
    question = session.say("把它们换到新版吗？", "Move them to the new version?")
    if ask and older and not click.confirm(question, err=True):
        raise click.Abort
    _move(session, app, flow.id)


def _move(session: Session, app: App, flow_id: str) -> None:
    from bot.migrating import Mover

    moved = Mover(app.edits, app.flows, app.library).move(flow_id, app.clock())
    if not moved.walks and not moved.reports:
        echo(session.say("没有要换的走流程。", "There is nothing to move."))
        return
    echo(
        session.say(
            f"换到新版：走流程 {moved.walks} 个，正在报的问题 {moved.reports} 个；"
            f"答案留下 {moved.kept} 个（其中 {moved.renamed} 个换了名字或位置），"
            f"记成备注 {moved.notes} 条。",
            f"Moved: {moved.walks} walk(s), {moved.reports} report(s) under way; "
            f"{moved.kept} answer(s) kept ({moved.renamed} of them under another name or "
            f"place), {moved.notes} kept as notes.",
        )
    )


@command.command("remove")
@click.argument("id")
@pass_session
def remove(session: Session, id: str) -> None:  # noqa: A002  # the argument's name in the help
    """移除 · Take an own flow away; a built-in flow of its id is back.

    Walks under way end on the version they began with.

    \b
    Example:
      walkalong flows remove my_flow
    """
    from bot.publishing import withdraw

    with session.app() as app:
        if not withdraw(app, id):
            raise click.ClickException(
                session.say(
                    f"没有自有的流程 {id!r}；用 {session.call} flows list 查看。",
                    f"There is no own flow {id!r}; see {session.call} flows list.",
                )
            )
        back = id in app.flows.current()
    if back:
        echo(session.say(f"已移除，{id} 换回内置的。", f"Removed; {id} is the built-in again."))
    else:
        echo(session.say(f"已移除 {id}。", f"{id} is removed."))
