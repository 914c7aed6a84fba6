"""`walkalong must-walk coverage`: which services were walked, by whom and when (R77)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from bot.cli.office_told import DAY, day_of, not_set, telling
from bot.cli.output import as_json, echo, print_table
from bot.cli.session import Session, pass_session

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.must_walk import Coverage
    from flows.must_walk import Covered, Share, Visit


@click.command("coverage")
@click.option("--since", type=DAY, metavar="DATE", help="Walks that ended on this day or later.")
@click.option("--until", type=DAY, metavar="DATE", help="Walks that ended on this day or before.")
@click.option("--campaign", default="", metavar="NAME", help="In the days of this campaign.")
@click.option("--department", default="", help="All or a part of the department's name.")
@click.option("--open", "only_open", is_flag=True, help="Only those that nobody walked.")
@click.option("--json", "as_object", is_flag=True, help="One JSON object.")
@pass_session
def coverage(
    session: Session,
    since: datetime | None,
    until: datetime | None,
    campaign: str,
    department: str,
    only_open: bool,
    as_object: bool,
) -> None:
    """覆盖 · Which were walked, by whom and when.

    At least one walk of it was finished: in the days that are given, else those of the
    campaign under way, else ever. 匿名 is who walked without a name.

    \b
    Example:
      walkalong must-walk coverage --since 2026-09-01 --open
    """
    from bot.must_walk import NoCampaignError, coverage_of
    from bot.office_files import actions_of

    with session.app() as app, telling(session):
        try:
            found = coverage_of(app, day_of(since), day_of(until), campaign, department)
        except NoCampaignError:
            raise click.ClickException(
                session.say(
                    f"没有叫“{campaign}”的行动；看：{session.call} campaign list",
                    f"There is no campaign {campaign!r}; see: {session.call} campaign list",
                )
            ) from None
        titles = actions_of(app)
    services = [one for one in found.services if not (only_open and one.visits)]
    if as_object:
        echo(as_json(_object(found, services)))
    elif not found.services:
        call = f"{session.call} must-walk import FILE.xlsx"
        echo(session.say(f"还没有必走事项；导入：{call}", f"No service must be walked yet: {call}"))
    else:
        _print(session, found, services, titles)


def _print(
    session: Session, found: Coverage, services: list[Covered], titles: Mapping[str, str]
) -> None:
    echo(_span(session, found))
    print_table(
        session.heads("部门 Department", "必走 Must walk", "已走 Walked", "覆盖率 Coverage"),
        [
            (
                one.name or (total if one is found.whole else not_set(session)),
                one.total,
                one.walked,
                f"{one.percent}%",
            )
            for total in [session.say("合计", "All")]
            for one in (*found.departments, found.whole)
        ],
    )
    target = not_set(session) if found.target is None else f"{found.target}%"
    echo(session.say(f"要求覆盖：{target}", f"To be covered: {target}"))
    echo()
    nobody = session.say("还没有人走", "nobody yet")
    print_table(
        session.heads("事项 Service", "标记 Mark", "部门 Department", "谁走的 Walked by"),
        [
            (
                one.service.name,
                one.service.marks(session.locale),
                one.service.department or not_set(session),
                session.say("；", "; ").join(
                    _visit(session, visit, titles) for visit in one.visits[:3]
                )
                or nobody,
            )
            for one in services
        ],
    )


def _visit(session: Session, visit: Visit, titles: Mapping[str, str]) -> str:
    who = visit.person or session.say("匿名", "unnamed")
    return f"{visit.day} {who} {titles.get(visit.action, visit.action)} #{visit.walk}"


def _span(session: Session, found: Coverage) -> str:
    head = f"{found.campaign} " if found.campaign else ""
    first = found.since or session.say("开始", "the beginning")
    last = found.until or session.say("今天", "today")
    return head + session.say(f"{first} 到 {last}", f"from {first} to {last}")


def _object(found: Coverage, services: list[Covered]) -> dict[str, Any]:
    return {
        "campaign": found.campaign or None,
        "since": found.since,
        "until": found.until,
        "target": found.target,
        **_share(found.whole),
        "departments": [{"department": one.name, **_share(one)} for one in found.departments],
        "services": [
            {
                "name": one.service.name,
                "department": one.service.department,
                "frequent": one.service.frequent,
                "blocked": one.service.blocked,
                "walks": [
                    {
                        "walk": visit.walk,
                        "action": visit.action,
                        "person": visit.person,
                        "day": visit.day,
                    }
                    for visit in one.visits
                ],
            }
            for one in services
        ],
    }


def _share(one: Share) -> dict[str, int]:
    return {"total": one.total, "walked": one.walked, "percent": one.percent}
