"""`walkalong issues ageing`: how long issues have been open, where, and which are oldest (R80)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from bot.cli.filters import asked, at_most, issue_filters
from bot.cli.output import as_json, echo, print_table
from bot.cli.session import Session, pass_session

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.ageing import Ageing


@click.command("ageing")
@issue_filters
@at_most
@click.option("--json", "as_object", is_flag=True, help="One JSON object.")
@pass_session
def ageing(session: Session, /, limit: int, as_object: bool, **filters: Any) -> None:
    """久拖 · How long issues have been open, and the oldest ones.

    By department and state; each of the oldest with how often it was sent back,
    re-opened and given more time: what a 专项督查 looks at.

    \b
    Example:
      walkalong issues ageing --department 公安
    """
    from bot.ageing import ageing_of

    with session.app() as app:
        found = ageing_of(app, asked(app, filters))
    if as_object:
        echo(as_json(_object(found, limit)))
    elif not found.oldest:
        echo(session.say("没有未整改的问题。", "No issue is open."))
    else:
        _print(session, found, limit)


def _print(session: Session, found: Ageing, limit: int) -> None:
    from flows.ageing import bucket_names
    from flows.issue_terms import STATES

    def state(name: str) -> str:
        return session.say(*STATES.get(name, (name, name)))

    buckets = [session.say(f"{name}天", f"{name} d") for name in bucket_names(found.bounds)]
    none = session.say("（没有写）", "(not told)")
    print_table(
        (*session.heads("部门 Department", "状态 State"), *buckets,
         *session.heads("合计 Total", "最久 Oldest")),
        [
            (row.department or none, state(row.state), *(n or "—" for n in row.counts),
             row.total, row.oldest)
            for row in found.rows
        ],
    )  # fmt: skip
    echo()
    print_table(
        session.heads(
            "编号 Number", "天数 Days", "部门 Department", "责任人 Owner", "状态 State",
            "时限 Deadline", "退回 Returned", "重开 Re-opened", "延期 Extended", "事项 Item",
        ),
        [
            (one.number, one.days, one.department or none, one.owner or "—", state(one.state),
             one.deadline or "—", one.returned or "—", one.reopened or "—", one.extended or "—",
             one.item)
            for one in found.oldest[:limit]
        ],
    )  # fmt: skip


def _object(found: Ageing, limit: int) -> Mapping[str, object]:
    return {
        "days": found.bounds,
        "departments": [
            {"department": row.department, "state": row.state, "counts": row.counts,
             "total": row.total, "oldest": row.oldest}
            for row in found.rows
        ],
        "oldest": [one._asdict() for one in found.oldest[:limit]],
    }  # fmt: skip
