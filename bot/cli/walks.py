"""`walkalong walks`: what was walked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from bot.cli import signals
from bot.cli.output import as_json, echo, print_table
from bot.cli.session import Session, pass_session

if TYPE_CHECKING:
    from storage.records import WalkRecord


STATUS = {"open": "进行中", "paused": "暂停", "finished": "走完", "cancelled": "放弃"}


@click.group("walks")
def command() -> None:
    """走过的流程 · What was walked, with the ids that reports want."""


command.add_command(signals.command)


@command.command("list")
@click.option(
    "--limit",
    type=click.IntRange(1, 10_000),
    default=50,
    show_default=True,
    help="At most so many.",
)
@click.option("--json", "as_object", is_flag=True, help="A JSON array of objects.")
@pass_session
def list_(session: Session, limit: int, as_object: bool) -> None:
    """列表 · The latest walks, newest first.

    \b
    Example:
      walkalong walks list --limit 10
    """
    with session.app() as app:
        walks, flows = app.reader.walks(limit=limit), app.flows.current()
    if as_object:
        echo(as_json([_object(walk) for walk in walks]))
        return
    if not walks:
        chat = f"{session.call} chat"
        echo(
            session.say(f"还没有人走过流程。开始：{chat}", f"Nothing was walked yet. Begin: {chat}")
        )
        return
    locale = session.settings.locale
    print_table(
        session.heads(
            "编号 ID", "流程 Flow", "事项 Item", "谁 Person", "状态 Status", "开始 Started"
        ),
        [
            (
                w.id,
                flows[w.flow_id].title.get(locale, w.flow_id) if w.flow_id in flows else w.flow_id,
                w.item_name,
                w.person_name,
                STATUS[w.state.status] if locale == "zh" else w.state.status,
                f"{w.started:%F %R}",
            )
            for w in walks
        ],
    )


def _object(walk: WalkRecord) -> dict[str, Any]:
    return {
        "id": str(walk.id),
        "flow": walk.flow_id,
        "version": walk.flow_version,
        "item": walk.item_name,
        "item_id": walk.item_id,
        "person": walk.person_name,
        "status": walk.state.status,
        "started": walk.started,
        "ended": walk.ended,
    }
