"""`walkalong callbacks list`, `due`, and what an admin decides about a bad result."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.callbacks import command, done
from bot.cli.importing import admin_name
from bot.cli.office_told import DAY, not_set
from bot.cli.output import as_json, echo, print_table
from bot.cli.session import Session, pass_session

if TYPE_CHECKING:
    from flows.issue_query import IssueQuery
    from storage.callbacks import CallbackRecord, ToCall

_SETTLED = {
    "reopened": ("已重新打开", "re-opened"),
    "left": ("不打开", "left"),
    "": ("", ""),
}
"""What came of a bad result."""


def _query(department: str | None) -> IssueQuery:
    from flows.issue_query import IssueQuery

    return IssueQuery(department=department)


@command.command("list")
@click.option("--since", type=DAY, metavar="DATE", help="Calls made on this day or after.")
@click.option("--until", type=DAY, metavar="DATE", help="Calls made on this day or before.")
@click.option("--department", help="All or a part of the ledger's 责任部门.")
@click.option("--to-decide", is_flag=True, help="Only bad results that wait for an admin.")
@click.option("--json", "as_object", is_flag=True, help="A JSON array of objects.")
@pass_session
def list_(
    session: Session,
    since: datetime | None,
    until: datetime | None,
    department: str | None,
    to_decide: bool,
    as_object: bool,
) -> None:
    """列表 · The calls, and how many found what.

    \b
    Example:
      walkalong callbacks list --department 医保 --since 2026-03-01
    """
    from bot.cli.callbacks_told import spread
    from storage.callbacks import CallbackReader

    with session.app() as app:
        zone = app.clock().tzinfo
        found = CallbackReader(app.engine).kept(
            _query(department),
            since=since and since.replace(tzinfo=zone),
            until=until and until.replace(tzinfo=zone) + timedelta(days=1),
            to_decide=to_decide,
        )
    if as_object:
        echo(as_json([_object(one) for one in found]))
        return
    if not found:
        echo(session.say("没有回访。", "There is no call."))
        return
    _print(session, found)
    echo(spread(session, [one.call for one in found]))


def _print(session: Session, found: list[CallbackRecord]) -> None:
    from flows.callbacks import RESULTS

    print_table(
        session.heads(
            "序号 No.", "编号 Number", "日期 Day", "结果 Result", "次数 Tries", "单位 Company",
            "处理 Settled", "说明 Words",
        ),
        [
            (
                one.id, one.number, f"{one.call.at:%Y-%m-%d}",
                session.say(*RESULTS[one.call.result])
                + (f" {one.call.mark}/5" if one.call.mark else ""),
                one.call.tries, one.call.company, session.say(*_SETTLED[one.settled]),
                one.call.words[:60],
            )
            for one in found
        ],
    )  # fmt: skip


def _object(one: CallbackRecord) -> dict[str, object]:
    call = one.call
    return {
        "id": one.id, "number": one.number, "department": one.department, "at": call.at,
        "result": call.result, "mark": call.mark, "tries": call.tries, "words": call.words,
        "company": call.company, "entered": one.entered, "by": one.by, "settled": one.settled,
        "reason": one.reason,
    }  # fmt: skip


@command.command("due")
@click.option("--department", help="All or a part of the ledger's 责任部门.")
@click.option("--json", "as_object", is_flag=True, help="A JSON array of objects.")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="A table (.xlsx) for the company, to come back filled in.",
)
@pass_session
def due(session: Session, department: str | None, as_object: bool, out: Path | None) -> None:
    """待回访 · Closed issues whose reporters agreed to be called and were not reached.

    Numbers only: names and phones are nowhere in it.

    \b
    Example:
      walkalong callbacks due --out 回访名单.xlsx
    """
    from bot.callbacks.sheet import write_to_call
    from storage.callbacks import CallbackReader

    with session.app() as app:
        most = app.settings.callback_tries
        found = CallbackReader(app.engine).to_call(_query(department), most)
    if out is not None:
        write_to_call(found, out)
    if as_object:
        echo(as_json([one._asdict() for one in found]))
    elif not found:
        echo(session.say("没有要回访的。", "Nobody is to be called."))
    else:
        _print_due(session, found)
    limit = not_set(session) if most is None else str(most)
    echo(
        session.say(
            f"未接通几次后不再打（WALKALONG_CALLBACK_TRIES）：{limit}",
            f"Calls in vain after which it is given up (WALKALONG_CALLBACK_TRIES): {limit}",
        ),
        err=True,
    )
    if out is not None:
        echo(session.say(f"写好了：{out}", f"Written: {out}"), err=True)


def _print_due(session: Session, found: list[ToCall]) -> None:
    heads = ("编号 Number", "平台编号 Case", "部门 Department", "事项 Item", "销号 Closed",
             "已打 Tries")  # fmt: skip
    print_table(
        session.heads(*heads),
        [
            (one.number, one.case, one.department, one.item, f"{one.closed:%Y-%m-%d}", one.tries)
            for one in found
        ],
    )


@command.command("reopen")
@click.argument("id_", metavar="NO", type=click.IntRange(1))
@click.option("--as", "name", default="", metavar="NAME", help="The admin who does it, by name.")
@pass_session
def reopen(session: Session, id_: int, name: str) -> None:
    """重新打开 · Re-open the issue of a call with a bad result.

    \b
    Example:
      walkalong callbacks reopen 7
    """
    _decide(session, id_, name, "")


@command.command("leave")
@click.argument("id_", metavar="NO", type=click.IntRange(1))
@click.option("--reason", required=True, help="Why its issue stays closed.")
@click.option("--as", "name", default="", metavar="NAME", help="The admin who does it, by name.")
@pass_session
def leave(session: Session, id_: int, reason: str, name: str) -> None:
    """不打开 · Let an issue be closed though a call had a bad result.

    \b
    Example:
      walkalong callbacks leave 7 --reason 说的是另一件事，已另行登记
    """
    reason = " ".join(reason.split())
    if not reason:
        raise click.UsageError(session.say("--reason 不能是空的。", "--reason cannot be empty."))
    _decide(session, id_, name, reason)


def _decide(session: Session, id_: int, name: str, reason: str) -> None:
    from bot.callbacks.deciding import decide

    by = admin_name(session, name) or session.say("回访登记", "Calls")
    with session.app() as app:
        today = app.clock().date()
        words = f"回访 {id_}：{reason or '重新打开'}"
        found = done(session, app, by, words, lambda turn: decide(turn, id_, reason, today))
    came = ("不打开", "left closed") if reason else ("重新打开了", "re-opened")
    echo(f"{found.number}  {session.say(*came)}")
