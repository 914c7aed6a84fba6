"""`walkalong people staff|revoke`: who may use the staff's bot, and the codes that let them in."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

import click

from bot.cli.output import as_json, echo, print_table
from bot.cli.people_told import masked
from bot.cli.session import Session, pass_session

if TYPE_CHECKING:
    from storage.records import Role
    from storage.staff_invites import StaffInvite


class Invited(NamedTuple):
    """Who is to be let in, as an admin says it."""

    role: Role
    name: str
    department: str
    head: bool


def invite_staff(session: Session, who: Invited, as_json_: bool) -> None:
    """Make a code that signs one chat in, and tell it: it is kept nowhere."""
    from storage.staff_invites import MAX_NAME, StaffInvites

    role, head = who.role, who.head
    name, department = masked(who.name).strip(), masked(who.department).strip()
    wanted = {"--name": name} | ({"--department": department} if role == "staff" else {})
    if missing := [option for option, given in wanted.items() if not given]:
        raise click.UsageError(
            session.say(
                f"--role {role} 还要写 {'、'.join(missing)}。",
                f"--role {role} takes {' and '.join(missing)}, too.",
            )
        )
    if max(len(name), len(department)) > MAX_NAME:
        raise click.UsageError(
            session.say(
                f"姓名和部门最多 {MAX_NAME} 个字。",
                f"A name or a department is of at most {MAX_NAME} characters.",
            )
        )
    with session.app() as app:
        now = app.clock()
        until = now + timedelta(days=app.settings.staff_invite_days)
        code = StaffInvites(app.engine).make(name, role, department, now, until, head=head)
    if as_json_:
        made = {"code": code, "role": role, "name": name, "department": department, "head": head}
        echo(as_json(made | {"until": until}))
        return
    echo(f"/start {code}")
    echo(
        session.say(
            f"请本人在 {until:%Y-%m-%d %H:%M} 前私下发给工作人员机器人。"
            "只能用一次，也只显示这一次。",
            f"To be sent to the staff's bot by that person alone, until {until:%Y-%m-%d %H:%M}. "
            "It works once, and is shown once.",
        ),
        err=True,
    )


@click.command("staff")
@click.option("--json", "as_json_", is_flag=True, help="JSON instead of a table.")
@pass_session
def staff(session: Session, as_json_: bool) -> None:
    """工作人员 · Who may use the staff's bot, and codes not used yet.

    \b
    Example:
      walkalong people staff
    """
    from storage.staff_invites import StaffInvites

    with session.app() as app:
        found, now = StaffInvites(app.engine).list(), app.clock()
    if as_json_:
        echo(as_json([asdict(one) for one in found]))
        return
    if not found:
        echo(session.say("还没有邀请过工作人员。", "No staff was invited yet."))
        return
    roles: dict[Role, str] = {
        "staff": session.say("工作人员", "staff"),
        "admin": session.say("管理员", "admin"),
    }
    heads = session.say("部门负责人", "head")
    print_table(
        session.heads("编号 Number", "姓名 Name", "身份 Role", "部门 Department", "状态 State"),
        [
            (
                *(one.id, one.name, heads if one.head else roles.get(one.role, one.role)),
                one.department,
                _state(session, one, now),
            )
            for one in found
        ],
    )


def _state(session: Session, one: StaffInvite, now: datetime) -> str:
    if one.revoked is not None:
        return session.say(f"{one.revoked:%Y-%m-%d} 作废", f"revoked {one.revoked:%Y-%m-%d}")
    if one.is_late(now):
        return session.say(f"{one.until:%Y-%m-%d} 过期", f"expired {one.until:%Y-%m-%d}")
    if one.used is None:
        return session.say("还没有用", "not used yet")
    return session.say(f"{one.used:%Y-%m-%d} 登录", f"signed in {one.used:%Y-%m-%d}")


@click.command("revoke")
@click.argument("number", type=click.IntRange(1, 2**31 - 1))
@pass_session
def revoke(session: Session, number: int) -> None:
    """作废 · Sign staff out at once, or make a code useless.

    \b
    Example:
      walkalong people revoke 3
    """
    from storage.staff_invites import StaffInvites

    with session.app() as app:
        was_there = StaffInvites(app.engine).revoke(number, app.clock())
    if not was_there:
        raise click.ClickException(
            session.say(
                f"没有 {number} 号，或已经作废；用 {session.call} people staff 查看。",
                f"There is no {number}, or it was revoked; see {session.call} people staff.",
            )
        )
    echo(session.say(f"{number} 号作废了。", f"{number} is revoked."))
