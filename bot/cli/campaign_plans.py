"""`walkalong campaign plan`: plans of the actions, handed in and reviewed (R63)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.campaign_told import none_there
from bot.cli.office_told import DAY, day_of, telling
from bot.cli.output import echo
from bot.cli.session import Session, pass_session

if TYPE_CHECKING:
    from datetime import datetime

    from bot.app import App
    from storage.campaigns import KeptCampaign

MAX_TEXT = 200
_campaign = click.option("--campaign", default="", help="Of which campaign (the one under way).")


@click.group("plan")
def plan() -> None:
    """方案 · Plans of the actions: handed in, passed or returned."""


@contextmanager
def _owed(session: Session, name: str, said: str) -> Iterator[tuple[App, KeptCampaign, str]]:
    """The campaign and the action, by title or id, that owes a plan in it."""
    from bot.campaigns import campaign_named
    from bot.office_files import actions_of

    with session.app() as app, telling(session):
        found = campaign_named(app, name)
        if found is None:
            raise click.ClickException(none_there(session, name))
        kept, campaign = found
        titles = {each: actions_of(app).get(each, each) for each in campaign.plans}
        action = next((each for each, title in titles.items() if said in (each, title)), "")
        if not action:
            there = "、".join(titles.values()) or "—"
            raise click.ClickException(
                session.say(
                    f"“{kept.name}”里没有“{said}”的方案；有：{there}",
                    f"{kept.name!r} has no plan of {said!r}; there are: {there}",
                )
            )
        yield app, kept, action


@plan.command("file")
@click.argument("action")
@click.argument(
    "file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--by", default="", help="Which office handed it in.")
@click.option("--on", type=DAY, metavar="DATE", help="The day on which it came (today).")
@_campaign
@pass_session
def file_(
    session: Session,
    action: str,
    file: Path | None,
    by: str,
    on: datetime | None,
    campaign: str,
) -> None:
    """报备 · Enter the plan of an action that was handed in.

    The name and the SHA-256 of FILE are kept, so that one can tell it later; not what it says.

    \b
    Example:
      walkalong campaign plan file 主官式体验 方案.docx --by 业务指导科
    """
    from bot.campaigns import file_plan

    with _owed(session, campaign, action) as (app, kept, wanted):
        day = day_of(on) or app.clock().date()
        file_plan(app, kept, wanted, file, by.strip()[:MAX_TEXT], day)
    echo(session.say(f"{action} 的方案登记了（{day}）。", f"The plan of {action} is in ({day})."))


@plan.command("review")
@click.argument("action")
@click.option("--pass/--return", "passed", required=True, help="Passed, or returned.")
@click.option("--reason", default="", help="Of one that is returned: what is to be mended.")
@click.option("--on", type=DAY, metavar="DATE", help="The day on which it was decided (today).")
@_campaign
@pass_session
def review(
    session: Session,
    action: str,
    passed: bool,
    reason: str,
    on: datetime | None,
    campaign: str,
) -> None:
    """审查 · Pass the latest plan of an action, or return it.

    \b
    Example:
      walkalong campaign plan review 主官式体验 --return --reason 没有写时限
    """
    from storage.campaigns import Campaigns

    if not passed and not reason.strip():
        raise click.UsageError(
            session.say("退回要写 --reason。", "A plan is returned with a --reason.")
        )
    with _owed(session, campaign, action) as (app, kept, wanted):
        day = day_of(on) or app.clock().date()
        done = Campaigns(app.engine).review_plan(
            kept.id, wanted, "passed" if passed else "returned", day, reason.strip()[:MAX_TEXT]
        )
    if not done:
        raise click.ClickException(
            session.say(f"{action} 没有待审的方案。", f"No plan of {action} waits for a review.")
        )
    word = session.say(*(("通过", "passed") if passed else ("退回", "returned")))
    echo(session.say(f"{action} 的方案{word}了。", f"The plan of {action} is {word}."))
