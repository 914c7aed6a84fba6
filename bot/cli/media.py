"""`walkalong media`: what the media told of each action, and which had too little (R84)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from bot.cli.office_told import DAY, day_of, not_set, telling
from bot.cli.output import as_json, echo, print_table
from bot.cli.register_commands import of_register
from bot.cli.session import Session, pass_session

if TYPE_CHECKING:
    from datetime import datetime

command = of_register(
    "media",
    """媒体报道 · What the media told of an action, with outlet, day and link.

    \b
    Example:
      walkalong media add --action 推磨式互查 --outlet 云溪日报 --date 2026-11-20 --title 走在前头
      walkalong media count
    """,
)


@command.command("count")
@click.option("--since", type=DAY, metavar="DATE", help="Told on this day or later.")
@click.option("--until", type=DAY, metavar="DATE", help="Told on this day or before.")
@click.option("--json", "as_object", is_flag=True, help="A JSON array of objects.")
@pass_session
def count(
    session: Session, since: datetime | None, until: datetime | None, as_object: bool
) -> None:
    """计数 · Reports of each action, and how many are lacking.

    How many each action is to have is set in lists.yaml (media: at_least).

    \b
    Example:
      walkalong media count --since 2026-09-01
    """
    from bot.media_reports import counted

    with session.app() as app, telling(session):
        least = app.lists.scheme.media
        found = counted(app, day_of(since), day_of(until))
    if as_object:
        echo(
            as_json(
                [
                    {
                        "action": one.action,
                        "reports": len(one.reports),
                        "at_least": least,
                        "missing": one.missing(least),
                    }
                    for one in found
                ]
            )
        )
        return
    print_table(
        session.heads("行动 Action", "报道 Reports", "至少 At least", "还差 Missing"),
        [
            (
                one.action,
                " ".join([str(len(one.reports)), *(report.number for report in one.reports[:5])]),
                not_set(session) if least is None else least,
                "—" if least is None else one.missing(least),
            )
            for one in found
        ],
    )
