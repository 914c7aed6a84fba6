"""`walkalong people`: for admins: volunteers who applied, serve, are missing; and the staff."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from bot.cli.output import as_json, echo, print_table
from bot.cli.people_decisions import DECISIONS, NUMBERED
from bot.cli.people_staff import Invited, invite_staff, revoke, staff
from bot.cli.people_told import as_object, lines, masked, none_of, people_here, route_of, row
from bot.cli.session import Session, pass_session

if TYPE_CHECKING:
    from bot.coverage import Coverage
    from storage.records import Role

CODE_LENGTH = 8
MAX_NOTE = 200
_json = click.option("--json", "as_json_", is_flag=True, help="JSON instead of a table.")


@click.group("people")
def command() -> None:
    """人员 · Volunteers: who applied, serves; staff: who is let in."""


@command.command("list")
@click.option(
    "--standing",
    type=click.Choice(["waiting", "declined", "serving", "expired", "released", "left"]),
    help="Only those: 待审、未通过、在任、任期已满、已解聘、已退出。",
)
@_json
@pass_session
def list_(session: Session, standing: str | None, as_json_: bool) -> None:
    """列表 · Everybody who applied, by number.

    \b
    Example:
      walkalong people list --standing waiting
    """
    with people_here(session) as (app, people, flow):
        found = [r for r in people.applications() if standing in (None, r.standing)]
        told = [as_object(app, record, people) for record in found]
    if as_json_:
        echo(as_json(told))
        return
    if not found:
        echo(session.say("没有符合条件的人。", "Nobody fits."))
        return
    print_table(
        session.heads(
            "编号 Number", "谁 Person", "状态 Standing", "到 Until", "资料 Profile",
            "走流程 Walks", "问题 Issues", "最近 Last",
        ),
        [row(session, flow, record, one) for record, one in zip(found, told, strict=True)],
    )  # fmt: skip
    if waits := [record.number for record in found if record.standing == "waiting"]:
        call = f"{session.call} people approve {waits[0]}"
        echo(
            session.say(
                f"待审 {len(waits)} 份；通过：{call}",
                f"Waiting: {len(waits)}; to approve: {call}",
            )
        )


@command.command("show")
@NUMBERED
@_json
@pass_session
def show(session: Session, number: int, as_json_: bool) -> None:
    """查看 · One application with its terms.

    \b
    Example:
      walkalong people show 3
    """
    with people_here(session) as (app, people, flow):
        record = people.application(number)
        told = as_object(app, record, people) if record is not None else {}
    if record is None:
        raise click.ClickException(none_of(session, number))
    echo(as_json(told) if as_json_ else "\n".join(lines(session, flow, record, told)))


@command.command("invite")
@click.option(
    "--route",
    default="invited",
    show_default=True,
    help="How the person comes: public, recommended, invited, or 公开征集、单位推荐、定向邀约.",
)
@click.option("--note", default="", help="Whom it is for; only admins see it.")
@click.option(
    "--role",
    type=click.Choice(["volunteer", "staff", "admin"]),
    default="volunteer",
    show_default=True,
    help="What the code makes of the person; staff and admin: in the staff's bot.",
)
@click.option("--name", default="", help="Of staff and admins: the person's name.")
@click.option("--department", default="", help="Of staff: whose problems they see.")
@click.option("--head", is_flag=True, help="Of staff: heads it, and hears of what is overdue.")
@_json
@pass_session
def invite(session: Session, /, as_json_: bool, role: Role, head: bool, **said: str) -> None:
    """邀请 · Make a code that one person can apply or sign in with.

    A volunteer says 报名 CODE, staff and admins send /start CODE to the staff's bot.

    \b
    Example:
      walkalong people invite --route 定向邀约 --note 餐饮协会
      walkalong people invite --role staff --name 林工 --department 医疗保障局
      walkalong people invite --role staff --head --name 何局 --department 医疗保障局
    """
    if head and role != "staff":
        raise click.UsageError(
            session.say("--head 要和 --role staff 一起用。", "--head goes with --role staff.")
        )
    if role != "volunteer":
        who = Invited(role, said["name"], said["department"], head)
        invite_staff(session, who, as_json_)
    elif said["name"] or said["department"]:
        raise click.UsageError(
            session.say(
                "--name 和 --department 要和 --role staff 或 admin 一起用。",
                "--name and --department go with --role staff or admin.",
            )
        )
    else:
        _invite_volunteer(session, said["route"], said["note"], as_json_)


def _invite_volunteer(session: Session, route: str, note: str, as_json_: bool) -> None:
    from storage.codes import new_code

    code = new_code(CODE_LENGTH)
    with people_here(session) as (_, people, flow):
        named = route_of(session, flow, route)
        people.invite(code, named, masked(note)[:MAX_NOTE])
    if as_json_:
        echo(as_json({"code": code, "route": named, "note": note}))
    else:
        echo(session.say(f"报名 {code}", f"apply {code}"))


@command.command("invitations")
@_json
@pass_session
def invitations(session: Session, as_json_: bool) -> None:
    """邀请码 · All invitations, and which were used.

    \b
    Example:
      walkalong people invitations
    """
    from bot.dialogue.volunteering import named

    with people_here(session) as (_, people, flow):
        found = people.invitations()
    if as_json_:
        echo(as_json([{name: getattr(one, name) for name in one.__slots__} for one in found]))
        return
    print_table(
        session.heads("邀请码 Code", "来源 Route", "备注 Note", "用于 Used"),
        [
            (
                one.code,
                named(flow, "route", one.route, session.locale),
                one.note,
                f"{one.used:%Y-%m-%d}" if one.used else session.say("还没有用", "not yet"),
            )
            for one in found
        ],
    )


@command.command("coverage")
@_json
@pass_session
def coverage(session: Session, as_json_: bool) -> None:
    """覆盖 · Whom they stand for, and who is missing.

    \b
    Example:
      walkalong people coverage
    """
    from bot import coverage as covering

    with people_here(session) as (_, people, flow):
        found = covering.of(people.applications(), flow, session.locale)
    if as_json_:
        echo(as_json(_for_programs(found)))
        return
    echo(session.say(f"在任 {found.serving} 人", f"Serving: {found.serving}"))
    for name, groups in found.counts.values():
        print_table((name, ""), [(group.label, group.count or "—") for group in groups])
    if found.cross:
        heads = session.heads("类别 Kind", "年龄段 Age", "领域 Field", "人数 Count")
        print_table(heads, [(*(g.label for g in groups), n) for groups, n in found.cross])
    missing = session.say("、", ", ").join(group.label for group in found.missing) or "—"
    echo(session.say(f"还没有人：{missing}", f"Nobody yet: {missing}"))


def _for_programs(found: Coverage) -> dict[str, Any]:
    """By the names of the flow's choices, whatever the language."""
    return {
        "serving": found.serving,
        "counts": {
            name: {group.name: group.count for group in groups}
            for name, (_, groups) in found.counts.items()
        },
        "cross": [
            {name: group.name for name, group in zip(found.counts, groups, strict=True)}
            | {"count": number}
            for groups, number in found.cross
        ],
    }


for each in (*DECISIONS, staff, revoke):
    command.add_command(each)
