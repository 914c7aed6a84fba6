"""`walkalong walks`: what was walked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from bot.cli import signals
from bot.cli.filters import at_most
from bot.cli.output import as_json, echo, print_table
from bot.cli.session import Session, pass_session

if TYPE_CHECKING:
    from storage.records import FollowUpRecord, WalkRecord


STATUS = {"open": "进行中", "paused": "暂停", "finished": "走完", "cancelled": "放弃"}


@click.group("walks")
def command() -> None:
    """走过的流程 · What was walked, with the ids that reports want."""


command.add_command(signals.command)


@command.command("list")
@at_most
@click.option("--json", "as_object", is_flag=True, help="A JSON array of objects.")
@pass_session
def list_(session: Session, limit: int, as_object: bool) -> None:
    """列表 · The latest walks, newest first.

    \b
    Example:
      walkalong walks list --limit 10
    """
    from bot.signal_words import UNNAMED

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
                w.person_name or session.say(*UNNAMED),
                STATUS[w.state.status] if locale == "zh" else w.state.status,
                f"{w.started:%F %R}",
            )
            for w in walks
        ],
    )


@command.command("due")
@click.option("--all", "also_later", is_flag=True, help="Also what is due later.")
@click.option("--json", "as_object", is_flag=True, help="A JSON array of objects.")
@pass_session
def due(session: Session, also_later: bool, as_object: bool) -> None:
    """到期 · What people are to be asked now.

    After a walk its person is asked whether the result came within the promised limit, and what
    became of the problems that were entered.

    \b
    Example:
      walkalong walks due --all
    """
    from bot.signal_words import UNNAMED

    with session.app() as app:
        found = app.reader.follow_ups(due_by=None if also_later else app.clock())
    if as_object:
        echo(as_json([_follow_up(one) for one in found]))
        return
    if not found:
        echo(session.say("没有要跟踪的。", "Nothing is to be followed up."))
        return
    kinds = {"result": ("办理结果", "result"), "issues": ("登记的问题", "issues entered")}
    print_table(
        session.heads(
            "到期 Due", "什么 What", "事项 Item", "谁 Person", "走流程 Walk", "问过 Asked"
        ),
        [
            (
                f"{one.due:%F}",
                session.say(*kinds[one.kind]),
                one.item_name,
                one.person_name or session.say(*UNNAMED),
                one.walk_id,
                "" if one.asked is None else f"{one.asked:%F}",
            )
            for one in found
        ],
    )


def _follow_up(one: FollowUpRecord) -> dict[str, Any]:
    return {
        "id": str(one.id),
        "kind": one.kind,
        "due": one.due,
        "asked": one.asked,
        "walk": str(one.walk_id),
        "item": one.item_name,
        "person": one.person_name,
        "issues": list(one.numbers),
    }


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
