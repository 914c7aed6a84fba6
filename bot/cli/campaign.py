"""`walkalong campaign`: campaigns, how far they are, what is due in them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.cli.campaign_plans import plan
from bot.cli.campaign_told import as_object, none_there, tell
from bot.cli.office_told import telling
from bot.cli.output import as_json, echo, print_table
from bot.cli.session import Session, pass_session

if TYPE_CHECKING:
    from bot.app import App
    from flows.campaign_file import Campaign
    from storage.campaigns import KeptCampaign

STANDINGS = {
    "coming": ("还没开始", "to come"),
    "running": ("进行中", "under way"),
    "over": ("结束了", "over"),
}
_json = click.option("--json", "as_json_", is_flag=True, help="JSON instead of tables.")


@click.group("campaign")
def command() -> None:
    """行动 · Campaigns: phases, milestones, plans, progress."""


command.add_command(plan)


def _named(session: Session, app: App, name: str) -> tuple[KeptCampaign, Campaign]:
    from bot.campaigns import campaign_named

    found = campaign_named(app, name)
    if found is None:
        raise click.ClickException(none_there(session, name))
    return found


@command.command("set")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@pass_session
def set_(session: Session, file: Path) -> None:
    """录入 · Enter a campaign from a file (yaml), or enter it anew.

    Nothing is entered where anything is wrong with the file: exit code 1.

    \b
    Example:
      walkalong campaign set campaign.yaml
    """
    from bot.campaigns import set_campaign

    with session.app() as app, telling(session):
        campaign = set_campaign(app, file)
    if campaign is None:
        raise click.ClickException(
            session.say(
                "这个行动已经归档，不能再改；换一个 name。",
                "That campaign is archived and stays as it is; choose another name.",
            )
        )
    echo(
        session.say(
            f"录入了：{campaign.name}（{campaign.begins} 到 {campaign.ends}）",
            f"Entered: {campaign.name} ({campaign.begins} to {campaign.ends})",
        )
    )


@command.command("list")
@_json
@pass_session
def list_(session: Session, as_json_: bool) -> None:
    """列表 · All campaigns, the latest to begin first.

    \b
    Example:
      walkalong campaign list
    """
    from bot.campaigns import campaigns_of
    from flows.campaign import standing

    with session.app() as app, telling(session):
        found, today = campaigns_of(app), app.clock().date()
    if as_json_:
        told: list[dict[str, Any]] = [
            {
                "name": kept.name,
                "begins": campaign.begins,
                "ends": campaign.ends,
                "standing": standing(campaign, today),
                "archived": kept.archived,
            }
            for kept, campaign in found
        ]
        echo(as_json(told))
        return
    if not found:
        echo(none_there(session, ""))
        return
    print_table(
        session.heads("行动 Campaign", "开始 Begins", "结束 Ends", "状态 State", "归档 Archived"),
        [
            (
                kept.name,
                campaign.begins,
                campaign.ends,
                session.say(*STANDINGS[standing(campaign, today)]),
                f"{kept.archived:%F}" if kept.archived else "",
            )
            for kept, campaign in found
        ],
    )


@command.command("show")
@click.argument("name", required=False, default="")
@click.option("--against", default="", metavar="NAME", help="Beside another campaign.")
@_json
@pass_session
def show(session: Session, name: str, against: str, as_json_: bool) -> None:
    """进展 · How far a campaign is (the one under way), and what is due.

    Beside it stand the same days a year before.

    \b
    Example:
      walkalong campaign show --json
    """
    from bot.campaigns import progress_of
    from bot.office_files import actions_of

    with session.app() as app, telling(session):
        made = progress_of(app, *_named(session, app, name))
        other = progress_of(app, *_named(session, app, against)) if against else None
        titles = actions_of(app)
    if as_json_:
        echo(as_json(as_object(made, other)))
        return
    tell(session, made, other, titles)


@command.command("archive")
@click.argument("name")
@pass_session
def archive(session: Session, name: str) -> None:
    """归档 · Close a campaign that is over, with its figures as they are.

    \b
    Example:
      walkalong campaign archive 2026年走流程行动
    """
    from bot import campaigns
    from flows.campaign import standing

    with session.app() as app, telling(session):
        kept, campaign = _named(session, app, name)
        if standing(campaign, app.clock().date()) != "over":
            raise click.ClickException(
                session.say(
                    f"{kept.name} 到 {campaign.ends} 才结束，结束以后再归档。",
                    f"{kept.name} ends on {campaign.ends}; it is archived after that.",
                )
            )
        done = campaigns.archive(app, kept, campaign)
    if not done:
        raise click.ClickException(
            session.say(f"{kept.name} 已经归档了。", f"{kept.name} is archived already.")
        )
    echo(session.say(f"{kept.name} 归档了。", f"{kept.name} is archived."))
