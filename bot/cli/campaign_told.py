"""How `walkalong campaign show` tells a campaign: for people, and for programs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from bot.cli.office_told import not_set
from bot.cli.output import echo, print_table
from bot.cli.session import Session

if TYPE_CHECKING:
    from bot.campaigns import Progress
    from flows.campaign import Owed

PLANS = {
    "filed": ("待审", "waits for review"),
    "passed": ("通过", "passed"),
    "returned": ("退回", "returned"),
}


def none_there(session: Session, name: str) -> str:
    """What to do where there is no such campaign."""
    call = f"{session.call} campaign"
    if name:
        return session.say(f"没有“{name}”；用 {call} list 查看。", f"No {name!r}; see {call} list.")
    return session.say(
        f"还没有行动；录入：{call} set FILE.yaml", f"There is no campaign yet: {call} set FILE.yaml"
    )


def as_object(made: Progress, other: Progress | None) -> dict[str, Any]:
    """The campaign for programs."""
    from flows.campaign import phase_on, reminders

    campaign = made.campaign
    phase = phase_on(campaign, made.today)
    day, whole = made.days
    return {
        "name": made.kept.name,
        "begins": campaign.begins,
        "ends": campaign.ends,
        "archived": made.kept.archived,
        "day": day,
        "days": whole,
        "phase": None if phase is None else phase.name,
        "phases": [
            {"name": one.name, "begins": one.begins, "ends": one.ends, "open": one.open}
            for one in campaign.phases
        ],
        "milestones": [
            {"name": one.name, "by": one.by, "days_left": (one.by - made.today).days}
            for one in campaign.milestones
        ],
        "reminders": [one.name for one in reminders(campaign, made.today)],
        "plans_by": campaign.plans_by,
        "plans": [_plan(one) for one in made.plans],
        "targets": dict(campaign.targets),
        "figures": made.figures,
        "year_before": made.year_before,
        "against": None if other is None else {"name": other.kept.name, "figures": other.figures},
    }


def _plan(owed: Owed) -> dict[str, Any]:
    latest = owed.latest
    return {
        "action": owed.action,
        "state": "missing" if latest is None else latest.state,
        "filed": None if latest is None else latest.filed,
        "by": "" if latest is None else latest.filed_by,
        "file": "" if latest is None else latest.file,
        "sha256": "" if latest is None else latest.sha256,
        "reviewed": None if latest is None else latest.reviewed,
        "reason": "" if latest is None else latest.reason,
        "late": owed.late,
    }


def tell(
    session: Session, made: Progress, other: Progress | None, titles: Mapping[str, str]
) -> None:
    """Print the campaign."""
    campaign = made.campaign
    day, whole = made.days
    span = f"{made.kept.name}  {campaign.begins} — {campaign.ends}"
    echo(f"{span}  {session.say(f'第 {day}/{whole} 天', f'day {day} of {whole}')}")
    if made.kept.archived:
        at = f"{made.kept.archived:%F}"
        echo(session.say(f"{at} 归档，数字是那时的。", f"Archived {at}, with the figures of then."))
    _phases(session, made)
    _milestones(session, made)
    _plans(session, made, titles)
    _figures(session, made, other, titles)


def _phases(session: Session, made: Progress) -> None:
    from flows.campaign import phase_on

    now = phase_on(made.campaign, made.today)
    if made.campaign.phases:
        print_table(
            session.heads("阶段 Phase", "开始 Begins", "结束 Ends", "现在 Now", "要做的 To do"),
            [
                (one.name, one.begins, one.ends, "←" if one is now else "", one.open)
                for one in made.campaign.phases
            ],
        )


def _milestones(session: Session, made: Progress) -> None:
    from flows.campaign import reminders

    near = reminders(made.campaign, made.today)
    rows = []
    for one in made.campaign.milestones:
        left = (one.by - made.today).days
        told = session.say(f"还有 {left} 天", f"{left} days left")
        if left < 0:
            told = session.say(f"过了 {-left} 天", f"{-left} days ago")
        remind = not_set(session) if one.remind is None else str(one.remind)
        rows.append((one.name, one.by, told, remind, "←" if one in near else ""))
    if rows:
        print_table(
            session.heads("节点 Milestone", "日期 By", "剩余 Left", "提前提醒 Days", "提醒 Due"),
            rows,
        )


def _plans(session: Session, made: Progress, titles: Mapping[str, str]) -> None:
    if not made.plans:
        return
    by = made.campaign.plans_by
    echo(
        session.say("方案报备截止：", "Plans are handed in by: ")
        + (f"{by}" if by else not_set(session))
    )
    print_table(
        session.heads("行动 Action", "方案 Plan", "报送 Filed", "迟报 Late", "意见 Reason"),
        [
            (
                titles.get(one.action, one.action),
                session.say("没有报", "missing")
                if one.latest is None
                else session.say(*PLANS[one.latest.state]),
                "" if one.latest is None else one.latest.filed,
                session.say("迟", "late") if one.late else "",
                "" if one.latest is None else one.latest.reason,
            )
            for one in made.plans
        ],
    )


def _figures(
    session: Session, made: Progress, other: Progress | None, titles: Mapping[str, str]
) -> None:
    """Walks against their targets, and problems; beside them a year before and another campaign."""
    columns = [made.figures, made.year_before, *([other.figures] if other else [])]
    heads = [*session.heads("完成 Done", "目标 Target", "上年同期 Year before")]
    heads += [other.kept.name] if other else []
    targets = made.campaign.targets
    actions = dict.fromkeys([*targets, *(name for each in columns for name in each["walks"])])
    rows: list[tuple[object, ...]] = []
    for action in actions:
        done, *others = (each["walks"].get(action, 0) for each in columns)
        wanted = targets.get(action)
        told = not_set(session) if wanted is None else f"{wanted} ({100 * done // wanted}%)"
        rows.append((titles.get(action, action), done, told, *others))
    for key, words in {
        "walkers": ("参加的人", "People"),
        "issues": ("发现问题", "Problems"),
        "mended": ("其中整改完", "Of them mended"),
    }.items():
        done, *others = (each[key] for each in columns)
        rows.append((session.say(*words), done, "", *others))
    print_table((*session.heads("数字 Figures"), *heads), rows)
